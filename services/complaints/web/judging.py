"""Routes that judge a complaint and show its clocks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.complaints import Ground, Level, Responsibility, Severity
from infra.chassis.bodies import Body, Moment
from infra.chassis.decision import Decided
from infra.chassis.http import IfMatch, RequestCause
from infra.chassis.problems import problems
from services.complaints.domain import judging
from services.complaints.domain.case import Case
from services.complaints.domain.course import ran_of
from services.complaints.domain.explain import Account, explain
from services.complaints.domain.parts import Standing
from services.complaints.domain.rules import Rules
from services.complaints.store.clerk import Clerk
from services.complaints.web.acting import Act
from services.complaints.web.bodies import Text
from services.complaints.web.rights import Department, Desk, may_see, speaks_for
from services.complaints.web.views import CaseView

__all__ = ["router"]

ACTS = problems(400, 401, 403, 404, 409, 412, 422)


class ClassifyBody(Body):
    """Who is responsible (rule C4)."""

    responsibility: Responsibility


class InspectionBody(Body):
    """A site inspection to come."""

    department_id: str
    inspect_at: Moment


class InspectedBody(Body):
    """What the inspection found, and so decides."""

    found: Text
    responsibility: Responsibility


class MatterBody(Body):
    """What the case is about."""

    category: str = Field(max_length=80, examples=["promotion"])
    about: str = Field("", max_length=200, examples=["中秋套餐"])


class GroundsBody(Body):
    """The criteria of a major complaint that hold, of those people judge (rule C5)."""

    grounds: list[Ground] = Field(examples=[["loss-or-injury"]])


class PreviewView(BaseModel):
    """What a change of severity would do."""

    model_config = ConfigDict(from_attributes=True)

    severity: Severity
    previous_severity: Severity
    due_at: AwareDatetime
    previous_due_at: AwareDatetime
    level: Level
    previous_level: Level


class ClocksView(BaseModel):
    """The clocks of a case now."""

    at: AwareDatetime
    policy_version: int
    calendar_version: int
    clocks: list[Standing]


class SegmentView(BaseModel):
    """A piece of time a clock counted, or skipped and why."""

    start: AwareDatetime
    stop: AwareDatetime
    counted: bool
    amount: float
    why: str = Field(examples=["National Day"])


class AccountView(BaseModel):
    """A clock, and how it came to stand where it stands."""

    clock: str
    department_id: str | None
    cycle: int
    level: Level
    status: str
    unit: str = Field(examples=["working-days"])
    allowed: float
    used: float
    due_at: AwareDatetime
    segments: list[SegmentView]


class ExplainView(BaseModel):
    """The account of every clock of a case."""

    at: AwareDatetime
    policy_version: int
    calendar_version: int
    accounts: list[AccountView]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["judging"])
    act = Act(clerk)

    @routes.post(
        "/cases/{case_id}/classification",
        response_model=CaseView,
        responses=ACTS,
        summary="Decide responsibility",
    )
    async def classify_case(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: ClassifyBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: judging.classify(case, rules, now, body.responsibility),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/inspection", response_model=CaseView, responses=ACTS, summary="Send an inspection"
    )
    async def schedule_inspection(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: InspectionBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: judging.schedule_inspection(
                case, rules, now, body.department_id, body.inspect_at
            ),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/inspection/result", response_model=CaseView, responses=ACTS,
        summary="Record what the inspection found and decides",
    )  # fmt: skip
    async def record_inspection(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, body: InspectedBody
    ) -> JSONResponse:
        def decide(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
            if case.inspection is not None:
                speaks_for(who, case.inspection.department_id)
            return judging.record_inspection(case, rules, now, body.found, body.responsibility)

        return await act(who, case_id, cause, if_match, decide)

    @routes.post(
        "/cases/{case_id}/severity", response_model=CaseView, responses=ACTS,
        summary="Set the criteria of a major complaint",
    )  # fmt: skip
    async def judge_severity(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: GroundsBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: judging.judge(case, rules, now, body.grounds),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/matter",
        response_model=CaseView,
        responses=ACTS,
        summary="Put right what it is about",
    )
    async def set_matter(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: MatterBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: judging.set_matter(case, rules, now, body.category, body.about),
        )  # fmt: skip

    @routes.get(
        "/cases/{case_id}/severity/preview", responses=problems(401, 403, 404, 409, 422),
        summary="What setting these criteria would do to the deadlines",
    )  # fmt: skip
    async def preview_severity(
        who: Desk, case_id: str, ground: Annotated[list[Ground] | None, Query()] = None
    ) -> PreviewView:
        case = (await clerk.cases.need(case_id)).state
        may_see(who, case)
        rules = await clerk.rulebook.of(case)
        return PreviewView.model_validate(judging.preview(case, rules, clerk.now, ground or []))

    @routes.get(
        "/cases/{case_id}/clocks", responses=problems(401, 403, 404), summary="Where the clocks stand"
    )
    async def show_clocks(who: Department, case_id: str) -> ClocksView:
        case = (await clerk.cases.need(case_id)).state
        may_see(who, case)
        return ClocksView(
            at=case.judged_at,
            policy_version=case.policy_version,
            calendar_version=case.calendar_version,
            clocks=list(case.standing),
        )

    @routes.get(
        "/cases/{case_id}/clocks/explain", responses=problems(401, 403, 404),
        summary="Why the clocks stand where they stand: every piece counted or skipped",
    )  # fmt: skip
    async def explain_clocks(who: Department, case_id: str) -> ExplainView:
        case = (await clerk.cases.need(case_id)).state
        may_see(who, case)
        rules = await clerk.rulebook.of(case)
        at = max(clerk.now, case.judged_at)
        accounts = explain(ran_of(case, rules, at), rules.calendar, at)
        return ExplainView(
            at=at,
            policy_version=case.policy_version,
            calendar_version=case.calendar_version,
            accounts=[_account(each) for each in accounts],
        )

    return routes


def _account(account: Account) -> AccountView:
    clock = account.clock
    return AccountView(
        clock=clock.name,
        department_id=clock.department_id,
        cycle=clock.cycle,
        level=clock.level,
        status=clock.status,
        unit=clock.allowed.unit.value,
        allowed=float(clock.allowed.quantity),
        used=float(account.used),
        due_at=clock.due_at,
        segments=[
            SegmentView(
                start=each.start,
                stop=each.stop,
                counted=each.counted,
                amount=float(each.amount),
                why=each.why,
            )
            for each in account.segments
        ],
    )

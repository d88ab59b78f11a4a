"""Routes for cause, remedies, the result and the end of a complaint; and for inquiries and suggestions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from contracts.complaints import Cause, RemedyKind
from infra.chassis.bodies import Body, Day, Fen
from infra.chassis.decision import Decided
from infra.chassis.http import IfMatch, RequestCause
from infra.chassis.ids import new_id
from infra.chassis.problems import problems
from services.complaints.domain import asking, remedying, resolving
from services.complaints.domain.case import Case
from services.complaints.domain.remedying import Offer
from services.complaints.domain.resolving import Plan
from services.complaints.domain.rules import Rules
from services.complaints.store.clerk import Clerk
from services.complaints.web.acting import Act
from services.complaints.web.bodies import Text
from services.complaints.web.rights import Boss, Department, Desk, GuestOrDesk, speaks_for
from services.complaints.web.views import CaseView

__all__ = ["router"]

ACTS: dict[int | str, dict[str, Any]] = problems(400, 401, 403, 404, 409, 412, 422)


class CauseBody(Body):
    """Whose fault it was (rule C11)."""

    cause: Cause
    code: str = Field(max_length=80, examples=["equipment"])
    explanation: str = Field("", max_length=2000, description="A guest's own cause is explained to them.")


class OfferBody(Body):
    """A remedy to put to the guest (rule C12)."""

    kind: RemedyKind
    message: Text
    value_fen: Fen = 0
    points: int = Field(0, ge=0, le=10**9)
    coupon: str | None = Field(None, examples=["goodwill"])


class SettleBody(Body):
    """Whether an accepted remedy was carried out."""

    granted: bool = True
    refusal: str | None = Field(None, max_length=200)


class MessageBody(Body):
    """What the guest is told; free of contact data."""

    message: Text


class ReferBody(Body):
    """The public body that can help (rule C18)."""

    body: str = Field(min_length=1, max_length=200, examples=["消费者协会"])
    public_number: str = Field(min_length=1, max_length=40, examples=["12315"])


class SignOffBody(Body):
    """A remark."""

    note: str = Field("", max_length=2000)


class ActionBody(Body):
    """A corrective action somebody owes (rule C15)."""

    text: Text
    owner_id: str
    due_on: Day


class CloseBody(Body):
    """The summary of a complaint (rule C15)."""

    lesson: Text
    actions: list[ActionBody] = Field(default=[], max_length=20)


class ReasonBody(Body):
    """Why."""

    reason: Text


class PassBody(Body):
    """Who is asked."""

    department_id: str


class JudgedBody(Body):
    """How a suggestion was judged (rule C20)."""

    sensible: bool
    feasible: bool


class ForwardBody(PassBody):
    """Who decides on a suggestion, and by when."""

    decide_on: Day | None = None


class DecidedBody(MessageBody):
    """Whether a suggestion is adopted, and what its guest is told."""

    adopted: bool


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["settling"])
    _complaints(routes, Act(clerk))
    _remedies(routes, Act(clerk))
    _others(routes, Act(clerk))
    return routes


def _remedies(routes: APIRouter, act: Act) -> None:
    @routes.post(
        "/cases/{case_id}/cause", response_model=CaseView, responses=ACTS, summary="Say whose fault it was"
    )
    async def find_cause(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: CauseBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: remedying.find_cause(
                case, rules, now, body.cause, body.code, who.subject, body.explanation
            ),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/remedies", response_model=CaseView, status_code=201, responses=ACTS,
        summary="Put a remedy to the guest",
    )  # fmt: skip
    async def propose_remedy(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: OfferBody
    ) -> JSONResponse:
        offer = Offer(new_id(), body.kind, body.message, body.value_fen, body.points, body.coupon)
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: remedying.propose(case, rules, now, offer), 201,
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/remedies/{remedy_id}/acceptance", response_model=CaseView, responses=ACTS,
        summary="The guest accepts",
    )  # fmt: skip
    async def accept_remedy(
        who: GuestOrDesk, cause: RequestCause, if_match: IfMatch, case_id: str, remedy_id: str
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: remedying.accept(case, rules, now, remedy_id),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/remedies/{remedy_id}/refusal", response_model=CaseView, responses=ACTS,
        summary="The guest refuses",
    )  # fmt: skip
    async def refuse_remedy(
        who: GuestOrDesk, cause: RequestCause, if_match: IfMatch, case_id: str, remedy_id: str
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: remedying.refuse(case, rules, now, remedy_id),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/remedies/{remedy_id}/settlement", response_model=CaseView, responses=ACTS,
        summary="An accepted remedy was carried out, or could not be",
    )  # fmt: skip
    async def settle_remedy(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, remedy_id: str, body: SettleBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: remedying.settle_by_hand(
                case, rules, now, remedy_id, granted=body.granted, refusal=body.refusal
            ),
        )  # fmt: skip


def _complaints(routes: APIRouter, act: Act) -> None:
    @routes.post(
        "/cases/{case_id}/result",
        response_model=CaseView,
        responses=ACTS,
        summary="Give the guest the result",
    )
    async def resolve_case(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: MessageBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: resolving.resolve(case, rules, now, body.message),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/rework",
        response_model=CaseView,
        responses=ACTS,
        summary="Handle it again: not satisfied",
    )
    async def rework_case(who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str) -> JSONResponse:
        return await act(who, case_id, cause, if_match, resolving.rework)

    @routes.post(
        "/cases/{case_id}/referral",
        response_model=CaseView,
        responses=ACTS,
        summary="Hand it to a public body",
    )
    async def refer_case(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: ReferBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: resolving.refer(case, rules, now, body.body, body.public_number),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/sign-off", response_model=CaseView, responses=ACTS,
        summary="Sign that an assist or not responsible case was followed to its end",
    )  # fmt: skip
    async def sign_case_off(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, body: SignOffBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: resolving.sign_off(case, rules, now, who.subject, body.note),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/closing", response_model=CaseView, responses=ACTS, summary="Close, with its summary"
    )
    async def close_case(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: CloseBody
    ) -> JSONResponse:
        plans = tuple(Plan(new_id(), each.text, each.owner_id, each.due_on) for each in body.actions)
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: resolving.close(case, rules, now, who.subject, body.lesson, plans),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/withdrawal", response_model=CaseView, responses=ACTS, summary="The guest withdraws"
    )
    async def withdraw_case(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: ReasonBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: resolving.withdraw(case, rules, now, who.subject, body.reason),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/actions/{action_id}/done", response_model=CaseView, responses=ACTS,
        summary="A corrective action was carried out",
    )  # fmt: skip
    async def finish_action(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, action_id: str
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: resolving.finish_action(case, rules, now, action_id, who.subject),
        )  # fmt: skip


def _others(routes: APIRouter, act: Act) -> None:
    @routes.post(
        "/cases/{case_id}/answer", response_model=CaseView, responses=ACTS, summary="Answer an inquiry"
    )
    async def answer_inquiry(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, body: MessageBody
    ) -> JSONResponse:
        def decide(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
            speaks_for(who, case.passed_to)
            return asking.answer(case, rules, now, body.message, who.subject)

        return await act(who, case_id, cause, if_match, decide)

    @routes.post(
        "/cases/{case_id}/passing-on", response_model=CaseView, responses=ACTS, summary="Pass an inquiry on"
    )
    async def pass_inquiry_on(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: PassBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: asking.pass_on(case, rules, now, body.department_id),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/suggestion/judgement",
        response_model=CaseView,
        responses=ACTS,
        summary="Judge a suggestion",
    )
    async def judge_suggestion(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: JudgedBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: asking.judge_suggestion(
                case, rules, now, sensible=body.sensible, feasible=body.feasible
            ),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/suggestion/forwarding",
        response_model=CaseView,
        responses=ACTS,
        summary="Forward a suggestion",
    )
    async def forward_suggestion(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: ForwardBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: asking.forward(case, rules, now, body.department_id, body.decide_on),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/suggestion/decision", response_model=CaseView, responses=ACTS,
        summary="Adopt or refuse a suggestion",
    )  # fmt: skip
    async def decide_suggestion(
        who: Boss, cause: RequestCause, if_match: IfMatch, case_id: str, body: DecidedBody
    ) -> JSONResponse:
        reward_id = new_id()
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: asking.decide(
                case, rules, now, body.message, who.subject, reward_id, adopted=body.adopted
            ),
        )  # fmt: skip

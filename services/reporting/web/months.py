"""Months: performance with intervals, ranking, and the complaint analysis's life (rules R2, R5, R6)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.bodies import LenientBody
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.problems import problems
from services.reporting.domain import months
from services.reporting.domain.months import MonthBook
from services.reporting.domain.performance import JUDGED, Standing, agent_months, ranking, standings
from services.reporting.domain.rates import Rate
from services.reporting.store.room import Room
from services.reporting.web import exports
from services.reporting.web.daily import Change
from services.reporting.web.rights import Gm, Month, MonthAsked, Reader, Supervisor, may_see, venues_of

__all__ = ["router"]


class RateView(BaseModel):
    """A share with its interval; `value` is null where nothing was counted."""

    hits: int
    total: int
    value: float | None = Field(examples=[0.9])
    low: float = Field(examples=[0.72])
    high: float = Field(examples=[0.97])

    @classmethod
    def of(cls, rate: Rate) -> RateView:
        """From the domain."""
        return cls(hits=rate.hits, total=rate.total, value=rate.value, low=rate.low, high=rate.high)


class StandingView(BaseModel):
    """How a venue or department does."""

    kind: Literal["venue", "department"]
    id: str
    venue_id: str
    resolution: RateView
    timeliness: RateView
    satisfaction: RateView


class RankView(BaseModel):
    """A venue's place by bookings made."""

    rank: int
    venue_id: str
    orders: int
    effective: int
    featured: bool


class AgentView(BaseModel):
    """What an agent did at one venue in a month."""

    agent_id: str
    venue_id: str
    orders: int
    effective: int
    quota_owed: int
    quota_made: int
    quota_missing: int
    spend_missing: int = Field(description="Visits whose spend was not collected.")
    handling: RateView = Field(description="Handlings within their target time.")


class ActionView(BaseModel):
    """A corrective action of the month."""

    case_id: str
    number: str
    text: str
    owner: str
    due_on: str
    done: bool


class DraftView(BaseModel):
    """The analysis's figures."""

    made_at: AwareDatetime
    totals: dict[str, int]
    parts: dict[str, dict[str, int]]
    venues: dict[str, dict[str, int]]
    before: dict[str, int]
    actions: list[ActionView]


class AnalysisView(BaseModel):
    """A month's complaint analysis."""

    month: str
    status: Literal["running", "drafted", "reviewed", "filed"]
    due_on: date
    draft: DraftView | None
    chases: int
    reviewed_by: str | None
    remarks: str
    filed_by: str | None
    filed_at: AwareDatetime | None
    in_time: bool | None


class Review(LenientBody):
    """What the general manager says to it."""

    remarks: str = Field("", max_length=4000, examples=["服务态度类投诉需专项培训"])


def router(room: Room) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/v1", tags=["months"])
    acting: dict[str, Any] = {
        "response_model": AnalysisView,
        "responses": problems(400, 401, 403, 404, 409, 412, 422),
    }

    @routes.get(
        "/months/{month}/performance",
        responses=problems(401, 403, 422),
        summary="Rates with intervals, per venue and department",
    )
    async def show_performance(who: Reader, month: Month) -> list[StandingView]:
        policy = (await room.policies.at(None, room.clock.now())).values
        sheets = await room.figures.month(month, venues_of(who), parts=("departments",))
        return [_standing(each) for each in standings(sheets, policy.confidence_percent)]

    @routes.get(
        "/months/{month}/ranking", responses=problems(401, 403, 422), summary="Venues by bookings made"
    )
    async def show_ranking(who: Reader, month: Month) -> list[RankView]:
        sheets = await room.figures.month_totals(month, JUDGED, venues_of(who))
        venues = await room.figures.venues()
        featured = {id for id, venue in venues.items() if venue.featured}
        return [
            RankView(
                rank=each.rank,
                venue_id=each.venue_id,
                orders=each.orders,
                effective=each.effective,
                featured=each.venue_id in featured,
            )
            for each in ranking(sheets)
        ]

    @routes.get(
        "/months/{month}/agents",
        responses=problems(401, 403, 422),
        summary="Agents' bookings, callback quota, missing spend and handling times",
    )
    async def list_agents(who: Reader, month: Month) -> list[AgentView]:
        policy = (await room.policies.at(None, room.clock.now())).values
        sheets = await room.figures.month(month, venues_of(who), parts=("agents",))
        return [
            AgentView(**{**asdict(each), "handling": RateView.of(each.handling)})
            for each in agent_months(sheets, policy.confidence_percent)
        ]

    @routes.get("/analyses", responses=problems(401, 403), summary="Every month's complaint analysis")
    async def list_analyses(who: Reader) -> list[AnalysisView]:
        may_see(who, "*")
        return [view(each.state) for each in await room.months.find({}, sort=[("_id", -1)], limit=60)]

    @routes.get(
        "/analyses/{month}", response_model=AnalysisView, responses=problems(401, 403, 404, 422),
        summary="One month's complaint analysis",
    )  # fmt: skip
    async def show_analysis(who: Reader, month: Month) -> JSONResponse:
        may_see(who, "*")
        stored = await room.months.need(month)
        return entity(stored, answer(stored.state))

    @routes.get(
        "/analyses/{month}/changes",
        responses=problems(401, 403, 404, 422),
        summary="What late events changed since it was drafted",
    )
    async def list_changes(who: Reader, month: Month) -> list[Change]:
        may_see(who, "*")
        book = (await room.months.need(month)).state
        return [
            Change(figure=figure, before=drafted, after=now)
            for figure, drafted, now in await room.month_end.changes(book)
        ]

    @routes.post("/analyses/{month}/draft", summary="Draft it (anew) from the figures of now", **acting)
    async def draft_analysis(
        who: Supervisor, cause: RequestCause, month: Month, version: IfMatch
    ) -> JSONResponse:
        may_see(who, "*")
        await room.months.need(month)
        policy = (await room.policies.at(None, room.clock.now())).values
        made = await room.month_end.draft(month, room.clock.now())

        def decide(state: MonthBook | None, _: datetime) -> Decided[MonthBook]:
            return months.draft(_there(state), made, policy)

        return answered(
            await room.months.change(month, decide, cause, expected_version=version, answer=answer)
        )

    @routes.post("/analyses/{month}/review", summary="The general manager has read it", **acting)
    async def review_analysis(
        who: Gm, cause: RequestCause, month: Month, version: IfMatch, said: Review
    ) -> JSONResponse:
        may_see(who, "*")
        policy = (await room.policies.at(None, room.clock.now())).values

        def decide(state: MonthBook | None, _: datetime) -> Decided[MonthBook]:
            return months.review(_there(state), who.subject, said.remarks, policy)

        return answered(
            await room.months.change(month, decide, cause, expected_version=version, answer=answer)
        )

    @routes.post("/analyses/{month}/file", summary="File it", **acting)
    async def file_analysis(
        who: Supervisor, cause: RequestCause, month: Month, version: IfMatch
    ) -> JSONResponse:
        may_see(who, "*")
        policy = (await room.policies.at(None, room.clock.now())).values

        def decide(state: MonthBook | None, now: datetime) -> Decided[MonthBook]:
            return months.file(_there(state), who.subject, policy, now)

        return answered(
            await room.months.change(month, decide, cause, expected_version=version, answer=answer)
        )

    @routes.get(
        "/exports/performance.{form}",
        responses=problems(401, 403, 422),
        summary="Venues' and departments' performance as CSV or XLSX",
        response_class=Response,
    )
    async def export_performance(
        who: Reader,
        form: Literal["csv", "xlsx"],
        month: MonthAsked,
        language: Literal["zh-CN", "en"] = "zh-CN",
    ) -> Response:
        policy = (await room.policies.at(None, room.clock.now())).values
        sheets = await room.figures.month(month, venues_of(who), parts=("departments",))
        names = await room.figures.facts("department")
        table = exports.performance_table(
            standings(sheets, policy.confidence_percent),
            ranking(sheets),
            await room.figures.venues(),
            {id: facts.get("name", id) for id, facts in names.items()},
            language,
        )
        return exports.download(table, form, f"performance-{month}")

    @routes.get(
        "/exports/analysis.{form}",
        responses=problems(401, 403, 404, 422),
        summary="A month's complaint analysis as CSV or XLSX",
        response_class=Response,
    )
    async def export_analysis(
        who: Reader,
        form: Literal["csv", "xlsx"],
        month: MonthAsked,
        language: Literal["zh-CN", "en"] = "zh-CN",
    ) -> Response:
        may_see(who, "*")
        book = (await room.months.need(month)).state
        if book.draft is None:
            raise Refused("not-drafted-yet", "draft it, or wait for the month's end", kind="missing")
        return exports.download(
            exports.analysis_table(book.draft, await room.figures.venues(), language),
            form,
            f"analysis-{month}",
            exports.actions_table(book.draft, language),
            exports.changes_table(await room.month_end.changes(book), language),
        )

    return routes


def _there(state: MonthBook | None) -> MonthBook:
    if state is None:
        raise Refused("month-not-found", "nothing was heard of this month", kind="missing")
    return state


def view(book: MonthBook) -> AnalysisView:
    """What is shown of a month's book."""
    made = book.draft
    return AnalysisView(
        month=book.month,
        status=book.status,
        due_on=book.due_on,
        draft=DraftView(
            made_at=made.made_at,
            totals=made.totals,
            parts=made.parts,
            venues=made.venues,
            before=made.before,
            actions=[
                ActionView(
                    case_id=each.case_id,
                    number=each.number,
                    text=each.text,
                    owner=each.owner,
                    due_on=each.due_on,
                    done=each.done,
                )
                for each in made.actions
            ],
        )
        if made
        else None,
        chases=book.chases,
        reviewed_by=book.reviewed_by,
        remarks=book.remarks,
        filed_by=book.filed_by,
        filed_at=book.filed_at,
        in_time=book.in_time,
    )


def answer(book: MonthBook) -> dict[str, Any]:
    """The same as JSON."""
    return view(book).model_dump(mode="json")


def _standing(each: Standing) -> StandingView:
    return StandingView(
        kind=each.kind,
        id=each.id,
        venue_id=each.venue_id,
        resolution=RateView.of(each.resolution),
        timeliness=RateView.of(each.timeliness),
        satisfaction=RateView.of(each.satisfaction),
    )

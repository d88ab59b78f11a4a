"""Daily reports: read them, open their figures to the events behind, take them away (rules R1, R9, R11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.auth import Principal
from infra.chassis.bodies import Day
from infra.chassis.decision import Refused
from infra.chassis.mongo import Document
from infra.chassis.problems import problems
from services.reporting.domain.cards import Card
from services.reporting.domain.daily import DailyReport, differences, report_id
from services.reporting.store.room import Room
from services.reporting.web import exports
from services.reporting.web.rights import Reader, Venue, may_see, venues_asked
from services.reporting.wording import venue_name

__all__ = ["router"]

LONGEST_RANGE = timedelta(days=731)
Figure = Annotated[str, Path(pattern=r"^[a-z_]{1,40}$", examples=["orders"])]
Part = Annotated[str | None, Query(max_length=100)]
VenueId = Annotated[str, Path(max_length=100, examples=["*"])]


class Change(BaseModel):
    """One figure before and after."""

    figure: str = Field(examples=["spend_fen"])
    before: int
    after: int


class RestatementView(BaseModel):
    """One restatement of a closed report: what changed, when, and the late events behind it."""

    number: int
    at: AwareDatetime
    changes: list[Change]
    event_ids: list[str]


class DailyReportView(BaseModel):
    """The report of one venue's (`*`: the chain's) business day."""

    venue_id: str
    day: date
    status: Literal["open", "closed"]
    closes_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    figures: dict[str, int] = Field(examples=[{"orders": 12, "seated": 9, "spend_fen": 1_280_000}])
    parts: dict[str, dict[str, int]] = Field(examples=[{"orders": {"phone": 8, "app": 4}}])
    restatements: list[RestatementView]


class LineView(BaseModel):
    """One line of a figure, and the event behind it."""

    event_id: str
    card: str = Field(examples=["booking/0198c0de-0000-7000-8000-000000000000"])
    amount: int
    at: AwareDatetime
    agent: str | None
    department: str | None
    label: str | None


class OpenedFigure(BaseModel):
    """A figure, opened: its lines add up to it."""

    venue_id: str
    day: date
    figure: str
    total: int
    lines: list[LineView]


class ShareView(BaseModel):
    """What one venue's business day adds; open it with the same label, agent or department."""

    venue_id: str
    day: date
    amount: int


class SharedFigure(BaseModel):
    """A figure of several days or venues, opened: its shares add up to it."""

    figure: str
    total: int
    shares: list[ShareView]


class EventView(BaseModel):
    """An event as it was heard."""

    id: str
    type: str
    source: str
    topic: str
    time: AwareDatetime
    subject: str
    sequence: int
    data: dict[str, Any]


def restatements_of(report: DailyReport | None) -> list[RestatementView]:
    """What changed since the report was closed."""
    return [
        RestatementView(
            number=each.number,
            at=each.at,
            changes=[
                Change(figure=name, before=before, after=after)
                for name, before, after in differences(each.before, each.after)
            ],
            event_ids=list(each.event_ids),
        )
        for each in (report.restatements if report else ())
    ]


async def history_for(who: Principal, room: Room, card: Card) -> list[Document]:
    """The events of a card that a caller may see: an account counts at many venues, and each is its own.

    An event that names no venue is of every venue the card counts at.

    Raises:
        Refused: the caller has no rights at any of them.
    """
    venues = {line.venue_id for line in card.lines.values()} | ({card.facts.get("venue_id")} - {None})
    theirs = [who.may_at(str(each)) for each in venues or {"*"}]
    if not any(theirs):
        raise Refused("other-venue", "this belongs to another venue", kind="forbidden")
    return [
        event
        for event in await room.figures.history(card)
        if (who.may_at(at) if (at := _venue_of(event["data"])) else all(theirs))
    ]


def _venue_of(data: Mapping[str, Any]) -> str | None:
    """Where an event happened, if it says so; points say it of their lot."""
    venue: str | None = data.get("venue_id") or (data.get("lot") or {}).get("venue_id")
    return venue


def checked_range(first: date, last: date) -> None:
    """Refuse (422) a range that is upside down or too long."""
    if not timedelta() <= last - first <= LONGEST_RANGE:
        raise Refused("bad-range", "ask for 1 to 731 days, first to last", field="first", kind="invalid")


def router(room: Room) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/v1", tags=["daily reports"])

    @routes.get("/daily-reports", responses=problems(401, 403, 422), summary="Figures day by day")
    async def list_daily_reports(
        who: Reader, first: date, last: date, venue_id: Venue = "*"
    ) -> list[DailyReportView]:
        may_see(who, venue_id)
        checked_range(first, last)
        sheets = await room.figures.days(venue_id, first, last)
        reports = await room.reports.find(
            {"_id": {"$in": [report_id(venue_id, date.fromisoformat(day)) for day in sheets]}}
        )
        known = {each.state.day.isoformat(): each.state for each in reports}
        return [
            _view(venue_id, date.fromisoformat(day), sheet.totals, sheet.labels, known.get(day))
            for day, sheet in sheets.items()
        ]

    @routes.get(
        "/daily-reports/{venue_id}/{day}", responses=problems(401, 403, 422), summary="One day's report"
    )
    async def show_daily_report(who: Reader, venue_id: VenueId, day: Day) -> DailyReportView:
        may_see(who, venue_id)
        sheet = await room.figures.sheet(venue_id, day)
        stored = await room.reports.get(report_id(venue_id, day))
        return _view(venue_id, day, sheet.totals, sheet.labels, stored.state if stored else None)

    @routes.get(
        "/daily-reports/{venue_id}/{day}/figures/{figure}",
        responses=problems(401, 403, 422),
        summary="The events behind a figure",
    )
    async def open_figure(
        who: Reader,
        venue_id: VenueId,
        day: Day,
        figure: Figure,
        label: Part = None,
        agent: Part = None,
        department: Part = None,
    ) -> OpenedFigure:
        may_see(who, venue_id)
        if venue_id == "*":
            raise Refused(
                "open-a-venue", "the chain's figure is the sum of its venues': open one of them",
                field="venue_id", kind="invalid",
            )  # fmt: skip
        found = await room.figures.behind(
            venue_id, day, figure, label=label, agent=agent, department=department
        )
        lines = [
            LineView(
                event_id=each.line.event_id,
                card=each.card.id,
                amount=each.line.amount,
                at=each.line.at,
                agent=each.line.agent,
                department=each.line.department,
                label=each.line.label,
            )
            for each in found
        ]
        total = sum(line.amount for line in lines)
        return OpenedFigure(venue_id=venue_id, day=day, figure=figure, total=total, lines=lines)

    @routes.get(
        "/figures/{figure}",
        responses=problems(401, 403, 422),
        summary="The venues' days a figure is the sum of",
    )
    async def open_shares(
        who: Reader,
        figure: Figure,
        first: date,
        last: date,
        venue_id: Annotated[
            str | None, Query(max_length=100, description="Omitted: all you may see.")
        ] = None,
        label: Part = None,
        agent: Part = None,
        department: Part = None,
    ) -> SharedFigure:
        checked_range(first, last)
        found = await room.figures.shares(
            figure, first, last, venues_asked(who, venue_id), label=label, agent=agent, department=department
        )
        return SharedFigure(
            figure=figure,
            total=sum(each.amount for each in found),
            shares=[ShareView(venue_id=e.venue_id, day=e.day, amount=e.amount) for e in found],
        )

    @routes.get(
        "/cards/{kind}/{key}/events", responses=problems(401, 403, 404, 422), summary="A card's events, whole"
    )
    async def list_card_events(
        who: Reader,
        kind: Annotated[str, Path(pattern="^[a-z]{1,20}$")],
        key: Annotated[str, Path(max_length=100)],
    ) -> list[EventView]:
        card = await room.figures.card(f"{kind}/{key}")
        if card is None:
            raise Refused("card-not-found", f"nothing was heard of {kind} {key}", kind="missing")
        return [EventView(**event) for event in await history_for(who, room, card)]

    @routes.get(
        "/exports/daily.{form}",
        responses=problems(401, 403, 422),
        summary="Daily figures as CSV or XLSX",
        response_class=Response,
    )
    async def export_daily(
        who: Reader,
        form: Literal["csv", "xlsx"],
        first: date,
        last: date,
        venue_id: Venue = "*",
        language: Literal["zh-CN", "en"] = "zh-CN",
    ) -> Response:
        may_see(who, venue_id)
        checked_range(first, last)
        sheets = await room.figures.days(venue_id, first, last)
        table = exports.daily_table({day: sheet.totals for day, sheet in sheets.items()}, language)
        venue = venue_name(venue_id, await room.figures.venues(), language)
        return exports.download(table, form, f"daily-{venue}-{first}-{last}")

    return routes


def _view(
    venue_id: str,
    day: date,
    totals: dict[str, int],
    parts: dict[str, dict[str, int]],
    report: DailyReport | None,
) -> DailyReportView:
    closes_at: datetime | None = report.closes_at if report else None
    return DailyReportView(
        venue_id=venue_id,
        day=day,
        status=report.status if report else "open",
        closes_at=closes_at,
        closed_at=report.closed_at if report else None,
        figures=totals,
        parts=parts,
        restatements=restatements_of(report),
    )

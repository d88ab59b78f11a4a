"""The daily report, and what is behind its figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from infra.chassis.bodies import Day
from infra.chassis.decision import Refused
from services.reporting.domain.daily import report_id
from services.reporting.domain.sheets import CHAIN
from services.reporting.web import daily as daily_routes
from services.reporting.web.console.desk import DayQuery, PageDesk, Text
from services.reporting.web.rights import Reader, may_see, venues_asked
from services.reporting.wording import DAILY

__all__ = ["router"]


def router(desk: PageDesk) -> APIRouter:
    """The routes."""
    routes, pages, room = desk.routes(), desk.pages, desk.room
    figures = room.figures

    @routes.get("/daily")
    async def daily_page(who: Reader, request: Request, venue: Text = "", day: DayQuery = None) -> Response:
        venues = {id: venue for id, venue in (await figures.venues()).items() if who.may_at(id)}
        # a caller's own venue, even before anything was heard of it
        mine = [CHAIN] if "*" in who.venues else [*venues, *sorted(who.venues), CHAIN]
        chosen = venue or mine[0]
        may_see(who, chosen)
        day = day or await desk.today()
        sheet = await figures.sheet(chosen, day)
        before = await figures.sheet(chosen, day - timedelta(days=1))
        week = await figures.sheet(chosen, day - timedelta(days=7))
        stored = await room.reports.get(report_id(chosen, day))
        report = stored.state if stored else None
        shown = [figure for figure in sheet.totals if figure not in DAILY]
        return pages.page(
            request,
            "daily.html",
            who,
            venues=venues,
            venue_id=chosen,
            day=day,
            earlier=day - timedelta(days=1),
            later=day + timedelta(days=1),
            sheet=sheet,
            before=before,
            week=week,
            figures=[*DAILY, *shown],
            report=report,
            restatements=daily_routes.restatements_of(report),
        )

    @routes.get("/daily/open")
    async def open_page(
        who: Reader,
        request: Request,
        day: Day,
        figure: Text,
        venue: Text | None = None,
        last: DayQuery = None,
        label: Text | None = None,
        agent: Text | None = None,
        department: Text | None = None,
    ) -> Response:
        last = last or day
        daily_routes.checked_range(day, last)
        asked = venues_asked(who, venue)
        whose = {"label": label, "agent": agent, "department": department}
        shown: dict[str, Any] = {
            "venues": await figures.venues(),
            "venue_id": venue or (CHAIN if asked is None else ""),
            "day": day,
            "last": last,
            "figure": figure,
            "whose": {name: value for name, value in whose.items() if value},
        }
        if asked is None or len(asked) != 1 or last != day:
            shares = await figures.shares(figure, day, last, asked, **whose)
            total = sum(each.amount for each in shares)
            return pages.page(request, "open_shares.html", who, shares=shares, total=total, **shown)
        found = await figures.behind(asked[0], day, figure, **whose)
        total = sum(each.line.amount for each in found)
        return pages.page(
            request, "open.html", who, found=found, total=total, **{**shown, "venue_id": asked[0]}
        )

    @routes.get("/cards/{kind}/{key}")
    async def card_page(
        who: Reader,
        request: Request,
        kind: Annotated[str, Path(pattern="^[a-z]{1,20}$")],
        key: Annotated[str, Path(max_length=100)],
    ) -> Response:
        card = await figures.card(f"{kind}/{key}")
        if card is None:
            raise Refused("card-not-found", f"nothing was heard of {kind} {key}", kind="missing")
        events = await daily_routes.history_for(who, room, card)
        return pages.page(request, "card.html", who, card=card, events=events)

    return routes

"""Today, for the chain and for one venue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from infra.chassis.decision import Refused
from services.reporting.domain.sheets import Sheet
from services.reporting.web.console.desk import PageDesk
from services.reporting.web.rights import Reader, may_see, venues_of

__all__ = ["router"]

_CASES_SHOWN = 50


def router(desk: PageDesk) -> APIRouter:
    """The routes."""
    routes, pages, room = desk.routes(), desk.pages, desk.room
    figures, live = room.figures, desk.live

    @routes.get("")
    async def today_page(who: Reader, request: Request) -> Response:
        day = await desk.today()
        history = await desk.scope(who, day - timedelta(days=13), day)
        board = await live.board(venues_of(who))
        return pages.page(
            request, "today.html", who, board=board, chart=chart(history, day, 14), day=day.isoformat()
        )

    @routes.get("/venues/{venue_id}")
    async def venue_page(
        who: Reader, request: Request, venue_id: Annotated[str, Path(max_length=100)]
    ) -> Response:
        may_see(who, venue_id)
        venue = (await figures.venues()).get(venue_id)
        if venue is None:
            raise Refused("venue-not-found", f"nothing was heard of venue {venue_id}", kind="missing")
        day = (await figures.calendar(venue_id)).day_of(room.clock.now())
        history = await figures.days(venue_id, day - timedelta(days=29), day)
        cases = await figures.open_cases([venue_id], _CASES_SHOWN)
        sheet = history.get(day.isoformat(), await figures.sheet(venue_id, day))
        return pages.page(
            request,
            "venue.html",
            who,
            venue=venue,
            sheet=sheet,
            day=day.isoformat(),
            cases=cases,
            now=room.clock.now(),
            chart=chart(history, day, 30),
        )

    return routes


def chart(history: dict[str, Sheet], last: date, days: int) -> dict[str, Any]:
    """What the chart draws: a day with nothing is a zero, not a gap."""
    span = [(last - timedelta(days=back)).isoformat() for back in range(days - 1, -1, -1)]
    series = {
        figure: [history[day][figure] if day in history else 0 for day in span]
        for figure in ("orders", "seated", "cancelled", "no_show")
    }
    return {"days": span, "series": series, "empty": not any(map(any, series.values()))}

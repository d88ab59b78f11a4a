"""Scorecards, and how venues and departments do."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response

from services.reporting.domain.days import month_days, month_of
from services.reporting.domain.performance import ranking, standings
from services.reporting.web.console.desk import MonthQuery, PageDesk
from services.reporting.web.rights import Reader, venues_of

__all__ = ["router"]


def router(desk: PageDesk) -> APIRouter:
    """The routes."""
    routes, pages, room = desk.routes(), desk.pages, desk.room
    figures = room.figures

    @routes.get("/scorecards")
    async def scorecards_page(who: Reader, request: Request, month: MonthQuery = None) -> Response:
        chosen = month or await last_month()
        found = await room.scorecards.find(
            {"state.month": chosen, **who.venue_filter()}, sort=[("state.rank", 1)], limit=2000
        )
        return pages.page(
            request,
            "scorecards.html",
            who,
            month=chosen,
            cards=[each.state for each in found],
            venues=await figures.venues(),
        )

    @routes.get("/scorecards/{staff_id}/{month}")
    async def scorecard_page(who: Reader, request: Request, staff_id: str, month: str) -> Response:
        card = (await room.scorecards.need(f"{staff_id}|{month}")).state
        who.at(card.venue_id)
        return pages.page(request, "scorecard.html", who, card=card, venues=await figures.venues())

    @routes.get("/performance")
    async def performance_page(who: Reader, request: Request, month: MonthQuery = None) -> Response:
        chosen = month or month_of(await desk.today())
        policy = (await room.policies.at(None, room.clock.now())).values
        sheets = await figures.month(chosen, venues_of(who), parts=("departments",))
        departments = await figures.facts("department")
        return pages.page(
            request,
            "performance.html",
            who,
            month=chosen,
            standings=standings(sheets, policy.confidence_percent),
            ranking=ranking(sheets),
            venues=await figures.venues(),
            departments={id: facts.get("name", id) for id, facts in departments.items()},
        )

    async def last_month() -> str:
        policy = (await room.policies.at(None, room.clock.now())).values
        local = room.clock.now().astimezone(ZoneInfo(policy.zone)).date()
        return month_of(month_days(month_of(local))[0] - timedelta(days=1))

    return routes

"""Scorecards, and how venues and departments do."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response

from services.reporting.domain.days import month_days, month_of
from services.reporting.domain.performance import JUDGED, agent_months, ranking, standings
from services.reporting.domain.scores import MADE_OF
from services.reporting.web.console.desk import MonthQuery, PageDesk, Text
from services.reporting.web.rights import Reader, venues_of

__all__ = ["router"]

PAID_FOR = {
    "effective-contracted": ("effective", {"label": "contracted"}),
    "effective-other": ("effective", {"label": "other"}),
    "callbacks-missing": ("quota_missing", {}),
    "spend-missing": ("spend_missed_by", {}),
}
"""The figure, and the part of it, that a line of a bonus counts, by its reason."""


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
        file = await room.files.get(staff_id)
        return pages.page(
            request,
            "scorecard.html",
            who,
            card=card,
            file=file.state if file else None,
            changes=await room.month_end.changes_of(card),
            days=month_days(month),
            made_of=MADE_OF,
            paid_for=PAID_FOR,
            venues=await figures.venues(),
        )

    @routes.get("/performance")
    async def performance_page(
        who: Reader, request: Request, month: MonthQuery = None, venue: Text = ""
    ) -> Response:
        chosen = month or month_of(await desk.today())
        policy = (await room.policies.at(None, room.clock.now())).values
        sheets = await figures.month_totals(chosen, JUDGED, venues_of(who))
        ranks = ranking(sheets)
        shown = venue if venue in sheets else ranks[0].venue_id if ranks else ""
        within = await figures.month(chosen, [shown], parts=("agents", "departments"))
        ours = standings(within, policy.confidence_percent)
        names = await figures.facts("department")
        return pages.page(
            request,
            "performance.html",
            who,
            month=chosen,
            standings=standings(sheets, policy.confidence_percent),
            ranking=ranks,
            shown=shown,
            departments=[each for each in ours if each.kind == "department"],
            department_names={id: facts.get("name", id) for id, facts in names.items()},
            agents=agent_months(within, policy.confidence_percent),
            days=month_days(chosen),
            venues=await figures.venues(),
        )

    async def last_month() -> str:
        policy = (await room.policies.at(None, room.clock.now())).values
        local = room.clock.now().astimezone(ZoneInfo(policy.zone)).date()
        return month_of(month_days(month_of(local))[0] - timedelta(days=1))

    return routes

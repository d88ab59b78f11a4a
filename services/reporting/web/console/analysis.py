"""The monthly complaint analysis: read, drafted again, reviewed, filed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from infra.chassis.auth import Principal
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from infra.chassis.ids import new_id
from infra.chassis.mongo import Raced
from services.reporting.domain import months
from services.reporting.domain.days import month_days
from services.reporting.domain.months import MonthBook
from services.reporting.domain.sheets import CHAIN
from services.reporting.web.console.desk import MonthQuery, PageDesk, form
from services.reporting.web.rights import Gm, Reader, Supervisor, may_see

__all__ = ["router"]

_LONGEST_REMARKS = 4000


def router(desk: PageDesk) -> APIRouter:
    """The routes."""
    routes, pages, room = desk.routes(), desk.pages, desk.room
    figures = room.figures

    @routes.get("/analysis")
    async def analysis_page(who: Reader, request: Request, month: MonthQuery = None) -> Response:
        may_see(who, CHAIN)
        known = await room.months.known()
        begun = (each for each, status in known.items() if status != "running")
        chosen = month or next(begun, next(iter(known), None))
        stored = await room.months.get(chosen) if chosen else None
        book = stored.state if stored else None
        return pages.page(
            request, "analysis.html", who, known=known, month=chosen, book=book,
            days=month_days(chosen) if chosen else None, venues=await figures.venues(),
            changes=await room.month_end.changes(book) if book else (),
        )  # fmt: skip

    @routes.post("/analysis/{month}/draft")
    async def draft_page(who: Supervisor, month: str) -> Response:
        may_see(who, CHAIN)
        await room.months.need(month)
        policy = (await room.policies.at(None, room.clock.now())).values
        made = await room.month_end.draft(month, room.clock.now())
        return await act(who, month, lambda book, _: months.draft(book, made, policy))

    @routes.post("/analysis/{month}/review")
    async def review_page(who: Gm, request: Request, month: str) -> Response:
        remarks = (await form(request)).get("remarks", "")[:_LONGEST_REMARKS]
        policy = (await room.policies.at(None, room.clock.now())).values
        return await act(who, month, lambda book, _: months.review(book, who.subject, remarks, policy))

    @routes.post("/analysis/{month}/file")
    async def file_page(who: Supervisor, month: str) -> Response:
        policy = (await room.policies.at(None, room.clock.now())).values
        return await act(who, month, lambda book, now: months.file(book, who.subject, policy, now))

    async def act(
        who: Principal, month: str, decide: Callable[[MonthBook, datetime], Decided[MonthBook]]
    ) -> Response:
        may_see(who, CHAIN)
        await room.months.need(month)
        cause = Cause("http", who.subject, new_id())

        def decided(book: MonthBook | None, now: datetime) -> Decided[MonthBook]:
            if book is None:
                raise Raced
            return decide(book, now)

        await room.months.change(month, decided, cause)
        return RedirectResponse(f"/console/analysis?month={month}", 303)

    return routes

"""Guest analysis as a page."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from services.reporting.domain.sheets import CHAIN
from services.reporting.web.console.desk import PageDesk
from services.reporting.web.rights import Reader, Supervisor, may_see

__all__ = ["router"]


def router(desk: PageDesk) -> APIRouter:
    """The routes."""
    routes, pages, analyst = desk.routes(), desk.pages, desk.room.analyst

    @routes.get("/guests")
    async def guests_page(who: Reader, request: Request) -> Response:
        may_see(who, CHAIN)
        return pages.page(
            request,
            "guests.html",
            who,
            newest=await analyst.newest(),
            busy=analyst.busy,
            venues=await desk.room.figures.venues(),
        )

    @routes.post("/guests")
    async def ask_page(who: Supervisor) -> Response:
        may_see(who, CHAIN)
        analyst.ask()
        return RedirectResponse("/console/guests", 303)

    return routes

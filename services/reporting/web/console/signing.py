"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from infra.chassis.auth import Unauthenticated, Verifier, public
from services.reporting.web.console.desk import PageDesk, form
from services.reporting.web.console.session import COOKIE

__all__ = ["router"]

_LONGEST_SECONDS = 12 * 3600


def router(desk: PageDesk) -> APIRouter:
    """The routes."""
    routes, pages = desk.routes(), desk.pages

    @routes.get("/sign-in", dependencies=[public()])
    async def sign_in_page(request: Request) -> Response:
        return pages.page(request, "sign_in.html", None, wrong=False)

    @routes.post("/sign-in", dependencies=[public()])
    async def sign_in(request: Request) -> Response:
        token = (await form(request)).get("token", "").strip()
        verifier: Verifier = request.app.state.verifier
        try:
            await verifier.principal(token)
        except Unauthenticated:
            return pages.page(request, "sign_in.html", None, 401, wrong=True)
        answer = RedirectResponse("/console", 303)
        answer.set_cookie(
            COOKIE,
            token,
            max_age=_LONGEST_SECONDS,
            httponly=True,
            samesite="strict",
            secure=desk.sign_in.cookie_secure,
        )
        return answer

    @routes.post("/sign-out", dependencies=[public()])
    async def sign_out() -> Response:
        answer = RedirectResponse("/console/sign-in", 303)
        answer.delete_cookie(COOKIE)
        return answer

    return routes

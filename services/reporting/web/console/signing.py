"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from infra.chassis.auth import Unauthenticated, Verifier, public
from services.reporting.web.console.desk import PageDesk
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
    async def sign_in(request: Request, token: Annotated[str, Form(max_length=8000)]) -> Response:
        verifier: Verifier = request.app.state.verifier
        try:
            await verifier.principal(token.strip())
        except Unauthenticated:
            return pages.page(request, "sign_in.html", None, 401, wrong=True)
        answer = RedirectResponse("/console", 303)
        answer.set_cookie(
            COOKIE,
            token.strip(),
            max_age=_LONGEST_SECONDS,
            httponly=True,
            samesite="strict",
            secure=desk.settings.cookie_secure,
        )
        return answer

    @routes.post("/sign-out", dependencies=[public()])
    async def sign_out() -> Response:
        answer = RedirectResponse("/console/sign-in", 303)
        answer.delete_cookie(COOKIE)
        return answer

    return routes

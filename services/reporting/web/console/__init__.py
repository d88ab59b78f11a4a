"""The console: server-rendered pages, one small script, one chart library in the package. No build step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.staticfiles import StaticFiles

from services.reporting.store.room import Room
from services.reporting.web.console import analysis, daily, front, guests, people, signing
from services.reporting.web.console.desk import PageDesk, SignIn
from services.reporting.web.console.render import Renderer
from services.reporting.web.console.session import CookieSession
from services.reporting.web.live import Live

__all__ = ["CookieSession", "SignIn", "mount_static", "routers"]


def routers(room: Room, live: Live, sign_in: SignIn) -> Iterator[APIRouter]:
    """Every page."""
    desk = PageDesk(room, live, sign_in, Renderer(sign_in.issuer))
    for pages in (signing, front, daily, analysis, people, guests):
        yield pages.router(desk)


def mount_static(app: Any) -> None:
    """Serve the script, the style sheet and the chart library."""
    folder = Path(__file__).with_name("static")
    app.mount("/console/static", StaticFiles(directory=folder), name="console-static")

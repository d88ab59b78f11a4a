"""Reporting's edge: the API, and the console, a set of pages a chain operator starts the day with."""

from __future__ import annotations

from infra.chassis.service import Service
from services.reporting.store.room import Room
from services.reporting.web import console, daily, guests, live, months, operating, people

__all__ = ["serve"]


def serve(service: Service, room: Room, sign_in: console.SignIn) -> None:
    """Add every route and page."""
    board = live.Live(room)
    for router in (
        daily.router(room),
        months.router(room),
        people.router(room),
        operating.router(room),
        guests.router(room.months.desk, room.analyst),
        live.router(board),
        *console.routers(room, board, sign_in),
    ):
        service.routes(router)
    console.mount_static(service.app)
    service.app.add_middleware(console.CookieSession)

"""Reporting's edge: the API, and the console, a set of pages a chain operator starts the day with."""

from __future__ import annotations

from infra.chassis.service import Service
from services.reporting.settings import ReportingSettings
from services.reporting.store.room import Room
from services.reporting.web import daily, months, operating, people

__all__ = ["serve"]


def serve(service: Service, room: Room, settings: ReportingSettings) -> None:
    """Add every route."""
    del settings
    for router in (daily.router(room), months.router(room), people.router(room), operating.router(room)):
        service.routes(router)

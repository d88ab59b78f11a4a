"""The desk's HTTP edge, one module per kind of task."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter

from services.complaints.store.clerk import Clerk
from services.complaints.web import (
    calendars,
    callbacks,
    emergencies,
    handling,
    judging,
    lost,
    owning,
    people,
    settling,
    surveys,
    taking,
)

__all__ = ["routers"]


def routers(clerk: Clerk) -> Iterator[APIRouter]:
    """Every route of the service."""
    for each in (
        owning,
        taking,
        judging,
        handling,
        settling,
        callbacks,
        surveys,
        lost,
        emergencies,
        people,
        calendars,
    ):
        yield each.router(clerk)

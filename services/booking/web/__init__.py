"""Booking's HTTP edge, one module per kind of task."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter

from services.booking.store.attempts import Attempts
from services.booking.store.clerk import Clerk
from services.booking.store.occupancy import Occupancy
from services.booking.store.waitlist import Waitlist
from services.booking.web import (
    availability,
    boards,
    catalogue,
    desk,
    finding,
    self_service,
    series,
    taking,
    venues,
    visiting,
)
from services.booking.web import waitlist as line

__all__ = ["routers"]


def routers(
    clerk: Clerk, waitlist: Waitlist, attempts: Attempts, occupancy: Occupancy
) -> Iterator[APIRouter]:
    """Every route of the service."""
    yield taking.router(clerk)
    yield finding.router(clerk)
    yield visiting.router(clerk)
    yield desk.router(clerk)
    yield catalogue.router(clerk)
    yield venues.router(clerk)
    yield line.router(waitlist)
    yield series.router(clerk)
    yield boards.router(clerk)
    yield availability.router(clerk, occupancy)
    yield self_service.router(clerk, attempts)

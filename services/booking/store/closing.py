"""Clears a closure's time: whoever had booked there is moved, or noted to be called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import EXPECTED, Booking, Status
from services.booking.domain.moving import displace
from services.booking.domain.placement import Ask
from services.booking.domain.venue import Closure
from services.booking.store.clerk import Clerk

__all__ = ["clear"]

_MOVABLE = [status.value for status in (Status.HELD, Status.ASKED, *EXPECTED)]
_OVER = {"booking-not-found", "wrong-status"}
"""It ended by itself before it could be moved: nothing is in the way any more."""


async def clear(
    clerk: Clerk, venue_id: str, closure: Closure, cause: Cause
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Move every booking in the way of a closure to an equal place at its time, or displace it.

    Repeating it is safe: what was moved or displaced is in the way no more.

    Returns:
        Ids of the bookings moved, and of those displaced.
    """
    in_the_way = await clerk.bookings.find(
        {
            "state.venue_id": venue_id,
            "state.status": {"$in": _MOVABLE},
            "state.starts_at": {"$lt": closure.ends_at},
            "state.ends_at": {"$gt": closure.starts_at},
        },
        sort=[("state.starts_at", 1)],
    )
    moved: list[str] = []
    displaced: list[str] = []
    for stored in in_the_way:
        booking = stored.state
        if _in_the_way(closure, booking):
            became = await _move(clerk, booking, closure, cause.part(f"{booking.id}@{stored.version}"))
            if became:
                {"moved": moved, "displaced": displaced}[became].append(booking.id)
    return tuple(moved), tuple(displaced)


def _in_the_way(closure: Closure, booking: Booking) -> bool:
    """Whether it sits where it is shut; of a partner's house we know no places, only that all of it is."""
    if booking.partner_venue:
        return not closure.resource_ids and booking.displaced_by is None
    return any(closure.shuts(each, booking.starts_at, booking.ends_at) for each in booking.resource_ids)


async def _move(
    clerk: Clerk, booking: Booking, closure: Closure, cause: Cause
) -> Literal["moved", "displaced"] | None:
    """What became of it; None if it ended by itself meanwhile."""
    try:
        await clerk.reschedule(booking.id, _elsewhere(closure), "closure", cause)
        return "moved"
    except Refused as refused:
        if refused.code in _OVER:
            return None
        if refused.kind == "limit":
            raise  # too many want its places just now: the sweep comes again
    try:
        await clerk.bookings.change(booking.id, _displace(closure), cause.part("displaced"))
    except Refused as refused:
        if refused.code not in _OVER:
            raise
        return None
    return "displaced"


def _elsewhere(closure: Closure) -> Callable[[Ask], Ask]:
    return lambda ask: replace(ask, avoid=closure.resource_ids)


def _displace(closure: Closure) -> Callable[[Booking | None, datetime], Decided[Booking]]:
    def decide(booking: Booking | None, now: datetime) -> Decided[Booking]:
        if booking is None:
            raise Refused("booking-not-found", "there is no such booking", kind="missing")
        return displace(booking, closure.id, closure.reason, now)

    return decide

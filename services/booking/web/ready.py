"""Ready holds: the very request that takes an alternative (rule B3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from infra.chassis.changes import Outcome
from infra.chassis.decision import Refused
from services.booking.domain.alternatives import Alternative
from services.booking.domain.booking import Booking
from services.booking.store.placing import NothingFree
from services.booking.web.views import HoldView, alternative

__all__ = ["hold_elsewhere", "move_instead", "offering"]


async def offering(
    work: Callable[[], Awaitable[Outcome[Booking]]], ready: Callable[[Alternative], HoldView]
) -> Outcome[Booking]:
    """`work`; when nothing is free, its refusal carries what is, each ready to be sent (rule B3)."""
    try:
        return await work()
    except NothingFree as nothing:
        offers = [alternative(found, ready(found)) for found in nothing.found]
        raise Refused(
            nothing.code, nothing.detail, field=nothing.field, extra={"alternatives": offers}
        ) from nothing


def hold_elsewhere(found: Alternative, body: dict[str, Any]) -> HoldView:
    """The same request for what is free instead."""
    return HoldView(
        method="POST", href="/bookings", body=body | {"venue_id": found.venue.id} | _ask_fields(found)
    )


def move_instead(found: Alternative, booking_id: str) -> HoldView:
    """The move of a booking to what is free instead."""
    fields = _ask_fields(found)
    body = {name: fields[name] for name in ("starts_at", "ends_at", "resource_ids")}
    return HoldView(method="POST", href=f"/bookings/{booking_id}/reschedule", body=body)


def _ask_fields(found: Alternative) -> dict[str, Any]:
    ask = found.ask
    return {
        "starts_at": ask.starts_at.isoformat(),
        "ends_at": ask.ends_at.isoformat(),
        "category": ask.category,
        "resource_ids": list(ask.resource_ids),
        "count": ask.count,
    }

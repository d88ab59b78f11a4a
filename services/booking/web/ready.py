"""Ready holds: the very request that takes an alternative (rule B3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from infra.chassis.auth import Principal
from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.decision import Refused
from services.booking.domain.alternatives import Alternative
from services.booking.domain.booking import Booking
from services.booking.domain.taking import Request
from services.booking.store.choices import Choices
from services.booking.store.placing import NothingFree
from services.booking.web.views import HoldView, alternative, booking_view

__all__ = ["hold_elsewhere", "holding", "move_instead", "offering"]


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


async def holding(
    choices: Choices, request: Request, cause: Cause, refused: NothingFree, who: Principal
) -> Refused:
    """The refusal, with alternatives that are held while the guest chooses."""
    held = await choices.hold(request, cause, booking_view, who.at)
    offers = [alternative(each.found, _confirmed(each.booking), each.booking) for each in held]
    return Refused(refused.code, refused.detail, field=refused.field, extra={"alternatives": offers})


def _confirmed(held: dict[str, Any]) -> HoldView:
    return HoldView(method="POST", href=f"/bookings/{held['booking_id']}/confirm", body={})


def hold_elsewhere(found: Alternative, body: dict[str, Any]) -> HoldView:
    """The same request for what is free instead."""
    return HoldView(
        method="POST", href="/bookings", body=body | {"venue_id": found.venue.id} | _ask_fields(found)
    )


def move_instead(found: Alternative, href: str, key: dict[str, Any] | None = None) -> HoldView:
    """The move of a booking to what is free instead, with as many guests as were asked for.

    Args:
        href: where its caller moves it.
        key: what a caller without an account must say there.
    """
    fields = _ask_fields(found)
    body = {name: fields[name] for name in ("starts_at", "ends_at", "resource_ids")}
    return HoldView(method="POST", href=href, body=(key or {}) | body | {"party_size": found.ask.party_size})


def _ask_fields(found: Alternative) -> dict[str, Any]:
    ask = found.ask
    return {
        "starts_at": ask.starts_at.isoformat(),
        "ends_at": ask.ends_at.isoformat(),
        "category": ask.category,
        "resource_ids": list(ask.resource_ids),
        "count": ask.count,
    }

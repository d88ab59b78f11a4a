"""Booking's timers: lapses, reminders, arrival checks, escalations, chases."""

from __future__ import annotations

from collections.abc import Sequence

from infra.chassis.policy import PolicyBook
from infra.chassis.timers import Fire, Firing
from services.booking.domain.due import on_timer
from services.booking.domain.policy import BookingPolicy
from services.booking.store.bookings import BookingStore

__all__ = ["firing"]


def firing(bookings: BookingStore, policies: PolicyBook[BookingPolicy]) -> Fire:
    """Decide the due timers of bookings, each under the policy of its venue."""

    async def fire(firings: Sequence[Firing]) -> None:
        ids = {each.aggregate_id for each in firings}
        venues = await bookings.collection.distinct("state.venue_id", {"_id": {"$in": sorted(ids)}})
        now = policies.now()
        in_force = {venue_id: (await policies.at(venue_id, now)).values for venue_id in venues}
        await bookings.fire(
            firings, lambda booking, name, at: on_timer(booking, name, in_force[booking.venue_id], at)
        )

    return fire

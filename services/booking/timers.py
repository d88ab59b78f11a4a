"""Booking's timers: lapses, reminders, arrival checks, escalations and chases; and closures to be cleared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from infra.chassis.decision import Decided
from infra.chassis.policy import PolicyBook
from infra.chassis.timers import Fire, Firing, one_by_one
from services.booking.domain.booking import Booking, judged
from services.booking.domain.closing import account_for
from services.booking.domain.due import on_timer
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.waiting import leave
from services.booking.store.bookings import BookingStore
from services.booking.store.clerk import Clerk
from services.booking.store.closing import clear
from services.booking.store.waitlist import WaitlistStore

__all__ = ["closure_sweeps", "firing", "waitlist_ends"]


def firing(bookings: BookingStore, policies: PolicyBook[BookingPolicy]) -> Fire:
    """Decide the due timers of bookings, each under the policy of its venue."""

    async def fire(firings: Sequence[Firing]) -> None:
        ids = {each.aggregate_id for each in firings}
        venues = await bookings.collection.distinct("state.venue_id", {"_id": {"$in": sorted(ids)}})
        now = policies.now()
        in_force = {venue_id: await policies.at(venue_id, now) for venue_id in venues}

        def decide(booking: Booking, name: str, at: datetime) -> Decided[Booking]:
            policy = in_force[booking.venue_id]
            return judged(on_timer(booking, name, policy.values, at), policy.version)

        await bookings.fire(firings, decide)

    return fire


def waitlist_ends(waitings: WaitlistStore) -> Fire:
    """Waiting ends when the wanted time begins."""

    async def fire(firings: Sequence[Firing]) -> None:
        await waitings.fire(firings, lambda waiting, _name, _now: leave(waiting, "too-late"))

    return fire


def closure_sweeps(clerk: Clerk) -> Fire:
    """Clear the way of closures that were announced; one booking at a time, as often as it takes."""

    async def one(firing: Firing) -> None:
        closure_id = firing.name.removeprefix("sweep-")
        venue = (await clerk.venues.need(firing.aggregate_id)).state
        closure = next((shut for shut in venue.closures if shut.id == closure_id), None)
        # The parts' identity must outlive a lost lease, so they are not the firing's own cause.
        cause = firing.cause.part(firing.due.isoformat())
        moved, displaced = await clear(clerk, venue.id, closure, cause) if closure else ((), ())
        await clerk.venues.fire(
            [firing], lambda state, _name, _now: account_for(state, closure_id, moved, displaced)
        )

    return one_by_one(one)

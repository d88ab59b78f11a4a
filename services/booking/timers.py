"""Booking's timers: lapses, reminders, arrival checks, escalations and chases; and closures to be cleared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from infra.chassis.decision import Decided
from infra.chassis.policy import PolicyBook
from infra.chassis.timers import Fire, Firing
from services.booking.domain.booking import Booking, judged
from services.booking.domain.closing import account_for
from services.booking.domain.due import on_timer
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.venue import Venue
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

    async def fire(firings: Sequence[Firing]) -> None:
        for each in firings:
            closure_id = each.name.removeprefix("sweep-")
            venue = (await clerk.venues.need(each.aggregate_id)).state
            closure = next((shut for shut in venue.closures if shut.id == closure_id), None)
            # The parts' identity must outlive a lost lease, so they are not the firing's own cause.
            cause = each.cause.part(each.due.isoformat())
            moved, displaced = await clear(clerk, venue.id, closure, cause) if closure else ((), ())
            await clerk.venues.change(venue.id, _account(closure_id, moved, displaced), each.cause)

    return fire


def _account(
    closure_id: str, moved: tuple[str, ...], displaced: tuple[str, ...]
) -> Callable[[Venue | None, datetime], Decided[Venue]]:
    def decide(venue: Venue | None, _: datetime) -> Decided[Venue]:
        if venue is None:
            raise RuntimeError("a closure of a venue that does not exist")
        return account_for(venue, closure_id, moved, displaced)

    return decide

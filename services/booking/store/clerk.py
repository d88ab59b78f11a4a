"""The clerk: takes, moves and records bookings, which needs venue, policy, guest and place together."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome, Stored, changed_since
from infra.chassis.decision import Decide, Decided, Refused
from infra.chassis.policy import Policy, PolicyBook
from services.booking.domain.booking import EXPECTED, Booking, Status, Tier, judged, need
from services.booking.domain.incidents import reseat
from services.booking.domain.moving import Reason, change_party, reschedule, restore
from services.booking.domain.placement import Ask, Placement, check_house, placements
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.recording import History, record
from services.booking.domain.taking import Request, asked, check, check_phone, hold
from services.booking.domain.venue import Venue
from services.booking.store.bookings import BookingStore
from services.booking.store.guests import GuestStore
from services.booking.store.placing import Placing
from services.booking.store.venues import VenueStore

__all__ = ["Answer", "Clerk", "confirmation_number"]

Answer = Callable[[Booking], dict[str, Any]]
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_TRIES = 20


def confirmation_number() -> str:
    """A number a guest can read out: ten letters and digits that are not mistaken for one another."""
    drawn = secrets.randbits(128)  # so many more than ten letters take that each of them is as likely
    text = ""
    for _ in range(10):
        drawn, place = divmod(drawn, len(_ALPHABET))
        text += _ALPHABET[place]
    return f"{text[:5]}-{text[5:]}"


@dataclass(frozen=True)
class Clerk:
    """What taking a booking needs."""

    bookings: BookingStore
    venues: VenueStore
    guests: GuestStore
    policies: PolicyBook[BookingPolicy]
    placing: Placing

    @property
    def now(self) -> datetime:
        """The present."""
        return self.bookings.desk.clock.now()

    async def policy(self, venue_id: str) -> Policy[BookingPolicy]:
        """The policy in force at a venue now."""
        return await self.policies.at(venue_id, self.now)

    async def hold(self, request: Request, cause: Cause, answer: Answer | None = None) -> Outcome[Booking]:
        """Hold a place for a request (rule B4).

        Raises:
            NothingFree: with alternatives (rule B3).
            Refused: it can never be a booking, or there is no such venue.
        """

        async def work() -> Outcome[Booking]:
            venue = await self.venues.current(request.venue_id)
            policy = await self.policy(venue.id)
            met = await self.meet(request, cause)
            check(met, venue, policy.values, self.now)

            def attempt(placement: Placement | None) -> Awaitable[Outcome[Booking]]:
                def decide(_: Booking | None, now: datetime) -> Decided[Booking]:
                    return hold(met, venue, placement, policy.values, policy.version, now)

                return self.bookings.change(request.booking_id, decide, cause, answer=answer)

            return await self._placed(met, venue, policy.values, attempt)

        return await self._once(request.booking_id, cause, work)

    async def record(
        self, request: Request, history: History, cause: Cause, answer: Answer | None = None
    ) -> Outcome[Booking]:
        """Record a booking of an older ledger, by the same decisions, in one change.

        Raises:
            NothingFree, Refused: as `hold`; or the history cannot have been, or was recorded before.
        """

        async def work() -> Outcome[Booking]:
            venue = await self.venues.current(request.venue_id)
            policy = await self.policy(venue.id)
            check(request, venue, policy.values, history.taken_at)
            met = await self.meet(request, cause, of_old=True)

            def attempt(placement: Placement | None) -> Awaitable[Outcome[Booking]]:
                def decide(_: Booking | None, now: datetime) -> Decided[Booking]:
                    number = confirmation_number()
                    return record(met, history, venue, placement, number, policy.values, policy.version, now)

                return self.bookings.change(request.booking_id, decide, cause, answer=answer)

            if history.cancelled_at:  # it holds nothing any more, so what is free does not matter
                return await attempt(placements(venue, met.ask, met.booking_id)[0])
            quiet = replace(policy.values, alternatives=0)
            return await self._placed(met, venue, quiet, attempt)

        return await self._once(request.booking_id, cause, work)

    async def reschedule(
        self,
        booking_id: str,
        change: Callable[[Ask], Ask],
        reason: Reason,
        cause: Cause,
        *,
        expected_version: int | None = None,
        answer: Answer | None = None,
    ) -> Outcome[Booking]:
        """Move a booking to what `change` makes of its ask, keeping its place where that is free.

        One that a partner's closure displaced stands there again once that is lifted, at its own time.

        Raises:
            NothingFree: with alternatives; the booking stands as it was.
            Refused: it cannot be moved, or changed since `expected_version`.
        """

        def move(venue: Venue, policy: BookingPolicy, ask: Ask, placement: Placement) -> Decide[Booking]:
            return lambda booking, now: reschedule(
                _there(booking), venue, ask, placement, reason, policy, now
            )

        def back(booking: Booking | None, now: datetime) -> Decided[Booking]:
            return restore(_there(booking), reason, now)

        return await self._move(booking_id, change, move, cause, expected_version, answer, back)

    async def change_party(
        self,
        booking_id: str,
        party_size: int,
        cause: Cause,
        *,
        expected_version: int | None = None,
        answer: Answer | None = None,
    ) -> Outcome[Booking]:
        """Another number of guests, in a place that takes them: the same one if it does.

        Raises:
            NothingFree, Refused: as `reschedule`.
        """

        def move(_venue: Venue, _policy: BookingPolicy, ask: Ask, placement: Placement) -> Decide[Booking]:
            return lambda booking, now: change_party(_there(booking), ask.party_size, placement, now)

        def resized(ask: Ask) -> Ask:
            return replace(ask, party_size=party_size)

        return await self._move(booking_id, resized, move, cause, expected_version, answer)

    async def reseat(
        self, booking_id: str, agent_id: str | None, cause: Cause, answer: Answer | None = None
    ) -> Outcome[Booking]:
        """Seat a party elsewhere whose place was found taken (rule B9).

        Raises:
            NothingFree: no other place here; the incident is not reported yet.
        """

        def move(_venue: Venue, policy: BookingPolicy, _ask: Ask, placement: Placement) -> Decide[Booking]:
            return lambda booking, now: reseat(_there(booking), placement, agent_id, policy, now)

        def elsewhere(ask: Ask) -> Ask:
            return replace(ask, prefer=(), avoid=ask.prefer)

        return await self._move(booking_id, elsewhere, move, cause, None, answer)

    # How

    async def _move(
        self,
        booking_id: str,
        change: Callable[[Ask], Ask],
        move: Callable[[Venue, BookingPolicy, Ask, Placement], Decide[Booking]],
        cause: Cause,
        expected_version: int | None,
        answer: Answer | None,
        back: Decide[Booking] | None = None,
    ) -> Outcome[Booking]:
        """Find a place for a booking as it was just read; if it changed meanwhile, read it again.

        Args:
            back: has what was displaced at a partner's house stand there again, if that may be.
        """

        async def attempt() -> Outcome[Booking]:
            stored = await self.bookings.need(booking_id)
            if expected_version not in (None, stored.version):
                raise changed_since()
            return await self._move_from(stored, change, move, cause, stored.version, answer, back)

        async def work() -> Outcome[Booking]:
            for _ in range(_TRIES):
                try:
                    return await attempt()
                except Refused as refused:
                    if refused.code != "version-mismatch" or expected_version is not None:
                        raise
            raise Refused("crowded", "it is being changed by others; try again in a moment", kind="limit")

        return await self._once(booking_id, cause, work)

    async def _move_from(
        self,
        stored: Stored[Booking],
        change: Callable[[Ask], Ask],
        move: Callable[[Venue, BookingPolicy, Ask, Placement], Decide[Booking]],
        cause: Cause,
        version: int,
        answer: Answer | None,
        back: Decide[Booking] | None,
    ) -> Outcome[Booking]:
        booking = stored.state
        need(booking, Status.HELD, Status.ASKED, *EXPECTED, to="moved")
        venue = await self.venues.current(booking.venue_id)
        policy = await self.policy(venue.id)
        ask = change(asked(booking))
        if booking.partner_venue:
            if back is None or not booking.displaced_by or ask != asked(booking):
                raise Refused(
                    "partner-places", "a partner places it: cancel it and book anew", field="venue_id"
                )
            check_house(venue, ask)
            return await self.bookings.change(
                booking.id, back, cause, expected_version=version, answer=answer
            )

        def attempt(placement: Placement) -> Awaitable[Outcome[Booking]]:
            moving = move(venue, policy.values, ask, placement)

            def decide(booking: Booking | None, now: datetime) -> Decided[Booking]:
                return judged(moving(booking, now), policy.version)

            return self.bookings.change(booking.id, decide, cause, expected_version=version, answer=answer)

        return await self.placing.place(
            venue,
            ask,
            attempt,
            spread=booking.id,
            but=booking,
            most_alternatives=policy.values.alternatives,
            open_to_others=False,
        )

    async def _placed(
        self,
        request: Request,
        venue: Venue,
        policy: BookingPolicy,
        attempt: Callable[[Placement | None], Awaitable[Outcome[Booking]]],
    ) -> Outcome[Booking]:
        if venue.card.partner:
            check_house(venue, request.ask)
            return await attempt(None)
        return await self.placing.place(
            venue,
            request.ask,
            attempt,
            spread=request.booking_id,
            most_alternatives=policy.alternatives,
            open_to_others=request.open_to_others or not venue.card.contracted,
        )

    async def meet(self, request: Request, cause: Cause, *, of_old: bool = False) -> Request:
        """The request with the guest it is for; loyalty's word on the tier outranks the caller's.

        Raises:
            Refused: a phone nobody can be reached by (invalid).
        """
        check_phone(request.guest)
        if request.waiting_id:  # they were met when they began to wait; what they said then is no new word
            guest, tier = await self.guests.again(request.guest)
            return replace(request, guest=guest, tier=_higher(request.tier, tier))
        guest, tier = await self.guests.meet(request.guest, cause, of_old=of_old)
        return replace(request, guest=guest, tier=_higher(request.tier, tier))

    async def _once(
        self, booking_id: str, cause: Cause, work: Callable[[], Awaitable[Outcome[Booking]]]
    ) -> Outcome[Booking]:
        """`work`, except that a retry of what was done gets its first answer.

        A retried request may find its place taken, by itself; the store tells a retry from a refusal.
        """
        try:
            return await work()
        except Refused as refused:
            reason = refused

            def refuse(_booking: Booking | None, _now: datetime) -> Decided[Booking]:
                raise reason

            return await self.bookings.change(booking_id, refuse, cause)


def _there(booking: Booking | None) -> Booking:
    if booking is None:
        raise Refused("booking-not-found", "there is no such booking", kind="missing")
    return booking


def _higher(stated: Tier, told: Tier | None) -> Tier:
    return stated if told is None else told

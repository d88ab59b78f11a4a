"""Finding a place and claiming it, however many want it at once (rules B3, B15).

Candidates are tried best fit first, each in a transaction of its own; whoever loses a race takes the next.
A refusal is spoken only after one look at a single moment has found every candidate taken.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from infra.chassis.decision import Refused
from services.booking.domain.alternatives import Alternative, alternatives, sisters, window
from services.booking.domain.booking import Booking
from services.booking.domain.placement import Ask, Placement, Taken, buckets, free_among, is_group, placements
from services.booking.domain.slots import DAY_MINUTES, claim_id
from services.booking.domain.venue import Venue
from services.booking.store.bookings import BookingStore, PlaceTaken
from services.booking.store.venues import VenueStore

__all__ = ["NothingFree", "Placing"]

T = TypeVar("T")
_ROUNDS = 40
_MOST_SISTERS = 10
_AT_ONCE = 16
"""Candidates looked at together before the next best ones are."""
_LONGEST_PAUSE = 0.05


class NothingFree(Refused):
    """Every suitable place is taken; `found` is what is free instead, nearest first (rule B3)."""

    def __init__(self, found: Sequence[Alternative]) -> None:
        super().__init__("slot-taken", "every suitable place is taken for that time", field="starts_at")
        self.found = tuple(found)


class Placing:
    """Finds and claims places."""

    def __init__(self, bookings: BookingStore, venues: VenueStore) -> None:
        self._bookings = bookings
        self._venues = venues
        self._under_way: set[str] = set()
        """What this process is claiming at the moment: whoever wants another place does not race for it."""

    async def place(
        self,
        venue: Venue,
        ask: Ask,
        attempt: Callable[[Placement], Awaitable[T]],
        *,
        spread: str,
        but: Booking | None = None,
        most_alternatives: int,
        open_to_others: bool,
    ) -> T:
        """What `attempt` returns for the first suitable placement that is still free.

        Args:
            attempt: claims a placement in one transaction; raises `PlaceTaken` if it lost the race.
            spread: orders equal fits differently for each booking, so that they do not all race for one.
            but: the booking that is being moved: what it holds now is free to it.

        Raises:
            NothingFree: there is no suitable placement that is free, with alternatives.
            Refused: none could ever be (invalid), or by `attempt`.
        """
        found = placements(venue, ask, spread)
        for first in range(0, 0 if is_group(ask) else len(found), _AT_ONCE):
            some = found[first : first + _AT_ONCE]
            taken = await self._taken(venue, ask, some, but, one_moment=False)
            if won := await self._first(venue, ask, free_among(venue, ask, some, taken), attempt):
                return won[0]
        for round_ in range(_ROUNDS):
            taken = await self._taken(venue, ask, found, but, one_moment=True)
            free = list(free_among(venue, ask, found, taken))
            if not free:
                raise NothingFree(
                    await self.alternatives(venue, ask, most_alternatives, open_to_others=open_to_others)
                )
            if won := await self._first(venue, ask, free, attempt):
                return won[0]
            await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.002 * 2**round_)))
        raise Refused("crowded", "too many want this place at once; try again in a moment", kind="limit")

    async def suits(self, venue: Venue, ask: Ask, *, but: Booking) -> bool:
        """Whether a suitable place is free at a single moment; what `but` holds counts as free."""
        try:
            found = placements(venue, ask)
        except Refused:
            return False
        taken = await self._taken(venue, ask, found, but, one_moment=True)
        return any(free_among(venue, ask, found, taken))

    async def _first(
        self, venue: Venue, ask: Ask, free: Iterable[Placement], attempt: Callable[[Placement], Awaitable[T]]
    ) -> tuple[T] | None:
        """What `attempt` returns for the first of these that is not lost to somebody else."""
        raced = []
        for placement in free:
            if Taken(self._under_way).leaves(placement, ask, venue):
                if won := await self._try(venue, ask, placement, attempt):
                    return won
            else:
                raced.append(placement)
        for placement in raced:
            if won := await self._try(venue, ask, placement, attempt):
                return won
        return None

    async def _try(
        self, venue: Venue, ask: Ask, placement: Placement, attempt: Callable[[Placement], Awaitable[T]]
    ) -> tuple[T] | None:
        ours = {
            bucket
            for resource in placement.resources
            if not resource.shared
            for bucket in buckets(venue, resource, ask.starts_at, ask.ends_at)
        } - self._under_way
        self._under_way |= ours
        try:
            return (await attempt(placement),)
        except PlaceTaken:
            return None
        finally:
            self._under_way -= ours

    async def _taken(
        self, venue: Venue, ask: Ask, found: Sequence[Placement], but: Booking | None, *, one_moment: bool
    ) -> Taken:
        """What others hold of these placements."""
        whole: list[str] = []
        shared: list[str] = []
        for resource in {each.id: each for placement in found for each in placement.resources}.values():
            needed = buckets(venue, resource, ask.starts_at, ask.ends_at)
            (shared if resource.shared else whole).extend(needed)
        return await self._bookings.taken(whole, shared, but=but, one_moment=one_moment)

    async def alternatives(
        self, venue: Venue, ask: Ask, most: int, *, open_to_others: bool
    ) -> list[Alternative]:
        """What is free instead: other times, equivalent resources and, if asked for, sister venues."""
        if most == 0:
            return []
        step = _step_minutes(venue, ask)
        others: list[Venue] = []
        if open_to_others:
            kin = {"state.card.kind": venue.card.kind, "state.card.contracted": True}
            others = sisters(venue, await self._venues.current_of(kin))[:_MOST_SISTERS]
        spans = _ranges(venue, window(ask, step))
        for other in others:
            spans += _ranges(other, ask)
        taken = await self._bookings.taken_between(spans)
        return alternatives(venue, ask, step, taken, others, most)


def _step_minutes(venue: Venue, ask: Ask) -> int:
    """By how much other times differ: the grid of what was asked for, a quarter of an hour at least."""
    grids = [
        r.slot_minutes for r in venue.resources if r.kind is ask.kind and ask.category in ("", r.category)
    ]
    return max(15, min(grids, default=DAY_MINUTES))


def _ranges(venue: Venue, ask: Ask) -> list[tuple[str, str]]:
    """Claim-id ranges that tell everything about the venue's resources over the ask's time."""
    first = ask.starts_at - timedelta(days=1, hours=1)
    last = ask.ends_at + timedelta(days=1, hours=1)
    wanted = replace(ask, resource_ids=())
    relevant = [
        resource
        for resource in venue.resources
        if not resource.withdrawn and (resource.kind is wanted.kind or wanted.kind.value == "service")
    ]
    return [
        (claim_id(venue.id, resource.id, first), claim_id(venue.id, resource.id, last))
        for resource in relevant
    ]

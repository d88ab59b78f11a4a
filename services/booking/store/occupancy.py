"""What is taken, kept in memory for searches and brought up to date from the claims as they change.

A search may be a moment behind; taking a place never is: that is decided by the claims themselves.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from infra.chassis.mongo import Document, is_outage
from services.booking.domain.hours import Opening, SpecialDay, open_spans
from services.booking.domain.occupancy import (
    bits_between,
    bits_touched,
    grain,
    moment_of,
    moments,
    runs,
    smeared,
    steps,
)
from services.booking.domain.placement import Placement, rooms_for, seatings
from services.booking.domain.slots import LEAST_SLOT_MINUTES, noon
from services.booking.domain.venue import Kind, Resource, Venue
from services.booking.store.bookings import BookingStore

__all__ = ["Free", "Occupancy"]

log = logging.getLogger(__name__)
_IDLE_MS = 300
_Suitable = dict[tuple[Kind, str, int], list[tuple[Placement, int]]]
_MOST_WISHES = 64
"""Different wishes remembered of a venue."""
_MOST_SMEARS = 10_000
"""Lengths of visit and resources whose blocked time is remembered; a kilobyte each for a month ahead."""
_COARSEST_STEP = 60
"""Minutes between offered starts where the grid is coarser still: a night need not begin at noon."""


@dataclass(frozen=True, slots=True)
class Free:
    """What a party would get, alone or joined, and when a visit could begin there, earliest first."""

    venue: Venue
    placement: Placement
    starts: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class _Visit:
    """What is searched for, in grains: in a window of `length` from `start`, a visit of `grains`."""

    party_size: int
    grains: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Opened:
    """A venue in the searched window: bits in which the house is open, and at which a visit can begin."""

    venue: Venue
    house: int
    begins: int


class Occupancy:
    """Taken time: of each resource the bits at which its claimed buckets start; of shared ones counts."""

    def __init__(self, bookings: BookingStore) -> None:
        self._bookings = bookings
        self._base = grain(bookings.desk.clock.now() - timedelta(days=2))
        self._claimed: dict[str, int] = defaultdict(int)
        self._places: dict[str, dict[int, int]] = defaultdict(dict)
        self._known: dict[str, tuple[Venue, _Suitable]] = {}
        self._smears: dict[tuple[str, int], tuple[int, int]] = {}
        self.ready = asyncio.Event()

    async def run(self, stopping: asyncio.Event) -> None:
        """Read all claims, then follow their changes, until told to stop."""
        while not stopping.is_set():
            try:
                await self._follow(stopping)
            except Exception as error:
                log.warning("occupancy: %s", type(error).__name__, exc_info=not is_outage(error))
                await asyncio.sleep(0.5)

    def search(
        self,
        venues: Sequence[Venue],
        kind: Kind,
        party_size: int,
        minutes: int,
        starts_at: datetime,
        ends_at: datetime,
        *,
        category: str = "",
        most_starts: int = 3,
    ) -> Iterator[Free]:
        """What takes the party for that long within [`starts_at`, `ends_at`), venue by venue.

        Tables are joined where that takes the party; a service is free when somebody who performs it is,
        and a room for it.
        """
        start = grain(starts_at)
        visit = _Visit(party_size, _grains(minutes), start, grain(ends_at) - start)
        for venue in venues:
            card = venue.card
            house = _open_bits(card.hours, card.special_days, card.timezone, start, visit.length)
            opened = _Opened(venue, house, runs(house, visit.grains))
            anchor = grain(noon(venue.business_date(starts_at), card.timezone)) - start
            for placement, every in self._suitable(venue, kind, category, party_size):
                begins = self._placed(opened, placement, visit) & steps(visit.length, every, anchor % every)
                if begins:
                    yield Free(venue, placement, tuple(moments(begins, start, most_starts)))

    def _suitable(
        self, venue: Venue, kind: Kind, category: str, party_size: int
    ) -> Sequence[tuple[Placement, int]]:
        """What takes the party, whatever is taken, and the distance of its starts; kept for the next."""
        known = self._known.get(venue.id)
        if known is None or known[0] is not venue or len(known[1]) > _MOST_WISHES:
            known = self._known[venue.id] = (venue, {})
        found = known[1]
        wish = (kind, category, party_size)
        if wish not in found:
            able = [
                each
                for each in venue.resources
                if each.kind is kind and not each.withdrawn and category in ("", each.category)
            ]
            if kind is Kind.SERVICE:
                placed = [Placement((each,), each.name, each) for each in able]
            else:
                placed = [*seatings(able, party_size)]
            found[wish] = [(each, _every(each)) for each in placed]
        return found[wish]

    def _placed(self, opened: _Opened, placement: Placement, visit: _Visit) -> int:
        """Bits at which a visit can begin in all of a placement at once.

        A service can begin when somebody who performs it is free, and some room of the kind it needs.
        """
        service = placement.service
        if service is None:
            bits = -1
            for each in placement.resources:
                bits &= self._begins(opened, each, visit)
            return bits
        venue = opened.venue
        staff = [each for each in venue.resources if each.id in service.performers and not each.withdrawn]
        bits = self._any_of(opened, staff, visit)
        if service.needs_category:
            bits &= self._any_of(opened, rooms_for(venue, service, visit.party_size), visit)
        return bits

    def _any_of(self, opened: _Opened, some: Sequence[Resource], visit: _Visit) -> int:
        """Bits at which a visit can begin in at least one of them."""
        bits = 0
        for each in some:
            bits |= self._begins(opened, each, visit)
        return bits

    def _begins(self, opened: _Opened, resource: Resource, visit: _Visit) -> int:
        """Bits at which a visit can begin there: open, and free with its setup and cleaning."""
        is_open = opened.begins
        if resource.shifts or opened.venue.closures:
            shift = _shift_bits(opened.venue, resource, visit.start, visit.length)
            is_open = runs(opened.house & shift, visit.grains)
        # No ~ here: it would be as long as the furthest booking lies ahead.
        return is_open ^ (is_open & self._blocked(opened.venue.id, resource, visit))

    def _blocked(self, venue_id: str, resource: Resource, visit: _Visit) -> int:
        """Bits at which a visit cannot begin, because it would touch a taken bucket.

        A bucket of `width` from s is touched by a visit that needs `long` grains, the first `before` of them
        for its setup, if that begins from s + before - long + 1 on, for width + long - 1 grains.
        """
        key = f"{venue_id}/{resource.id}"
        starts = self._full(key, resource, visit.party_size) if resource.shared else self._claimed.get(key, 0)
        before, width = _grains(resource.setup_minutes), _grains(resource.slot_minutes)
        long = before + visit.grains + _grains(resource.cleaning_minutes)
        skip = visit.start - self._base + long - 1 - before
        reach = width + long - 1
        blocked = smeared(starts, reach) if resource.shared else self._smeared(key, starts, reach)
        return blocked >> skip if skip >= 0 else blocked << -skip

    def _smeared(self, key: str, starts: int, width: int) -> int:
        """`smeared`, remembered until a claim of the resource comes or goes."""
        known = self._smears.get((key, width))
        if known is not None and known[0] is starts:
            return known[1]
        if len(self._smears) > _MOST_SMEARS:
            self._smears.clear()
        found = smeared(starts, width)
        self._smears[key, width] = (starts, found)
        return found

    def _full(self, key: str, resource: Resource, party_size: int) -> int:
        """Bits at which buckets of a shared resource start that have no room for the party."""
        room = resource.capacity - party_size
        full = [at for at, count in self._places.get(key, {}).items() if count > room]
        return sum(1 << (at - self._base) for at in full if at >= self._base)

    # Following the claims

    async def _follow(self, stopping: asyncio.Event) -> None:
        claims, places = self._bookings.claims, self._bookings.places
        pipeline = [{"$match": {"ns.coll": {"$in": [claims.name, places.name]}}}]
        follow = claims.database.watch(pipeline, full_document="updateLookup", max_await_time_ms=_IDLE_MS)
        async with follow as changes:
            self._claimed.clear()
            self._places.clear()
            async for each in claims.find({}, {"_id": 1}):
                self.note(each["_id"], held=True)
            async for each in places.find({}):
                self._count(each["_id"], each["taken"])
            self.ready.set()
            while not stopping.is_set():
                change = await changes.try_next()
                if change is not None:
                    self._apply(change, claims.name)

    def _apply(self, change: Document, claims: str) -> None:
        bucket = change["documentKey"]["_id"]
        if change["ns"]["coll"] == claims:
            self.note(bucket, held=change["operationType"] != "delete")
        elif change.get("fullDocument"):
            self._count(bucket, change["fullDocument"]["taken"])

    def note(self, bucket: str, *, held: bool) -> None:
        """A claim came, or went."""
        key, at = _parsed(bucket)
        if at < self._base:
            return
        bit = 1 << (at - self._base)
        self._claimed[key] = self._claimed[key] | bit if held else self._claimed[key] & ~bit

    def _count(self, bucket: str, taken: int) -> None:
        key, at = _parsed(bucket)
        self._places[key][at] = taken


def _every(placement: Placement) -> int:
    """Grains between offered starts."""
    return max(_grains(min(each.slot_minutes, _COARSEST_STEP)) for each in placement.resources)


def _grains(minutes: int) -> int:
    return -(-minutes // LEAST_SLOT_MINUTES)


def _parsed(bucket: str) -> tuple[str, int]:
    """Resource and grain of a claim id."""
    key, _, at = bucket.rpartition("@")
    moment = datetime(int(at[:4]), int(at[4:6]), int(at[6:8]), int(at[9:11]), int(at[11:13]), tzinfo=UTC)
    return key, grain(moment)


def _shift_bits(venue: Venue, resource: Resource, start: int, length: int) -> int:
    """Bits in which the resource itself is on: its shifts, less what is closed."""
    bits = (1 << length) - 1
    if resource.shifts:
        bits = _open_bits(resource.shifts, (), venue.card.timezone, start, length)
    for shut in venue.closures:
        if not shut.resource_ids or resource.id in shut.resource_ids:
            bits &= ~bits_touched(shut.starts_at, shut.ends_at, start, length)
    return bits


@lru_cache(maxsize=4096)
def _open_bits(
    hours: tuple[Opening, ...], special_days: tuple[SpecialDay, ...], timezone: str, start: int, length: int
) -> int:
    opens, closes = moment_of(start), moment_of(start + length)
    return bits_between(open_spans(hours, special_days, timezone, opens, closes), start, length)

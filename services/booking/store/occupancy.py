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
from services.booking.domain.slots import LEAST_SLOT_MINUTES, noon
from services.booking.domain.venue import Kind, Resource, Venue
from services.booking.store.bookings import BookingStore

__all__ = ["Free", "Occupancy"]

log = logging.getLogger(__name__)
_IDLE_MS = 300
_COARSEST_STEP = 60
"""Minutes between offered starts where the grid is coarser still: a night need not begin at noon."""


@dataclass(frozen=True, slots=True)
class Free:
    """A resource and when a visit could begin there, earliest first."""

    venue: Venue
    resource: Resource
    starts: tuple[datetime, ...]


class Occupancy:
    """Taken time: of each resource the bits at which its claimed buckets start; of shared ones counts."""

    def __init__(self, bookings: BookingStore) -> None:
        self._bookings = bookings
        self._base = grain(bookings.desk.clock.now() - timedelta(days=2))
        self._claimed: dict[str, int] = defaultdict(int)
        self._places: dict[str, dict[int, int]] = defaultdict(dict)
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
        """Resources that take the party for that long within [`starts_at`, `ends_at`), venue by venue."""
        start = grain(starts_at)
        length = grain(ends_at) - start
        for venue in venues:
            card = venue.card
            house = _open_bits(card.hours, card.special_days, card.timezone, start, length)
            anchor = grain(noon(venue.business_date(starts_at), card.timezone)) - start
            for resource in venue.resources:
                if not _fits(resource, kind, party_size, category):
                    continue
                is_open = house & _shift_bits(venue, resource, start, length)
                free = ((1 << length) - 1) & ~self._taken(venue.id, resource, party_size, start)
                before, after = _grains(resource.setup_minutes), _grains(resource.cleaning_minutes)
                visit = _grains(minutes)
                every = _grains(min(resource.slot_minutes, _COARSEST_STEP))
                begin = runs(is_open, visit) & (runs(free, before + visit + after) << before)
                begin &= steps(length, every, anchor % every)
                if begin:
                    yield Free(venue, resource, tuple(moments(begin, start, most_starts)))

    def _taken(self, venue_id: str, resource: Resource, party_size: int, start: int) -> int:
        """Bits of taken time from grain `start` on."""
        key = f"{venue_id}/{resource.id}"
        width = _grains(resource.slot_minutes)
        starts = self._claimed.get(key, 0)
        if resource.shared:
            room = resource.capacity - party_size
            full = [at for at, count in self._places.get(key, {}).items() if count > room]
            starts = sum(1 << (at - self._base) for at in full if at >= self._base)
        skip = start - width - self._base
        return smeared(starts >> skip if skip >= 0 else starts << -skip, width) >> width

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


def _fits(resource: Resource, kind: Kind, party_size: int, category: str) -> bool:
    return (
        resource.kind is kind
        and not resource.withdrawn
        and category in ("", resource.category)
        and resource.least_party <= party_size <= resource.capacity
    )


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

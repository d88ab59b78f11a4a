"""The grid on which resources are claimed (rule B15).

A resource is claimed in *buckets* of its own `slot_minutes`. The grid starts afresh at every local noon of
the venue, the hour at which leisure venues and hotels change days and no zone changes its clocks; from there
it counts elapsed minutes. So buckets never overlap, never skip and never repeat, whatever daylight saving
does to the wall clock, and a nightly room (1440 minutes) has exactly one bucket from noon to noon even on
the nights of 23 or 25 hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from infra.chassis.decision import zone

__all__ = [
    "DAY_MINUTES",
    "LEAST_SLOT_MINUTES",
    "bucket_starts",
    "check_slot_minutes",
    "claim_id",
    "noon",
]

DAY_MINUTES = 1440
LEAST_SLOT_MINUTES = 5
_NOON = time(12)


def check_slot_minutes(minutes: int) -> None:
    """Raise ValueError unless `minutes` can be a resource's slot: 5 to 1440, dividing the day evenly."""
    if (
        not LEAST_SLOT_MINUTES <= minutes <= DAY_MINUTES
        or DAY_MINUTES % minutes
        or minutes % LEAST_SLOT_MINUTES
    ):
        raise ValueError(
            "slot_minutes: give a multiple of 5 that divides 1440 evenly, e.g. 15, 30, 60 or 1440"
        )


@lru_cache(maxsize=16_384)
def noon(day: date, zone_name: str) -> datetime:
    """The UTC moment of local noon on `day`."""
    return datetime.combine(day, _NOON, zone(zone_name)).astimezone(UTC)


def bucket_starts(
    starts_at: datetime, ends_at: datetime, slot_minutes: int, zone_name: str
) -> Iterator[datetime]:
    """The UTC start of every bucket that [`starts_at`, `ends_at`) touches, in order."""
    day = starts_at.astimezone(zone(zone_name)).date() - timedelta(days=1)
    slot = timedelta(minutes=slot_minutes)
    while (opens := noon(day, zone_name)) < ends_at:
        day += timedelta(days=1)
        closes = noon(day, zone_name)
        if closes <= starts_at:
            continue
        if slot_minutes == DAY_MINUTES:
            yield opens
            continue
        first = opens + (max(starts_at, opens) - opens) // slot * slot
        last = min(ends_at, closes)
        while first < last:
            yield first
            first += slot


def claim_id(venue_id: str, resource_id: str, bucket: datetime) -> str:
    """Identity of the claim on one bucket of a venue's resource: whoever writes it first holds the bucket."""
    return f"{venue_id}/{resource_id}@{bucket:%Y%m%dT%H%MZ}"

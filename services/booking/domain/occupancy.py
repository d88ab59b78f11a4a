"""When a resource is free, as bits: fast enough to search fifty venues for a month.

Time is cut into grains of five minutes, the least slot there is. An integer is a bit set: bit n stands for
the n-th grain after the start of the searched window. Long integers make "free for two hours from here" a
handful of shifts, whatever the length of the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from services.booking.domain.slots import LEAST_SLOT_MINUTES

__all__ = ["bits_between", "bits_touched", "grain", "moment_of", "moments", "runs", "smeared", "steps"]

_GRAIN = timedelta(minutes=LEAST_SLOT_MINUTES)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def grain(moment: datetime) -> int:
    """Number of the grain a moment falls into, counted from the year 2000."""
    return (moment - _EPOCH) // _GRAIN


def bits_between(spans: Iterable[tuple[datetime, datetime]], start: int, length: int) -> int:
    """Bits of the grains that lie wholly within one of the spans, in a window of `length` from `start`."""
    bits = 0
    for opens, closes in spans:
        first = max(0, -((_EPOCH - opens) // _GRAIN) - start)
        last = min(length, grain(closes) - start)
        if last > first:
            bits |= ((1 << (last - first)) - 1) << first
    return bits


def bits_touched(starts_at: datetime, ends_at: datetime, start: int, length: int) -> int:
    """Bits of the grains that a span touches, in a window of `length` from `start`."""
    first = max(0, grain(starts_at) - start)
    last = min(length, grain(ends_at - timedelta(microseconds=1)) + 1 - start)
    return ((1 << (last - first)) - 1) << first if last > first else 0


@lru_cache(maxsize=65_536)
def moment_of(number: int) -> datetime:
    """The start of a grain."""
    return _EPOCH + number * _GRAIN


def runs(free: int, length: int) -> int:
    """Bits at which a run of `length` free grains begins."""
    have = 1
    while have < length:
        more = min(have, length - have)
        free &= free >> more
        have += more
    return free


def smeared(starts: int, width: int) -> int:
    """Bits of buckets of `width` grains, given the bits at which they start."""
    have = 1
    while have < width:
        more = min(have, width - have)
        starts |= starts << more
        have += more
    return starts


@lru_cache(maxsize=1024)
def steps(length: int, every: int, offset: int) -> int:
    """Every `every`-th bit from `offset` in a window of `length`."""
    count = max(0, (length - offset + every - 1) // every)
    if count == 0:
        return 0
    return (((1 << (every * count)) - 1) // ((1 << every) - 1)) << offset


def moments(bits: int, start: int, most: int) -> Iterator[datetime]:
    """The first `most` moments whose bits are set, in a window from grain `start`."""
    while bits and most:
        lowest = bits & -bits
        yield moment_of(start + lowest.bit_length() - 1)
        bits ^= lowest
        most -= 1

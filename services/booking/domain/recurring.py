"""Recurring bookings: the same wall-clock time, week after week, whatever the clocks do in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from infra.chassis.decision import Refused, zone
from services.booking.domain.placement import Ask

__all__ = ["MOST_OCCURRENCES", "occurrences"]

MOST_OCCURRENCES = 104


def occurrences(
    ask: Ask, every_days: int, count: int, skip: frozenset[date], zone_name: str
) -> Iterator[Ask]:
    """`count` asks, `every_days` apart on the venue's wall clock, without the days to skip.

    A start that the spring change skips moves to the hour after; a visit keeps its real length.

    Raises:
        Refused: more or fewer than can be (invalid).
    """
    if not 1 <= count <= MOST_OCCURRENCES or every_days < 1:
        raise Refused(
            "bad-recurrence",
            f"1 to {MOST_OCCURRENCES} times, at least a day apart",
            field="count",
            kind="invalid",
        )
    length = ask.ends_at - ask.starts_at
    wall = ask.starts_at.astimezone(zone(zone_name))
    for number in range(count):
        local = (wall + timedelta(days=number * every_days)).replace(tzinfo=None)
        if local.date() in skip:
            continue
        starts_at = _moment(local, zone_name) if number else ask.starts_at
        yield replace(ask, starts_at=starts_at, ends_at=starts_at + length)


def _moment(local: datetime, zone_name: str) -> datetime:
    return local.replace(tzinfo=zone(zone_name)).astimezone(UTC)

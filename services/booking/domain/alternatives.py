"""What to offer when the wanted place is taken (rule B3): other times, equivalent resources, sister venues.

Alternatives are ranked by how far they are from what was asked, measured in minutes: a shifted time by its
shift, another category or venue by a fixed distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

from infra.chassis.decision import Refused
from services.booking.domain.placement import Ask, Placement, Taken, free_placements
from services.booking.domain.slots import DAY_MINUTES
from services.booking.domain.venue import Venue

__all__ = ["Alternative", "alternatives", "distance_km", "sisters", "window"]

_OTHER_CATEGORY = 20
_SISTER_SAME_DISTRICT = 45
_SISTER_ELSEWHERE = 90
_STEPS = 8
"""How many steps of the grid before and after the wanted time are tried."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing that is free instead: `why` is ``resource``, ``time`` or ``venue``."""

    why: str
    venue: Venue
    ask: Ask
    placement: Placement
    distance: int


def window(ask: Ask, step_minutes: int) -> Ask:
    """The ask stretched over every time that `alternatives` may try."""
    reach = timedelta(minutes=_STEPS * step_minutes)
    return replace(ask, starts_at=ask.starts_at - reach, ends_at=ask.ends_at + reach)


def alternatives(
    venue: Venue, ask: Ask, step_minutes: int, taken: Taken, sister_venues: Sequence[Venue], most: int
) -> list[Alternative]:
    """At most `most` free alternatives, nearest first; never two for the same place and time."""
    found = [
        *_other_resources(venue, ask, taken),
        *_other_times(venue, ask, step_minutes, taken),
        *_elsewhere(venue, ask, taken, sister_venues),
    ]
    return sorted(found, key=lambda each: each.distance)[:most]


def sisters(venue: Venue, others: Sequence[Venue]) -> list[Venue]:
    """Venues of the same kind under contract, nearest first."""
    same = [
        other
        for other in others
        if other.id != venue.id
        and other.card.kind == venue.card.kind
        and other.card.contracted
        and not other.card.partner
    ]
    return sorted(
        same, key=lambda other: (_sister_distance(venue, other), distance_km(venue, other), other.id)
    )


def distance_km(venue: Venue, other: Venue) -> float:
    """Distance between two venues over the globe; infinite where a position is unknown."""
    here, there = venue.card, other.card
    if None in (here.latitude, here.longitude, there.latitude, there.longitude):
        return float("inf")
    return kilometres((here.latitude or 0, here.longitude or 0), (there.latitude or 0, there.longitude or 0))


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(point[0]), radians(point[1])) for point in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _other_resources(venue: Venue, ask: Ask, taken: Taken) -> Iterator[Alternative]:
    """The same time in another resource of the house, first of the same category."""
    named = [resource for resource in venue.resources if resource.id in ask.resource_ids]
    category = ask.category or (named[0].category if named else "")
    for placement in _free(venue, replace(ask, resource_ids=(), category=""), taken):
        if not set(placement.asked_ids) & set(ask.resource_ids):
            far = 0 if placement.category == category else _OTHER_CATEGORY
            narrowed = replace(ask, resource_ids=placement.asked_ids, count=1)
            yield Alternative("resource", venue, narrowed, placement, far)


def _other_times(venue: Venue, ask: Ask, step_minutes: int, taken: Taken) -> Iterator[Alternative]:
    for step in range(1, _STEPS + 1):
        for sign in (1, -1):
            shift = timedelta(minutes=sign * step * step_minutes)
            moved = replace(ask, starts_at=ask.starts_at + shift, ends_at=ask.ends_at + shift)
            placement = next(_free(venue, moved, taken), None)
            if placement is not None:
                far = step * min(step_minutes, DAY_MINUTES // 12)
                yield Alternative("time", venue, moved, placement, far)


def _elsewhere(venue: Venue, ask: Ask, taken: Taken, others: Sequence[Venue]) -> Iterator[Alternative]:
    for other in others:
        for category in dict.fromkeys((ask.category, "")):
            there = replace(ask, resource_ids=(), category=category)
            placement = next(_free(other, there, taken), None)
            if placement is not None:
                yield Alternative("venue", other, there, placement, _sister_distance(venue, other))
                break


def _sister_distance(venue: Venue, other: Venue) -> int:
    near = bool(venue.card.district) and venue.card.district == other.card.district
    return _SISTER_SAME_DISTRICT if near else _SISTER_ELSEWHERE


def _free(venue: Venue, ask: Ask, taken: Taken) -> Iterator[Placement]:
    """Free placements; none where the venue could never take the party."""
    try:
        yield from free_placements(venue, ask, taken)
    except Refused:
        return

"""A search tells exactly the times at which a place could be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.chassis.clock import ManualClock
from infra.chassis.decision import Refused
from services.booking.domain.hours import Opening
from services.booking.domain.placement import Ask, Placement, Taken, buckets, free_placements
from services.booking.domain.venue import Closure, Kind, Resource, Venue
from services.booking.main import build
from services.booking.settings import BookingSettings
from services.booking.store.bookings import BookingStore
from services.booking.store.occupancy import Occupancy
from tests.unit.booking.world import EVENING, NOW, room, venue

MINUTES = 60


@pytest.fixture(scope="module")
def bookings() -> Iterator[BookingStore]:
    """A store that is never asked: the search reads what it has been told of the claims."""
    settings = BookingSettings(mongo_url="mongodb://127.0.0.1:9", kafka_bootstrap="127.0.0.1:9")
    service = build(settings, ManualClock(NOW))
    yield BookingStore(service.desk)
    service.db.close()


def house(slot: int, setup: int, cleaning: int, capacities: list[int]) -> Venue:
    """Rooms, neighbouring tables, and a massage by either of two people in one of two cabins."""
    given_to = {"slot_minutes": slot, "setup_minutes": setup, "cleaning_minutes": cleaning}
    rooms = [room(f"r{n}", capacity, **given_to) for n, capacity in enumerate(capacities)]
    tables = [
        room(f"t{n}", 4, kind=Kind.TABLE, category="table", combines_with=(f"t{n + 1}",) if n < 2 else ())
        for n in range(3)
    ]
    evening = tuple(Opening(day, 1080, 1440) for day in range(7))
    spa = [
        room("anna", 1, kind=Kind.STAFF, category="staff", shifts=evening),
        room("bo", 1, kind=Kind.STAFF, category="staff"),
        room("c1", 2, category="cabin", cleaning_minutes=cleaning),
        room("c2", 1, category="cabin"),
        room(
            "massage", 2, kind=Kind.SERVICE, category="spa", performers=("anna", "bo"), needs_category="cabin"
        ),
    ]
    return venue(*rooms, *tables, *spa)


visits = st.lists(
    st.tuples(st.sampled_from(["r0", "r1", "t0", "t1", "t2", "anna", "bo", "c1", "c2"]), st.integers(0, 40)),
    max_size=14,
)


@pytest.mark.rule("B3")
@given(
    st.sampled_from([15, 30, 60]),
    st.sampled_from([0, 15]),
    st.sampled_from([0, 20]),
    visits,
    st.sampled_from([(Kind.ROOM, 3), (Kind.TABLE, 4), (Kind.TABLE, 7), (Kind.TABLE, 11), (Kind.SERVICE, 1)]),
    st.booleans(),
)
def test_a_time_is_told_exactly_where_the_place_could_be_taken(
    bookings: BookingStore, slot: int, setup: int, cleaning: int, taken: list[tuple[str, int]],
    wanted: tuple[Kind, int], shut: bool,
) -> None:  # fmt: skip
    at = house(slot, setup, cleaning, [2, 5])
    if shut:
        closed = Closure("c", ("r1", "t1", "bo"), EVENING, EVENING + timedelta(hours=1), "paint")
        at = replace(at, closures=(closed,))
    claims = {
        bucket for resource_id, quarter in taken for bucket in held(at, at.resource(resource_id), quarter)
    }
    occupancy = Occupancy(bookings)
    for claim in claims:
        occupancy.note(claim, held=True)
    kind, party = wanted
    first, last = EVENING - timedelta(hours=8), EVENING + timedelta(hours=8)
    told = {
        each.placement.asked_ids: set(each.starts)
        for each in occupancy.search([at], kind, party, MINUTES, first, last, most_starts=1_000)
    }
    for starts_at in (EVENING + timedelta(minutes=60 * hour) for hour in range(-4, 5)):
        ask = Ask(kind, party, starts_at, starts_at + timedelta(minutes=MINUTES))
        free = {placement.asked_ids for placement in free_at(at, ask, Taken(claims))}
        assert {ids for ids, starts in told.items() if starts_at in starts} == free


def held(at: Venue, resource: Resource, quarter: int) -> Iterator[str]:
    starts_at = EVENING - timedelta(hours=5) + timedelta(minutes=15 * quarter)
    return buckets(at, resource, starts_at, starts_at + timedelta(minutes=45))


def free_at(at: Venue, ask: Ask, taken: Taken) -> list[Placement]:
    """What could be taken; nothing where the house never could take the party then."""
    try:
        return list(free_placements(at, ask, taken))
    except Refused:
        return []

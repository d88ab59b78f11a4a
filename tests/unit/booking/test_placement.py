"""Any suitable place, best fit first; never a refusal while one is free."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.chassis.decision import Refused
from services.booking.domain.alternatives import alternatives, sisters, window
from services.booking.domain.hours import Opening
from services.booking.domain.placement import Ask, Taken, buckets, free_placements, placements
from services.booking.domain.taking import asked
from services.booking.domain.venue import Kind, Resource, Venue
from tests.unit.booking.world import EVENING, ask, held, room, venue


def names(at: Venue, wanted: Ask, taken: Taken | None = None) -> list[tuple[str, ...]]:
    return [placement.resource_ids for placement in free_placements(at, wanted, taken or Taken())]


def taken_by(at: Venue, wanted: Ask, *ids: str) -> Taken:
    return Taken(
        {bucket for id_ in ids for bucket in buckets(at, at.resource(id_), wanted.starts_at, wanted.ends_at)}
    )


def table(name: str, capacity: int, *neighbours: str) -> Resource:
    return room(name, capacity, kind=Kind.TABLE, category="table", combines_with=neighbours)


def test_the_smallest_room_that_fits_comes_first() -> None:
    at = venue(room("large", 12), room("small", 4), room("medium", 8))
    assert names(at, ask(5)) == [("medium",), ("large",)]


def test_a_room_is_not_given_to_too_small_a_party() -> None:
    assert names(venue(room("hall", 40, least_party=20), room("r1", 6)), ask(4)) == [("r1",)]


def test_neighbouring_tables_are_joined_when_no_single_one_is_large_enough() -> None:
    at = venue(table("t1", 4, "t2"), table("t2", 4), table("t3", 4))
    party = ask(7, kind=Kind.TABLE)
    assert names(at, party) == [("t1", "t2")]
    assert names(at, party, taken_by(at, party, "t2")) == []


def test_tables_that_do_not_touch_are_not_joined() -> None:
    at = venue(table("t1", 4, "t2"), table("t2", 4, "t3"), table("t3", 4))
    assert names(at, ask(11, kind=Kind.TABLE)) == [("t1", "t2", "t3")]
    with pytest.raises(Refused, match="no-suitable-resource"):
        placements(venue(table("t1", 4), table("t3", 4)), ask(8, kind=Kind.TABLE))


def test_cleaning_time_is_kept_between_visits() -> None:
    at = venue(room("r1", cleaning_minutes=30))
    first = ask()
    assert names(at, replace(first, starts_at=first.ends_at, ends_at=first.ends_at + timedelta(hours=1)),
                 taken_by(at, first, "r1")) == []  # fmt: skip
    later = first.ends_at + timedelta(minutes=30)
    assert names(at, ask(starts_at=later), taken_by(at, first, "r1")) == [("r1",)]


def test_a_service_claims_somebody_on_shift_who_performs_it() -> None:
    noon_to_eight = (Opening(0, 720, 1200),)
    evening = (Opening(0, 1080, 1560),)
    at = venue(
        room("anna", 1, kind=Kind.STAFF, shifts=noon_to_eight),
        room("bo", 1, kind=Kind.STAFF, shifts=evening),
        room("massage", 2, kind=Kind.SERVICE, performers=("anna", "bo"), needs_category="spa"),
        room("spa1", 2, category="spa"),
    )
    asked = ask(1, kind=Kind.SERVICE)
    [placement] = free_placements(at, asked, Taken())
    assert (placement.resource_ids, placement.item) == (("bo", "spa1"), "MASSAGE")
    assert names(at, asked, taken_by(at, asked, "spa1")) == []
    assert names(at, asked, taken_by(at, asked, "bo")) == []


def test_a_closed_house_is_refused_and_says_so() -> None:
    with pytest.raises(Refused, match="closed"):
        placements(venue(), ask(starts_at=EVENING - timedelta(hours=13)))


def test_a_group_gets_its_rooms_together_or_not_at_all() -> None:
    at = venue(room("r1", 4), room("r2", 4), room("r3", 10))
    asked = ask(8, count=2)
    assert set(names(at, asked)[0]) == {"r1", "r2"}
    assert names(at, asked, taken_by(at, asked, "r1")) == [("r2", "r3")]
    assert names(at, asked, taken_by(at, asked, "r1", "r2")) == []


def test_what_a_moved_booking_has_now_comes_first() -> None:
    at = venue(room("r1", 6), room("r2", 8))
    assert names(at, ask(4, prefer=("r2",))) == [("r2",), ("r1",)]


@pytest.mark.rule("B3", "B15")
@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=8),
    st.sets(st.integers(0, 7)),
    st.integers(1, 14),
    st.text(max_size=3),
)
def test_any_suitable_is_refused_only_when_nothing_suitable_is_free(
    capacities: list[int], busy: set[int], party: int, spread: str
) -> None:
    rooms = [room(f"r{number}", capacity) for number, capacity in enumerate(capacities)]
    at, asked = venue(*rooms), ask(party)
    taken = taken_by(at, asked, *(f"r{number}" for number in busy if number < len(rooms)))
    feasible = {f"r{n}" for n, capacity in enumerate(capacities) if capacity >= party and n not in busy}
    try:
        found = [placement.resource_ids[0] for placement in free_placements(at, asked, taken, spread)]
    except Refused:
        assert max(capacities) < party
        return
    assert set(found) == feasible
    sizes = [at.resource(name).capacity for name in found]
    assert sizes == sorted(sizes)


@pytest.mark.rule("B3")
@given(st.lists(st.integers(2, 6), min_size=2, max_size=6), st.data())
def test_tables_are_joined_exactly_where_they_touch_and_none_is_superfluous(
    capacities: list[int], data: st.DataObject
) -> None:
    pairs = list(combinations(range(len(capacities)), 2))
    touching = data.draw(st.sets(st.sampled_from(pairs)))
    tables = [
        table(f"t{n}", capacity, *(f"t{b}" for a, b in touching if a == n))
        for n, capacity in enumerate(capacities)
    ]
    party = data.draw(st.integers(1, sum(capacities)))

    def wanted(group: tuple[int, ...]) -> bool:
        seats = [capacities[n] for n in group]
        needed = len(group) == 1 or party > sum(seats) - min(seats)
        return needed and sum(seats) >= party and touch(group, touching)

    groups = [group for size in range(1, 5) for group in combinations(range(len(capacities)), size)]
    feasible = {frozenset(f"t{n}" for n in group) for group in groups if wanted(group)}
    try:
        found = [
            frozenset(each.resource_ids) for each in placements(venue(*tables), ask(party, kind=Kind.TABLE))
        ]
    except Refused:
        found = []
    assert len(found) == len(set(found))
    assert set(found) == feasible


def touch(group: tuple[int, ...], touching: set[tuple[int, int]]) -> bool:
    """Whether one can walk from each table of the group to each other, by brute force."""
    reached = {group[0]}
    for _ in group:
        reached |= {b for a, b in touching if a in reached and b in group}
        reached |= {a for a, b in touching if b in reached and a in group}
    return reached == set(group)


def test_forty_tables_in_rows_are_joined_without_trying_every_four_of_them() -> None:
    """Ninety thousand sets of four would keep everybody else waiting; those that touch are a few hundred."""
    beside = {n: [f"t{other}" for other in (n + 1, n + 8) if other < 40 and (other != n + 1 or n % 8 < 7)]
              for n in range(40)}  # fmt: skip
    found = placements(venue(*(table(f"t{n}", 4, *beside[n]) for n in range(40))), ask(14, kind=Kind.TABLE))
    assert {len(each.resources) for each in found} == {4}
    assert len(found) < 1_000


def test_two_named_rooms_are_moved_together_and_stay_together() -> None:
    at = venue(room("r1", 6), room("r2", 6), room("r3", 6), room("r4", 6))
    later = replace(asked(held(at, asked=ask(10, resource_ids=("r2", "r3")))), party_size=11)
    assert names(at, later)[0] == ("r2", "r3"), "the rooms it has come first"
    assert all(len(ids) == 2 for ids in names(at, later))


@pytest.mark.rule("B3")
def test_alternatives_are_ranked_by_how_far_they_are_from_the_wish() -> None:
    here = venue(room("r1"), room("hall", 20, category="hall"), district="Bund")
    near = replace(venue(room("n1"), district="Bund"), id="near")
    far = replace(venue(room("f1"), district="Airport"), id="far")
    asked = ask(category="ktv")
    found = alternatives(here, asked, 30, taken_by(here, asked, "r1"), [near, far], 5)
    assert [(each.why, each.distance) for each in found[:2]] == [("resource", 20), ("venue", 45)]
    assert [each.distance for each in found] == sorted(each.distance for each in found)
    for each in found:
        assert each.placement.resources
        assert taken_by(here, asked, "r1").leaves(each.placement, each.ask, each.venue)


@pytest.mark.rule("B3")
def test_at_most_the_policy_s_number_of_alternatives_is_offered() -> None:
    here = venue(*(room(f"r{number}") for number in range(12)))
    asked = ask(resource_ids=("r0",))
    assert len(alternatives(here, asked, 30, taken_by(here, asked, "r0"), [], 5)) == 5


def test_only_contracted_venues_of_the_same_kind_are_sisters() -> None:
    here = venue()
    kin = replace(venue(), id="kin")
    others = [
        replace(venue(contracted=False), id="loose"),
        replace(venue(partner=True), id="partner"),
        replace(venue(kind="golf"), id="golf"),
    ]
    assert [each.id for each in sisters(here, [here, kin, *others])] == ["kin"]


def test_the_window_covers_every_time_that_is_tried() -> None:
    asked = ask()
    stretched = window(asked, 30)
    assert stretched.starts_at == asked.starts_at - timedelta(hours=4)
    assert stretched.ends_at == asked.ends_at + timedelta(hours=4)

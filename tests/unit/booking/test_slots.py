"""The claim grid: no gap, no overlap, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.slots import bucket_starts, check_slot_minutes, claim_id, noon

ZONES = ["Asia/Shanghai", "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
SLOTS = [5, 15, 30, 60, 90, 120, 480, 720, 1440]
moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@pytest.mark.rule("B15")
@given(
    moments,
    st.integers(5, 600),
    st.integers(0, 600),
    st.integers(5, 600),
    st.sampled_from(SLOTS),
    st.sampled_from(ZONES),
)
def test_two_visits_that_overlap_always_share_a_bucket(
    first: datetime, first_minutes: int, later: int, second_minutes: int, slot: int, zone: str
) -> None:
    first_end = first + timedelta(minutes=first_minutes)
    second = first + timedelta(minutes=later)
    second_end = second + timedelta(minutes=second_minutes)
    shared = set(bucket_starts(first, first_end, slot, zone)) & set(
        bucket_starts(second, second_end, slot, zone)
    )
    if second < first_end:
        assert shared


@given(moments, st.sampled_from(SLOTS), st.sampled_from(ZONES))
def test_buckets_of_a_week_follow_each_other_without_gap(start: datetime, slot: int, zone: str) -> None:
    end = start + timedelta(days=7)
    found = list(bucket_starts(start, end, slot, zone))
    assert found[0] <= start
    assert found == sorted(set(found))
    for before, after in pairwise(found):
        assert timedelta(0) < after - before <= timedelta(minutes=max(slot, 1500))


@given(
    moments,
    st.integers(1, 8),
    st.sampled_from([15, 30, 60]),
    st.sampled_from(["Asia/Shanghai", "Europe/Lisbon"]),
)
def test_visits_that_meet_on_the_grid_do_not_share_a_bucket(
    start: datetime, slots: int, slot: int, zone: str
) -> None:
    start = start.replace(minute=0)
    middle = start + timedelta(minutes=slots * slot)
    before = set(bucket_starts(start, middle, slot, zone))
    assert before.isdisjoint(bucket_starts(middle, middle + timedelta(hours=1), slot, zone))


@pytest.mark.parametrize("night", [date(2025, 3, 29), date(2025, 10, 25)], ids=["23 hours", "25 hours"])
def test_a_nightly_room_has_one_bucket_a_night_when_clocks_change(night: date) -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    check_in = datetime.combine(night, datetime.min.time(), lisbon).replace(hour=15)
    check_out = check_in.replace(hour=11) + timedelta(days=2)
    found = list(bucket_starts(check_in.astimezone(UTC), check_out.astimezone(UTC), 1440, "Europe/Lisbon"))
    assert found == [noon(night, "Europe/Lisbon"), noon(night + timedelta(days=1), "Europe/Lisbon")]


def test_the_doubled_hour_is_two_hours_of_buckets() -> None:
    """In New York 2025-11-02 01:00-02:00 happens twice: each of the two can be sold once."""
    new_york = ZoneInfo("America/New_York")
    first = datetime(2025, 11, 2, 1, 0, tzinfo=new_york, fold=0).astimezone(UTC)
    second = datetime(2025, 11, 2, 1, 0, tzinfo=new_york, fold=1).astimezone(UTC)
    hour = timedelta(hours=1)
    assert second - first == hour
    one = set(bucket_starts(first, first + hour, 30, "America/New_York"))
    other = set(bucket_starts(second, second + hour, 30, "America/New_York"))
    assert len(one) == len(other) == 2
    assert one.isdisjoint(other)


def test_a_claim_names_its_resource_and_moment() -> None:
    assert claim_id("v1", "r1", datetime(2025, 6, 2, 12, tzinfo=UTC)) == "v1/r1@20250602T1200Z"


@pytest.mark.parametrize("minutes", [0, 3, 7, 25, 1441, 2880])
def test_a_slot_that_does_not_divide_the_day_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="slot_minutes"):
        check_slot_minutes(minutes)

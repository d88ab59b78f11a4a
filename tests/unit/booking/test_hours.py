"""Opening hours and business days past midnight and over clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.hours import (
    Opening,
    SpecialDay,
    business_date,
    covers,
    local_minutes,
    open_spans,
)

SHANGHAI = "Asia/Shanghai"
EVENINGS = tuple(Opening(weekday, 1080, 1560) for weekday in range(7))
"""18:00 to 02:00 every day."""


def at(day: int, hour: int) -> datetime:
    return datetime(2025, 6, day, hour, tzinfo=ZoneInfo(SHANGHAI)).astimezone(UTC)


def test_one_in_the_morning_belongs_to_the_business_day_before() -> None:
    assert business_date(at(3, 1), SHANGHAI, 360) == date(2025, 6, 2)
    assert business_date(at(3, 6), SHANGHAI, 360) == date(2025, 6, 3)


def test_hours_run_past_midnight() -> None:
    spans = open_spans(EVENINGS, (), SHANGHAI, at(2, 23), at(3, 2))
    assert covers(spans, at(2, 23), at(3, 2))
    assert not covers(spans, at(2, 23), at(3, 2) + timedelta(minutes=1))


def test_a_special_day_replaces_the_weekday() -> None:
    shut = SpecialDay(date(2025, 6, 2), (), "stocktaking")
    assert open_spans(EVENINGS, (shut,), SHANGHAI, at(2, 19), at(2, 21)) == []


def test_a_house_open_all_day_is_open_over_midnight() -> None:
    always = tuple(Opening(weekday, 0, 1440) for weekday in range(7))
    assert covers(open_spans(always, (), SHANGHAI, at(2, 15), at(7, 11)), at(2, 15), at(7, 11))


def test_a_time_the_spring_change_skips_counts_as_the_hour_after() -> None:
    """In New York 2025-03-09 02:30 does not exist; it is 03:30 there, 07:30 UTC."""
    assert local_minutes(date(2025, 3, 9), 150, "America/New_York") == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)


def test_of_a_doubled_hour_the_first_counts() -> None:
    assert local_minutes(date(2025, 11, 2), 90, "America/New_York") == datetime(
        2025, 11, 2, 5, 30, tzinfo=UTC
    )


def test_an_evening_over_the_spring_change_is_an_hour_shorter() -> None:
    evening = (Opening(5, 1080, 1800),)
    [span] = open_spans(
        evening,
        (),
        "America/New_York",
        datetime(2025, 3, 8, 23, tzinfo=UTC),
        datetime(2025, 3, 9, 9, tzinfo=UTC),
    )
    assert span[1] - span[0] == timedelta(hours=11)


@pytest.mark.parametrize(("opens", "closes"), [(600, 600), (600, 500), (-1, 60), (600, 2100)])
def test_impossible_hours_are_refused(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="closes"):
        Opening(0, opens, closes)


ZONES = ["Asia/Shanghai", "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
CLOCK_CHANGES = [
    datetime(2025, month, day, tzinfo=UTC)
    for month, day in ((3, 9), (3, 30), (4, 5), (10, 4), (10, 26), (11, 2))
]
around_a_change = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CLOCK_CHANGES),
    st.integers(-36 * 60, 36 * 60),
)


@given(around_a_change, st.integers(0, 12 * 60), st.integers(0, 1439), st.sampled_from(ZONES))
def test_a_business_day_never_comes_back_whatever_the_clocks_do(
    moment: datetime, later: int, closes: int, zone: str
) -> None:
    """Also where the house closes within the hour that is skipped or doubled."""
    before = business_date(moment, zone, closes)
    after = business_date(moment + timedelta(minutes=later), zone, closes)
    assert before <= after <= before + timedelta(days=1)


@given(around_a_change, st.integers(0, 1439), st.sampled_from(ZONES))
def test_a_business_day_runs_from_one_closing_to_the_next(moment: datetime, closes: int, zone: str) -> None:
    day = business_date(moment, zone, closes)
    assert local_minutes(day, closes, zone) <= moment < local_minutes(day + timedelta(days=1), closes, zone)


def test_the_doubled_hour_belongs_to_one_business_day() -> None:
    """New York, 2025-11-02, closing at 01:30: 01:15 comes twice, the second time the new day has begun."""
    first, second = datetime(2025, 11, 2, 5, 15, tzinfo=UTC), datetime(2025, 11, 2, 6, 15, tzinfo=UTC)
    assert business_date(first, "America/New_York", 90) == date(2025, 11, 1)
    assert business_date(second, "America/New_York", 90) == date(2025, 11, 2)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)), max_size=10),
    around_a_change,
    st.integers(1, 72 * 60),
    st.sampled_from(ZONES),
)
def test_open_spans_are_what_the_wall_clock_says(
    weekly: list[tuple[int, int, int]], start: datetime, minutes: int, zone: str
) -> None:
    openings = [Opening(weekday, opens, opens + length) for weekday, opens, length in weekly]
    end = start + timedelta(minutes=minutes)
    spans = open_spans(openings, (), zone, start, end)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    for moment in (start, start + (end - start) / 2, end - timedelta(minutes=1)):
        day = moment.astimezone(ZoneInfo(zone)).date()
        is_open = any(
            local_minutes(each, opening.opens, zone) <= moment < local_minutes(each, opening.closes, zone)
            for each in (day, day - timedelta(days=1))
            for opening in openings
            if opening.weekday == each.weekday()
        )
        assert any(opens <= moment < closes for opens, closes in spans) == is_open

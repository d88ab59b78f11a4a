"""Opening hours and business days past midnight and over clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

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


def at(day: int, hour: int, zone: str = SHANGHAI) -> datetime:
    return datetime(2025, 6, day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


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

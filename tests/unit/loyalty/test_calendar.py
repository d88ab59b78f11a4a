"""Month ends, birthdays by two calendars, and the holidays that are greeted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.chassis.decision import Refused
from services.loyalty.domain.calendar import (
    Birthday,
    add_months,
    birthday_in,
    month_end,
    month_start_after,
    next_birthday,
    next_holiday,
    validated,
)
from tests.unit.loyalty.helpers import NOW, POLICY, SHANGHAI

START = datetime(2000, 1, 1, tzinfo=UTC)
moments = st.integers(0, 60 * 24 * 365 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@pytest.mark.rule("L7")
def test_points_live_to_the_end_of_the_month_a_year_on() -> None:
    earned = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    assert month_end(earned, 12, SHANGHAI) == datetime(2027, 11, 30, 16, 0, tzinfo=UTC)
    assert month_end(earned + timedelta(minutes=1), 12, SHANGHAI) == datetime(2027, 12, 31, 16, 0, tzinfo=UTC)


def test_a_month_later_than_the_31st_is_the_months_last_day() -> None:
    assert add_months(datetime(2027, 12, 31, 4, tzinfo=UTC), 2, SHANGHAI) == datetime(
        2028, 2, 29, 4, tzinfo=UTC
    )


@given(moments)
def test_a_month_starts_never_before_the_moment_and_less_than_32_days_after(moment: datetime) -> None:
    start = month_start_after(moment, SHANGHAI)
    assert timedelta() <= start - moment < timedelta(days=32)
    assert (start + timedelta(hours=8)).day == 1


@pytest.mark.rule("L8")
@pytest.mark.parametrize(
    ("birthday", "year", "kept_on"),
    [
        (Birthday(2, 29), 2028, date(2028, 2, 29)),
        (Birthday(2, 29), 2027, date(2027, 2, 28)),
        (Birthday(8, 15, lunar=True), 2026, date(2026, 9, 25)),  # the mid-autumn festival
        (Birthday(1, 1, lunar=True), 2027, date(2027, 2, 6)),  # the spring festival
        (Birthday(4, 10, lunar=True, leap=True), 2020, date(2020, 6, 1)),  # 2020 has a leap fourth month
        (Birthday(4, 10, lunar=True, leap=True), 2021, date(2021, 5, 21)),  # 2021 has none
        (Birthday(4, 10, lunar=True), 2020, date(2020, 5, 2)),
        (Birthday(12, 30, lunar=True), 2024, date(2025, 1, 28)),  # the last month of 2024 has 29 days
    ],
)
def test_every_birthday_has_one_day_a_year(birthday: Birthday, year: int, kept_on: date) -> None:
    assert birthday_in(birthday, year) == kept_on


@pytest.mark.rule("L8")
@given(
    st.builds(Birthday, st.integers(1, 12), st.integers(1, 28), lunar=st.booleans()),
    moments,
)
def test_birthdays_follow_each_other_about_a_year_apart(birthday: Birthday, now: datetime) -> None:
    first = next_birthday(birthday, now, None, POLICY.greeting_minutes, SHANGHAI)
    second = next_birthday(birthday, first.at, first.year, POLICY.greeting_minutes, SHANGHAI)
    assert first.at > now
    assert second.year == first.year + 1
    assert timedelta(days=350) <= second.at - first.at <= timedelta(days=390)
    assert (first.at + timedelta(hours=8)).hour == 9


@pytest.mark.rule("L8")
def test_a_year_that_was_greeted_is_not_greeted_again() -> None:
    birthday = Birthday(12, 24)
    again = next_birthday(birthday, NOW, 2026, POLICY.greeting_minutes, SHANGHAI)
    assert again.at == datetime(2027, 12, 24, 1, 0, tzinfo=UTC)


@pytest.mark.rule("L8")
@pytest.mark.parametrize(
    "birthday", [Birthday(2, 30), Birthday(4, 31), Birthday(1, 31, lunar=True), Birthday(5, 5, leap=True)]
)
def test_a_day_no_year_has_is_refused(birthday: Birthday) -> None:
    with pytest.raises(Refused, match="birthday-impossible"):
        validated(birthday)


@pytest.mark.rule("L9")
def test_the_greeted_holidays_of_a_year_come_in_order_and_the_day_of_mourning_is_none() -> None:
    at, seen = datetime(2026, 12, 31, tzinfo=UTC), []
    for _ in range(6):
        coming = next_holiday(POLICY.holidays, at, POLICY.greeting_minutes, SHANGHAI)
        assert coming is not None
        seen.append((coming.name, (coming.at + timedelta(hours=8)).date()))
        at = coming.at
    assert seen == [
        ("new-year", date(2027, 1, 1)),
        ("spring-festival", date(2027, 2, 6)),
        ("labour-day", date(2027, 5, 1)),
        ("dragon-boat-festival", date(2027, 6, 9)),
        ("mid-autumn-festival", date(2027, 9, 15)),
        ("national-day", date(2027, 10, 1)),
    ]


@pytest.mark.rule("L9")
@pytest.mark.parametrize(
    ("year", "wanted"),
    [
        (2028, [("national-day", date(2028, 10, 1)), ("mid-autumn-festival", date(2028, 10, 3))]),
        (2031, [("mid-autumn-festival", date(2031, 10, 1)), ("new-year", date(2032, 1, 1))]),
    ],
)
def test_holidays_that_share_a_day_are_greeted_on_it(year: int, wanted: list[tuple[str, date]]) -> None:
    at, seen = datetime(year, 9, 1, tzinfo=UTC), []
    for _ in range(2):
        coming = next_holiday(POLICY.holidays, at, POLICY.greeting_minutes, SHANGHAI)
        assert coming is not None
        seen.append((coming.name, (coming.at + timedelta(hours=8)).date()))
        at = coming.at
    assert seen == wanted

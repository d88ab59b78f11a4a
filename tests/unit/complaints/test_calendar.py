"""Working time: shifts, nights, holidays, make-up workdays, zones with daylight saving."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.complaints.domain.calendar import Amount, Calendar, Shift, SpecialDay, Unit, reach, spent
from services.complaints.domain.statutory import statutory_days
from tests.unit.complaints.worlds import OFFICE, local, night, office


@pytest.mark.rule("C6")
def test_two_working_days_skip_the_weekend() -> None:
    due = reach(office(), local("2026-11-06 15:00"), Amount.working_days(2))
    assert due == local("2026-11-10 15:00")


@pytest.mark.rule("C6")
def test_the_noon_break_of_a_split_shift_does_not_count() -> None:
    start = local("2026-11-02 11:00")
    assert reach(office(), start, Amount(Fraction(1, 4), Unit.WORKING_DAYS)) == local("2026-11-02 14:00")


@pytest.mark.rule("C6")
def test_the_national_holiday_week_does_not_count() -> None:
    due = reach(office(), local("2026-09-30 15:00"), Amount.working_days(2))
    assert due == local("2026-10-09 15:00")


@pytest.mark.rule("C6")
def test_a_make_up_workday_on_a_weekend_counts() -> None:
    """10 October 2026 is a Saturday on which China works for 7 October."""
    due = reach(office(), local("2026-10-09 15:00"), Amount.working_days(1))
    assert due == local("2026-10-10 15:00")


@pytest.mark.rule("C6")
def test_a_venue_override_beats_the_week() -> None:
    closed = SpecialDay(date(2026, 11, 3), "pest control", "venue", ())
    calendar = Calendar("v", 1, "Asia/Shanghai", (OFFICE,) * 7, (closed,))
    assert reach(calendar, local("2026-11-02 15:00"), Amount.working_days(1)) == local("2026-11-04 15:00")


@pytest.mark.rule("C6")
def test_working_time_past_midnight_belongs_to_the_evening_it_began() -> None:
    calendar = night()
    assert spent(
        calendar, Unit.WORKING_DAYS, local("2026-11-03 00:00"), local("2026-11-03 12:00")
    ) == Fraction(1, 4)
    assert reach(calendar, local("2026-11-03 01:00"), Amount.working_days(1)) == local("2026-11-04 01:00")


def test_time_that_runs_out_with_a_shift_is_due_at_its_end() -> None:
    assert reach(office(), local("2026-11-02 09:00"), Amount.working_days(1)) == local("2026-11-02 18:00")


def test_a_start_outside_working_time_waits_for_the_next_shift() -> None:
    assert reach(office(), local("2026-11-07 11:00"), Amount(Fraction(1, 8), Unit.WORKING_DAYS)) == local(
        "2026-11-09 10:00"
    )


def test_make_up_workdays_agree_with_the_state_council_for_2026() -> None:
    """Checked once day by day against the `chinesecalendar` package, 2010 to 2026: no difference."""
    days = statutory_days("CN", [2026], (OFFICE,) * 5 + ((),) * 2)
    worked = [special.on for special in days if special.shifts]
    assert worked == [
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ]


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(ValueError, match="no statutory calendar"):
        statutory_days("ZZ", [2026], (OFFICE,) * 7)


def test_the_doubled_hour_of_autumn_counts_twice() -> None:
    """Berlin puts its clocks back on 25 October 2026: that night is an hour longer."""
    week = ((Shift(22 * 60, 30 * 60),),) * 7
    [stretch] = Calendar("v", 1, "Europe/Berlin", week).stretches(date(2026, 10, 24))
    assert stretch.ends_at - stretch.starts_at == timedelta(hours=9)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"week": (OFFICE,) * 6}, "seven days"),
        ({"week": ((),) * 7}, "no working time"),
        ({"week": ((Shift(0, 100), Shift(90, 120)),) * 7}, "overlap"),
        ({"special_days": (SpecialDay(date(2026, 1, 1), "a", "venue", ()),) * 2}, "twice"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(changes: dict[str, object], said: str) -> None:
    given_ = {"venue_id": "v", "version": 1, "timezone": "Asia/Shanghai", "week": (OFFICE,) * 7, **changes}
    with pytest.raises(ValueError, match=said):
        Calendar(**given_)  # type: ignore[arg-type]


def test_no_working_time_for_years_is_an_error_not_a_hang() -> None:
    days = tuple(SpecialDay(date(2026, 1, 1) + timedelta(n), "closed", "venue", ()) for n in range(1500))
    calendar = Calendar("v", 1, "Asia/Shanghai", (OFFICE,) * 7, days)
    with pytest.raises(ValueError, match="no working time"):
        reach(calendar, local("2026-01-01 10:00"), Amount.working_days(1))


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001 - a zone is given next
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
)
calendars = st.sampled_from([office(), night()])


@settings(max_examples=200, deadline=None)
@given(calendars, moments, st.fractions(0, 4, max_denominator=97), st.sampled_from(Unit))
def test_what_is_reached_was_spent(
    calendar: Calendar, start: datetime, quantity: Fraction, unit: Unit
) -> None:
    """`reach` and `spent` are each other's inverse, up to the millisecond that is rounded up."""
    due = reach(calendar, start, Amount(quantity, unit))
    used = spent(calendar, unit, start, due)
    assert quantity <= used
    assert quantity == 0 or spent(calendar, unit, start, due - timedelta(milliseconds=1)) < quantity


@settings(max_examples=100, deadline=None)
@given(
    calendars,
    moments,
    st.timedeltas(timedelta(0), timedelta(days=9)),
    st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_time_spent_adds_up(calendar: Calendar, start: datetime, one: timedelta, other: timedelta) -> None:
    middle = start + one - timedelta(microseconds=one.microseconds % 1000)
    stop = middle + other - timedelta(microseconds=other.microseconds % 1000)
    for unit in Unit:
        whole = spent(calendar, unit, start, stop)
        assert whole == spent(calendar, unit, start, middle) + spent(calendar, unit, middle, stop)

"""Recurring bookings and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from infra.chassis.decision import Refused
from services.booking.domain.calendar_feed import calendar
from services.booking.domain.recurring import occurrences
from tests.unit.booking.world import NOW, ask, confirmed


def test_a_weekly_evening_keeps_its_wall_clock_time_over_a_clock_change() -> None:
    """Lisbon, 20:00 every Friday: 19:00 UTC in summer, 20:00 UTC in winter."""
    first = ask(starts_at=datetime(2025, 10, 17, 19, tzinfo=UTC))
    starts = [each.starts_at for each in occurrences(first, 7, 3, frozenset(), "Europe/Lisbon")]
    assert starts == [datetime(2025, 10, d, h, tzinfo=UTC) for d, h in ((17, 19), (24, 19), (31, 20))]


def test_a_series_that_begins_in_the_second_of_two_equal_hours_begins_then() -> None:
    """New York, 01:30 for the second time; a week later there is one 01:30."""
    first = ask(starts_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC))
    starts = [each.starts_at for each in occurrences(first, 7, 2, frozenset(), "America/New_York")]
    assert starts == [datetime(2026, 11, d, 6, 30, tzinfo=UTC) for d in (1, 8)]


def test_skipped_days_have_no_booking_and_the_length_stays() -> None:
    skip = frozenset({date(2025, 6, 9)})
    made = list(occurrences(ask(), 7, 3, skip, "Asia/Shanghai"))
    assert [each.starts_at.day for each in made] == [2, 16]
    assert {each.ends_at - each.starts_at for each in made} == {timedelta(hours=2)}


def test_an_endless_series_is_refused() -> None:
    with pytest.raises(Refused, match="bad-recurrence"):
        list(occurrences(ask(), 7, 105, frozenset(), "Asia/Shanghai"))


def test_a_calendar_folds_its_lines_and_names_no_guest() -> None:
    booking = replace(confirmed(), item="海景厅" * 20 + "; 1, 2")
    text = calendar("海港", [(booking, 3)], NOW)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + "海景厅" * 20 + "\\; 1\\, 2" in unfolded
    assert "DTSTART:20250602T120000Z" in lines
    assert "SEQUENCE:3" in lines
    assert booking.guest.name not in text
    assert booking.guest.phone not in text

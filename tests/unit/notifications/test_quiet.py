from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.delivery import Status
from services.notifications.domain.foresight import ahead
from services.notifications.domain.kinds import sure_facts
from services.notifications.domain.quiet import QuietHours, fit
from services.notifications.domain.told import BY_NAME
from tests.unit.notifications.worlds import POLICY, SHANGHAI, begun, chain, notice

NIGHT = QuietHours.of("22:00", "08:00", SHANGHAI)
moments = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def shanghai(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=ZoneInfo(SHANGHAI)).astimezone(UTC)


@pytest.mark.rule("N4")
def test_a_message_wished_for_the_night_comes_at_its_end() -> None:
    moved = fit(shanghai(23), NIGHT, None, shanghai(23))
    assert moved is not None
    assert (moved.at, moved.how) == (shanghai(8, day=2), "later")


@pytest.mark.rule("N4")
def test_a_message_useless_after_the_night_comes_before_it() -> None:
    moved = fit(shanghai(6, 30, day=2), NIGHT, shanghai(7, 45, day=2), shanghai(12))
    assert moved is not None
    assert (moved.at, moved.how) == (shanghai(21, 45), "earlier")


@pytest.mark.rule("N4")
def test_a_message_useless_after_the_night_and_too_late_for_the_evening_is_dropped() -> None:
    assert fit(shanghai(6, 30, day=2), NIGHT, shanghai(7, 45, day=2), shanghai(23)) is None


@pytest.mark.rule("N4")
def test_the_first_quiet_minute_is_quiet_and_the_first_after_is_not() -> None:
    assert NIGHT.around(shanghai(22)) is not None
    assert NIGHT.around(shanghai(21, 59)) is None
    assert NIGHT.around(shanghai(8, day=2)) is None


def test_equal_ends_mean_no_quiet_hours() -> None:
    assert QuietHours.of("00:00", "00:00", SHANGHAI).around(shanghai(3)) is None


def test_a_span_within_one_day_is_quiet_too() -> None:
    siesta = QuietHours.of("13:00", "15:00", SHANGHAI)
    assert siesta.around(shanghai(14)) == (shanghai(13), shanghai(15))
    assert siesta.around(shanghai(23)) is None


@pytest.mark.rule("N4")
@given(moments, st.integers(0, 72), st.integers(0, 48))
def test_no_message_is_ever_placed_in_quiet_hours_in_the_past_or_after_its_deadline(
    wished: datetime, hours_valid: int, hours_ago: int
) -> None:
    for zone in (SHANGHAI, "Europe/Berlin", "America/New_York"):
        quiet = QuietHours.of("22:00", "08:00", zone)
        until, now = wished + timedelta(hours=hours_valid), wished - timedelta(hours=hours_ago)
        moved = fit(wished, quiet, until, now)
        if moved is not None:
            assert quiet.around(moved.at) is None
            assert now <= moved.at < until


@pytest.mark.rule("N4")
def test_a_booking_early_in_the_morning_is_reminded_the_evening_before() -> None:
    starts_at = shanghai(8, 30, day=2)
    confirmed = notice("booking-confirmed", subject_at=starts_at, while_standing=True)
    told = ahead([confirmed], POLICY, SHANGHAI, shanghai(12))
    assert [(each.kind, each.due) for each in told[1:]] == [("booking-reminder", shanghai(21, 45))]


@pytest.mark.rule("N3", "N4")
@pytest.mark.parametrize("kind", ["booking-confirmed", "booking-changed"])
def test_an_early_reminder_has_every_fact_a_reminders_template_may_use(kind: str) -> None:
    """A template is checked against the reminder's event when it is saved; no early one may lack a value."""
    starts_at = shanghai(8, 30, day=2)
    facts = dict.fromkeys(sure_facts(BY_NAME[kind]), "x")
    confirmed = notice(kind, subject_at=starts_at, while_standing=True, facts=facts)
    [_, early] = ahead([confirmed], POLICY, SHANGHAI, shanghai(12))
    assert sure_facts(BY_NAME["booking-reminder"]) <= set(early.facts)


def test_a_booking_in_the_evening_needs_no_early_reminder() -> None:
    confirmed = notice("booking-confirmed", subject_at=shanghai(20, day=2), while_standing=True)
    assert ahead([confirmed], POLICY, SHANGHAI, shanghai(12)) == (confirmed,)


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("kind", "category"), [("booking-displaced", "call"), ("booking-changed", "transactional")]
)
def test_who_would_come_tonight_to_a_place_that_is_gone_is_told_in_the_night(
    kind: str, category: str
) -> None:
    night = shanghai(23)
    tonight = chain(notice(kind, category, valid_until=shanghai(1, day=2)), now=night)
    assert (tonight.status, tonight.due) == (Status.SCHEDULED, night)
    assert begun(tonight, now=night).status is Status.SENDING
    assert chain(notice(kind, category, valid_until=shanghai(20, day=2)), now=night).due == shanghai(8, day=2)
    assert chain(notice("points-earned", valid_until=shanghai(1, day=2)), now=night).status is Status.DROPPED


@pytest.mark.rule("N4")
def test_an_answer_to_the_guest_comes_at_any_hour_a_reminder_does_not() -> None:
    night = shanghai(23)
    assert chain(notice("booking-confirmed"), now=night).due == night
    assert chain(notice("booking-reminder"), now=night).due == shanghai(8, day=2)

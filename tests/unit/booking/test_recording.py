"""An older ledger's bookings take the same path, at the ledger's moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import Booking, Status, claims, timers
from services.booking.domain.recording import History, record
from services.booking.domain.venue import Venue
from tests.unit.booking.world import EVENING, NOW, POLICY, ask, first_placement, request, venue

END = EVENING + timedelta(hours=2)
LONG_AFTER = EVENING + timedelta(days=400)


def recorded(now: datetime = LONG_AFTER, at: Venue | None = None, **history: Any) -> Decided[Booking]:
    given: dict[str, Any] = {"taken_at": NOW, "confirmed_at": NOW + timedelta(hours=1)} | history
    at = at or venue()
    return record(request(), History(ref="l:1", **given), at, first_placement(at, ask()), "N", POLICY, 3, now)


def test_a_completed_visit_tells_every_step_at_its_own_moment_marked_recorded() -> None:
    booking, told = recorded(seated_at=EVENING, completed_at=END)
    assert booking.status is Status.COMPLETED
    assert [type(fact) for fact in told] == [
        facts.BookingHeld, facts.BookingConfirmed, facts.BookingSeated, facts.BookingCompleted,
    ]  # fmt: skip
    assert all(isinstance(fact, facts.BookingEvent) and fact.recorded for fact in told)
    moments = [fact.at for fact in told if isinstance(fact, facts.BookingEvent)]
    assert moments == [NOW, NOW + timedelta(hours=1), EVENING, END]


def test_a_recorded_booking_that_is_over_wants_no_timer_and_holds_what_it_used() -> None:
    booking, _ = recorded(seated_at=EVENING, completed_at=END)
    assert timers(booking) == {}
    assert len(claims(booking)) == 4
    cancelled, _ = recorded(cancelled_at=NOW + timedelta(hours=2))
    assert (cancelled.status, claims(cancelled)) == (Status.CANCELLED, frozenset())
    absent, _ = recorded(no_show_at=END)
    assert absent.status is Status.NO_SHOW


def test_a_recorded_booking_still_ahead_keeps_the_timers_that_are_ahead() -> None:
    booking, _ = recorded(now=NOW + timedelta(hours=7))
    assert booking.status is Status.CONFIRMED
    assert set(timers(booking)) == {"arrival-check", "arrival-escalation"}


@pytest.mark.rule("B8")
def test_a_recorded_booking_that_has_begun_is_looked_after_until_its_end_is_known() -> None:
    begun, _ = recorded(now=EVENING + timedelta(minutes=90))
    assert begun.status is Status.CONFIRMED
    assert set(timers(begun)) == {"arrival-check", "arrival-escalation"}
    sitting, _ = recorded(seated_at=EVENING)
    assert sitting.status is Status.SEATED
    assert set(timers(sitting)) == {"completion-escalation"}


def test_a_spend_the_ledger_tells_is_captured_with_it() -> None:
    booking, told = recorded(seated_at=EVENING, completed_at=END, spend_fen=88_000)
    assert booking.spend is not None
    assert booking.spend.spend_fen == 88_000
    assert isinstance(told[-1], facts.SpendCaptured)


@pytest.mark.parametrize(
    ("history", "field"),
    [
        ({"cancelled_at": NOW + timedelta(hours=2), "seated_at": EVENING}, "seated_at"),
        ({"completed_at": END}, "seated_at"),
        ({"confirmed_at": NOW - timedelta(hours=1)}, "confirmed_at"),
        ({"seated_at": EVENING, "completed_at": EVENING - timedelta(hours=1)}, "completed_at"),
        ({}, "completed_at"),
        ({"seated_at": EVENING, "completed_at": LONG_AFTER + timedelta(days=1)}, "completed_at"),
    ],
)
def test_a_history_that_cannot_have_been_is_refused_by_field(history: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        recorded(**history)
    assert (refused.value.code, refused.value.field) == ("impossible-history", field)


def test_a_booking_cancelled_by_phone_the_same_day_is_as_good_as_any() -> None:
    booking, _ = recorded(cancelled_at=NOW + timedelta(hours=1))
    assert replace(booking, ended_at=None).ledger_ref == "l:1"

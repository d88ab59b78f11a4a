"""Every number of the policy is heeded: under another value another decision is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from infra.chassis.decision import Refused
from services.booking.domain.arriving import complete, mark_late, seat
from services.booking.domain.booking import Booking, Tier, timers
from services.booking.domain.due import on_timer
from services.booking.domain.handling import Step, measured
from services.booking.domain.partners import partner_placed
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import check, confirm
from tests.unit.booking.world import EVENING, NOW, POLICY, ask, confirmed, gold, held, request, venue

END = EVENING + timedelta(hours=2)
WEDNESDAY = EVENING + timedelta(days=9)

Moment = datetime | None


def held_until(policy: BookingPolicy, **changes: Any) -> datetime:
    return held(policy=policy, **changes).plan["hold-lapse"]


def planned(policy: BookingPolicy, name: str, starts_at: datetime = WEDNESDAY) -> Moment:
    booking, _ = confirm(held(asked=ask(starts_at=starts_at)), "CH-1", policy, NOW)
    return booking.plan.get(name)


def asked_until(policy: BookingPolicy) -> Moment:
    return confirm(held(venue(partner=True)), "CH-1", policy, NOW)[0].plan["partner-answer"]


def fed_back_by(policy: BookingPolicy) -> Moment:
    asked, _ = confirm(held(venue(partner=True)), "CH-1", POLICY, NOW)
    return partner_placed(asked, "A12", "CH-1", policy, NOW)[0].plan["feedback"]


def visited(policy: BookingPolicy, kind: str = "ktv") -> Booking:
    """A gold guest's visit of two hours, whose spend is due."""
    seated, _ = seat(gold(confirmed(venue(kind=kind))), None, policy, EVENING)
    return complete(seated, policy, END)[0]


def spend_due(policy: BookingPolicy, kind: str) -> datetime:
    return timers(visited(policy, kind))["spend-chase"]


def chases(policy: BookingPolicy) -> list[datetime]:
    booking, moments = visited(policy, "restaurant"), []
    while due := timers(booking).get("spend-chase"):
        moments.append(due)
        booking, _ = on_timer(booking, "spend-chase", policy, due)
    return moments


def target(policy: BookingPolicy, step: Step) -> int:
    return measured(confirmed(), step, "agent-1", NOW, NOW, policy).target_seconds


def furthest(policy: BookingPolicy, tier: Tier) -> int:
    """How many days ahead a guest of that tier may book."""
    days = 0
    while True:
        try:
            check(request(ask(starts_at=EVENING + timedelta(days=days + 1)), tier=tier), venue(), policy, NOW)
        except Refused:
            return days
        days += 1


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEEDED: list[tuple[str, str, Any, Callable[[BookingPolicy], Any], Any]] = [
    ("B4", "hold_minutes", 7, held_until, NOW + timedelta(minutes=7)),
    ("B3", "choice_minutes", 2, lambda p: held_until(p, choice_of="r1"), NOW + timedelta(minutes=2)),
    ("B13", "waitlist_offer_minutes", 25, lambda p: held_until(p, waiting_id="w1"), NOW + 25 * HOUR / 60),
    ("B5", "reminder_day_hours", 30, lambda p: planned(p, "remind-day"), WEDNESDAY - 30 * HOUR),
    ("B5", "reminder_soon_hours", 3, lambda p: planned(p, "remind-soon"), WEDNESDAY - 3 * HOUR),
    (
        "B5", "reminder_peak_extra_hours", 48,
        lambda p: planned(p, "remind-peak", WEDNESDAY + 2 * DAY), WEDNESDAY - DAY,
    ),
    ("B5", "peak_weekdays", (2,), lambda p: planned(p, "remind-peak"), WEDNESDAY - 2 * DAY),
    ("B5", "peak_dates", (date(2025, 6, 11),), lambda p: planned(p, "remind-peak"), WEDNESDAY - 2 * DAY),
    ("B8", "arrival_check_minutes", 20, lambda p: planned(p, "arrival-check"), WEDNESDAY + HOUR / 3),
    (
        "B8", "arrival_escalation_minutes", 90,
        lambda p: planned(p, "arrival-escalation"), WEDNESDAY + 1.5 * HOUR,
    ),
    ("B6", "partner_answer_minutes", 15, asked_until, NOW + HOUR / 4),
    ("B6", "feedback_minutes", 5, fed_back_by, NOW + timedelta(minutes=5)),
    ("B10", "spend_due_minutes", 90, lambda p: spend_due(p, "restaurant"), END + 1.5 * HOUR),
    ("B10", "ktv_spend_due_minutes", 1260, lambda p: spend_due(p, "ktv"), EVENING + 25 * HOUR),
    ("B10", "spend_chase_hours", 12, chases, [END + HOUR + n * 12 * HOUR for n in range(3)]),
    ("B10", "spend_chases", 2, chases, [END + HOUR, END + 25 * HOUR]),
    ("B11", "order_entry_seconds", 90, lambda p: target(p, "order-entry"), 90),
    ("B11", "clear_target_call_seconds", 90, lambda p: target(p, "clear-target-call"), 90),
    ("B11", "consultation_seconds", 90, lambda p: target(p, "consultation"), 90),
    ("B11", "feedback_seconds", 90, lambda p: target(p, "feedback"), 90),
    ("B13", "window_days_ordinary", 3, lambda p: furthest(p, Tier.ORDINARY), 3),
    ("B13", "window_days_silver", 4, lambda p: furthest(p, Tier.SILVER), 4),
    ("B13", "window_days_gold", 5, lambda p: furthest(p, Tier.GOLD), 5),
    ("B13", "window_days_platinum", 6, lambda p: furthest(p, Tier.PLATINUM), 6),
]  # fmt: skip
ON_THE_RUNNING_SERVICE = {"alternatives"}
"""Proven in ``tests/integration/booking/test_policy.py``."""


@pytest.mark.parametrize(
    ("name", "value", "decided", "expected"),
    [pytest.param(*rest, marks=pytest.mark.rule(rule), id=rest[0]) for rule, *rest in HEEDED],
)
def test_another_value_is_heeded(
    name: str, value: Any, decided: Callable[[BookingPolicy], Any], expected: Any
) -> None:
    assert decided(replace(POLICY, **{name: value})) == expected
    assert decided(POLICY) != expected


def test_every_number_of_the_policy_is_here() -> None:
    assert {each.name for each in fields(BookingPolicy)} == {
        each[1] for each in HEEDED
    } | ON_THE_RUNNING_SERVICE


@pytest.mark.rule("B8")
def test_a_late_party_and_a_seated_one_are_watched_by_the_policy_too() -> None:
    policy = replace(POLICY, arrival_check_minutes=20, arrival_escalation_minutes=90)
    new_time = EVENING + timedelta(minutes=45)
    late, _ = mark_late(confirmed(), new_time, policy, EVENING)
    assert timers(late) == {
        "arrival-check": new_time + timedelta(minutes=20),
        "arrival-escalation": new_time + timedelta(minutes=90),
    }
    seated, _ = seat(late, None, policy, new_time)
    assert timers(seated) == {"completion-escalation": END + timedelta(minutes=90)}

"""Every number of the policy is heeded: under another value another decision is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.complaints import CompensationRequested
from infra.chassis.decision import Refused
from services.complaints.domain import asking, dispatching, opening, promising, resolving
from services.complaints.domain.case import Case, timers
from services.complaints.domain.clock import Climb, Turn
from services.complaints.domain.clocks import run
from services.complaints.domain.firing import on_timer
from services.complaints.domain.history import Terms
from services.complaints.domain.matter import Matter, Voice, join
from services.complaints.domain.policy import CasePolicy
from services.complaints.domain.rules import Rules
from tests.unit.complaints.cases import (
    closed,
    in_hand,
    investigated,
    new_case,
    opening_of,
    responsible,
    rules,
)
from tests.unit.complaints.worlds import START, dispatched, local, minutes, office, opened

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = START + timedelta(days=20)


def case_of(own: Rules, **changes: Any) -> Case:
    return opening.open_case(None, opening_of(**changes), own, START)[0]


def dispatched_by(own: Rules) -> datetime:
    clock = case_of(own).clock("dispatch")
    assert clock
    return clock.due_at


def reacted_by(own: Rules) -> datetime:
    case, _ = dispatching.dispatch(responsible(), own, START, ("kitchen",), "ann")
    clock = case.clock("reaction")
    assert clock
    return clock.due_at


def warned_at(own: Rules) -> list[int | None]:
    turns = run([opened(START)], Terms.of("complaint", own.policy), office(), LATER).turns
    return [
        each.percent for each in turns if isinstance(each, Turn) and each.clock == "guest" and each.percent
    ]


def climbed_at(own: Rules) -> list[float]:
    """Minutes until each further desk hears of a department that does not react."""
    ran = run(
        [opened(START), dispatched(START)], Terms.of("complaint", own.policy), office(), START + minutes(100)
    )
    return [(each.at - START).total_seconds() / 60 for each in ran.turns if isinstance(each, Climb)]


def chased_again(own: Rules, case: Case, timer: str) -> datetime:
    """When a chase comes again after it came first."""
    due = timers(case)[timer]
    return timers(on_timer(case, timer, own, due)[0])[timer]


def crowd_of(own: Rules, *hours: float) -> bool:
    matter: Matter | None = None
    told: tuple[Any, ...] = ()
    for number, hour in enumerate(hours):
        voice = Voice(f"c{number}", f"g{number}", START + hour * HOUR)
        matter, told = join(matter, "m", "venue", "food", voice, own.policy)
    return bool(told)


def rewarded(own: Rules) -> list[int]:
    case, _ = asking.judge_suggestion(new_case(kind="suggestion"), own, START, sensible=True, feasible=True)
    _, told = asking.decide(case, own, START, "We will do it.", "max", "r1", adopted=True)
    return [each.points for each in told if isinstance(each, CompensationRequested)]


def asked_until(own: Rules) -> datetime:
    return dispatching.ask(in_hand(), own, START, "q1", "floor", "well?", "ann")[0].queries[0].answer_by


def climbs_on(own: Rules) -> datetime:
    case, _ = dispatching.ask(in_hand(), rules(), START, "q1", "floor", "well?", "ann")
    return chased_again(own, case, "query:q1")


def may_pause(own: Rules, reason: Any, hours: float) -> bool:
    try:
        promising.pause(in_hand(), own, START, reason, START + hours * HOUR)
    except Refused:
        return False
    return True


def called_back_by(own: Rules) -> datetime | None:
    return resolving.resolve(investigated(), own, START, "Sorry.")[0].callback_due_at


HEEDED: list[tuple[str, str, Any, Callable[[Rules], Any], Any]] = [
    ("C6", "dispatch_minutes", 7, dispatched_by, START + minutes(7)),
    ("C6", "reaction_minutes", 7, reacted_by, START + minutes(7)),
    ("C6", "result_general_minutes", 90, lambda r: case_of(r).guest_due_at, START + minutes(90)),
    (
        "C6", "result_major_working_days", 3,
        lambda r: case_of(r, channel="media").guest_due_at, local("2026-11-05 10:00"),
    ),
    ("C6", "pause_reasons", ("awaiting-guest",), lambda r: may_pause(r, "site-inspection", 1), False),
    ("C6", "pause_hours", 100, lambda r: may_pause(r, "awaiting-guest", 99), True),
    ("C7", "warn_percents", (10, 20, 90), warned_at, [10, 20, 90]),
    ("C7", "climb_percent", 100, climbed_at, [10, 20, 30]),
    ("C8", "progress_general_hours", 12, lambda r: timers(case_of(r))["progress"], START + 12 * HOUR),
    (
        "C8", "progress_major_hours", 4,
        lambda r: timers(case_of(r, channel="media"))["progress"], START + 4 * HOUR,
    ),
    ("C5", "month_days", 20, lambda r: timers(case_of(r))["month"], START + 20 * DAY),
    ("C5", "collective_guests", 3, lambda r: crowd_of(r, 0, 1, 2), True),
    ("C5", "collective_hours", 24, lambda r: crowd_of(r, 0, 10, 20, 25, 30), False),
    ("C13", "callback_working_days", 1, called_back_by, local("2026-11-03 10:00")),
    (
        "C15", "action_chase_days", 3,
        lambda r: chased_again(r, closed(), "action:action-1"), local("2026-11-09 00:00"),
    ),
    (
        "C17", "dispute_minutes", 5,
        lambda r: timers(case_of(r, dispute_before_payment=True))["dispute"], START + minutes(5),
    ),
    ("C19", "answer_hours", 4, lambda r: case_of(r, kind="inquiry").first_promised_at, START + 4 * HOUR),
    (
        "C20", "suggestion_days", 30,
        lambda r: case_of(r, kind="suggestion").first_promised_at, START + 30 * DAY,
    ),
    ("C20", "suggestion_points", 250, rewarded, [250]),
    ("C25", "query_minutes", 15, asked_until, START + minutes(15)),
    ("C25", "query_minutes", 15, climbs_on, START + minutes(45)),
]  # fmt: skip
ON_THE_RUNNING_SERVICE = {
    "assist_callback_days", "assist_sample_percent", "emergency_minutes", "handover_hours", "lost_item_days",
    "survey_bad_score", "survey_days", "weekly_callbacks",
}  # fmt: skip
"""Proven in ``tests/integration/complaints/test_policy.py``."""


@pytest.mark.parametrize(
    ("name", "value", "decided", "expected"),
    [pytest.param(*rest, marks=pytest.mark.rule(rule), id=rest[0]) for rule, *rest in HEEDED],
)
def test_another_value_is_heeded(
    name: str, value: Any, decided: Callable[[Rules], Any], expected: Any
) -> None:
    assert decided(rules(**{name: value})) == expected
    assert decided(rules()) != expected


def test_every_number_of_the_policy_is_here() -> None:
    assert {each.name for each in fields(CasePolicy)} == {each[1] for each in HEEDED} | ON_THE_RUNNING_SERVICE

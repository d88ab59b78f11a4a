"""What a case does when one of its timers comes due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from infra.chassis.decision import Decided
from services.complaints.domain.case import Case
from services.complaints.domain.course import catch_up
from services.complaints.domain.dispatching import query_overdue
from services.complaints.domain.judging import find_ground, inspection_overdue
from services.complaints.domain.opening import chase_dispute
from services.complaints.domain.promising import progress_due
from services.complaints.domain.resolving import action_overdue
from services.complaints.domain.rules import Rules

__all__ = ["on_timer"]

OnDue = Callable[[Case, Rules, datetime, str], Decided[Case]]


def on_timer(case: Case, name: str, rules: Rules, now: datetime) -> Decided[Case]:
    """Act on the timer `name` (``kind`` or ``kind:id``); the result no longer wants it as it was.

    Raises:
        KeyError: no case wants such a timer.
    """
    kind, _, part = name.partition(":")
    return _ON_DUE[kind](case, rules, now, part)


def _dispute(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
    case, events = catch_up(case, rules, now)
    case, chased = chase_dispute(case, rules)
    return case, (*events, chased)


_ON_DUE: Mapping[str, OnDue] = {
    "sla": lambda case, rules, now, _: catch_up(case, rules, now),
    "progress": lambda case, rules, now, _: progress_due(case, rules, now),
    "month": lambda case, rules, now, _: find_ground(case, rules, now, "unresolved-month"),
    "dispute": lambda case, rules, now, _: _dispute(case, rules, now),
    "inspection": lambda case, rules, now, _: inspection_overdue(case, rules, now),
    "query": query_overdue,
    "action": action_overdue,
}

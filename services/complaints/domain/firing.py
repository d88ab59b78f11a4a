"""What a case does when one of its timers comes due."""

from __future__ import annotations

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


def on_timer(case: Case, name: str, rules: Rules, now: datetime) -> Decided[Case]:
    """Act on the timer `name`; the result no longer wants it as it was.

    Raises:
        ValueError: no case wants such a timer.
    """
    kind, _, part = name.partition(":")
    match kind:
        case "sla":
            return catch_up(case, rules, now)
        case "progress":
            return progress_due(case, rules, now)
        case "month":
            return find_ground(case, rules, now, "unresolved-month")
        case "inspection":
            return inspection_overdue(case, rules, now)
        case "query":
            return query_overdue(case, rules, now, part)
        case "action":
            return action_overdue(case, rules, now, part)
        case "dispute":
            caught_up, events = catch_up(case, rules, now)
            chased, told = chase_dispute(caught_up, rules)
            return chased, (*events, told)
    raise ValueError(f"no timer {name!r}")

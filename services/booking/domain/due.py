"""What a booking decides when one of its timers comes due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from infra.chassis.decision import Decided
from services.booking.domain.arriving import check_arrival, escalate
from services.booking.domain.booking import Booking
from services.booking.domain.partners import feedback_overdue, partner_silent
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.spending import chase_spend
from services.booking.domain.taking import lapse, remind

__all__ = ["on_timer"]

Rule = Callable[[Booking, str, BookingPolicy, datetime], Decided[Booking]]

_RULES: Mapping[str, Rule] = {
    "hold-lapse": lambda booking, _name, _policy, now: lapse(booking, now),
    "partner-answer": lambda booking, _name, _policy, now: partner_silent(booking, now),
    "remind-peak": lambda booking, name, _policy, now: remind(booking, name, now),
    "remind-day": lambda booking, name, _policy, now: remind(booking, name, now),
    "remind-soon": lambda booking, name, _policy, now: remind(booking, name, now),
    "arrival-check": lambda booking, _name, _policy, now: check_arrival(booking, now),
    "arrival-escalation": lambda booking, _name, _policy, now: escalate(booking, "arrival-escalation", now),
    "completion-escalation": lambda booking, _name, _policy, now: escalate(
        booking, "completion-escalation", now
    ),
    "feedback": lambda booking, _name, _policy, now: feedback_overdue(booking, now),
    "spend-chase": lambda booking, _name, policy, now: chase_spend(booking, policy, now),
}


def on_timer(booking: Booking, name: str, policy: BookingPolicy, now: datetime) -> Decided[Booking]:
    """The decision of the timer `name`; the booking wants it no more afterwards."""
    return _RULES[name](booking, name, policy, now)

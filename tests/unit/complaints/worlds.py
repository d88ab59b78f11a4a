"""Calendars, terms and moments that the tests of the clocks share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.complaints.domain.calendar import Calendar, Shift
from services.complaints.domain.history import Fact, Happened, Terms
from services.complaints.domain.policy import CasePolicy
from services.complaints.domain.statutory import statutory_days

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = (Shift(9 * 60, 12 * 60), Shift(13 * 60, 18 * 60))
NIGHT = (Shift(18 * 60, 26 * 60),)


def office(**special: object) -> Calendar:
    """Split office shifts Monday to Friday with China's statutory calendar of 2026."""
    week = (OFFICE,) * 5 + ((),) * 2
    return Calendar("venue", 1, "Asia/Shanghai", week, statutory_days("CN", [2026], week))


def night() -> Calendar:
    """Every night 18:00 to 02:00, no holidays."""
    return Calendar("venue", 1, "Asia/Shanghai", (NIGHT,) * 7)


def local(text: str) -> datetime:
    """A moment in Shanghai, e.g. ``2026-09-30 17:00``, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def terms(**changes: object) -> Terms:
    return Terms.of("complaint", CasePolicy(**changes))  # type: ignore[arg-type]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def opened(at: datetime, severity: str = "general") -> Fact:
    return Fact(at, Happened.OPENED, severity=severity)  # type: ignore[arg-type]


def dispatched(at: datetime, department: str = "kitchen") -> Fact:
    return Fact(at, Happened.DISPATCHED, department_id=department)


def reacted(at: datetime, department: str = "kitchen") -> Fact:
    return Fact(at, Happened.REACTED, department_id=department)


START = local("2026-11-02 10:00")

"""Emergencies: several departments called at once, each answering for itself (rule C25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts.complaints import EmergencyAnswered, EmergencyCalled, EmergencyEnded, EmergencyUnanswered
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.people import Directory

__all__ = ["Call", "Emergency", "answer", "call", "end", "timers", "unanswered"]


@dataclass(frozen=True, slots=True)
class Call:
    """One department's part."""

    department_id: str
    answered_at: datetime | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency in a venue. `what` is for the called; it is never published."""

    id: str
    venue_id: str
    kind: str
    what: str
    called_by: str
    called_at: datetime
    calls: tuple[Call, ...]
    answer_by: datetime | None = None
    case_id: str | None = None
    ended_at: datetime | None = None


def call(
    emergency: Emergency | None, wanted: Emergency, directory: Directory, answer_minutes: int
) -> Decided[Emergency]:
    """Call departments at once.

    Raises:
        Refused: fewer than two departments, or an unknown one.
    """
    if emergency is not None:
        return emergency, ()
    ids = tuple(dict.fromkeys(each.department_id for each in wanted.calls))
    if len(ids) < 2:
        raise Refused(
            "several-departments", "call several departments", field="department_ids", kind="invalid"
        )
    told: set[str] = set()
    for department_id in ids:
        directory.department(department_id)
        told |= set(directory.in_charge("department", department_id, wanted.called_at))
    event = EmergencyCalled(
        emergency_id=wanted.id,
        venue_id=wanted.venue_id,
        kind=wanted.kind,
        department_ids=ids,
        staff_ids=tuple(sorted(told)),
        called_by=wanted.called_by,
        case_id=wanted.case_id,
    )
    answer_by = wanted.called_at + timedelta(minutes=answer_minutes)
    return replace(wanted, calls=tuple(Call(each) for each in ids), answer_by=answer_by), (event,)


def answer(emergency: Emergency, now: datetime, department_id: str, by: str) -> Decided[Emergency]:
    """A called department is on its way.

    Raises:
        Refused: it was not called, answered already, or the emergency is over.
    """
    if emergency.ended_at is not None:
        raise Refused("emergency-over", "the emergency is over")
    called = next((each for each in emergency.calls if each.department_id == department_id), None)
    if called is None:
        raise Refused("not-called", f"{department_id} was not called")
    if called.answered_at is not None:
        raise Refused("already-answered", f"{department_id} answered already")
    answered = replace(called, answered_at=now, answered_by=by)
    calls = tuple(answered if each == called else each for each in emergency.calls)
    told = EmergencyAnswered(
        emergency_id=emergency.id,
        venue_id=emergency.venue_id,
        department_id=department_id,
        staff_id=by,
        after_seconds=int((now - emergency.called_at).total_seconds()),
    )
    return replace(emergency, calls=calls), (told,)


def unanswered(emergency: Emergency, directory: Directory, now: datetime) -> Decided[Emergency]:
    """The time to answer has passed: the managers and the general manager hear who is silent."""
    emergency = replace(emergency, answer_by=None)
    silent = tuple(each.department_id for each in emergency.calls if each.answered_at is None)
    if not silent or emergency.ended_at is not None:
        return emergency, ()
    told = {*directory.in_charge("manager", None, now), *directory.in_charge("gm", None, now)}
    event = EmergencyUnanswered(
        emergency_id=emergency.id,
        venue_id=emergency.venue_id,
        department_ids=silent,
        staff_ids=tuple(sorted(told)),
    )
    return emergency, (event,)


def end(emergency: Emergency, now: datetime, by: str) -> Decided[Emergency]:
    """It is over.

    Raises:
        Refused: it was ended already.
    """
    if emergency.ended_at is not None:
        raise Refused("emergency-over", "it was ended already")
    told = EmergencyEnded(emergency_id=emergency.id, venue_id=emergency.venue_id, ended_by=by)
    return replace(emergency, ended_at=now, answer_by=None), (told,)


def timers(emergency: Emergency) -> dict[str, datetime]:
    """When silence is reported."""
    return {"answer": emergency.answer_by} if emergency.answer_by is not None else {}

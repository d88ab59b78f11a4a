"""Responsibility and severity: what a complaint is, and how serious (rules C4, C5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts.complaints import (
    CaseClassified,
    CaseInspectionScheduled,
    CaseMatterSet,
    CaseSeverityChanged,
    Ground,
    InspectionOverdue,
    Level,
    Responsibility,
    Severity,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.course import Events, catch_up, ran_of, record
from services.complaints.domain.guards import need_kind, need_open
from services.complaints.domain.history import Fact, Happened
from services.complaints.domain.opening import BY_SYSTEM, by_hand, matter_of, progress_hours
from services.complaints.domain.parts import Inspection
from services.complaints.domain.rules import Rules

__all__ = [
    "Preview",
    "classify",
    "find_ground",
    "inspection_overdue",
    "judge",
    "preview",
    "record_inspection",
    "rejudge",
    "schedule_inspection",
    "set_matter",
]


def classify(case: Case, rules: Rules, now: datetime, responsibility: Responsibility) -> Decided[Case]:
    """Decide, or correct, who is responsible. Only a responsible (or undecided) complaint can be major.

    Raises:
        Refused: it is no complaint, its result was given, or ``undecided`` is asked for.
    """
    need_kind(case, "complaint")
    need_open(case)
    if responsibility == "undecided":
        raise Refused(
            "responsibility-undecided",
            "send an inspection if it cannot be decided",
            field="responsibility",
            kind="invalid",
        )
    case, events = catch_up(case, rules, now)
    if case.responsibility == responsibility:
        return case, events
    told = CaseClassified(
        case_id=case.id,
        venue_id=case.venue_id,
        previous=case.responsibility,
        responsibility=responsibility,
    )
    case = replace(case, responsibility=responsibility)
    case, changed = rejudge(case, rules, by_system=False)
    return case, (*events, told, *changed)


def judge(case: Case, rules: Rules, now: datetime, grounds: Sequence[Ground]) -> Decided[Case]:
    """Set which of the criteria that people judge hold; those the system found stay.

    Raises:
        Refused: it is no complaint, its result was given, or a criterion is the system's to find.
    """
    need_kind(case, "complaint")
    need_open(case)
    by_hand(grounds)
    case, events = catch_up(case, rules, now)
    kept = [ground for ground in case.grounds if ground in BY_SYSTEM]
    case = replace(case, grounds=tuple(sorted({*kept, *grounds})))
    case, changed = rejudge(case, rules, by_system=False)
    return case, (*events, *changed)


def set_matter(case: Case, rules: Rules, now: datetime, category: str, about: str) -> Decided[Case]:
    """Put right what the case is about, e.g. of one that came by e-mail, so that it meets its like (C5).

    It is of the crowd of the matter it leaves no longer; whether the other has one is found there.

    Raises:
        Refused: it is closed, or no category is given.
    """
    need_open(case, also_resolved=True)
    category = category.strip()
    if not category:
        raise Refused("category-missing", "say what it is about", field="category", kind="invalid")
    matter_id = matter_of(case.venue_id, category, about)
    if matter_id == case.matter_id:
        return case, ()
    case, events = catch_up(case, rules, now)
    told = CaseMatterSet(
        case_id=case.id,
        venue_id=case.venue_id,
        kind=case.kind,
        guest_id=case.told_guest,
        previous_matter_id=case.matter_id,
        matter_id=matter_id,
        category=category,
    )
    kept = tuple(ground for ground in case.grounds if ground != "collective")
    case = replace(case, matter_id=matter_id, category=category, grounds=kept)
    if case.status != "open":
        return case, (*events, told)
    case, changed = rejudge(case, rules, by_system=True)
    return case, (*events, told, *changed)


def find_ground(case: Case, rules: Rules, now: datetime, ground: Ground) -> Decided[Case]:
    """The system found a criterion: a month has passed, or the matter is collective.

    A case that has its result, or its end, is as serious as it was until it is reworked.
    """
    if case.kind != "complaint" or ground in case.grounds:
        return case, ()
    case, events = catch_up(case, rules, now)
    case = replace(case, grounds=tuple(sorted({*case.grounds, ground})))
    if ground == "unresolved-month":
        case = replace(case, month_at=None)
    if case.status != "open":
        return case, events
    case, changed = rejudge(case, rules, by_system=True)
    return case, (*events, *changed)


def schedule_inspection(
    case: Case, rules: Rules, now: datetime, department_id: str, inspect_at: datetime
) -> Decided[Case]:
    """Send somebody to look, because it cannot be decided from the desk (C4).

    Raises:
        Refused: responsibility is decided, the department is unknown, or the time has passed.
    """
    need_kind(case, "complaint")
    need_open(case)
    if case.responsibility != "undecided":
        raise Refused("responsibility-decided", f"it is already {case.responsibility}")
    rules.directory.department(department_id)
    if inspect_at <= now:
        raise Refused("inspection-in-the-past", "choose a time to come", field="inspect_at", kind="invalid")
    case, events = catch_up(case, rules, now)
    told = CaseInspectionScheduled(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        department_id=department_id,
        inspect_at=inspect_at,
        staff_ids=rules.directory.in_charge("department", department_id, case.judged_at),
    )
    return replace(case, inspection=Inspection(department_id, inspect_at)), (*events, told)


def record_inspection(
    case: Case, rules: Rules, now: datetime, found: str, responsibility: Responsibility
) -> Decided[Case]:
    """The inspection decides (C4).

    Raises:
        Refused: none was scheduled, or as for `classify`.
    """
    if case.inspection is None or case.inspection.done_at is not None:
        raise Refused("no-inspection", "schedule an inspection first")
    if not found.strip():
        raise Refused("text-missing", "write down what was found", field="found", kind="invalid")
    case, events = classify(case, rules, now, responsibility)
    done = replace(case.inspection or Inspection("", now), found=found.strip(), done_at=case.judged_at)
    return replace(case, inspection=done), events


def inspection_overdue(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
    """The time of the inspection passed without a decision: those who owe it are told, once."""
    inspection = case.inspection
    if inspection is None or case.responsibility != "undecided":
        return case, ()
    case, events = catch_up(case, rules, now)
    told = InspectionOverdue(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        department_id=inspection.department_id,
        inspect_at=inspection.inspect_at,
        staff_ids=rules.directory.in_charge("department", inspection.department_id, case.judged_at),
    )
    return replace(case, inspection=replace(inspection, told_overdue=True)), (*events, told)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of severity would do, before it is committed (C5)."""

    severity: Severity
    previous_severity: Severity
    due_at: datetime
    previous_due_at: datetime
    level: Level
    previous_level: Level


def preview(case: Case, rules: Rules, now: datetime, grounds: Sequence[Ground]) -> Preview:
    """What `judge` would do now. Changes nothing.

    Raises:
        Refused: as for `judge`.
    """
    before, _ = catch_up(case, rules, now)
    after, _ = judge(case, rules, now, grounds)
    return Preview(
        severity=after.severity,
        previous_severity=before.severity,
        due_at=after.guest_due_at,
        previous_due_at=before.guest_due_at,
        level=after.level,
        previous_level=before.level,
    )


def rejudge(case: Case, rules: Rules, *, by_system: bool) -> tuple[Case, Events]:
    """Bring severity in line with the grounds; the clocks and the next word of progress follow."""
    may_be_major = case.responsibility in ("undecided", "responsible")
    severity: Severity = "major" if case.grounds and may_be_major else "general"
    if severity == case.severity:
        return case, ()
    before = case
    case, turned = record(case, rules, Fact(case.judged_at, Happened.SEVERITY, severity=severity))
    if case.progress_from is not None:
        due = case.progress_from + timedelta(hours=progress_hours(severity, rules))
        case = replace(case, next_progress_at=max(due, case.judged_at))
    runs = (clock := ran_of(case, rules, case.judged_at).current("guest")) is not None and clock.open
    changed = CaseSeverityChanged(
        case_id=case.id,
        venue_id=case.venue_id,
        previous=before.severity,
        severity=severity,
        grounds=case.grounds,
        found_by_system=by_system,
        previous_due_at=before.guest_due_at if runs else None,
        due_at=case.guest_due_at if runs else None,
    )
    return case, (changed, *turned)

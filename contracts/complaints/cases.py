"""Life of a case: opened, judged, dispatched, answered, closed. Key of every event: ``case_id``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.complaints.words import (
    CallbackMode,
    CaseKind,
    Cause,
    Channel,
    Ground,
    Responsibility,
    Severity,
)
from contracts.event import AwareDatetime, Event

__all__ = [
    "CaseClassified",
    "CaseClosed",
    "CaseDispatched",
    "CaseInspectionScheduled",
    "CaseMatterSet",
    "CaseOpened",
    "CaseOwnerChanged",
    "CaseReacted",
    "CaseReferred",
    "CaseResolved",
    "CaseReworked",
    "CaseSeverityChanged",
    "CaseSignedOff",
    "InquiryAnswered",
    "InquiryPassedOn",
    "SuggestionDecided",
    "SuggestionForwarded",
    "SuggestionJudged",
]


class CaseOpened(Event):
    """A case was registered. The guest is owed its number, an apology, the process, the promise (C1, C2)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.opened.v1"

    case_id: str
    number: str
    """What the guest quotes, e.g. ``C261123-7KQ4M2P``."""
    kind: CaseKind
    channel: Channel
    venue_id: str
    guest_id: str | None
    """None when the guest stays anonymous; then nobody can be told anything."""
    callback_declined: bool
    reply_by: CallbackMode | None
    """How the guest wants the reply, if said."""
    owner_id: str
    """Staff member who took the case and owns it to its end (C3)."""
    matter_id: str
    """Cases on one matter share it (C5)."""
    category: str
    """What it is about: a code of the venue's own list, e.g. ``service-attitude``."""
    booking_id: str | None
    dispute_before_payment: bool
    """A promised discount is disputed and the bill is not yet paid (C17)."""
    promised_at: AwareDatetime
    """When the guest is promised a result (an answer, for an inquiry or a suggestion)."""
    survey_id: str | None = None
    """The bad answer that opened it (C22)."""
    policy_version: int


class CaseClassified(Event):
    """Responsibility was decided, or decided anew (C4)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.classified.v1"

    case_id: str
    venue_id: str
    previous: Responsibility
    responsibility: Responsibility


class CaseMatterSet(Event):
    """What the case is about was put right; it counts on that matter now (C5)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.matter-set.v1"

    case_id: str
    venue_id: str
    kind: CaseKind
    guest_id: str | None
    previous_matter_id: str
    matter_id: str
    category: str


class CaseInspectionScheduled(Event):
    """Responsibility is undecidable from the desk: a site inspection will decide (C4)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.inspection-scheduled.v1"

    case_id: str
    number: str | None = None
    """The case's public number; None in events written before 0.2.0 of the contracts."""
    venue_id: str
    department_id: str
    inspect_at: AwareDatetime
    staff_ids: tuple[str, ...] = ()
    """The department's people on duty, to be told."""


class CaseSeverityChanged(Event):
    """Severity changed, and with it the deadlines (C5). A deadline moves backwards only with this event."""

    TYPE: ClassVar[str] = "clubhouse.complaints.severity-changed.v1"

    case_id: str
    venue_id: str
    previous: Severity
    severity: Severity
    grounds: tuple[Ground, ...]
    found_by_system: bool
    previous_due_at: AwareDatetime | None
    due_at: AwareDatetime | None
    """The guest's deadline before and after; None when it no longer runs."""


class CaseDispatched(Event):
    """A department was given the case, alone or jointly with others (C6, C10)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.dispatched.v1"

    case_id: str
    number: str | None = None
    """The case's public number; None in events written before 0.2.0 of the contracts."""
    venue_id: str
    department_id: str
    joint: bool
    staff_ids: tuple[str, ...] = ()
    """The department's people on duty, to be told."""
    react_by: AwareDatetime


class CaseReacted(Event):
    """A dispatched department took the case in hand (C6)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.reacted.v1"

    case_id: str
    venue_id: str
    department_id: str
    staff_id: str
    after_seconds: int


class CaseReferred(Event):
    """An *assist* case was handed to the right public body, whose number the guest was given (C18)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.referred.v1"

    case_id: str
    venue_id: str
    guest_id: str | None
    body: str
    """Name of the public body."""
    public_number: str
    """Its published number; never a private one."""


class CaseSignedOff(Event):
    """A department signed that an *assist* or *not responsible* case was followed to its end (C18)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.signed-off.v1"

    case_id: str
    venue_id: str
    staff_id: str


class CaseResolved(Event):
    """The guest was given the result of this cycle (C6). A callback may follow (C13)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.resolved.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    cycle: int
    """1 for the first handling; each rework adds one (C14)."""
    in_time: bool
    after_seconds: int
    """From the start of the cycle."""
    message: str
    """What the guest is told; free of contact data."""
    responsibility: Responsibility
    severity: Severity
    callback_due_at: AwareDatetime | None
    """By when a callback is owed; None if none is."""


class CaseReworked(Event):
    """The guest was not satisfied: handling starts again (C14)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.reworked.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    cycle: int
    promised_at: AwareDatetime


class CaseClosed(Event):
    """The case ended, with its summary (C15)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.closed.v1"

    case_id: str
    number: str
    kind: CaseKind
    venue_id: str
    guest_id: str | None
    owner_id: str
    department_ids: tuple[str, ...]
    responsibility: Responsibility
    severity: Severity
    category: str
    cause: Cause | None
    cause_code: str | None
    valid: bool
    """Whether it counts as a valid complaint (C11)."""
    lesson: str | None
    cycles: int
    in_time: bool
    satisfied: bool | None
    """What the last callback said; None if none was made."""
    outcome: str
    """``settled``, ``answered``, ``adopted``, ``refused``, ``signed-off`` or ``withdrawn``."""
    opened_at: AwareDatetime


class CaseOwnerChanged(Event):
    """Ownership moved by a recorded handover (C3, C24)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.owner-changed.v1"

    case_id: str
    number: str | None = None
    """The case's public number; None in events written before 0.2.0 of the contracts."""
    venue_id: str
    previous_id: str
    owner_id: str
    shift_id: str | None
    """The shift handover that moved it; None for a supervisor's recorded reassignment."""
    reason: str


class InquiryAnswered(Event):
    """The guest got the answer (C19)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.inquiry-answered.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    message: str
    """The answer; free of contact data."""
    in_time: bool
    after_seconds: int


class InquiryPassedOn(Event):
    """A department was asked for the answer (C19)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.inquiry-passed-on.v1"

    case_id: str
    number: str | None = None
    """The case's public number; None in events written before 0.2.0 of the contracts."""
    venue_id: str
    department_id: str
    answer_by: AwareDatetime
    staff_ids: tuple[str, ...] = ()
    """The department's people on duty, to be told."""


class SuggestionJudged(Event):
    """Someone judged a suggestion for sense and feasibility (C20)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.suggestion-judged.v1"

    case_id: str
    venue_id: str
    sensible: bool
    feasible: bool


class SuggestionForwarded(Event):
    """A department was asked to decide on a suggestion (C20)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.suggestion-forwarded.v1"

    case_id: str
    number: str | None = None
    """The case's public number; None in events written before 0.2.0 of the contracts."""
    venue_id: str
    department_id: str
    decide_on: date
    staff_ids: tuple[str, ...] = ()
    """The department's people on duty, to be told."""


class SuggestionDecided(Event):
    """A suggestion was adopted or refused, and the guest is told why (C20)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.suggestion-decided.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    adopted: bool
    message: str
    """What the guest is told; free of contact data."""

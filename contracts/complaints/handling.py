"""While a case is handled: clocks, climbing, progress, findings, remedies, chases. Key: ``case_id``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from contracts.complaints.words import Cause, ClockName, ClockStatus, Level, PauseReason, RemedyKind, Severity
from contracts.event import AwareDatetime, Event

__all__ = [
    "CaseCauseFound",
    "CaseClockChanged",
    "CaseEscalated",
    "CaseExtended",
    "CaseFindingsRecorded",
    "CasePaused",
    "CaseProgressDue",
    "CaseProgressTold",
    "CaseQueried",
    "CaseQueryAnswered",
    "CaseQueryOverdue",
    "CaseResumed",
    "CompensationRequested",
    "CorrectiveActionDone",
    "CorrectiveActionOverdue",
    "CorrectiveActionSet",
    "DisputeChased",
    "DisputeHonoured",
    "InspectionOverdue",
    "RemedyAccepted",
    "RemedyProposed",
    "RemedyRefused",
    "RemedySettled",
]


class CaseClockChanged(Event):
    """A clock of the case moved from one status to another, once (C6, C7)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.clock-changed.v1"

    case_id: str
    number: str
    venue_id: str
    clock: ClockName
    department_id: str | None
    """Whose clock, for ``reaction``."""
    cycle: int
    level: Level
    """Whose desk the clock ran on."""
    previous: ClockStatus | None
    """None when the clock starts."""
    status: ClockStatus
    percent: int | None
    """The share of the target that was used up, for ``imminent`` (e.g. 50, 80)."""
    at: AwareDatetime
    """When it happened by the clock, to the millisecond, however late it was published."""
    due_at: AwareDatetime
    transition: int
    """1, 2, 3 … over all clocks of the case."""
    severity: Severity
    staff_ids: tuple[str, ...] = ()
    """Who is to be told: those in charge at that level then."""
    policy_version: int


class CaseEscalated(Event):
    """The case climbed to a higher desk, whose people must act now (C7)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.escalated.v1"

    case_id: str
    number: str
    venue_id: str
    previous: Level
    level: Level
    clock: ClockName | None
    """The breached clock; None when a person, or severity, sent it up."""
    department_id: str | None
    reason: Literal["breach", "severity", "person"]
    at: AwareDatetime
    severity: Severity
    staff_ids: tuple[str, ...] = ()
    """Who holds that level on duty."""


class CasePaused(Event):
    """The clocks stand still, for a reason that allows it, until a stated time at the latest."""

    TYPE: ClassVar[str] = "clubhouse.complaints.paused.v1"

    case_id: str
    venue_id: str
    reason: PauseReason
    until: AwareDatetime


class CaseResumed(Event):
    """The clocks run again."""

    TYPE: ClassVar[str] = "clubhouse.complaints.resumed.v1"

    case_id: str
    venue_id: str
    by_timer: bool
    due_at: AwareDatetime
    """The guest's deadline, now later by what was paused."""


class CaseExtended(Event):
    """The deadline was moved before it passed; the guest was told and agreed (C9)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.extended.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    first_promised_at: AwareDatetime
    previous_due_at: AwareDatetime
    due_at: AwareDatetime
    reason: str
    """As told to the guest; free of contact data."""


class CaseProgressTold(Event):
    """The guest is told how things stand (C8)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.progress-told.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    message: str
    """Free of contact data."""
    send: bool
    """True: to be sent. False: an agent has already said it in person or by phone."""


class CaseProgressDue(Event):
    """The guest was not told of progress in time: the owner must (C8)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.progress-due.v1"

    case_id: str
    number: str
    venue_id: str
    owner_id: str
    since: AwareDatetime


class CaseFindingsRecorded(Event):
    """A department's facts, with the bill where there is one (C10)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.findings-recorded.v1"

    case_id: str
    venue_id: str
    department_id: str
    bill_total_fen: int | None
    bill_discountable_fen: int | None
    bill_minimum_spend_fen: int | None


class CaseCauseFound(Event):
    """The cause is the guest, the house or a partner (C11)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.cause-found.v1"

    case_id: str
    venue_id: str
    cause: Cause
    cause_code: str
    valid: bool


class RemedyProposed(Event):
    """A remedy was put to the guest (C12)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.remedy-proposed.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    remedy_id: str
    kind: RemedyKind
    value_fen: int
    points: int
    coupon: str | None
    message: str
    """The offer in words; free of contact data."""


class RemedyAccepted(Event):
    """The guest accepted (C12)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.remedy-accepted.v1"

    case_id: str
    venue_id: str
    remedy_id: str


class RemedyRefused(Event):
    """The guest refused; another remedy is owed (C12)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.remedy-refused.v1"

    case_id: str
    venue_id: str
    remedy_id: str


class CompensationRequested(Event):
    """Loyalty is asked to grant, exactly once per ``remedy_id`` (C12, C20, L11).

    Loyalty answers with ``CompensationGranted`` or ``CompensationRefused`` carrying the same ids.
    """

    TYPE: ClassVar[str] = "clubhouse.complaints.compensation-requested.v1"

    case_id: str
    number: str
    remedy_id: str
    venue_id: str
    guest_id: str
    reason: Literal["remedy", "suggestion"]
    points: int
    """0 when only a coupon is asked for."""
    coupon: str | None
    """Code of the coupon kind to issue; None when only points are asked for."""
    value_fen: int
    """The worth to state on a coupon; 0 where its kind says it."""


class RemedySettled(Event):
    """A remedy was carried out, or loyalty refused it (C12)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.remedy-settled.v1"

    case_id: str
    number: str
    venue_id: str
    guest_id: str | None
    remedy_id: str
    granted: bool
    refusal: str | None
    points: int
    coupon: str | None
    owner_id: str | None = None


class CorrectiveActionSet(Event):
    """Someone owes a corrective action by a date (C15)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.action-set.v1"

    case_id: str
    number: str | None = None
    """The case's public number; None in events written before 0.2.0 of the contracts."""
    venue_id: str
    action_id: str
    owner_id: str
    due_on: date
    text: str
    """Free of contact data."""


class CorrectiveActionDone(Event):
    """A corrective action was carried out (C15)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.action-done.v1"

    case_id: str
    venue_id: str
    action_id: str
    staff_id: str
    in_time: bool


class CorrectiveActionOverdue(Event):
    """A corrective action is late; its owner is chased, daily until done (C15)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.action-overdue.v1"

    case_id: str
    number: str
    venue_id: str
    action_id: str
    owner_id: str
    due_on: date
    chase: int
    """1 for the first reminder."""
    staff_ids: tuple[str, ...] = ()
    """Who is chased: its owner, or the managers in charge once the owner has left."""


class InspectionOverdue(Event):
    """A scheduled site inspection has not decided anything (C4)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.inspection-overdue.v1"

    case_id: str
    number: str
    venue_id: str
    department_id: str
    inspect_at: AwareDatetime
    staff_ids: tuple[str, ...] = ()


class DisputeChased(Event):
    """The venue and the area manager must be contacted now: a promised discount is disputed (C17)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.dispute-chased.v1"

    case_id: str
    number: str
    venue_id: str
    chase: int
    """1 at opening, then again at each interval until honoured."""
    staff_ids: tuple[str, ...] = ()


class DisputeHonoured(Event):
    """The promised discount was honoured, or its dispute otherwise ended before payment (C17)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.dispute-honoured.v1"

    case_id: str
    venue_id: str
    after_seconds: int


class CaseQueried(Event):
    """Whoever handles the case asks a stalling department, on record (C25)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.queried.v1"

    case_id: str
    number: str
    venue_id: str
    query_id: str
    department_id: str
    asked_by: str
    answer_by: AwareDatetime
    staff_ids: tuple[str, ...] = ()


class CaseQueryAnswered(Event):
    """The queried department answered (C25)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.query-answered.v1"

    case_id: str
    venue_id: str
    query_id: str
    department_id: str
    staff_id: str
    after_seconds: int


class CaseQueryOverdue(Event):
    """The queried department stayed silent; the level above is told (C25)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.query-overdue.v1"

    case_id: str
    number: str
    venue_id: str
    query_id: str
    department_id: str
    asked_by: str
    level: Level
    staff_ids: tuple[str, ...] = ()

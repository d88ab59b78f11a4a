"""The parts a case is made of: plain values, each with the rule it serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from contracts.complaints import (
    CallbackMode,
    Cause,
    Channel,
    ClockName,
    ClockStatus,
    Level,
    RemedyKind,
)
from contracts.contacts import Language

__all__ = [
    "Action",
    "Bill",
    "Contact",
    "Cycle",
    "Dispatch",
    "Extension",
    "Findings",
    "FoundCause",
    "Handover",
    "Inspection",
    "Intake",
    "Progress",
    "Query",
    "Referral",
    "Remedy",
    "SignOff",
    "Standing",
    "Suggestion",
    "Summary",
]


@dataclass(frozen=True, slots=True)
class Contact:
    """How the guest of this case is called and reached. Personal; never leaves in an event."""

    name: str = ""
    phone: str | None = None
    email: str | None = None
    member_card: str = ""

    @property
    def reachable(self) -> bool:
        """Whether there is any way back to the guest."""
        return bool(self.phone or self.email)


NO_CONTACT = Contact()


@dataclass(frozen=True, slots=True)
class Intake:
    """What was recorded when the case came in (C1).

    Attributes:
        remedy_wanted: what the guest asks for.
        reply_when: when the guest wants the reply, in their words.
        reference: the authority's or the medium's own file number.
        thread: Message-IDs of its e-mails, oldest first.
    """

    channel: Channel
    content: str
    contact: Contact = NO_CONTACT
    remedy_wanted: str = ""
    reply_by: CallbackMode | None = None
    reply_when: str = ""
    anonymous: bool = False
    callback_declined: bool = False
    language: Language = "zh-CN"
    booking_id: str | None = None
    reference: str = ""
    survey_id: str | None = None
    thread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock as last judged, for lists, boards and answers; the history is what counts."""

    name: ClockName
    department_id: str | None
    cycle: int
    level: Level
    status: ClockStatus
    started_at: datetime
    due_at: datetime
    stands_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A department was given the case (C6)."""

    department_id: str
    at: datetime
    by: str
    note: str
    cycle: int
    reacted_at: datetime | None = None
    reacted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """A site inspection that is to decide responsibility (C4)."""

    department_id: str
    inspect_at: datetime
    found: str | None = None
    done_at: datetime | None = None
    told_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """The bill in question (C10), in fen."""

    total_fen: int
    discountable_fen: int
    minimum_spend_fen: int = 0
    not_discountable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a department found out (C10)."""

    department_id: str
    by: str
    at: datetime
    facts: str
    cycle: int
    bill: Bill | None = None


@dataclass(frozen=True, slots=True)
class FoundCause:
    """Whose fault it was (C11). A guest's own is explained to them."""

    cause: Cause
    code: str
    by: str
    at: datetime
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A remedy, from proposal to settlement (C12). `points` and `coupon` are granted by loyalty."""

    id: str
    kind: RemedyKind
    message: str
    cycle: int
    at: datetime
    value_fen: int = 0
    points: int = 0
    coupon: str | None = None
    status: Literal["proposed", "refused", "accepted", "granted", "not-granted"] = "proposed"
    refusal: str | None = None

    @property
    def by_loyalty(self) -> bool:
        """Whether loyalty has to grant it."""
        return self.points > 0 or self.coupon is not None


@dataclass(frozen=True, slots=True)
class Action:
    """A corrective action somebody owes (C15)."""

    id: str
    text: str
    owner_id: str
    due_on: date
    chase_at: datetime
    chases: int = 0
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question to a stalling department, on record (C25)."""

    id: str
    department_id: str
    question: str
    asked_by: str
    asked_at: datetime
    answer_by: datetime
    level: Level = "department"
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A word of progress to the guest (C8)."""

    at: datetime
    by: str
    message: str


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline moved with the guest's agreement (C9)."""

    at: datetime
    by: str
    reason: str
    previous_due_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """Ownership moved (C3, C24)."""

    at: datetime
    previous_id: str
    owner_id: str
    reason: str
    shift_id: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """The public body an *assist* case was handed to (C18)."""

    at: datetime
    body: str
    public_number: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """Someone signed that it was followed to its end (C18)."""

    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion's way to adoption or refusal (C20)."""

    sensible: bool | None = None
    feasible: bool | None = None
    department_id: str | None = None
    decide_on: date | None = None
    adopted: bool | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What is learned from it (C15)."""

    at: datetime
    by: str
    lesson: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """A handling that was done once more: what it had come to (C14).

    Attributes:
        number: 1 for the first handling.
        summary: of a case that was closed and taken up again.
        sign_off: of one the house was not responsible for.
    """

    number: int
    result: str
    resolved_at: datetime | None
    cause: FoundCause | None
    summary: Summary | None
    sign_off: SignOff | None = None

"""Around the cases: callbacks, surveys, lost items, matters, shifts, emergencies."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.complaints.words import CallbackMode, CallbackReason, SurveyAbout
from contracts.event import AwareDatetime, Event

__all__ = [
    "CallbackCancelled",
    "CallbackMade",
    "CallbackOverdue",
    "CallbackOwed",
    "CallbackReassigned",
    "EmergencyAnswered",
    "EmergencyCalled",
    "EmergencyEnded",
    "EmergencyUnanswered",
    "HandoverAcknowledged",
    "HandoverPrepared",
    "LostItemHandedOver",
    "LostItemMatched",
    "LostItemRegistered",
    "LostItemReturned",
    "LostItemSought",
    "MatterTurnedCollective",
    "QuotaClosed",
    "SampleDrawn",
    "ShiftReleased",
    "SurveyAnswered",
    "SurveyAsked",
    "SurveyLapsed",
]


class CallbackOwed(Event):
    """A guest is to be called back (C13, C21)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.callback-owed.v1"

    callback_id: str
    reason: CallbackReason
    case_id: str | None
    cycle: int | None
    plan_id: str | None
    venue_id: str
    guest_id: str
    mode: CallbackMode
    assigned_to: str
    due_at: AwareDatetime


class CallbackReassigned(Event):
    """The case changed hands, and with it the callback it still owes (C24)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.callback-reassigned.v1"

    callback_id: str
    case_id: str | None
    venue_id: str
    previous_id: str
    assigned_to: str
    due_at: AwareDatetime


class CallbackMade(Event):
    """The callback was made, or tried (C13, C21)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.callback-made.v1"

    callback_id: str
    reason: CallbackReason
    case_id: str | None
    cycle: int | None
    venue_id: str
    guest_id: str
    staff_id: str
    mode: CallbackMode
    effective: bool
    """The guest was reached and spoke; only these count toward a quota."""
    satisfied: bool | None
    in_time: bool


class CallbackOverdue(Event):
    """A callback was not made in time (C13)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.callback-overdue.v1"

    callback_id: str
    case_id: str | None
    venue_id: str
    assigned_to: str
    due_at: AwareDatetime
    staff_ids: tuple[str, ...] = ()
    """Who is told: who owes it, or the supervisors in charge once they have left."""


class CallbackCancelled(Event):
    """The callback is no longer owed (the guest declined, or the case was reopened first)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.callback-cancelled.v1"

    callback_id: str
    case_id: str | None
    venue_id: str
    reason: str


class SampleDrawn(Event):
    """An *assist* case met the sample: drawn or not, in a way anyone can check (C13).

    ``draw`` is the first eight bytes of SHA-256 over ``{sample_id}:{case_id}``, as a share of 10,000.
    """

    TYPE: ClassVar[str] = "clubhouse.complaints.sample-drawn.v1"

    sample_id: str
    """``{venue_id}:{YYYY-MM}``."""
    case_id: str
    venue_id: str
    position: int
    draw: int
    chosen: bool
    chosen_so_far: int


class QuotaClosed(Event):
    """A week ended for one agent: callbacks owed and effectively made (C21)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.quota-closed.v1"

    quota_id: str
    """``{staff_id}:{ISO year}-W{week}``."""
    staff_id: str
    venue_id: str
    week_starts_on: date
    owed: int
    made: int
    missing: int


class SurveyAsked(Event):
    """The guest is asked for a score of 1 to 5 (C22)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.survey-asked.v1"

    survey_id: str
    about: SurveyAbout
    ref_id: str
    """The booking, callback or case it asks about."""
    venue_id: str
    guest_id: str
    staff_id: str | None
    answer_code: str
    """What the guest's reply link carries; names nobody."""
    lapses_at: AwareDatetime


class SurveyAnswered(Event):
    """The guest answered (C22)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.survey-answered.v1"

    survey_id: str
    about: SurveyAbout
    ref_id: str
    venue_id: str
    guest_id: str
    staff_id: str | None
    score: int
    """1 to 5."""
    opens_case: bool


class SurveyLapsed(Event):
    """The guest did not answer in time (C22)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.survey-lapsed.v1"

    survey_id: str
    about: SurveyAbout
    ref_id: str
    venue_id: str


class LostItemRegistered(Event):
    """Something was found in a venue (C23)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.lost-item-registered.v1"

    item_id: str
    venue_id: str
    kind: str
    """E.g. ``phone``, ``umbrella``: a code of the house's own list."""
    found_at: AwareDatetime
    keep_until: AwareDatetime


class LostItemSought(Event):
    """A guest misses something (C23)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.lost-item-sought.v1"

    item_id: str
    venue_id: str
    guest_id: str | None
    kind: str


class LostItemMatched(Event):
    """A found item fits what a guest misses (C23)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.lost-item-matched.v1"

    item_id: str
    """The sought one: its key."""
    found_item_id: str
    venue_id: str
    guest_id: str | None
    score: int
    """0 to 100."""


class LostItemReturned(Event):
    """A found item was signed out to its owner (C23)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.lost-item-returned.v1"

    item_id: str
    venue_id: str
    staff_id: str
    sought_item_id: str | None = None
    """What its owner had registered as missed, if they had; that search is over."""


class LostItemHandedOver(Event):
    """A found item nobody claimed goes to administration (C23)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.lost-item-handed-over.v1"

    item_id: str
    venue_id: str
    kind: str


class MatterTurnedCollective(Event):
    """Enough different guests complained of one matter: its cases are major (C5)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.matter-turned-collective.v1"

    matter_id: str
    venue_id: str
    category: str
    case_ids: tuple[str, ...]
    """The cases that just became major: all of them the first time, then each later one."""
    guests: int


class HandoverPrepared(Event):
    """A shift's open cases, due promises and announcements await the relief's word (C24)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.handover-prepared.v1"

    shift_id: str
    venue_id: str
    staff_id: str
    relief_id: str
    open_cases: int
    promises_due: int
    announcements: int


class HandoverAcknowledged(Event):
    """The relief took over (C24)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.handover-acknowledged.v1"

    shift_id: str
    venue_id: str
    staff_id: str
    relief_id: str
    case_ids: tuple[str, ...]


class ShiftReleased(Event):
    """The relieved staff member may go (C24)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.shift-released.v1"

    shift_id: str
    venue_id: str
    staff_id: str


class EmergencyCalled(Event):
    """Several departments are called at once (C25)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.emergency-called.v1"

    emergency_id: str
    venue_id: str
    kind: str
    """E.g. ``fire``, ``injury``, ``power``, ``security``."""
    department_ids: tuple[str, ...]
    staff_ids: tuple[str, ...] = ()
    called_by: str
    case_id: str | None


class EmergencyAnswered(Event):
    """A called department answered (C25)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.emergency-answered.v1"

    emergency_id: str
    venue_id: str
    department_id: str
    staff_id: str
    after_seconds: int


class EmergencyUnanswered(Event):
    """Called departments stayed silent; the level above is told (C25)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.emergency-unanswered.v1"

    emergency_id: str
    venue_id: str
    department_ids: tuple[str, ...]
    staff_ids: tuple[str, ...] = ()


class EmergencyEnded(Event):
    """The emergency is over (C25)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.emergency-ended.v1"

    emergency_id: str
    venue_id: str
    ended_by: str

"""What a visit brings: partners asked, feedback, incidents, spend, deposits."""

from __future__ import annotations

from typing import ClassVar, Literal

from contracts.booking.bookings import BookingEvent, ItemKind, OfferDisclosed, Tier
from contracts.event import AwareDatetime

__all__ = [
    "DepositRecorded",
    "FeedbackGiven",
    "FeedbackOverdue",
    "HandlingMeasured",
    "IncidentReported",
    "OfferReconfirmed",
    "PartnerAsked",
    "PartnerPlaced",
    "PartnerRefused",
    "Reseated",
    "SpendCaptured",
    "SpendMissing",
]


class PartnerAsked(BookingEvent):
    """A partner venue is asked to place the booking (rule B6)."""

    TYPE: ClassVar[str] = "clubhouse.booking.partner-asked.v1"

    kind: ItemKind
    party_size: int
    starts_at: AwareDatetime
    answer_due_at: AwareDatetime


class PartnerPlaced(BookingEvent):
    """The partner placed the booking; its seat number is owed to the guest by `feedback_due_at` (rule B6)."""

    TYPE: ClassVar[str] = "clubhouse.booking.partner-placed.v1"

    seat_number: str
    feedback_due_at: AwareDatetime


class PartnerRefused(BookingEvent):
    """The partner cannot place the booking; the guest is offered others (rule B6)."""

    TYPE: ClassVar[str] = "clubhouse.booking.partner-refused.v1"

    reason: str


class FeedbackGiven(BookingEvent):
    """The guest was told the outcome and seat; who told it and whether in time (rules B6, B11)."""

    TYPE: ClassVar[str] = "clubhouse.booking.feedback-given.v1"

    told: str
    agent_id: str | None = None
    in_time: bool


class FeedbackOverdue(BookingEvent):
    """The partner placed the booking, yet the guest has not been told within the promise (rule B6)."""

    TYPE: ClassVar[str] = "clubhouse.booking.feedback-overdue.v1"

    due_at: AwareDatetime
    agent_id: str | None = None


class OfferReconfirmed(BookingEvent):
    """The venue confirmed that the disclosed offer will be honoured (rule B7)."""

    TYPE: ClassVar[str] = "clubhouse.booking.offer-reconfirmed.v1"

    offer: OfferDisclosed


class IncidentReported(BookingEvent):
    """On arrival the place was found taken (rule B9)."""

    TYPE: ClassVar[str] = "clubhouse.booking.incident-reported.v1"

    incident: Literal["place-taken"]
    resource_ids: tuple[str, ...]
    agent_id: str | None = None


class Reseated(BookingEvent):
    """The party of an incident sits elsewhere (rule B9)."""

    TYPE: ClassVar[str] = "clubhouse.booking.reseated.v1"

    item: str
    resource_ids: tuple[str, ...]
    minutes_taken: int


class SpendCaptured(BookingEvent):
    """The spend is known (rule B10); a correction carries the same receipt, a higher `revision`."""

    TYPE: ClassVar[str] = "clubhouse.booking.spend-captured.v1"

    receipt: str
    spend_fen: int
    revision: int = 1
    tier: Tier = "ordinary"
    excluded_fen: int = 0
    """Part of the spend that earns nothing."""


class SpendMissing(BookingEvent):
    """The visit's spend was due and is not there; it counts against both agents (rule B10)."""

    TYPE: ClassVar[str] = "clubhouse.booking.spend-missing.v1"

    due_at: AwareDatetime
    chase: int
    """1 for the first chase, 2 for the second …; only the first counts in a score."""
    taking_agent_id: str | None = None
    duty_agent_id: str | None = None


class HandlingMeasured(BookingEvent):
    """How long one step took an agent, against its target (rule B11)."""

    TYPE: ClassVar[str] = "clubhouse.booking.handling-measured.v1"

    step: Literal["order-entry", "clear-target-call", "consultation", "feedback"]
    agent_id: str
    seconds: int
    target_seconds: int


class DepositRecorded(BookingEvent):
    """A deposit was taken, returned or kept; the balance is after it."""

    TYPE: ClassVar[str] = "clubhouse.booking.deposit-recorded.v1"

    movement: Literal["taken", "returned", "kept"]
    amount_fen: int
    balance_fen: int
    receipt: str

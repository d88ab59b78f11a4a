"""Booking's events: what happens to bookings, venues and waitlists (rules B1-B15).

Every event of a booking says which booking, venue and guest it is about, the business day of the visit and
the moment it happened (`at`). For a booking recorded from an older ledger, `at` is the ledger's moment, long
before the envelope's time, and `recorded` is true: count it, but tell nobody.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from contracts.event import AwareDatetime, Event, Part
from contracts.topic import Topic

__all__ = [
    "BOOKINGS", "TOPICS", "VENUES", "WAITLIST",
    "ArrivalCheckDue", "BookingCancelled", "BookingCompleted", "BookingConfirmed", "BookingDisplaced",
    "BookingEscalated", "BookingEvent", "BookingHeld", "BookingLate", "BookingNoShow", "BookingReinstated",
    "BookingRescheduled", "BookingSeated", "Channel", "ClosureAnnounced", "ClosureLifted", "DepositRecorded",
    "DetailsChanged", "FeedbackGiven", "FeedbackOverdue", "GapFilled", "GapReported", "HandlingMeasured",
    "HoldLapsed", "IncidentReported", "ItemKind", "NoShowDisputed", "OfferDisclosed", "OfferPublished",
    "OfferReconfirmed", "OfferWithdrawn", "PartnerAsked", "PartnerPlaced", "PartnerRefused", "PartyChanged",
    "ReminderDue", "Reseated", "ResourceAdded", "ResourceChanged", "ResourceWithdrawn", "SpendCaptured",
    "SpendMissing", "Tier", "VenueCard", "VenueChanged", "VenueOpened", "WaitingJoined", "WaitingLeft",
    "WaitingOfferLapsed", "WaitingOffered", "WaitingServed",
]  # fmt: skip

Channel = Literal["phone", "web", "chat", "app", "walk-in", "partner"]
ItemKind = Literal["room", "table", "court", "seat", "service"]
Tier = Literal["ordinary", "silver", "gold", "platinum"]


class OfferDisclosed(Part):
    """The offer as it was read out to the guest; later changes of the offer do not touch it (rule B7)."""

    offer_id: str
    title: str
    discount_percent: int = 0
    """Percent off the bill: 12 means the guest pays 88 %."""
    minimum_spend_fen: int = 0
    exclusions: tuple[str, ...] = ()
    """What the discount does not cover, e.g. ``seafood``, ``drinks``, ``specials``."""


# --- bookings -----------------------------------------------------------------------------------------


class BookingEvent(Event):
    """What every event of a booking carries."""

    booking_id: str
    venue_id: str
    guest_id: str
    business_date: date
    """The venue's business day of the visit: a party at 01:00 belongs to the evening before."""
    at: AwareDatetime
    """When it happened; for a recorded booking, the ledger's moment."""
    recorded: bool = False
    """The booking came from an older ledger: no message is owed to anyone."""


class BookingHeld(BookingEvent):
    """A place is held and read back to the guest; it lapses by itself unless confirmed (rule B4)."""

    TYPE: ClassVar[str] = "clubhouse.booking.held.v1"

    kind: ItemKind
    item: str
    """Name of the room, table, court, session or service, as a guest would read it."""
    resource_ids: tuple[str, ...]
    party_size: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    channel: Channel
    agent_id: str | None = None
    """Who took it; none when the guest booked alone."""
    tier: Tier = "ordinary"
    hold_expires_at: AwareDatetime
    policy_version: int
    waiting_id: str | None = None
    """The waitlist entry this hold answers."""
    series_id: str | None = None
    """The recurring booking it belongs to."""


class HoldLapsed(BookingEvent):
    """A hold was not confirmed in time; its place is free again (rule B4)."""

    TYPE: ClassVar[str] = "clubhouse.booking.hold-lapsed.v1"


class BookingConfirmed(BookingEvent):
    """The guest agreed to the details: the booking stands (rules B2, B4, B7)."""

    TYPE: ClassVar[str] = "clubhouse.booking.confirmed.v1"

    confirmation_number: str
    kind: ItemKind
    item: str
    party_size: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    channel: Channel
    agent_id: str | None = None
    tier: Tier = "ordinary"
    notes: tuple[str, ...] = ()
    """What the guest must know, in the guest's language."""
    offer: OfferDisclosed | None = None
    effective: bool
    """Whether everything rule B2 asks for is there."""
    missing: tuple[str, ...] = ()
    """Fields still missing for an effective booking, e.g. ``phone``, ``member_card``, ``spend``."""
    contracted: bool = True
    """Whether the venue was under contract when the booking was taken."""


class DetailsChanged(BookingEvent):
    """Name, phone, card or remarks were completed or corrected; `missing` is what rule B2 still lacks."""

    TYPE: ClassVar[str] = "clubhouse.booking.details-changed.v1"

    changed: tuple[str, ...]
    effective: bool
    missing: tuple[str, ...] = ()


class ReminderDue(BookingEvent):
    """It is time to remind the guest (rule B5). After `valid_until` the reminder is useless."""

    TYPE: ClassVar[str] = "clubhouse.booking.reminder-due.v1"

    reminder: str
    """Which one: ``peak``, ``day`` or ``soon``."""
    confirmation_number: str
    item: str
    party_size: int
    starts_at: AwareDatetime
    valid_until: AwareDatetime


class BookingRescheduled(BookingEvent):
    """Time or place changed. `business_date` is the new one; reminders of the old time are void."""

    TYPE: ClassVar[str] = "clubhouse.booking.rescheduled.v1"

    reason: Literal["guest", "venue", "closure"]
    item: str
    resource_ids: tuple[str, ...]
    party_size: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    previous_starts_at: AwareDatetime
    previous_ends_at: AwareDatetime
    previous_resource_ids: tuple[str, ...]
    confirmation_number: str | None = None
    """None while it is only held."""


class PartyChanged(BookingEvent):
    """The party grew or shrank; the place may have changed with it."""

    TYPE: ClassVar[str] = "clubhouse.booking.party-changed.v1"

    item: str
    resource_ids: tuple[str, ...]
    previous_party_size: int
    party_size: int


class BookingDisplaced(BookingEvent):
    """A closure took the place and no equal one is free at that time: a person must call the guest."""

    TYPE: ClassVar[str] = "clubhouse.booking.displaced.v1"

    closure_id: str
    reason: str
    starts_at: AwareDatetime


class ArrivalCheckDue(BookingEvent):
    """The party should have arrived and nobody said whether it did: check now (rule B8)."""

    TYPE: ClassVar[str] = "clubhouse.booking.arrival-check-due.v1"

    expected_at: AwareDatetime
    agent_id: str | None = None


class BookingEscalated(BookingEvent):
    """The booking is long overdue for a final status or a partner's answer (rules B6, B8)."""

    TYPE: ClassVar[str] = "clubhouse.booking.escalated.v1"

    about: Literal["arrival", "completion", "partner"]
    overdue_since: AwareDatetime
    agent_id: str | None = None


class BookingLate(BookingEvent):
    """The party is late and gave a new time; the place is kept (rule B8)."""

    TYPE: ClassVar[str] = "clubhouse.booking.late.v1"

    starts_at: AwareDatetime
    expected_at: AwareDatetime


class BookingSeated(BookingEvent):
    """The party arrived and sits (rule B8)."""

    TYPE: ClassVar[str] = "clubhouse.booking.seated.v1"

    party_size: int
    seated_at: AwareDatetime
    duty_agent_id: str | None = None


class BookingCompleted(BookingEvent):
    """The visit ended: a final status."""

    TYPE: ClassVar[str] = "clubhouse.booking.completed.v1"

    party_size: int
    starts_at: AwareDatetime
    ended_at: AwareDatetime
    tier: Tier = "ordinary"
    spend_expected: bool = False
    """Whether rule B10 asks for this visit's spend."""


class BookingCancelled(BookingEvent):
    """The booking was called off: a final status; its place is free."""

    TYPE: ClassVar[str] = "clubhouse.booking.cancelled.v1"

    by: Literal["guest", "venue", "partner"]
    reason: str = ""
    starts_at: AwareDatetime
    confirmation_number: str | None = None


class BookingNoShow(BookingEvent):
    """The party never came: a final status; the rest of its time is free."""

    TYPE: ClassVar[str] = "clubhouse.booking.no-show.v1"

    starts_at: AwareDatetime


class NoShowDisputed(BookingEvent):
    """The guest disputes the no-show; a manager decides."""

    TYPE: ClassVar[str] = "clubhouse.booking.no-show-disputed.v1"

    reason: str


class BookingReinstated(BookingEvent):
    """A no-show was found wrong and undone: the visit did take place."""

    TYPE: ClassVar[str] = "clubhouse.booking.reinstated.v1"

    reason: str
    seated_at: AwareDatetime
    completed_at: AwareDatetime | None = None


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


# --- venues -------------------------------------------------------------------------------------------


class VenueCard(Event):
    """The public face of a venue; carried whole by every change of it."""

    venue_id: str
    name: str
    name_en: str = ""
    kind: str
    """``club``, ``ktv``, ``golf``, ``restaurant``, ``hotel`` …"""
    district: str = ""
    address: str = ""
    timezone: str
    """IANA zone, e.g. ``Asia/Shanghai``."""
    day_closes_minutes: int
    """Minutes after local midnight at which the business day ends: 360 is 06:00."""
    contracted: bool = True
    partner: bool = False
    """Run by a partner: bookings are placed with it, not held by us (rule B6)."""
    featured: bool = False


class VenueOpened(VenueCard):
    """A venue joined the catalogue."""

    TYPE: ClassVar[str] = "clubhouse.booking.venue-opened.v1"


class VenueChanged(VenueCard):
    """A venue's card changed; the new one counts as a whole."""

    TYPE: ClassVar[str] = "clubhouse.booking.venue-changed.v1"


class ResourceAdded(Event):
    """A room, table, court, session, service or person can now be booked."""

    TYPE: ClassVar[str] = "clubhouse.booking.resource-added.v1"

    venue_id: str
    resource_id: str
    kind: str
    category: str
    name: str
    capacity: int


class ResourceChanged(Event):
    """A resource's name or capacity changed."""

    TYPE: ClassVar[str] = "clubhouse.booking.resource-changed.v1"

    venue_id: str
    resource_id: str
    kind: str
    category: str
    name: str
    capacity: int


class ResourceWithdrawn(Event):
    """A resource takes no new bookings; those it has stand."""

    TYPE: ClassVar[str] = "clubhouse.booking.resource-withdrawn.v1"

    venue_id: str
    resource_id: str


class OfferPublished(Event):
    """An offer holds for visits on the given business days (rule B7)."""

    TYPE: ClassVar[str] = "clubhouse.booking.offer-published.v1"

    venue_id: str
    offer: OfferDisclosed
    first_day: date
    last_day: date


class OfferWithdrawn(Event):
    """An offer is not made any more; bookings it was disclosed to keep it."""

    TYPE: ClassVar[str] = "clubhouse.booking.offer-withdrawn.v1"

    venue_id: str
    offer_id: str


class ClosureAnnounced(Event):
    """A venue, or some of its resources, will be shut for a time; its bookings are being moved."""

    TYPE: ClassVar[str] = "clubhouse.booking.closure-announced.v1"

    venue_id: str
    closure_id: str
    resource_ids: tuple[str, ...]
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str


class ClosureLifted(Event):
    """A closure was called off: its resources can be booked again."""

    TYPE: ClassVar[str] = "clubhouse.booking.closure-lifted.v1"

    venue_id: str
    closure_id: str


class GapReported(Event):
    """Somebody found a venue's information missing or wrong; the editors owe a correction (rule B14)."""

    TYPE: ClassVar[str] = "clubhouse.booking.gap-reported.v1"

    venue_id: str
    gap_id: str
    field: str
    question: str
    agent_id: str | None = None


class GapFilled(Event):
    """The editors corrected the venue's information (rule B14)."""

    TYPE: ClassVar[str] = "clubhouse.booking.gap-filled.v1"

    venue_id: str
    gap_id: str
    answer: str
    hours_open: int


# --- waitlist -----------------------------------------------------------------------------------------


class WaitingJoined(Event):
    """A guest waits for a place (rule B13)."""

    TYPE: ClassVar[str] = "clubhouse.booking.waiting-joined.v1"

    waiting_id: str
    venue_id: str
    guest_id: str
    kind: ItemKind
    party_size: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    tier: Tier


class WaitingOffered(Event):
    """A place came free and is held for this guest until `expires_at`."""

    TYPE: ClassVar[str] = "clubhouse.booking.waiting-offered.v1"

    waiting_id: str
    venue_id: str
    guest_id: str
    booking_id: str
    item: str
    starts_at: AwareDatetime
    expires_at: AwareDatetime


class WaitingOfferLapsed(Event):
    """The guest did not take the offer in time; it passes to the next."""

    TYPE: ClassVar[str] = "clubhouse.booking.waiting-offer-lapsed.v1"

    waiting_id: str
    venue_id: str
    guest_id: str
    booking_id: str


class WaitingServed(Event):
    """The guest took the offered place."""

    TYPE: ClassVar[str] = "clubhouse.booking.waiting-served.v1"

    waiting_id: str
    venue_id: str
    guest_id: str
    booking_id: str


class WaitingLeft(Event):
    """The guest waits no longer: withdrew, or the time passed unserved."""

    TYPE: ClassVar[str] = "clubhouse.booking.waiting-left.v1"

    waiting_id: str
    venue_id: str
    guest_id: str
    reason: Literal["withdrawn", "too-late"]


BOOKINGS = Topic(
    name="clubhouse.booking.bookings",
    owner="booking",
    key="booking_id",
    events=(
        BookingHeld, HoldLapsed, BookingConfirmed, DetailsChanged, ReminderDue, BookingRescheduled,
        PartyChanged, BookingDisplaced, ArrivalCheckDue, BookingEscalated, BookingLate, BookingSeated,
        BookingCompleted, BookingCancelled, BookingNoShow, NoShowDisputed, BookingReinstated, PartnerAsked,
        PartnerPlaced, PartnerRefused, FeedbackGiven, FeedbackOverdue, OfferReconfirmed, IncidentReported,
        Reseated, SpendCaptured, SpendMissing, HandlingMeasured, DepositRecorded,
    ),
    about="The life of each booking, from hold to final status.",
    partitions=12,
)  # fmt: skip

VENUES = Topic(
    name="clubhouse.booking.venues",
    owner="booking",
    key="venue_id",
    events=(
        VenueOpened, VenueChanged, ResourceAdded, ResourceChanged, ResourceWithdrawn, OfferPublished,
        OfferWithdrawn, ClosureAnnounced, ClosureLifted, GapReported, GapFilled,
    ),
    about="The catalogue: venues, what can be booked in them, offers, closures and information gaps.",
)  # fmt: skip

WAITLIST = Topic(
    name="clubhouse.booking.waitlist",
    owner="booking",
    key="waiting_id",
    events=(WaitingJoined, WaitingOffered, WaitingOfferLapsed, WaitingServed, WaitingLeft),
    about="Guests waiting for a place, in the order of tier then time.",
)

TOPICS = (BOOKINGS, VENUES, WAITLIST)

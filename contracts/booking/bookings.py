"""A booking's life, from the hold to its last receipt."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from contracts.event import AwareDatetime, Event, Part

__all__ = [
    "ArrivalCheckDue",
    "BookingCancelled",
    "BookingCompleted",
    "BookingConfirmed",
    "BookingDisplaced",
    "BookingEscalated",
    "BookingEvent",
    "BookingHeld",
    "BookingLate",
    "BookingNoShow",
    "BookingReinstated",
    "BookingRescheduled",
    "BookingSeated",
    "Channel",
    "DetailsChanged",
    "HoldLapsed",
    "ItemKind",
    "NoShowDisputed",
    "OfferDisclosed",
    "PartyChanged",
    "ReminderDue",
    "Tier",
]


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
    choice_of: str | None = None
    """It is one of several alternatives held while the guest chooses; those not chosen are cancelled."""


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
    confirmed: bool = True
    """False for a hold whose guest has not agreed yet."""


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

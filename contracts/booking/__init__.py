"""Booking's events: what happens to bookings, venues and waitlists (rules B1-B15).

Every event of a booking says which booking, venue and guest it is about, the business day of the visit and
the moment it happened (`at`). For a booking recorded from an older ledger, `at` is the ledger's moment, long
before the envelope's time, and `recorded` is true: count it, but tell nobody.
"""

from __future__ import annotations

from contracts.booking.bookings import (
    ArrivalCheckDue,
    BookingCancelled,
    BookingCompleted,
    BookingConfirmed,
    BookingDisplaced,
    BookingEscalated,
    BookingEvent,
    BookingHeld,
    BookingLate,
    BookingNoShow,
    BookingReinstated,
    BookingRescheduled,
    BookingSeated,
    Channel,
    DetailsChanged,
    HoldLapsed,
    ItemKind,
    NoShowDisputed,
    OfferDisclosed,
    PartyChanged,
    ReminderDue,
    Tier,
)
from contracts.booking.venues import (
    ClosureAnnounced,
    ClosureLifted,
    GapFilled,
    GapReported,
    OfferPublished,
    OfferWithdrawn,
    ResourceAdded,
    ResourceChanged,
    ResourceWithdrawn,
    VenueCard,
    VenueChanged,
    VenueOpened,
)
from contracts.booking.visits import (
    DepositRecorded,
    FeedbackGiven,
    FeedbackOverdue,
    HandlingMeasured,
    IncidentReported,
    OfferReconfirmed,
    PartnerAsked,
    PartnerPlaced,
    PartnerRefused,
    Reseated,
    SpendCaptured,
    SpendMissing,
)
from contracts.booking.waitlist import (
    WaitingJoined,
    WaitingLeft,
    WaitingOffered,
    WaitingOfferLapsed,
    WaitingServed,
)
from contracts.topic import Topic

__all__ = [
    "BOOKINGS",
    "TOPICS",
    "VENUES",
    "WAITLIST",
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
    "ClosureAnnounced",
    "ClosureLifted",
    "DepositRecorded",
    "DetailsChanged",
    "FeedbackGiven",
    "FeedbackOverdue",
    "GapFilled",
    "GapReported",
    "HandlingMeasured",
    "HoldLapsed",
    "IncidentReported",
    "ItemKind",
    "NoShowDisputed",
    "OfferDisclosed",
    "OfferPublished",
    "OfferReconfirmed",
    "OfferWithdrawn",
    "PartnerAsked",
    "PartnerPlaced",
    "PartnerRefused",
    "PartyChanged",
    "ReminderDue",
    "Reseated",
    "ResourceAdded",
    "ResourceChanged",
    "ResourceWithdrawn",
    "SpendCaptured",
    "SpendMissing",
    "Tier",
    "VenueCard",
    "VenueChanged",
    "VenueOpened",
    "WaitingJoined",
    "WaitingLeft",
    "WaitingOfferLapsed",
    "WaitingOffered",
    "WaitingServed",
]

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

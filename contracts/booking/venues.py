"""What venues tell of themselves: their card, what can be booked, offers, closures, gaps."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.booking.bookings import OfferDisclosed
from contracts.event import AwareDatetime, Event

__all__ = [
    "ClosureAnnounced",
    "ClosureLifted",
    "GapFilled",
    "GapReported",
    "OfferPublished",
    "OfferWithdrawn",
    "ResourceAdded",
    "ResourceChanged",
    "ResourceWithdrawn",
    "VenueCard",
    "VenueChanged",
    "VenueOpened",
]


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

"""Guests who wait for a place."""

from __future__ import annotations

from typing import ClassVar, Literal

from contracts.booking.bookings import ItemKind, Tier
from contracts.event import AwareDatetime, Event

__all__ = [
    "WaitingJoined",
    "WaitingLeft",
    "WaitingOfferLapsed",
    "WaitingOffered",
    "WaitingServed",
]


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

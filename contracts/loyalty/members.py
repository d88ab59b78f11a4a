"""Events for members (L15)."""

from __future__ import annotations

from typing import ClassVar

from contracts.event import AwareDatetime, Event
from contracts.loyalty.parts import Tier

__all__ = [
    "MemberAttended",
    "MemberEventCancelled",
    "MemberEventPublished",
    "MemberSignedUp",
    "MemberWaitlisted",
    "MemberWithdrew",
]


class MemberEventPublished(Event):
    """An event for members is open for sign-up."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-event-published.v1"

    member_event_id: str
    venue_id: str
    title: str
    starts_at: AwareDatetime
    capacity: int
    tiers: tuple[Tier, ...]


class MemberEventCancelled(Event):
    """A member event will not take place; `guest_ids` had a seat or stood on its waitlist."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-event-cancelled.v1"

    member_event_id: str
    guest_ids: tuple[str, ...]


class MemberSignedUp(Event):
    """A guest has a seat at a member event (also when moved up from the waitlist)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-signed-up.v1"

    member_event_id: str
    guest_id: str
    seats: int


class MemberWaitlisted(Event):
    """A member event was full; the guest waits for a seat."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-waitlisted.v1"

    member_event_id: str
    guest_id: str
    seats: int


class MemberWithdrew(Event):
    """A guest gave up a seat or a place on the waitlist."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-withdrew.v1"

    member_event_id: str
    guest_id: str


class MemberAttended(Event):
    """A signed-up guest was seen at the event."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-attended.v1"

    member_event_id: str
    guest_id: str

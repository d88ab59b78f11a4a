"""A small world to test bookings in: a KTV in Shanghai and what a guest may ask of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.booking.domain.booking import Booking, Channel, Guest, Status, Tier
from services.booking.domain.hours import Opening
from services.booking.domain.placement import Ask, Placement, placements
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import Request, confirm, hold
from services.booking.domain.venue import Kind, Resource, Venue, VenueCard

POLICY = BookingPolicy()
NOW = datetime(2025, 6, 2, 4, 0, tzinfo=UTC)
"""Noon in Shanghai, a Monday."""
EVENING = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)
"""20:00 in Shanghai, the same day."""
GUEST = Guest(id="guest-1", name="Li", phone="+8613800138000", member_card="C-1")


def room(name: str = "r1", capacity: int = 6, **changes: Any) -> Resource:
    """A KTV room."""
    given: dict[str, Any] = {"kind": Kind.ROOM, "category": "ktv", "slot_minutes": 30}
    return Resource(id=name, name=name.upper(), capacity=capacity, **(given | changes))


def venue(*resources: Resource, **card: Any) -> Venue:
    """A KTV open from noon to 04:00, with these resources."""
    evenings = tuple(Opening(weekday, 720, 1680) for weekday in range(7))
    given: dict[str, Any] = {"name": "Harbour", "kind": "ktv", "timezone": "Asia/Shanghai", "hours": evenings}
    return Venue(id="v1", card=VenueCard(**(given | card)), resources=resources or (room(),))


def ask(party_size: int = 4, starts_at: datetime = EVENING, hours: float = 2, **changes: Any) -> Ask:
    """Two hours of a room this evening."""
    given: dict[str, Any] = {"kind": Kind.ROOM}
    ends_at = starts_at + timedelta(hours=hours)
    return Ask(party_size=party_size, starts_at=starts_at, ends_at=ends_at, **(given | changes))


def request(asked: Ask | None = None, **changes: Any) -> Request:
    """A guest's request by phone."""
    given: dict[str, Any] = {
        "guest": GUEST,
        "channel": Channel.PHONE,
        "agent_id": "agent-7",
        "remarks": "窗边",
    }
    return Request(booking_id="b1", venue_id="v1", ask=asked or ask(), **(given | changes))


def first_placement(at: Venue, asked: Ask) -> Placement:
    """The best fit, as if nothing were taken."""
    return placements(at, asked)[0]


def held(
    at: Venue | None = None, now: datetime = NOW, policy: BookingPolicy = POLICY, **changes: Any
) -> Booking:
    """A booking on hold."""
    at = at or venue()
    asked = request(**changes)
    placement = None if at.card.partner else first_placement(at, asked.ask)
    return hold(asked, at, placement, policy, 1, now)[0]


def confirmed(at: Venue | None = None, now: datetime = NOW, **changes: Any) -> Booking:
    """A booking that stands."""
    return confirm(held(at, now, **changes), "CH-1", POLICY, now)[0]


def gold(booking: Booking) -> Booking:
    """The same booking, taken by a gold-card guest."""
    return replace(booking, tier=Tier.GOLD)


__all__ = [
    "EVENING", "GUEST", "NOW", "POLICY", "Status", "ask", "confirmed", "first_placement", "gold", "held",
    "request", "room", "venue",
]  # fmt: skip

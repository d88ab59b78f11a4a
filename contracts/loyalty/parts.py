"""Words and values that several of loyalty's events share."""

from __future__ import annotations

from typing import Literal

from contracts.event import AwareDatetime, Part

__all__ = [
    "GuestClass",
    "LotPart",
    "Origin",
    "Tier",
    "Use",
]


Tier = Literal["ordinary", "silver", "gold", "platinum"]
GuestClass = Literal["ordinary", "vip", "diamond"]
Origin = Literal["visit", "referral", "compensation", "suggestion", "birthday", "promotion", "correction"]
Use = Literal["gift", "bill", "tier_credit"]


class LotPart(Part):
    """Points of one lot that a movement touched."""

    lot_id: str
    points: int
    venue_id: str
    """The venue that issued the lot, and bears its cost when it is used."""
    expires_at: AwareDatetime

"""What callers are shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

from contracts.booking import OfferDisclosed
from services.booking.domain.alternatives import Alternative
from services.booking.domain.booking import Booking, missing
from services.booking.domain.spending import deposit_balance

__all__ = [
    "AlternativeView",
    "BookingPage",
    "BookingView",
    "GuestView",
    "HoldView",
    "alternative",
    "booking_view",
]


class GuestView(BaseModel):
    """Who comes."""

    guest_id: str
    name: str
    phone: str
    member_card: str
    language: str


class BookingView(BaseModel):
    """A booking as it stands, to be read back to the guest (rule B4)."""

    booking_id: str
    venue_id: str
    status: str = Field(examples=["held"])
    kind: str
    category: str
    item: str = Field(description="What the guest gets, in words.", examples=["海景厅 1"])
    resource_ids: list[str]
    party_size: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    business_date: date
    guest: GuestView
    remarks: str
    channel: str
    agent_id: str | None
    tier: str
    taken_at: AwareDatetime
    hold_expires_at: AwareDatetime | None = Field(description="Confirm before this (rule B4).")
    confirmation_number: str | None
    notes: list[str] = Field(description="What the guest must know.")
    offer: OfferDisclosed | None = Field(description="What was disclosed to the guest (rule B7).")
    offer_reconfirmed_at: AwareDatetime | None
    effective: bool = Field(description="Whether rule B2 is satisfied.")
    missing: list[str]
    expected_at: AwareDatetime | None
    seated_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    end_reason: str
    seat_number: str | None = Field(description="The partner's (rule B6).")
    displaced_by: str | None = Field(description="The closure that took its place.")
    spend_fen: int | None
    deposit_fen: int
    series_id: str | None
    policy_version: int


class BookingPage(BaseModel):
    """Some bookings, newest first."""

    items: list[BookingView]
    next: str | None


class HoldView(BaseModel):
    """A request that is ready to be sent."""

    method: str = Field(examples=["POST"])
    href: str = Field(examples=["/bookings"])
    body: dict[str, Any]


class AlternativeView(BaseModel):
    """Something that is free instead; sending `hold` as it is takes it (rule B3)."""

    why: str = Field(description="`resource`, `time` or `venue`.")
    venue_id: str
    venue_name: str
    item: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    hold: HoldView
    held: BookingView | None = Field(
        default=None, description="Its hold, if `hold_alternatives` was asked for: `hold` confirms it."
    )


def booking_view(booking: Booking) -> dict[str, Any]:
    """The JSON form of `BookingView`."""
    guest = booking.guest
    view = BookingView(
        booking_id=booking.id,
        venue_id=booking.venue_id,
        status=booking.status.value,
        kind=booking.kind.value,
        category=booking.category,
        item=booking.item,
        resource_ids=list(booking.resource_ids),
        party_size=booking.party_size,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        business_date=booking.business_date,
        guest=GuestView(
            guest_id=guest.id,
            name=guest.name,
            phone=guest.phone,
            member_card=guest.member_card,
            language=guest.language,
        ),
        remarks=booking.remarks,
        channel=booking.channel.value,
        agent_id=booking.agent_id,
        tier=booking.tier.value,
        taken_at=booking.taken_at,
        hold_expires_at=booking.plan.get("hold-lapse"),
        confirmation_number=booking.confirmation_number,
        notes=list(booking.notes),
        offer=booking.disclosed,
        offer_reconfirmed_at=booking.offer_reconfirmed_at,
        effective=not missing(booking),
        missing=list(missing(booking)),
        expected_at=booking.expected_at,
        seated_at=booking.seated_at,
        ended_at=booking.ended_at,
        end_reason=booking.end_reason,
        seat_number=booking.partner.seat_number or None if booking.partner else None,
        displaced_by=booking.displaced_by,
        spend_fen=booking.spend.spend_fen if booking.spend else None,
        deposit_fen=deposit_balance(booking),
        series_id=booking.series_id,
        policy_version=booking.policy_version,
    )
    return view.model_dump(mode="json")


def alternative(found: Alternative, hold: HoldView, held: dict[str, Any] | None = None) -> dict[str, Any]:
    """The JSON form of `AlternativeView`."""
    view = AlternativeView(
        why=found.why,
        venue_id=found.venue.id,
        venue_name=found.venue.card.name,
        item=found.placement.item,
        starts_at=found.ask.starts_at,
        ends_at=found.ask.ends_at,
        hold=hold,
        held=BookingView(**held) if held else None,
    )
    return view.model_dump(mode="json")

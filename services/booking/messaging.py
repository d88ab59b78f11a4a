"""What booking hears: contacts given elsewhere, and loyalty's word on tiers, doubles and erasure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from contracts.contacts import CONTACTS, GuestContactErased, GuestContactGiven
from contracts.envelope import Envelope
from contracts.loyalty import ACCOUNTS, GUESTS, GuestMerged, TierChanged
from infra.chassis.cause import Cause
from infra.chassis.consumers import Subscription
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import Booking, Tier
from services.booking.domain.guests import forget, learn_contact, learn_tier, merge
from services.booking.domain.taking import forget_guest
from services.booking.domain.waiting import Waiting
from services.booking.domain.waiting import forget_guest as forget_waiting_guest
from services.booking.store.bookings import BookingStore
from services.booking.store.guests import GuestStore
from services.booking.store.waitlist import WaitlistStore

__all__ = ["subscriptions"]


def subscriptions(
    bookings: BookingStore, guests: GuestStore, waitings: WaitlistStore
) -> Sequence[Subscription]:
    """Booking's consumers."""

    async def contact_given(envelope: Envelope, cause: Cause) -> None:
        told: GuestContactGiven = envelope.data  # type: ignore[assignment]  # by the subscription below
        if envelope.source == "clubhouse/booking":
            return
        try:
            await guests.change(told.guest_id, lambda guest, _: learn_contact(guest, told), cause)
        except Refused as refused:
            if refused.code != "guest-exists":
                raise
            # Another guest has this phone with us; until loyalty merges the two, it leads to that one.
            without = told.model_copy(update={"phone": None})
            await guests.change(told.guest_id, lambda guest, _: learn_contact(guest, without), cause)

    async def contact_erased(envelope: Envelope, cause: Cause) -> None:
        guest_id = envelope.subject
        # First who waits: a booking made for them meanwhile is found below.
        async for each in waitings.collection.find({"state.guest.id": guest_id}, {"_id": 1}):
            await waitings.change(each["_id"], _waiting_without_guest, cause.part(each["_id"]))
        async for each in bookings.collection.find({"state.guest.id": guest_id}, {"_id": 1}):
            await bookings.change(each["_id"], _without_guest, cause.part(each["_id"]))
        await guests.change(guest_id, lambda guest, _: forget(guest, guest_id), cause)

    async def tier_changed(envelope: Envelope, cause: Cause) -> None:
        told: TierChanged = envelope.data  # type: ignore[assignment]  # by the subscription below
        await guests.change(
            told.guest_id, lambda guest, _: learn_tier(guest, told.guest_id, Tier(told.tier)), cause
        )

    async def guest_merged(envelope: Envelope, cause: Cause) -> None:
        told: GuestMerged = envelope.data  # type: ignore[assignment]  # by the subscription below
        merged = told.merged_guest_id
        await guests.change(merged, lambda guest, _: merge(guest, merged, told.guest_id), cause)

    return (
        Subscription(
            CONTACTS,
            "booking.contacts",
            {GuestContactGiven: contact_given, GuestContactErased: contact_erased},
        ),
        Subscription(ACCOUNTS, "booking.tiers", {TierChanged: tier_changed}),
        Subscription(GUESTS, "booking.guests", {GuestMerged: guest_merged}),
    )


def _without_guest(booking: Booking | None, _: datetime) -> Decided[Booking]:
    if booking is None:
        raise Refused("booking-not-found", "there is no such booking", kind="missing")
    return forget_guest(booking)


def _waiting_without_guest(waiting: Waiting | None, _: datetime) -> Decided[Waiting]:
    if waiting is None:
        raise Refused("waiting-not-found", "there is no such waitlist entry", kind="missing")
    return forget_waiting_guest(waiting)

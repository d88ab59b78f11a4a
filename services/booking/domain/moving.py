"""Moving a booking in time, place or size, under the same guarantee as taking one (rules B3, B15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import EXPECTED, Booking, Status, about, allot, need, need_place
from services.booking.domain.placement import Ask, Placement, check_times
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import check_window, notes, plan_visit
from services.booking.domain.venue import Venue

__all__ = ["change_party", "displace", "reschedule", "restore"]

Reason = Literal["guest", "venue", "closure"]


def reschedule(
    booking: Booking,
    venue: Venue,
    ask: Ask,
    placement: Placement,
    reason: Reason,
    policy: BookingPolicy,
    now: datetime,
) -> Decided[Booking]:
    """Move it to another time or place, perhaps with another number of guests.

    Old reminders are void, and so is a late party's new time that the visit ends before; another day
    discloses its own offer and notes.

    Raises:
        Refused: it is not to come any more (conflict); the new time or size is impossible (invalid).
    """
    need(booking, Status.HELD, *EXPECTED, to="rescheduled")
    starts_at, ends_at = ask.starts_at, ask.ends_at
    _check_party(ask.party_size)
    check_times(ask)
    same_time = starts_at == booking.starts_at
    if not same_time:
        check_window(venue, starts_at, booking.tier, policy, now)
    business_date = venue.business_date(starts_at)
    moved = replace(
        booking,
        starts_at=starts_at,
        ends_at=ends_at,
        business_date=business_date,
        party_size=ask.party_size,
        count=ask.count_named,
        allotted=tuple(allot(resource) for resource in placement.resources),
        category=placement.category,
        item=placement.item,
        displaced_by=None,
    )
    if business_date != booking.business_date:
        offer = venue.offer_on(business_date, booking.kind)
        read_out = notes(venue, booking.guest.language, offer)
        moved = replace(moved, offer=offer, offer_reconfirmed_at=None, notes=read_out)
    cut_short = moved.expected_at is not None and moved.expected_at >= ends_at
    if booking.status is not Status.HELD and (not same_time or cut_short):
        moved = replace(moved, status=Status.CONFIRMED, expected_at=None, plan=plan_visit(moved, policy, now))
    if moved == booking:
        return booking, ()
    told = _rescheduled(booking, moved, reason, now)
    if moved.party_size == booking.party_size:
        return moved, (told,)
    return moved, (told, _party_changed(booking, moved, now))


def restore(booking: Booking, reason: Reason, now: datetime) -> Decided[Booking]:
    """The partner's house is open after all: what its closure displaced stands there as it did.

    Raises:
        Refused: it is not to come any more (conflict).
    """
    need(booking, Status.HELD, Status.ASKED, *EXPECTED, to="rescheduled")
    back = replace(booking, displaced_by=None)
    return (booking, ()) if back == booking else (back, (_rescheduled(booking, back, reason, now),))


def change_party(booking: Booking, party_size: int, placement: Placement, now: datetime) -> Decided[Booking]:
    """Another number of guests, in the same place or the one given.

    Raises:
        Refused: nobody would come (invalid); it is not to come any more, or a closure took its place, so that
            there is none to keep (conflict).
    """
    need(booking, Status.HELD, *EXPECTED, to="changed")
    need_place(booking)
    _check_party(party_size)
    changed = replace(
        booking,
        party_size=party_size,
        allotted=tuple(allot(resource) for resource in placement.resources),
        item=placement.item,
    )
    if changed == booking:
        return booking, ()
    return changed, (_party_changed(booking, changed, now),)


def displace(booking: Booking, closure_id: str, reason: str, now: datetime) -> Decided[Booking]:
    """A closure takes its place and there is no equal one: it stands without a place until somebody calls."""
    need(booking, Status.HELD, Status.ASKED, *EXPECTED, to="displaced")
    displaced = replace(booking, allotted=(), displaced_by=closure_id)
    told = facts.BookingDisplaced(
        **about(displaced, now), closure_id=closure_id, reason=reason, starts_at=displaced.starts_at
    )
    return displaced, (told,)


def _check_party(party_size: int) -> None:
    if party_size < 1:
        raise Refused("no-guests", "a booking is for at least 1 guest", field="party_size", kind="invalid")


def _rescheduled(before: Booking, after: Booking, reason: Reason, now: datetime) -> facts.BookingRescheduled:
    return facts.BookingRescheduled(
        **about(after, now),
        reason=reason,
        item=after.item,
        resource_ids=after.resource_ids,
        party_size=after.party_size,
        starts_at=after.starts_at,
        ends_at=after.ends_at,
        previous_starts_at=before.starts_at,
        previous_ends_at=before.ends_at,
        previous_resource_ids=before.resource_ids,
        confirmation_number=after.confirmation_number,
    )


def _party_changed(before: Booking, after: Booking, now: datetime) -> facts.PartyChanged:
    return facts.PartyChanged(
        **about(after, now),
        item=after.item,
        resource_ids=after.resource_ids,
        previous_party_size=before.party_size,
        party_size=after.party_size,
        confirmed=after.status is not Status.HELD,
    )

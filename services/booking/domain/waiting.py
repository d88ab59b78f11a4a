"""The waitlist: higher tiers first, then who came first; offers expire and pass on (rule B13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import Booking, Channel, Guest, Status, Tier
from services.booking.domain.placement import Ask
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import Request, check
from services.booking.domain.venue import Venue

__all__ = [
    "Waiting", "WaitingStatus", "forget_guest", "in_order", "join", "leave", "offer", "request_of", "settle",
    "timers",
]  # fmt: skip

_RANK = {Tier.PLATINUM: 0, Tier.GOLD: 1, Tier.SILVER: 2, Tier.ORDINARY: 3}


class WaitingStatus(StrEnum):
    """``offered``: a place is held for them until it is confirmed or lapses."""

    WAITING = "waiting"
    OFFERED = "offered"
    SERVED = "served"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A guest who waits for a place.

    Attributes:
        booking_id: the hold that is offered, or the booking it became.
        missed: offers the guest let lapse; such a guest waits on, behind those who missed fewer.
    """

    id: str
    venue_id: str
    ask: Ask
    guest: Guest
    tier: Tier
    channel: Channel
    agent_id: str | None
    remarks: str
    joined_at: datetime
    status: WaitingStatus = WaitingStatus.WAITING
    booking_id: str | None = None
    missed: int = 0


def timers(waiting: Waiting) -> dict[str, datetime]:
    """Waiting ends when the wanted time begins."""
    return {"too-late": waiting.ask.starts_at} if waiting.status is WaitingStatus.WAITING else {}


def in_order(waitings: Iterable[Waiting]) -> list[Waiting]:
    """Who stands first: the higher tier, then who came first; who let an offer lapse, after the others."""
    return sorted(waitings, key=lambda each: (each.missed, _RANK[each.tier], each.joined_at, each.id))


def request_of(waiting: Waiting, booking_id: str) -> Request:
    """The booking a waiting guest would have made."""
    return Request(
        booking_id=booking_id,
        venue_id=waiting.venue_id,
        ask=waiting.ask,
        guest=waiting.guest,
        channel=waiting.channel,
        agent_id=waiting.agent_id,
        tier=waiting.tier,
        remarks=waiting.remarks,
        open_to_others=False,
        waiting_id=waiting.id,
    )


def join(
    waiting_id: str, request: Request, venue: Venue, policy: BookingPolicy, now: datetime
) -> Decided[Waiting]:
    """Stand in line, if it could be a booking at all.

    Raises:
        Refused: as `taking.check`; or a partner venue, whose places we do not know (invalid).
    """
    check(request, venue, policy, now)
    if venue.card.partner:
        raise Refused("partner-places", "a partner keeps its own waitlist", field="venue_id", kind="invalid")
    waiting = Waiting(
        id=waiting_id,
        venue_id=venue.id,
        ask=request.ask,
        guest=request.guest,
        tier=request.tier,
        channel=request.channel,
        agent_id=request.agent_id,
        remarks=request.remarks,
        joined_at=now,
    )
    told = facts.WaitingJoined(
        waiting_id=waiting_id,
        venue_id=venue.id,
        guest_id=request.guest.id,
        kind=request.ask.kind.value,
        party_size=request.ask.party_size,
        starts_at=request.ask.starts_at,
        ends_at=request.ask.ends_at,
        tier=request.tier.value,
    )
    return waiting, (told,)


def offer(waiting: Waiting, held: Booking, now: datetime) -> Decided[Waiting]:
    """A place came free and is held for them.

    Raises:
        Refused: they do not wait any more, hold an offer already, or the hold has lapsed (conflict).
    """
    if waiting.status is not WaitingStatus.WAITING:
        raise Refused("not-waiting", f"this guest is {waiting.status.value}", field="status")
    expires_at = held.plan["hold-lapse"]
    if now >= expires_at:
        raise Refused("hold-lapsed", "the hold has lapsed", field="status")
    told = facts.WaitingOffered(
        waiting_id=waiting.id,
        venue_id=waiting.venue_id,
        guest_id=waiting.guest.id,
        booking_id=held.id,
        item=held.item,
        starts_at=held.starts_at,
        expires_at=expires_at,
    )
    return replace(waiting, status=WaitingStatus.OFFERED, booking_id=held.id), (told,)


def settle(waiting: Waiting, booking: Booking, now: datetime) -> Decided[Waiting]:
    """What became of the hold made for them: taken, or missed, in which case the guest waits on.

    Whoever sees the hold may confirm it before it is offered.
    """
    if booking.status is Status.HELD:
        return waiting, ()
    offered = waiting.status is WaitingStatus.OFFERED and waiting.booking_id == booking.id
    ids = {
        "waiting_id": waiting.id,
        "venue_id": waiting.venue_id,
        "guest_id": waiting.guest.id,
        "booking_id": booking.id,
    }
    if booking.confirmed_at is not None and (offered or waiting.status is WaitingStatus.WAITING):
        served = replace(waiting, status=WaitingStatus.SERVED, booking_id=booking.id)
        return served, (facts.WaitingServed(**ids),)
    if not offered:
        return waiting, ()
    missed = replace(waiting, status=WaitingStatus.WAITING, booking_id=None, missed=waiting.missed + 1)
    lapsed = facts.WaitingOfferLapsed(**ids)
    if now < waiting.ask.starts_at:
        return missed, (lapsed,)
    left, told = leave(missed, "too-late")
    return left, (lapsed, *told)


def forget_guest(waiting: Waiting) -> Decided[Waiting]:
    """The guest's data must go, and they wait no longer: nobody could be told of a place for them."""
    blank = Guest(id=waiting.guest.id, language=waiting.guest.language)
    gone = replace(waiting, guest=blank, remarks="")
    if gone.status in (WaitingStatus.WAITING, WaitingStatus.OFFERED):
        return leave(gone, "withdrawn")
    return (waiting if gone == waiting else gone), ()


def leave(waiting: Waiting, reason: Literal["withdrawn", "too-late"]) -> Decided[Waiting]:
    """The guest waits no longer; a hold that was offered is for the caller to drop.

    Raises:
        Refused: they do not wait (conflict).
    """
    if waiting.status not in (WaitingStatus.WAITING, WaitingStatus.OFFERED):
        raise Refused("not-waiting", f"this guest is {waiting.status.value}", field="status")
    told = facts.WaitingLeft(
        waiting_id=waiting.id, venue_id=waiting.venue_id, guest_id=waiting.guest.id, reason=reason
    )
    return replace(waiting, status=WaitingStatus.LEFT), (told,)

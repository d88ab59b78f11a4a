"""What has to be known about the world right before a message goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from contracts import booking, loyalty
from contracts.event import Event
from services.notifications.domain.delivery import Delivery, Notice
from services.notifications.domain.preferences import Preferences

__all__ = ["Circumstances", "Permit", "Standing", "standing_key", "standings", "subject_of", "untrue"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a booking (or an offer, a seat, a redemption) stands, as far as this service has heard.

    Attributes:
        status: ``held``, ``confirmed``, ``seated``, ``completed``, ``cancelled``, ``no-show``, ``lapsed`` …
        sequence: of the last event heard; an older one changes nothing.
        placed_by: id of the event that said last when and where it is.
        item, party_size: where, and for how many, as told last.
    """

    booking_id: str
    status: str
    starts_at: datetime | None
    sequence: int
    placed_by: str | None = None
    item: str | None = None
    party_size: int | None = None

    @property
    def facts(self) -> dict[str, str]:
        """Where, and for how many, for a text that is finished now."""
        known = {"item": self.item, "party_size": self.party_size}
        return {name: str(value) for name, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Permit:
    """A provider's rate limiter and cost cap have spoken.

    Attributes:
        at: when the message may go out; None means now.
        capped: today's budget for this provider is spent.
        lanes: how many of its rate limiter's lanes gave it a place; those are not asked again.
        fen: what was taken from the budget for it.
        spent_on: the day (UTC) whose budget that is.
    """

    at: datetime | None = None
    capped: bool = False
    lanes: int = 0
    fen: int = 0
    spent_on: date | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything `sending.begin` judges by.

    Attributes:
        reach: channels the recipient has an address for; None: contact data has not arrived.
        standing: of the booking the message speaks of, if one is known.
        gone: why nothing may be sent at all (erased, unsubscribed, a hole in the text), if so.
        zone: IANA zone whose nights are quiet by now; None: as it was planned.
        digest: id of the digest that will speak for this message, since too many of its kind came lately.
    """

    reach: frozenset[str] | None
    preferences: Preferences
    standing: Standing | None = None
    digest: str | None = None
    gone: str | None = None
    zone: str | None = None
    permit: Permit = field(default_factory=Permit)


_OVER = frozenset({"cancelled", "no-show", "lapsed", "completed", "seated", "displaced", "taken"})
_TELLS = {"booking-displaced": "displaced"}
"""Kinds that tell of a standing themselves; with any other they are untrue."""


_PLACES = frozenset(
    each.TYPE
    for each in (
        booking.BookingConfirmed,
        booking.BookingRescheduled,
        booking.WaitingOffered,
        loyalty.MemberSignedUp,
    )
)
"""Events whose messages say when and where it is, until a later one says so anew."""

_SEAT = "member_event_id"
_STANDINGS: Mapping[type[Event], tuple[str, str]] = {
    booking.WaitingOffered: ("waiting_id", "offered"),
    booking.WaitingServed: ("waiting_id", "taken"),
    booking.WaitingOfferLapsed: ("waiting_id", "lapsed"),
    booking.WaitingLeft: ("waiting_id", "cancelled"),
    loyalty.PointsReversed: ("redemption_id", "cancelled"),
    loyalty.MemberSignedUp: (_SEAT, "confirmed"),
    loyalty.MemberWithdrew: (_SEAT, "cancelled"),
    loyalty.MemberEventCancelled: (_SEAT, "cancelled"),
}
"""What else than a booking guests are told of that may be over before the morning: its id, how it stands."""


def subject_of(event: Event) -> str | None:
    """Id of what else than a booking it tells how it stands, if it does."""
    named_by, _ = _STANDINGS.get(type(event), ("", ""))
    return str(getattr(event, named_by)) if named_by else None


def standings(event: Event) -> Mapping[str, str]:
    """Where the standings are kept that an event tells, beside a booking's, and what they are from now on."""
    subject = subject_of(event)
    if subject is None:
        return {}
    named_by, status = _STANDINGS[type(event)]
    if named_by != _SEAT:
        return {subject: status}
    guests = getattr(event, "guest_ids", None) or (getattr(event, "guest_id", ""),)
    return {_seat(subject, guest_id): status for guest_id in guests}


def standing_key(notice: Notice) -> str | None:
    """Where the standing is kept that a message must be true of; None: it speaks of none."""
    if not notice.while_standing or notice.subject_id is None:
        return None
    seat = notice.kind == "member-signed-up"
    return _seat(notice.subject_id, notice.recipient.id) if seat else notice.subject_id


def _seat(member_event_id: str, guest_id: str) -> str:
    """A member event has many guests, each of whom may withdraw."""
    return f"{member_event_id}|{guest_id}"


def untrue(delivery: Delivery, standing: Standing | None) -> str | None:
    """Why the message would tell something that is no longer so; None while it still is (rule N4)."""
    notice = delivery.notice
    if not notice.while_standing or standing is None:
        return None
    tells = _TELLS.get(notice.kind)
    if tells is not None and standing.status != tells:
        return standing.status if standing.status in _OVER else "moved"
    if standing.status in _OVER and standing.status != tells:
        return standing.status
    if notice.subject_at is not None and standing.starts_at not in (None, notice.subject_at):
        return "moved"
    if delivery.event_type in _PLACES and standing.placed_by not in (None, delivery.event_id):
        return "moved"
    return None

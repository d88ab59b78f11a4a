"""A booking: its state, the timers it wants and the claims it holds. Its decisions live around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypedDict

from contracts.booking import OfferDisclosed
from infra.chassis.decision import Decided, Refused
from services.booking.domain.slots import bucket_starts, claim_id
from services.booking.domain.venue import Kind, Offer, Resource

__all__ = [
    "EXPECTED", "FINAL", "GOLD_AND_ABOVE", "Allotted", "Booking", "Channel", "Deposit", "Dispute", "Feedback",
    "Guest", "Incident", "Partner", "Spend", "Status", "Tier", "about", "allot", "claims", "judged",
    "missing", "need", "need_place", "places", "timers", "unplanned",
]  # fmt: skip


class Status(StrEnum):
    """Where a booking is in its life. ``asked``: a partner venue has been asked to place it."""

    HELD = "held"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    REMINDED = "reminded"
    LATE = "late"
    SEATED = "seated"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no-show"
    LAPSED = "lapsed"


EXPECTED = (Status.CONFIRMED, Status.REMINDED, Status.LATE)
FINAL = (Status.COMPLETED, Status.CANCELLED, Status.NO_SHOW, Status.LAPSED)


class Channel(StrEnum):
    """How the booking came (rule B1)."""

    PHONE = "phone"
    WEB = "web"
    CHAT = "chat"
    APP = "app"
    WALK_IN = "walk-in"
    PARTNER = "partner"


class Tier(StrEnum):
    """The guest's tier when booking (rule B13)."""

    ORDINARY = "ordinary"
    SILVER = "silver"
    GOLD = "gold"
    PLATINUM = "platinum"


GOLD_AND_ABOVE = (Tier.GOLD, Tier.PLATINUM)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes, as given when booking; empty where not given. `id` is the guest's id in every event.

    Attributes:
        language: empty in a request that does not say: then it is the one the guest is known to speak.
        own_word: the guest typed it themself: nobody has heard the phone or seen the card.
    """

    id: str
    name: str = ""
    phone: str = ""
    member_card: str = ""
    language: str = "zh-CN"
    own_word: bool = False


@dataclass(frozen=True, slots=True)
class Allotted:
    """A resource as it was when it was given to the booking: what its claims are counted by."""

    resource_id: str
    name: str
    slot_minutes: int
    shared: bool = False
    capacity: int = 1
    setup_minutes: int = 0
    cleaning_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Partner:
    """The placing with a partner venue (rule B6)."""

    asked_at: datetime
    seat_number: str = ""
    placed_at: datetime | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the guest was told of the outcome (rule B6)."""

    told: str
    given_at: datetime
    agent_id: str | None
    in_time: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """A place found taken on arrival (rule B9)."""

    lost: tuple[Allotted, ...]
    """The place; it stays held, so that nobody else is sent to where strangers sit."""
    reported_at: datetime
    reseated_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    """The visit's time when it was lost: a visit that moves does not take the lost place with it."""


@dataclass(frozen=True, slots=True)
class Spend:
    """What the visit cost the guest (rule B10)."""

    receipt: str
    spend_fen: int
    excluded_fen: int
    captured_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Deposit:
    """One movement of the guest's deposit: ``taken``, ``returned`` or ``kept``."""

    movement: str
    amount_fen: int
    receipt: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """The guest's word against a no-show, and what a manager decided."""

    reason: str
    raised_at: datetime
    upheld: bool | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking.

    Attributes:
        item: name of what is booked, as a guest reads it.
        category, features, count, service_id: what was asked for, so that an equal can be found again.
        business_date: the venue's business day of the visit.
        policy_version: the policy that judged it last: when it was held, and by each act since.
        plan: moments the policy set, by timer name; `timers` says which count in the present status.
        ended_at: when it reached its final status.
        displaced_by: the closure that took its place, until a new one is found.
        choice_of: the request whose alternatives are held together; one is chosen, the others are freed.
        ledger_ref: identity in the older ledger it was recorded from.
    """

    id: str
    venue_id: str
    venue_kind: str
    timezone: str
    day_closes_minutes: int
    status: Status
    kind: Kind
    category: str
    item: str
    allotted: tuple[Allotted, ...]
    party_size: int
    starts_at: datetime
    ends_at: datetime
    business_date: date
    guest: Guest
    remarks: str
    channel: Channel
    agent_id: str | None
    tier: Tier
    taken_at: datetime
    policy_version: int
    features: tuple[str, ...] = ()
    count: int = 1
    service_id: str | None = None
    contracted: bool = True
    partner_venue: bool = False
    notes: tuple[str, ...] = ()
    offer: Offer | None = None
    offer_reconfirmed_at: datetime | None = None
    plan: dict[str, datetime] = field(default_factory=dict)
    confirmation_number: str | None = None
    confirmed_at: datetime | None = None
    expected_at: datetime | None = None
    seated_at: datetime | None = None
    duty_agent_id: str | None = None
    ended_at: datetime | None = None
    end_reason: str = ""
    displaced_by: str | None = None
    waiting_id: str | None = None
    series_id: str | None = None
    choice_of: str | None = None
    ledger_ref: str | None = None
    partner: Partner | None = None
    feedback: Feedback | None = None
    spend: Spend | None = None
    spend_chases: int = 0
    dispute: Dispute | None = None
    incidents: tuple[Incident, ...] = ()
    deposits: tuple[Deposit, ...] = ()

    @property
    def resource_ids(self) -> tuple[str, ...]:
        """Ids of what it holds."""
        return tuple(allotted.resource_id for allotted in self.allotted)

    @property
    def disclosed(self) -> OfferDisclosed | None:
        """The offer as the guest heard it (rule B7)."""
        return self.offer.disclosed() if self.offer else None


class About(TypedDict):
    """What every event of a booking carries."""

    booking_id: str
    venue_id: str
    guest_id: str
    business_date: date
    at: datetime


def about(booking: Booking, now: datetime) -> About:
    """The fields of `contracts.booking.BookingEvent` for something that happens to `booking` now."""
    return About(
        booking_id=booking.id,
        venue_id=booking.venue_id,
        guest_id=booking.guest.id,
        business_date=booking.business_date,
        at=now,
    )


def judged(decided: Decided[Booking], version: int) -> Decided[Booking]:
    """What a policy of that version decided: the booking remembers it, unless nothing came of it."""
    booking, told = decided
    return (replace(booking, policy_version=version) if told else booking), told


def need(booking: Booking, *allowed: Status, to: str) -> None:
    """Refuse (conflict) unless the booking is in one of the `allowed` statuses."""
    if booking.status not in allowed:
        raise Refused(
            "wrong-status", f"a booking that is {booking.status.value} cannot be {to}", field="status"
        )


def need_place(booking: Booking) -> None:
    """Refuse (conflict) while a closure has taken its place."""
    if booking.displaced_by:
        mend = "reschedule it to another first"
        if booking.partner_venue:
            mend = "cancel it and book anew, or reschedule it to its own time once that is lifted"
        raise Refused("no-place", f"a closure took its place; {mend}", field="status")


def missing(booking: Booking) -> tuple[str, ...]:
    """What an *effective* booking still lacks (rule B2); venue and time are always there."""
    given = {
        "name": booking.guest.name,
        "phone": booking.guest.phone,
        "member_card": booking.guest.member_card,
        "remarks": booking.remarks,
        "spend": booking.spend is not None or booking.tier not in GOLD_AND_ABOVE,
    }
    return tuple(name for name, there in given.items() if not there)


def allot(resource: Resource) -> Allotted:
    """A resource as it is given to a booking."""
    return Allotted(
        resource_id=resource.id,
        name=resource.name,
        slot_minutes=resource.slot_minutes,
        shared=resource.shared,
        capacity=resource.capacity,
        setup_minutes=resource.setup_minutes,
        cleaning_minutes=resource.cleaning_minutes,
    )


# --- timers -------------------------------------------------------------------------------------------

_COUNTS_IN: Mapping[str, tuple[Status, ...]] = {
    "hold-lapse": (Status.HELD,),
    "partner-answer": (Status.ASKED,),
    "remind-peak": (Status.CONFIRMED, Status.REMINDED),
    "remind-day": (Status.CONFIRMED, Status.REMINDED),
    "remind-soon": (Status.CONFIRMED, Status.REMINDED),
    "arrival-check": EXPECTED,
    "arrival-escalation": (Status.ASKED, *EXPECTED),
    "completion-escalation": (Status.SEATED,),
    "feedback": (*EXPECTED, Status.SEATED),
    "spend-chase": (Status.COMPLETED,),
}


def timers(booking: Booking) -> dict[str, datetime]:
    """The timers the booking wants: of what its policy planned, that which still matters in its status."""
    return {name: due for name, due in booking.plan.items() if booking.status in _COUNTS_IN[name]}


def unplanned(booking: Booking, *names: str) -> Booking:
    """The booking without the timers of those names."""
    return replace(booking, plan={name: due for name, due in booking.plan.items() if name not in names})


# --- claims -------------------------------------------------------------------------------------------


def claims(booking: Booking) -> frozenset[str]:
    """Ids of the buckets only this booking may hold (rule B15)."""
    return frozenset(
        bucket
        for allotted, starts_at, ends_at in _holding(booking)
        if not allotted.shared
        for bucket in _buckets(booking, allotted, starts_at, ends_at)
    )


def places(booking: Booking) -> dict[str, tuple[int, int]]:
    """Buckets of shared resources it takes places in: how many, and of how many there are."""
    return {
        bucket: (booking.party_size, allotted.capacity)
        for allotted, starts_at, ends_at in _holding(booking)
        if allotted.shared
        for bucket in _buckets(booking, allotted, starts_at, ends_at)
    }


def _holding(booking: Booking) -> Iterator[tuple[Allotted, datetime, datetime]]:
    """What it holds, and for which time: its place, and until the visit is over what it lost to strangers.

    A visit that is over holds only what it used.
    """
    if booking.status in (Status.CANCELLED, Status.LAPSED):
        return
    ends_at = booking.ends_at
    if booking.status in (Status.COMPLETED, Status.NO_SHOW) and booking.ended_at:
        ends_at = min(ends_at, max(booking.ended_at, booking.starts_at))
    for allotted in booking.allotted:
        yield allotted, booking.starts_at, ends_at
    if booking.status in FINAL:
        return
    for incident in booking.incidents:
        for lost in incident.lost:
            yield lost, incident.starts_at or booking.starts_at, incident.ends_at or booking.ends_at


def _buckets(booking: Booking, allotted: Allotted, starts_at: datetime, ends_at: datetime) -> Iterator[str]:
    first = starts_at - timedelta(minutes=allotted.setup_minutes)
    last = ends_at + timedelta(minutes=allotted.cleaning_minutes)
    for bucket in bucket_starts(first, last, allotted.slot_minutes, booking.timezone):
        yield claim_id(booking.venue_id, allotted.resource_id, bucket)

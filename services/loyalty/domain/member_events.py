"""Events for members: sign-up up to capacity, a waitlist by tier then time, attendance (rule L15)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.event import Event
from contracts.loyalty import (
    MemberAttended,
    MemberEventCancelled,
    MemberEventPublished,
    MemberSignedUp,
    MemberWaitlisted,
    MemberWithdrew,
)
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain.policy import Tier

__all__ = ["MemberEvent", "SignUp", "attend", "cancel", "publish", "resize", "sign_up", "taken", "withdraw"]


@dataclass(frozen=True, slots=True)
class SignUp:
    """A guest's seats, or the wish for them."""

    guest_id: str
    seats: int
    tier: Tier
    at: datetime
    waiting: bool = False
    attended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MemberEvent:
    """An event for members. `least_tier` and better may sign up, until it begins."""

    id: str
    venue_id: str
    title: str
    starts_at: datetime
    capacity: int
    least_tier: Tier = Tier.ORDINARY
    sign_ups: tuple[SignUp, ...] = ()
    cancelled_at: datetime | None = None


def publish(event: MemberEvent | None, new: MemberEvent) -> Decided[MemberEvent]:
    """Open an event for sign-up."""
    if event is not None:
        raise Refused("member-event-exists", "this event was published already")
    if new.capacity < 1:
        raise Refused("capacity-invalid", "an event has one seat or more", field="capacity", kind="invalid")
    told = MemberEventPublished(
        member_event_id=new.id,
        venue_id=new.venue_id,
        title=new.title,
        starts_at=new.starts_at,
        capacity=new.capacity,
        tiers=tuple(tier.label for tier in Tier if tier >= new.least_tier),
    )
    return new, (told,)


def sign_up(
    event: MemberEvent | None, guest_ids: tuple[str, ...], seats: int, tier: Tier, now: datetime
) -> Decided[MemberEvent]:
    """Give a guest seats, or a place on the waitlist when the event is full. Again changes nothing.

    Args:
        guest_ids: the guest, then all who were merged into them: seats taken under an old id are theirs.

    Raises:
        Refused: over, cancelled, or for higher tiers.
    """
    event = _open(event, now)
    if seats < 1:
        raise Refused("seats-invalid", "ask for one seat or more", field="seats", kind="invalid")
    if tier < event.least_tier:
        raise Refused(
            "tier-too-low", f"this event is for {event.least_tier.label} members and better", kind="forbidden"
        )
    if any(each.guest_id in guest_ids for each in event.sign_ups):
        return event, ()
    guest_id = guest_ids[0]
    waiting = taken(event) + seats > event.capacity
    made = SignUp(guest_id, seats, tier, now, waiting)
    told: Event = (
        MemberWaitlisted(member_event_id=event.id, guest_id=guest_id, seats=seats)
        if waiting
        else MemberSignedUp(member_event_id=event.id, guest_id=guest_id, seats=seats)
    )
    return replace(event, sign_ups=(*event.sign_ups, made)), (told,)


def withdraw(event: MemberEvent | None, guest_ids: tuple[str, ...], now: datetime) -> Decided[MemberEvent]:
    """Give a guest's seats up; those waiting who now fit move up, higher tiers first."""
    event = _open(event, now)
    given_up = [each.guest_id for each in event.sign_ups if each.guest_id in guest_ids]
    if not given_up:
        return event, ()
    left = replace(event, sign_ups=tuple(each for each in event.sign_ups if each.guest_id not in guest_ids))
    after, facts = _moved_up(left)
    told = tuple(MemberWithdrew(member_event_id=event.id, guest_id=each) for each in given_up)
    return after, (*told, *facts)


def resize(event: MemberEvent | None, capacity: int, now: datetime) -> Decided[MemberEvent]:
    """Change the capacity; nobody loses a seat.

    Raises:
        Refused: fewer seats than are taken.
    """
    event = _open(event, now)
    if capacity < taken(event):
        raise Refused("seats-taken", f"{taken(event)} seats are taken", field="capacity")
    return _moved_up(replace(event, capacity=capacity))


def cancel(event: MemberEvent | None, now: datetime) -> Decided[MemberEvent]:
    """Call the event off."""
    event = _open(event, now)
    told = MemberEventCancelled(
        member_event_id=event.id, guest_ids=tuple(each.guest_id for each in event.sign_ups)
    )
    return replace(event, cancelled_at=now), (told,)


def attend(event: MemberEvent | None, guest_ids: tuple[str, ...], now: datetime) -> Decided[MemberEvent]:
    """Note that a signed-up guest was there.

    Raises:
        Refused: the guest has no seat.
    """
    if event is None:
        raise Refused("member-event-not-found", "there is no such event", kind="missing")
    seat = next((each for each in event.sign_ups if each.guest_id in guest_ids and not each.waiting), None)
    if seat is None:
        raise Refused("no-seat", "this guest has no seat at the event", kind="missing")
    if seat.attended_at is not None:
        return event, ()
    seats = tuple(replace(each, attended_at=now) if each is seat else each for each in event.sign_ups)
    return replace(event, sign_ups=seats), (MemberAttended(member_event_id=event.id, guest_id=seat.guest_id),)


def taken(event: MemberEvent) -> int:
    """Seats that are given."""
    return sum(each.seats for each in event.sign_ups if not each.waiting)


def _moved_up(event: MemberEvent) -> Decided[MemberEvent]:
    facts: list[Event] = []
    for waiting in sorted(
        (each for each in event.sign_ups if each.waiting), key=lambda each: (-each.tier, each.at)
    ):
        if taken(event) + waiting.seats > event.capacity:
            continue
        seated = replace(waiting, waiting=False)
        event = replace(event, sign_ups=tuple(seated if each is waiting else each for each in event.sign_ups))
        facts.append(MemberSignedUp(member_event_id=event.id, guest_id=waiting.guest_id, seats=waiting.seats))
    return event, tuple(facts)


def _open(event: MemberEvent | None, now: datetime) -> MemberEvent:
    if event is None:
        raise Refused("member-event-not-found", "there is no such event", kind="missing")
    if event.cancelled_at is not None or event.starts_at <= now:
        raise Refused("member-event-closed", "this event was cancelled or has begun")
    return event

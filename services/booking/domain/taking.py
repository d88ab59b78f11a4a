"""Taking a booking: hold, read back, confirm, remind, or let lapse (rules B1-B5, B7, B13)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts import booking as facts
from contracts.event import Event
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import (
    EXPECTED,
    Booking,
    Channel,
    Guest,
    Partner,
    Status,
    Tier,
    about,
    allot,
    missing,
    need,
    need_place,
    unplanned,
)
from services.booking.domain.handling import measured
from services.booking.domain.hours import local_minutes
from services.booking.domain.placement import Ask, Placement, check_times
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.slots import DAY_MINUTES
from services.booking.domain.venue import Kind, Offer, Venue

__all__ = [
    "REMINDERS", "Request", "asked", "check", "check_phone", "check_window", "complete_details", "confirm",
    "forget_guest", "hold", "lapse", "next_day_at", "notes", "plan_visit", "remind", "schedule",
]  # fmt: skip

_PHONE = re.compile(r"\+[1-9]\d{6,14}")
REMINDERS = ("remind-peak", "remind-day", "remind-soon")


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to book, and for whom (rules B1, B2).

    Attributes:
        open_to_others: the guest would also take a sister venue; never assumed for a guest who named a
            contracted one (rule B12).
        entry_began_at: when the agent began to enter it (rule B11).
        choice_of: the request it is an alternative to; held briefly, beside others (rule B3).
    """

    booking_id: str
    venue_id: str
    ask: Ask
    guest: Guest
    channel: Channel
    agent_id: str | None = None
    tier: Tier = Tier.ORDINARY
    remarks: str = ""
    open_to_others: bool = True
    entry_began_at: datetime | None = None
    waiting_id: str | None = None
    series_id: str | None = None
    choice_of: str | None = None


def by_themself(request: Request) -> Request:
    """As a guest asks alone: the tier is loyalty's word only, and what they say of themselves is theirs."""
    return replace(request, tier=Tier.ORDINARY, guest=replace(request.guest, own_word=True))


def asked(booking: Booking) -> Ask:
    """What a booking asks for, as it stands: to find it another place, its present one first."""
    return Ask(
        kind=booking.kind,
        party_size=booking.party_size,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        category="" if booking.service_id else booking.category,
        features=booking.features,
        resource_ids=(booking.service_id,) if booking.service_id else (),
        count=booking.count,
        prefer=booking.resource_ids,
    )


def check(request: Request, venue: Venue, policy: BookingPolicy, now: datetime) -> None:
    """Refuse what can never be a booking, naming the field (rules B2, B13)."""
    if request.ask.party_size < 1:
        raise Refused("no-guests", "a booking is for at least 1 guest", field="party_size", kind="invalid")
    check_times(request.ask)
    check_phone(request.guest)
    if request.ask.kind is Kind.STAFF:
        raise Refused(
            "staff-not-booked", "book the service; staff is given with it", field="kind", kind="invalid"
        )
    check_window(venue, request.ask.starts_at, request.tier, policy, now)


def check_phone(guest: Guest) -> None:
    """Refuse a phone that nobody can be reached by."""
    if guest.phone and not _PHONE.fullmatch(guest.phone):
        raise Refused(
            "bad-phone", "give the phone in E.164, e.g. +8613800138000", field="guest.phone", kind="invalid"
        )


def check_window(venue: Venue, starts_at: datetime, tier: Tier, policy: BookingPolicy, now: datetime) -> None:
    """Refuse a start in the past, or further ahead than the guest's tier may book (rule B13)."""
    if starts_at < now - timedelta(minutes=policy.hold_minutes):
        raise Refused(
            "in-the-past", "starts_at has passed; give a time to come", field="starts_at", kind="invalid"
        )
    ahead = (venue.business_date(starts_at) - venue.business_date(now)).days
    window = policy.window_days(tier)
    if ahead > window:
        raise Refused(
            "too-early",
            f"a guest of tier {tier.value} books at most {window} days ahead, this is {ahead}",
            field="starts_at",
            kind="invalid",
            extra={"window_days": window},
        )


def hold(
    request: Request,
    venue: Venue,
    placement: Placement | None,
    policy: BookingPolicy,
    version: int,
    now: datetime,
) -> Decided[Booking]:
    """Hold a place and read the details back: item, notes, and the offer of the day (rules B4, B7).

    Args:
        placement: what is given; None at a partner venue, which places the booking itself.
    """
    check(request, venue, policy, now)
    patience = policy.waitlist_offer_minutes if request.waiting_id else policy.hold_minutes
    if request.choice_of:
        patience = policy.choice_minutes
    expires_at = now + timedelta(minutes=patience)
    business_date = venue.business_date(request.ask.starts_at)
    offer = venue.offer_on(business_date, request.ask.kind)
    booking = Booking(
        id=request.booking_id,
        venue_id=venue.id,
        venue_kind=venue.card.kind,
        timezone=venue.card.timezone,
        day_closes_minutes=venue.card.day_closes_minutes,
        status=Status.HELD,
        kind=request.ask.kind,
        category=placement.category if placement else request.ask.category,
        item=placement.item if placement else f"{request.ask.kind.value} {request.ask.category}".strip(),
        allotted=tuple(allot(resource) for resource in placement.resources) if placement else (),
        party_size=request.ask.party_size,
        starts_at=request.ask.starts_at,
        ends_at=request.ask.ends_at,
        business_date=business_date,
        guest=request.guest,
        remarks=request.remarks,
        channel=request.channel,
        agent_id=request.agent_id,
        tier=request.tier,
        taken_at=now,
        policy_version=version,
        features=request.ask.features,
        count=request.ask.count_named,
        service_id=placement.service.id if placement and placement.service else None,
        contracted=venue.card.contracted,
        partner_venue=venue.card.partner,
        notes=notes(venue, request.guest.language, offer),
        offer=offer,
        plan={"hold-lapse": expires_at},
        waiting_id=request.waiting_id,
        series_id=request.series_id,
        choice_of=request.choice_of,
    )
    held = facts.BookingHeld(
        **about(booking, now),
        kind=booking.kind.value,
        item=booking.item,
        resource_ids=booking.resource_ids,
        party_size=booking.party_size,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        channel=booking.channel.value,
        agent_id=booking.agent_id,
        tier=booking.tier.value,
        hold_expires_at=expires_at,
        policy_version=version,
        waiting_id=booking.waiting_id,
        series_id=booking.series_id,
        choice_of=booking.choice_of,
    )
    if request.agent_id and request.entry_began_at and request.entry_began_at <= now:
        entry = measured(booking, "order-entry", request.agent_id, request.entry_began_at, now, policy)
        return booking, (held, entry)
    return booking, (held,)


def confirm(booking: Booking, number: str, policy: BookingPolicy, now: datetime) -> Decided[Booking]:
    """The guest agrees: it gets its number and reminders; a partner venue is asked first (rules B4-B6).

    Raises:
        Refused: it is not held, the hold has lapsed, or a closure took its place (conflict).
    """
    need(booking, Status.HELD, to="confirmed")
    need_place(booking)
    if now >= booking.plan["hold-lapse"]:
        raise Refused("hold-lapsed", "the hold has lapsed; hold again", field="status")
    if booking.partner_venue:
        answer_due_at = now + timedelta(minutes=policy.partner_answer_minutes)
        escalated_at = booking.starts_at + timedelta(minutes=policy.arrival_escalation_minutes)
        asked = replace(
            booking,
            status=Status.ASKED,
            partner=Partner(asked_at=now),
            plan={"partner-answer": answer_due_at, "arrival-escalation": escalated_at},
        )
        told = facts.PartnerAsked(
            **about(asked, now),
            kind=asked.kind.value,
            party_size=asked.party_size,
            starts_at=asked.starts_at,
            answer_due_at=answer_due_at,
        )
        return asked, (told,)
    return schedule(replace(booking, status=Status.CONFIRMED), number, policy, now)


def schedule(booking: Booking, number: str, policy: BookingPolicy, now: datetime) -> Decided[Booking]:
    """Make the booking stand: number, reminders and arrival checks. For `confirm` and a partner's answer."""
    confirmed = replace(
        booking,
        status=Status.CONFIRMED,
        confirmation_number=number,
        confirmed_at=now,
        plan=plan_visit(booking, policy, now),
    )
    lacking = missing(confirmed)
    told = facts.BookingConfirmed(
        **about(confirmed, now),
        confirmation_number=number,
        kind=confirmed.kind.value,
        item=confirmed.item,
        party_size=confirmed.party_size,
        starts_at=confirmed.starts_at,
        ends_at=confirmed.ends_at,
        channel=confirmed.channel.value,
        agent_id=confirmed.agent_id,
        tier=confirmed.tier.value,
        notes=confirmed.notes,
        offer=confirmed.disclosed,
        effective=not lacking,
        missing=lacking,
        contracted=confirmed.contracted,
    )
    return confirmed, (told,)


def plan_visit(booking: Booking, policy: BookingPolicy, now: datetime) -> dict[str, datetime]:
    """Reminders still ahead (rule B5) and the arrival checks (rule B8) of a booking that stands."""
    day = booking.starts_at - timedelta(hours=policy.reminder_day_hours)
    reminders = {
        "remind-day": day,
        "remind-soon": booking.starts_at - timedelta(hours=policy.reminder_soon_hours),
    }
    if policy.is_peak(booking.business_date):
        reminders["remind-peak"] = day - timedelta(hours=policy.reminder_peak_extra_hours)
    plan = {name: due for name, due in reminders.items() if due > now}
    plan["arrival-check"] = booking.starts_at + timedelta(minutes=policy.arrival_check_minutes)
    plan["arrival-escalation"] = booking.starts_at + timedelta(minutes=policy.arrival_escalation_minutes)
    return plan


def lapse(booking: Booking, now: datetime) -> Decided[Booking]:
    """A hold that nobody confirmed in time frees its place (rule B4)."""
    need(booking, Status.HELD, to="lapsed")
    lapsed = replace(booking, status=Status.LAPSED, ended_at=now, plan={})
    return lapsed, (facts.HoldLapsed(**about(lapsed, now)),)


def remind(booking: Booking, name: str, now: datetime) -> Decided[Booking]:
    """The guest is to be reminded; useful until the next reminder comes, or the visit starts (rule B5)."""
    reminded = replace(unplanned(booking, name), status=Status.REMINDED)
    later = [due for other, due in reminded.plan.items() if other in REMINDERS]
    told = facts.ReminderDue(
        **about(reminded, now),
        reminder=name.removeprefix("remind-"),
        confirmation_number=reminded.confirmation_number or "",
        item=reminded.item,
        party_size=reminded.party_size,
        starts_at=reminded.starts_at,
        valid_until=min([*later, reminded.starts_at]),
    )
    return reminded, (told,)


def complete_details(
    booking: Booking, guest: Guest, remarks: str, offer_reconfirmed: bool, now: datetime
) -> Decided[Booking]:
    """Complete or correct the guest's details and remarks (rule B2); note the venue's word on the offer (B7).

    Raises:
        Refused: the booking is over without a visit (conflict), or has no offer to reconfirm (conflict).
    """
    need(booking, Status.HELD, Status.ASKED, *EXPECTED, Status.SEATED, Status.COMPLETED, to="changed")
    told: list[Event] = []
    after = replace(booking, guest=replace(guest, id=booking.guest.id), remarks=remarks)
    changed = [name for name in ("name", "phone", "member_card", "language")
               if getattr(after.guest, name) != getattr(booking.guest, name)]  # fmt: skip
    changed += ["remarks"] if remarks != booking.remarks else []
    if changed:
        lacking = missing(after)
        told.append(
            facts.DetailsChanged(
                **about(after, now), changed=tuple(changed), effective=not lacking, missing=lacking
            )
        )
    if offer_reconfirmed and after.offer_reconfirmed_at is None:
        if after.disclosed is None:
            raise Refused("no-offer", "no offer was disclosed for this booking", field="offer_reconfirmed")
        after = replace(after, offer_reconfirmed_at=now)
        told.append(facts.OfferReconfirmed(**about(after, now), offer=after.disclosed))
    return after, tuple(told)


def forget_guest(booking: Booking) -> Decided[Booking]:
    """The guest's personal data must go; what was booked stays. Forgotten data is told to nobody."""
    gone = replace(booking, guest=Guest(id=booking.guest.id, language=booking.guest.language), remarks="")
    return (booking if gone == booking else gone), ()


def next_day_at(booking: Booking, minutes: int) -> datetime:
    """The moment `minutes` after local midnight of the day after the booking's business day."""
    return local_minutes(booking.business_date, DAY_MINUTES + minutes, booking.timezone)


def notes(venue: Venue, language: str, offer: Offer | None) -> tuple[str, ...]:
    """What the guest must know: the venue's own notes, and what the offer of the day asks or leaves out."""
    chinese = language == "zh-CN"
    told = list(venue.card.notes if chinese else venue.card.notes_en or venue.card.notes)
    if offer and offer.minimum_spend_fen:
        yuan = f"{offer.minimum_spend_fen / 100:g}"
        told.append(f"最低消费 {yuan} 元" if chinese else f"Minimum spend {yuan} yuan")
    if offer and offer.exclusions:
        listed = ("、" if chinese else ", ").join(offer.exclusions)
        told.append(f"优惠不含:{listed}" if chinese else f"The discount does not cover: {listed}")
    return tuple(told)

"""Bookings that a partner venue places, and what the guest is told of the outcome (rule B6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.arriving import cancel
from services.booking.domain.booking import (
    EXPECTED,
    Booking,
    Feedback,
    Partner,
    Status,
    about,
    need,
    need_place,
    unplanned,
)
from services.booking.domain.handling import measured
from services.booking.domain.incidents import open_incident
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import schedule

__all__ = [
    "feedback_overdue",
    "give_feedback",
    "partner_placed",
    "partner_refused",
    "partner_silent",
    "turned_away",
]


def partner_placed(
    booking: Booking,
    seat_number: str,
    number: str,
    policy: BookingPolicy,
    now: datetime,
    *,
    offer_reconfirmed: bool = False,
) -> Decided[Booking]:
    """The partner placed it: the booking stands, and its seat number is owed to the guest at once.

    Args:
        offer_reconfirmed: the partner says that it will honour the disclosed offer (rule B7).

    Raises:
        Refused: the partner was not asked, or has answered, or its house shuts then (conflict); no seat
            number (invalid).
    """
    if not seat_number.strip():
        raise Refused(
            "no-seat-number", "the partner's seat number is needed", field="seat_number", kind="invalid"
        )
    partner = _asked(booking)
    need_place(booking)
    placed = replace(
        booking, partner=replace(partner, seat_number=seat_number, placed_at=now), item=seat_number
    )
    standing, confirmed = schedule(placed, number, policy, now)
    due_at = now + timedelta(minutes=policy.feedback_minutes)
    told = facts.PartnerPlaced(**about(standing, now), seat_number=seat_number, feedback_due_at=due_at)
    standing = replace(standing, plan=standing.plan | {"feedback": due_at})
    if not offer_reconfirmed or standing.disclosed is None:
        return standing, (told, *confirmed)
    honoured = facts.OfferReconfirmed(**about(standing, now), offer=standing.disclosed)
    return replace(standing, offer_reconfirmed_at=now), (told, *confirmed, honoured)


def partner_refused(booking: Booking, reason: str, now: datetime) -> Decided[Booking]:
    """The partner cannot place it; the caller is answered with alternatives."""
    refused = replace(booking, partner=replace(_asked(booking), refused=reason or "refused"))
    told = facts.PartnerRefused(**about(refused, now), reason=reason)
    gone, cancelled = cancel(refused, "partner", reason, now)
    return gone, (told, *cancelled)


def turned_away(booking: Booking) -> bool:
    """Whether its house cannot take the guest: naming other venues is then help, not steering (rule B12)."""
    refused = booking.partner is not None and bool(booking.partner.refused)
    return refused or booking.displaced_by is not None or open_incident(booking) is not None


def partner_silent(booking: Booking, now: datetime) -> Decided[Booking]:
    """The partner did not answer in time: the supervisor is told, and the partner may still answer."""
    told = facts.BookingEscalated(
        **about(booking, now),
        about="partner",
        overdue_since=booking.plan["partner-answer"],
        agent_id=booking.agent_id,
    )
    return unplanned(booking, "partner-answer"), (told,)


def give_feedback(
    booking: Booking, told: str, agent_id: str | None, policy: BookingPolicy, now: datetime
) -> Decided[Booking]:
    """Somebody told the guest the outcome; recorded for every booking, in time or not (rules B6, B11).

    Raises:
        Refused: there is nothing to tell yet (conflict), or the guest has been told (conflict).
    """
    over = (Status.COMPLETED, Status.CANCELLED, Status.NO_SHOW)
    need(booking, *EXPECTED, Status.SEATED, *over, to="fed back to the guest")
    if booking.feedback is not None:
        raise Refused("feedback-given", "the guest has been told", field="told")
    due_at = booking.plan.get("feedback")
    placed_late = booking.partner is not None and booking.partner.placed_at is not None and due_at is None
    in_time = not placed_late and (due_at is None or now <= due_at)
    feedback = Feedback(told=told, given_at=now, agent_id=agent_id, in_time=in_time)
    done = replace(unplanned(booking, "feedback"), feedback=feedback)
    given = facts.FeedbackGiven(**about(done, now), told=told, agent_id=agent_id, in_time=in_time)
    placed_at = done.partner.placed_at if done.partner else None
    if placed_at is None or agent_id is None:
        return done, (given,)
    return done, (given, measured(done, "feedback", agent_id, placed_at, now, policy))


def feedback_overdue(booking: Booking, now: datetime) -> Decided[Booking]:
    """The guest has not been told the seat number within the promise."""
    told = facts.FeedbackOverdue(
        **about(booking, now), due_at=booking.plan["feedback"], agent_id=booking.agent_id
    )
    return unplanned(booking, "feedback"), (told,)


def _asked(booking: Booking) -> Partner:
    need(booking, Status.ASKED, to="answered by a partner")
    return booking.partner or Partner(asked_at=booking.taken_at)

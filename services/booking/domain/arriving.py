"""Arrival and end of a visit: seated, late, completed, cancelled, no-show, disputed (rules B8, B10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import (
    EXPECTED,
    GOLD_AND_ABOVE,
    Booking,
    Dispute,
    Status,
    about,
    need,
    need_place,
    unplanned,
)
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import next_day_at

__all__ = [
    "cancel", "check_arrival", "complete", "decide_dispute", "dispute_no_show", "escalate", "mark_late",
    "mark_no_show", "seat",
]  # fmt: skip


def check_arrival(booking: Booking, now: datetime) -> Decided[Booking]:
    """Somebody must look whether the party is there (rule B8)."""
    checked = unplanned(booking, "arrival-check")
    told = facts.ArrivalCheckDue(
        **about(checked, now), expected_at=_expected_at(checked), agent_id=checked.agent_id
    )
    return checked, (told,)


def escalate(
    booking: Booking, name: Literal["arrival-escalation", "completion-escalation"], now: datetime
) -> Decided[Booking]:
    """Nobody gave a final status in time: the supervisor is told (rule B8)."""
    arrival = name == "arrival-escalation"
    told = facts.BookingEscalated(
        **about(booking, now),
        about="arrival" if arrival else "completion",
        overdue_since=_expected_at(booking) if arrival else booking.ends_at,
        agent_id=booking.agent_id if arrival else booking.duty_agent_id or booking.agent_id,
    )
    return unplanned(booking, name), (told,)


def mark_late(
    booking: Booking, expected_at: datetime, policy: BookingPolicy, now: datetime
) -> Decided[Booking]:
    """The party gave a new time; its place is kept and the checks move with it (rule B8).

    Raises:
        Refused: the new time has passed, or is outside the visit (invalid): that is a reschedule.
    """
    need(booking, *EXPECTED, to="late")
    if not booking.starts_at < expected_at < booking.ends_at:
        raise Refused(
            "outside-visit",
            "give a time within the visit, or reschedule it",
            field="expected_at",
            kind="invalid",
        )
    if expected_at <= now:
        raise Refused("in-the-past", "give a time that is still to come", field="expected_at", kind="invalid")
    plan = {
        "arrival-check": expected_at + timedelta(minutes=policy.arrival_check_minutes),
        "arrival-escalation": expected_at + timedelta(minutes=policy.arrival_escalation_minutes),
    }
    late = replace(
        booking, status=Status.LATE, expected_at=expected_at, plan=_keeping_feedback(booking, plan)
    )
    return late, (facts.BookingLate(**about(late, now), starts_at=late.starts_at, expected_at=expected_at),)


def seat(
    booking: Booking, duty_agent_id: str | None, policy: BookingPolicy, now: datetime
) -> Decided[Booking]:
    """The party is there and sits (rule B8)."""
    need(booking, *EXPECTED, to="seated")
    need_place(booking)
    plan = {"completion-escalation": booking.ends_at + timedelta(minutes=policy.arrival_escalation_minutes)}
    seated = replace(
        booking,
        status=Status.SEATED,
        seated_at=now,
        duty_agent_id=duty_agent_id,
        plan=_keeping_feedback(booking, plan),
    )
    told = facts.BookingSeated(
        **about(seated, now), party_size=seated.party_size, seated_at=now, duty_agent_id=duty_agent_id
    )
    return seated, (told,)


def complete(booking: Booking, policy: BookingPolicy, now: datetime) -> Decided[Booking]:
    """The visit ended. For gold cards and above its spend falls due: KTV the next evening (rules B8, B10)."""
    need(booking, Status.SEATED, to="completed")
    done = replace(booking, status=Status.COMPLETED, ended_at=now, plan={})
    expected = done.tier in GOLD_AND_ABOVE and done.spend is None
    if expected:
        done = replace(done, plan={"spend-chase": spend_due_at(done, policy)})
    told = facts.BookingCompleted(
        **about(done, now),
        party_size=done.party_size,
        starts_at=done.starts_at,
        ended_at=now,
        tier=done.tier.value,
        spend_expected=expected,
    )
    return done, (told,)


def spend_due_at(booking: Booking, policy: BookingPolicy) -> datetime:
    """When the visit's spend must be known: an hour after its end; at a KTV, the next evening (rule B10)."""
    if booking.venue_kind == "ktv":
        return next_day_at(booking, policy.ktv_spend_due_minutes)
    return (booking.ended_at or booking.ends_at) + timedelta(minutes=policy.spend_due_minutes)


def cancel(
    booking: Booking, by: Literal["guest", "venue", "partner"], reason: str, now: datetime
) -> Decided[Booking]:
    """Call the booking off; its place is free at once."""
    need(booking, Status.HELD, Status.ASKED, *EXPECTED, to="cancelled")
    gone = replace(booking, status=Status.CANCELLED, ended_at=now, end_reason=reason, plan={})
    told = facts.BookingCancelled(
        **about(gone, now),
        by=by,
        reason=reason,
        starts_at=gone.starts_at,
        confirmation_number=gone.confirmation_number,
    )
    return gone, (told,)


def mark_no_show(booking: Booking, now: datetime) -> Decided[Booking]:
    """The party never came; the rest of its time is free (rule B8).

    Raises:
        Refused: the visit has not begun, the late party's new time has not come, or the house had no place
            for it (conflict).
    """
    need(booking, *EXPECTED, to="a no-show")
    if booking.displaced_by or (booking.incidents and not booking.allotted):
        raise Refused("no-place", "the house had no place for it: cancel it for the venue", field="status")
    if now < _expected_at(booking):
        raise Refused("not-yet", "the party is not due yet; cancel it if it will not come", field="status")
    absent = replace(booking, status=Status.NO_SHOW, ended_at=now, plan={})
    return absent, (facts.BookingNoShow(**about(absent, now), starts_at=absent.starts_at),)


def dispute_no_show(booking: Booking, reason: str, now: datetime) -> Decided[Booking]:
    """The guest says they came."""
    need(booking, Status.NO_SHOW, to="disputed as a no-show")
    if booking.dispute is not None:
        raise Refused("already-disputed", "this no-show was disputed before", field="status")
    disputed = replace(booking, dispute=Dispute(reason=reason, raised_at=now))
    return disputed, (facts.NoShowDisputed(**about(disputed, now), reason=reason),)


def decide_dispute(
    booking: Booking,
    *,
    upheld: bool,
    reason: str,
    seated_at: datetime,
    completed_at: datetime | None,
    keep_place: bool,
    policy: BookingPolicy,
    now: datetime,
) -> Decided[Booking]:
    """A manager decides a dispute: upheld, the no-show is undone and the visit stands as it took place.

    Args:
        keep_place: claim the place's time again; without, the visit stands although its freed time was
            given to somebody else meanwhile.
    """
    need(booking, Status.NO_SHOW, to="reinstated")
    if booking.dispute is None or booking.dispute.upheld is not None:
        raise Refused("no-dispute", "there is no open dispute of this no-show", field="status")
    decided = replace(booking, dispute=replace(booking.dispute, upheld=upheld))
    if not upheld:
        return decided, ()
    for field, moment in (("seated_at", seated_at), ("completed_at", completed_at)):
        if moment is not None and moment > now:
            raise Refused("still-to-come", f"{field} is still to come", field=field, kind="invalid")
    if completed_at is not None and completed_at <= seated_at:
        raise Refused(
            "ends-before-start",
            "completed_at must come after seated_at",
            field="completed_at",
            kind="invalid",
        )
    back = replace(
        decided,
        status=Status.SEATED,
        seated_at=seated_at,
        ended_at=None,
        allotted=decided.allotted if keep_place else (),
        plan={"completion-escalation": now + timedelta(minutes=policy.arrival_escalation_minutes)},
    )
    told = facts.BookingReinstated(
        **about(back, now), reason=reason, seated_at=seated_at, completed_at=completed_at
    )
    if completed_at is None:
        return back, (told,)
    done, ended = complete(back, policy, completed_at)
    return done, (told, *ended)


def _expected_at(booking: Booking) -> datetime:
    return booking.expected_at or booking.starts_at


def _keeping_feedback(booking: Booking, plan: dict[str, datetime]) -> dict[str, datetime]:
    """`plan`, with the guest's feedback still owed if it was."""
    owed = booking.plan.get("feedback")
    return plan | {"feedback": owed} if owed else plan

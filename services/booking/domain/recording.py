"""Recording a booking from an older ledger: the same decisions, at the ledger's moments, in one change.

There is no side door: a recorded booking passes `hold`, `confirm` and the arrival decisions like any other,
holds the same claims and tells the same events, marked ``recorded``. Nothing fires in between, since it is
all one change; afterwards the booking's remaining timers are those of its present status. A reminder whose
time has passed is none of them; a check that is overdue is, since somebody must still say how it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from contracts.booking import BookingEvent
from infra.chassis.decision import Decided, Refused
from services.booking.domain.arriving import cancel, complete, mark_no_show, seat
from services.booking.domain.booking import FINAL, Booking, unplanned
from services.booking.domain.placement import Placement
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.spending import capture_spend
from services.booking.domain.taking import REMINDERS, Request, confirm, hold
from services.booking.domain.venue import Venue

__all__ = ["History", "record"]


@dataclass(frozen=True, slots=True)
class History:
    """What the ledger knows. At most one of cancelled, no-show and seated; without, the visit is still ahead.

    Attributes:
        ref: identity of the line in its ledger; recorded once, whatever is repeated.
        spend_fen: what the visit cost, if the ledger tells.
    """

    ref: str
    taken_at: datetime
    confirmed_at: datetime
    cancelled_at: datetime | None = None
    seated_at: datetime | None = None
    completed_at: datetime | None = None
    no_show_at: datetime | None = None
    spend_fen: int | None = None


def check_history(history: History, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Refuse a history that cannot have been, naming the field (invalid)."""
    ends = [name for name in ("cancelled_at", "no_show_at", "seated_at") if getattr(history, name)]
    if len(ends) > 1:
        raise _impossible(ends[1], f"a booking cannot be both {ends[0][:-3]} and {ends[1][:-3]}")
    if history.completed_at and not history.seated_at:
        raise _impossible("seated_at", "a completed visit needs the moment it was seated")
    order = ("taken_at", "confirmed_at", "seated_at", "completed_at", "cancelled_at", "no_show_at")
    moments = [(name, moment) for name in order if (moment := getattr(history, name)) is not None]
    for (before, earlier), (name, moment) in pairwise(moments):
        if moment < earlier:
            raise _impossible(name, f"{name} comes before {before}")
    if history.no_show_at and history.no_show_at < starts_at:
        raise _impossible("no_show_at", "no_show_at comes before the visit")
    if moments[-1][1] > now:
        raise _impossible(moments[-1][0], "a ledger tells of the past; this moment is still to come")
    if len(moments) == 2 and ends_at <= now:
        raise _impossible("completed_at", "the visit is over, so the ledger must tell how it ended")


def record(
    request: Request,
    history: History,
    venue: Venue,
    placement: Placement | None,
    number: str,
    policy: BookingPolicy,
    version: int,
    now: datetime,
) -> Decided[Booking]:
    """The booking as it stands after all that the ledger tells of it.

    Raises:
        Refused: the history cannot have been (invalid), or a decision refuses as it would have at the time.
    """
    check_history(history, request.ask.starts_at, request.ask.ends_at, now)
    if venue.card.partner:
        raise Refused(
            "partner-places", "a partner's bookings cannot be recorded here", field="venue_id", kind="invalid"
        )
    patient = replace(
        policy, hold_minutes=max(policy.hold_minutes, _minutes(history.confirmed_at - history.taken_at))
    )
    booking, told = hold(request, venue, placement, patient, version, history.taken_at)
    facts = list(told)
    for step in _steps(history, number, patient):
        booking, told = step(booking)
        facts += told
    past = [name for name in REMINDERS if booking.plan.get(name, now) <= now]
    booking = replace(unplanned(booking, *past), ledger_ref=history.ref)
    if booking.status in FINAL:
        booking = replace(booking, plan={})
    recorded = [
        fact.model_copy(update={"recorded": True}) for fact in facts if isinstance(fact, BookingEvent)
    ]
    return booking, tuple(recorded)


def _steps(
    history: History, number: str, policy: BookingPolicy
) -> Sequence[Callable[[Booking], Decided[Booking]]]:
    steps: list[Callable[[Booking], Decided[Booking]]] = [
        lambda booking: confirm(booking, number, policy, history.confirmed_at)
    ]
    if (at := history.cancelled_at) is not None:
        steps.append(lambda booking: cancel(booking, "guest", "", at))
    if (at_seat := history.seated_at) is not None:
        steps.append(lambda booking: seat(booking, None, policy, at_seat))
    if (at_end := history.completed_at) is not None:
        steps.append(lambda booking: complete(booking, policy, at_end))
    if (at_door := history.no_show_at) is not None:
        steps.append(lambda booking: mark_no_show(booking, at_door))
    if (spend := history.spend_fen) is not None and history.completed_at is not None:
        moment = history.completed_at
        steps.append(lambda booking: capture_spend(booking, history.ref, spend, 0, moment))
    return steps


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60) + 1


def _impossible(field: str, detail: str) -> Refused:
    return Refused("impossible-history", detail, field=field, kind="invalid")

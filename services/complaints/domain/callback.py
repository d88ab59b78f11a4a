"""Callbacks owed to guests: after cases, from the sample, and by plan (rules C13, C21)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from contracts.complaints import (
    CallbackCancelled,
    CallbackMade,
    CallbackMode,
    CallbackOverdue,
    CallbackOwed,
    CallbackReason,
    CallbackReassigned,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.people import Directory

__all__ = ["Attempt", "Callback", "cancel", "erase", "make", "overdue", "owe", "reassign", "timers"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to call a guest back. Only an effective one, where the guest spoke, ends the obligation."""

    at: datetime
    by: str
    mode: CallbackMode
    effective: bool
    satisfied: bool | None
    said: str


@dataclass(frozen=True, slots=True)
class Callback:
    """A callback owed to a guest.

    Attributes:
        purpose: what to speak about, for a planned one.
    """

    id: str
    reason: CallbackReason
    venue_id: str
    guest_id: str
    mode: CallbackMode
    assigned_to: str
    due_at: datetime
    case_id: str | None = None
    cycle: int | None = None
    plan_id: str | None = None
    purpose: str = ""
    status: Literal["owed", "made", "cancelled"] = "owed"
    told_overdue: bool = False
    attempts: tuple[Attempt, ...] = ()


def owe(callback: Callback | None, wanted: Callback) -> Decided[Callback]:
    """Take on the obligation; the same one twice is one."""
    if callback is not None:
        return callback, ()
    return wanted, (
        CallbackOwed(
            callback_id=wanted.id,
            reason=wanted.reason,
            case_id=wanted.case_id,
            cycle=wanted.cycle,
            plan_id=wanted.plan_id,
            venue_id=wanted.venue_id,
            guest_id=wanted.guest_id,
            mode=wanted.mode,
            assigned_to=wanted.assigned_to,
            due_at=wanted.due_at,
        ),
    )


def make(
    callback: Callback,
    now: datetime,
    by: str,
    mode: CallbackMode,
    *,
    effective: bool,
    satisfied: bool | None = None,
    said: str = "",
) -> Decided[Callback]:
    """Record a try. One that reached the guest needs their verdict, where a case is behind it.

    Raises:
        Refused: it is no longer owed, a major complaint's visit was only phoned, or the verdict is missing.
    """
    if callback.status != "owed":
        raise Refused("callback-not-owed", f"it was {callback.status} already")
    if effective and callback.mode == "visit" and mode != "visit":
        raise Refused("visit-owed", "the guest is owed a visit", field="mode", kind="invalid")
    if effective and callback.case_id is not None and satisfied is None:
        raise Refused(
            "verdict-missing", "say whether the guest is satisfied", field="satisfied", kind="invalid"
        )
    if not effective:
        satisfied = None
    attempt = Attempt(now, by, mode, effective, satisfied, said.strip())
    after = replace(
        callback, attempts=(*callback.attempts, attempt), status="made" if effective else callback.status
    )
    return after, (
        CallbackMade(
            callback_id=callback.id,
            reason=callback.reason,
            case_id=callback.case_id,
            cycle=callback.cycle,
            venue_id=callback.venue_id,
            guest_id=callback.guest_id,
            staff_id=by,
            mode=mode,
            effective=effective,
            satisfied=satisfied,
            in_time=now < callback.due_at,
        ),
    )


def cancel(callback: Callback, reason: str) -> Decided[Callback]:
    """It is no longer owed: its case was withdrawn or reworked first, or the guest is gone."""
    if callback.status != "owed":
        return callback, ()
    told = CallbackCancelled(
        callback_id=callback.id, case_id=callback.case_id, venue_id=callback.venue_id, reason=reason
    )
    return replace(callback, status="cancelled"), (told,)


def reassign(callback: Callback, to: str) -> Decided[Callback]:
    """Its case changed hands: what is still owed is the new owner's to make (C24)."""
    if callback.status != "owed" or callback.assigned_to == to:
        return callback, ()
    told = CallbackReassigned(
        callback_id=callback.id,
        case_id=callback.case_id,
        venue_id=callback.venue_id,
        previous_id=callback.assigned_to,
        assigned_to=to,
        due_at=callback.due_at,
    )
    return replace(callback, assigned_to=to), (told,)


def overdue(callback: Callback, directory: Directory, now: datetime) -> Decided[Callback]:
    """It was not made in time; told once, and still owed."""
    told = CallbackOverdue(
        callback_id=callback.id,
        case_id=callback.case_id,
        venue_id=callback.venue_id,
        assigned_to=callback.assigned_to,
        due_at=callback.due_at,
        staff_ids=directory.told_for(callback.assigned_to, "supervisor", now),
    )
    return replace(callback, told_overdue=True), (told,)


def erase(callback: Callback) -> Decided[Callback]:
    """The guest's data must go: what they said, and how to call them (L14)."""
    silent = replace(callback, attempts=tuple(replace(each, said="") for each in callback.attempts))
    return cancel(silent, "guest erased")


def timers(callback: Callback) -> dict[str, datetime]:
    """When it becomes overdue."""
    waits = callback.status == "owed" and not callback.told_overdue
    return {"due": callback.due_at} if waits else {}

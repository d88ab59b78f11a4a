"""A call to the level in charge, which climbs until somebody acknowledges it or it is over (rule N2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts.notifications import (
    EscalationAcknowledged,
    EscalationPassedOn,
    EscalationRaised,
    EscalationUnanswered,
)
from infra.chassis.decision import Decided, Refused
from services.notifications.domain.policy import NotificationPolicy

__all__ = ["Escalation", "acknowledge", "may_take", "on_timer", "open_call", "settle", "timers"]


@dataclass(frozen=True, slots=True)
class Escalation:
    """One call.

    Attributes:
        levels: those called so far, in order; the last one is in charge now.
        acknowledge_by: when it passes on; None once it is over.
        status: ``open``, ``acknowledged``, ``unanswered``, or ``settled``: what it was about is over.
        number: what people know its case by; None for a booking or an emergency.
    """

    id: str
    kind: str
    subject_id: str
    venue_id: str
    levels: tuple[str, ...]
    raised_at: datetime
    acknowledge_by: datetime | None
    policy_version: int
    status: str = "open"
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    number: str | None = None


def timers(state: Escalation) -> dict[str, datetime]:
    """``pass-on``: nobody acknowledged."""
    return {"pass-on": state.acknowledge_by} if state.acknowledge_by is not None else {}


def open_call(
    state: Escalation | None,
    escalation_id: str,
    *,
    kind: str,
    subject_id: str,
    venue_id: str,
    level: str,
    policy: NotificationPolicy,
    policy_version: int,
    now: datetime,
    number: str | None = None,
) -> Decided[Escalation]:
    """Call the first level. A call that stands already stays as it is."""
    if state is not None:
        return state, ()
    until = _until(policy, now)
    call = Escalation(
        escalation_id, kind, subject_id, venue_id, (level,), now, until, policy_version, number=number
    )
    told = EscalationRaised(
        escalation_id=escalation_id,
        kind=kind,
        subject_id=subject_id,
        venue_id=venue_id,
        level=level,
        acknowledge_by=until,
    )
    return call, (told,)


def acknowledge(state: Escalation | None, staff_id: str, now: datetime) -> Decided[Escalation]:
    """Somebody takes it. Taking it again changes nothing.

    Raises:
        Refused: ``escalation-not-found``, ``already-acknowledged`` by somebody else.
    """
    if state is None:
        raise Refused("escalation-not-found", "there is no such call", kind="missing")
    if state.status == "acknowledged":
        if state.acknowledged_by == staff_id:
            return state, ()
        raise Refused("already-acknowledged", f"{state.acknowledged_by} has taken it")
    after = replace(
        state, status="acknowledged", acknowledged_by=staff_id, acknowledged_at=now, acknowledge_by=None
    )
    told = EscalationAcknowledged(
        escalation_id=state.id,
        subject_id=state.subject_id,
        venue_id=state.venue_id,
        level=state.levels[-1],
        acknowledged_by=staff_id,
    )
    return after, (told,)


def may_take(state: Escalation, roles: frozenset[str], ladder: tuple[str, ...]) -> bool:
    """Whether somebody with these roles may take the call: a level called so far, or one above it."""
    first = state.levels[0]
    above = ladder[ladder.index(first) :] if first in ladder else ladder
    return not roles.isdisjoint({*state.levels, *above, "agent" if first == "desk" else first})


def settle(state: Escalation) -> Decided[Escalation]:
    """What it was about is over: nobody further is called."""
    if state.status != "open":
        return state, ()
    return replace(state, status="settled", acknowledge_by=None), ()


def on_timer(state: Escalation, policy: NotificationPolicy, now: datetime) -> Decided[Escalation]:
    """Pass the call on to the next level, or note that even the highest stayed silent."""
    following = _above(state.levels[-1], policy.ladder)
    if following is None:
        told = EscalationUnanswered(
            escalation_id=state.id,
            subject_id=state.subject_id,
            venue_id=state.venue_id,
            level=state.levels[-1],
            number=state.number,
        )
        return replace(state, status="unanswered", acknowledge_by=None), (told,)
    until = _until(policy, now)
    passed = EscalationPassedOn(
        escalation_id=state.id,
        kind=state.kind,
        subject_id=state.subject_id,
        venue_id=state.venue_id,
        from_level=state.levels[-1],
        to_level=following,
        acknowledge_by=until,
        number=state.number,
    )
    return replace(state, levels=(*state.levels, following), acknowledge_by=until), (passed,)


def _above(level: str, ladder: tuple[str, ...]) -> str | None:
    """The next level up; a level the ladder does not know stands below all of it."""
    index = ladder.index(level) + 1 if level in ladder else 0
    return ladder[index] if index < len(ladder) else None


def _until(policy: NotificationPolicy, now: datetime) -> datetime:
    return now + timedelta(minutes=policy.acknowledge_minutes)

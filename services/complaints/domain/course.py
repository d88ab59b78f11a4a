"""The course of a case in time: catching up with its clocks, and recording what happens to them.

Every decision on a case begins with `catch_up`: what turned by itself before now is told first, whoever
is first to look. Then `record` appends facts and tells what they turned. So a late timer, a command in the
last moment and a replay all give the same turns in the same order.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from contracts.complaints import CaseClockChanged, CaseEscalated, CaseResumed
from contracts.event import Event
from services.complaints.domain.case import Case
from services.complaints.domain.clock import Climb, Clock, Ran, Turn
from services.complaints.domain.clocks import run
from services.complaints.domain.history import Fact, Happened, Terms
from services.complaints.domain.parts import Standing
from services.complaints.domain.rules import Rules

__all__ = ["Events", "catch_up", "ran_of", "record"]

Events = tuple[Event, ...]


def ran_of(case: Case, rules: Rules, until: datetime) -> Ran:
    """What the case's history comes to at a moment."""
    return run(case.history, Terms.of(case.kind, rules.policy), rules.calendar, until)


def catch_up(case: Case, rules: Rules, now: datetime) -> tuple[Case, Events]:
    """The case as of `now`, and what turned since it was last judged.

    `judged_at` of the result is the time to date a decision with: never before what was told already.
    """
    return _tell(replace(case, judged_at=max(now, case.judged_at)), rules, by_timer=True)


def record(case: Case, rules: Rules, *facts: Fact) -> tuple[Case, Events]:
    """Append facts, dated `case.judged_at`, and tell what they turned."""
    return _tell(replace(case, history=(*case.history, *facts)), rules, by_timer=False)


def _tell(case: Case, rules: Rules, *, by_timer: bool) -> tuple[Case, Events]:
    ran = ran_of(case, rules, case.judged_at)
    after = replace(
        case,
        told=len(ran.turns),
        standing=tuple(_standing(clock) for clock in ran.clocks),
        next_turn_at=ran.next_at,
        next_due_at=_next_due(ran),
        guest_due_at=ran.promise.due_at if ran.promise else case.guest_due_at,
        level=ran.level,
        severity=ran.severity,
        cycle=ran.cycle,
        paused=ran.paused,
    )
    events: list[Event] = []
    for number, turn in enumerate(ran.turns[case.told :], case.told + 1):
        events.append(
            _climb(case, rules, turn, ran)
            if isinstance(turn, Climb)
            else _turn(case, rules, turn, number, ran)
        )
    goes_on = case.history[-1].what not in (Happened.RESOLVED, Happened.ENDED)
    if case.paused is not None and ran.paused is None and goes_on:
        resumed = CaseResumed(
            case_id=case.id, venue_id=case.venue_id, by_timer=by_timer, due_at=after.guest_due_at
        )
        events.insert(0, resumed)
    return after, tuple(events)


def _turn(case: Case, rules: Rules, turn: Turn, number: int, ran: Ran) -> CaseClockChanged:
    return CaseClockChanged(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        clock=turn.clock,
        department_id=turn.department_id,
        cycle=turn.cycle,
        level=turn.level,
        previous=turn.previous,
        status=turn.status,
        percent=turn.percent,
        at=turn.at,
        due_at=turn.due_at,
        transition=number,
        severity=ran.severity,
        staff_ids=_in_charge(case, rules, turn),
        policy_version=case.policy_version,
    )


def _climb(case: Case, rules: Rules, climb: Climb, ran: Ran) -> CaseEscalated:
    return CaseEscalated(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        previous=climb.previous,
        level=climb.level,
        clock=climb.clock,
        department_id=climb.department_id,
        reason=climb.reason,
        at=climb.at,
        severity=ran.severity,
        staff_ids=_in_charge(case, rules, climb),
    )


def _in_charge(case: Case, rules: Rules, turn: Turn | Climb) -> tuple[str, ...]:
    """The people of the turn's level; at the desk that is the case's owner, unless they have left."""
    if turn.level == "desk":
        return rules.directory.told_for(case.owner_id, "supervisor", turn.at)
    if turn.level == "department" and turn.department_id is None:
        departments = case.departments
        return tuple(
            sorted(
                {
                    one
                    for each in departments
                    for one in rules.directory.in_charge("department", each, turn.at)
                }
            )
        )
    return rules.directory.in_charge(turn.level, turn.department_id, turn.at)


def _next_due(ran: Ran) -> datetime | None:
    """A broken promise stays the first thing to mind until the result is given."""
    promise = ran.promise
    if promise is not None and promise.status == "breached" and ran.paused is None:
        return promise.due_at
    running = (clock.due_at for clock in ran.clocks if clock.open and clock.stands_at is None)
    return min(running, default=None)


def _standing(clock: Clock) -> Standing:
    return Standing(
        name=clock.name,
        department_id=clock.department_id,
        cycle=clock.cycle,
        level=clock.level,
        status=clock.status,
        started_at=clock.started_at,
        due_at=clock.due_at,
        stands_at=clock.stands_at,
        ended_at=clock.ended_at,
    )

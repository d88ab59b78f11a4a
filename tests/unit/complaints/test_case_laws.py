"""Laws of whole cases: random commands at random times, some of them refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.complaints import (
    CaseClockChanged,
    CaseEscalated,
    CaseExtended,
    CaseOwnerChanged,
    CaseResumed,
    CaseReworked,
    CaseSeverityChanged,
)
from contracts.event import Event
from infra.chassis.decision import Decided, Refused
from services.complaints.domain import dispatching, judging, owning, promising, remedying, resolving
from services.complaints.domain.case import Case, timers
from services.complaints.domain.clock import Climb
from services.complaints.domain.course import ran_of
from services.complaints.domain.firing import on_timer
from services.complaints.domain.opening import open_case
from services.complaints.domain.remedying import Offer
from services.complaints.domain.rules import Rules
from tests.unit.complaints.cases import opening_of, plan, rules
from tests.unit.complaints.worlds import START

Command = Callable[[Case, Rules, datetime], Decided[Case]]
_COMMANDS: list[tuple[str, Command]] = [
    ("responsible", lambda c, r, t: judging.classify(c, r, t, "responsible")),
    ("assist", lambda c, r, t: judging.classify(c, r, t, "assist")),
    ("major", lambda c, r, t: judging.judge(c, r, t, ["loss-or-injury"])),
    ("general", lambda c, r, t: judging.judge(c, r, t, [])),
    ("collective", lambda c, r, t: judging.find_ground(c, r, t, "collective")),
    ("kitchen", lambda c, r, t: dispatching.dispatch(c, r, t, ("kitchen",), "ann")),
    ("floor", lambda c, r, t: dispatching.dispatch(c, r, t, ("floor",), "ann")),
    ("react", lambda c, r, t: dispatching.react(c, r, t, "kitchen", "chef")),
    ("find", lambda c, r, t: dispatching.find(c, r, t, "kitchen", "chef", "facts")),
    ("cause", lambda c, r, t: remedying.find_cause(c, r, t, "house", "x", "ann")),
    ("send up", lambda c, r, t: dispatching.escalate(c, r, t, "manager")),
    ("pause", lambda c, r, t: promising.pause(c, r, t, "awaiting-guest", t + timedelta(hours=5))),
    ("resume", promising.resume),
    (
        "extend",
        lambda c, r, t: promising.extend(c, r, t, t + timedelta(hours=9), "parts", "ann", agreed=True),
    ),
    ("progress", lambda c, r, t: promising.tell_progress(c, r, t, "soon", "ann", send=True)),
    (
        "hand over",
        lambda c, r, t: owning.hand_over(c, r, t, "bob" if c.owner_id == "ann" else "ann", "shift"),
    ),
    ("query", lambda c, r, t: dispatching.ask(c, r, t, f"q{len(c.queries)}", "floor", "well?", "ann")),
    ("offer", lambda c, r, t: remedying.propose(c, r, t, Offer(f"r{len(c.remedies)}", "apology", "Sorry."))),
    ("accept", lambda c, r, t: remedying.accept(c, r, t, c.remedies[-1].id if c.remedies else "")),
    ("resolve", lambda c, r, t: resolving.resolve(c, r, t, "done")),
    ("unsatisfied", resolving.rework),
    ("close", lambda c, r, t: resolving.close(c, r, t, "ann", "lesson", (plan(t),))),
    ("withdraw", lambda c, r, t: resolving.withdraw(c, r, t, "ann", "changed their mind")),
]
_FORWARD = ("responsible", "kitchen", "react", "find", "cause", "resolve")
_steps = st.lists(
    st.tuples(st.integers(-30, 600), st.sampled_from([each for each in _COMMANDS if each[0] != "withdraw"])),
    max_size=14,
)


class World:
    """A case that is lived: timers fire (late by so much) between commands; the clock may jump back."""

    def __init__(self, own: Rules, late: timedelta) -> None:
        self.own = own
        self.late = late
        self.events: list[Event] = []
        self.case, told = open_case(None, opening_of(), own, START)
        self.events += told

    def live_until(self, moment: datetime) -> None:
        while due := self.next_timer(moment):
            name, at = due
            before = timers(self.case)
            self.case, told = on_timer(self.case, name, self.own, at + self.late)
            self.events += told
            assert timers(self.case).get(name) != before[name], f"{name} wants the same moment again"

    def next_timer(self, moment: datetime) -> tuple[str, datetime] | None:
        due = [(at, name) for name, at in timers(self.case).items() if at + self.late <= moment]
        return (min(due)[1], min(due)[0]) if due else None

    def do(self, command: Command, at: datetime) -> None:
        """Obey, or refuse; every move of the promise and of ownership is told by the events."""
        before = self.case
        try:
            self.case, told = command(self.case, self.own, at)
        except Refused:
            return
        self.events += told
        if self.case.guest_due_at != before.guest_due_at:
            assert self.case.guest_due_at in promised_by(told), "a deadline moved in silence"
        assert self.case.first_promised_at == before.first_promised_at
        assert self.case.history[: len(before.history)] == before.history
        owners = [event.owner_id for event in told if isinstance(event, CaseOwnerChanged)]
        assert [self.case.owner_id] == (owners or [before.owner_id]), "a case changed hands in silence"

    @property
    def turns(self) -> list[Event]:
        return [event for event in self.events if isinstance(event, CaseClockChanged | CaseEscalated)]


def promised_by(told: tuple[Event, ...]) -> set[datetime | None]:
    """The guest's deadlines that these events name."""
    moved = (CaseExtended, CaseResumed, CaseSeverityChanged)
    return {event.due_at for event in told if isinstance(event, moved)} | {
        event.promised_at for event in told if isinstance(event, CaseReworked)
    }


def told_of(case: Case, own: Rules, until: datetime) -> list[tuple[Any, ...]]:
    """What a replay of the case's history tells of its clocks."""
    turns = ran_of(case, own, until).turns
    return [
        (turn.at, turn.level, turn.reason)
        if isinstance(turn, Climb)
        else (turn.at, turn.clock, turn.department_id, turn.cycle, turn.previous, turn.status, turn.due_at)
        for turn in turns
    ]


def said(event: Event) -> tuple[Any, ...]:
    if isinstance(event, CaseEscalated):
        return event.at, event.level, event.reason
    assert isinstance(event, CaseClockChanged)
    return (
        event.at,
        event.clock,
        event.department_id,
        event.cycle,
        event.previous,
        event.status,
        event.due_at,
    )


@pytest.mark.rule("C3", "C6", "C7", "C9")
@settings(max_examples=150, deadline=None)
@given(_steps, st.sampled_from([0, 1, 4_000]), st.booleans())
def test_events_of_a_lived_case_are_those_of_its_replayed_history(
    steps: list[tuple[int, tuple[str, Command]]], late_seconds: int, forward: bool
) -> None:
    own = rules()
    world = World(own, timedelta(seconds=late_seconds))
    at = START
    commands = dict(_COMMANDS)
    if forward:
        steps = [(1, (name, commands[name])) for name in _FORWARD] + steps
    for minutes, (_name, command) in steps:
        at += timedelta(minutes=minutes)
        world.live_until(at)
        world.do(command, at)
        assert all(due > world.case.judged_at for name, due in timers(world.case).items() if name == "sla")
    end = at + timedelta(days=3)
    world.live_until(end)
    assert [said(event) for event in world.turns] == told_of(world.case, own, max(end, world.case.judged_at))
    numbers = [event.transition for event in world.events if isinstance(event, CaseClockChanged)]
    assert numbers == sorted(set(numbers)), "a turn was told twice"

"""The smallest service there can be: counters that count up, and tell so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.decision import Decide, Decided, Refused
from infra.chassis.desk import Desk
from infra.chassis.store import Store


class Counted(Event):
    """A counter went up."""

    TYPE: ClassVar[str] = "clubhouse.test.counted.v1"

    counter_id: str
    value: int
    step: int


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter, and when it wants to count by itself."""

    id: str
    value: int = 0
    alarm: datetime | None = None
    alarms: int = 0


def topic(name: str) -> Topic:
    """A counters topic of a test's own."""
    return Topic(f"clubhouse.{name}.counters", "test", "counter_id", (Counted,), "Counters, for tests.")


def count(id: str, step: int = 1, alarm: datetime | None = None) -> Decide[Counter]:
    """Count up by `step`; refuse to go beyond 1,000,000."""

    def decide(state: Counter | None, _now: datetime) -> Decided[Counter]:
        before = state or Counter(id)
        if before.value + step > 1_000_000:
            raise Refused("too-high", "count less", field="step", kind="invalid")
        after = replace(before, value=before.value + step, alarm=alarm or before.alarm)
        return after, (Counted(counter_id=id, value=after.value, step=step),)

    return decide


def timers(state: Counter) -> dict[str, datetime]:
    """A counter with an alarm wants one timer."""
    return {"alarm": state.alarm} if state.alarm else {}


def on_alarm(state: Counter, _name: str, _now: datetime) -> Decided[Counter]:
    """The alarm counts one up and is off."""
    after = replace(state, value=state.value + 1, alarm=None, alarms=state.alarms + 1)
    return after, (Counted(counter_id=state.id, value=after.value, step=1),)


class Counters(Store[Counter]):
    """Counters in the database."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="counter", state=Counter, timers=timers)

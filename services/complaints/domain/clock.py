"""What a clock is, and what it tells: values only. How they come about is `clocks.run`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from contracts.complaints import ClockName, ClockStatus, Level, PauseReason, Severity
from services.complaints.domain.calendar import Amount

__all__ = ["Climb", "Clock", "Ran", "Reason", "Span", "Turn"]

Reason = Literal["breach", "severity", "person"]
"""Why a case climbed: a clock ran out, it turned major, or somebody sent it up."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a clock's life in which it ran (``paused`` is None) or stood still. `stop` None: still."""

    start: datetime
    stop: datetime | None
    paused: PauseReason | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock as it stands.

    Attributes:
        allowed: the time it may run in all, in the unit of its target, extensions included.
        due_at: when it runs out if nothing happens; while paused, when it would if it resumed at `stands_at`.
        stands_at: since when it is paused; None while it runs or has ended.
        told_percent: the highest warning already given; 0 for none.
    """

    name: ClockName
    department_id: str | None
    cycle: int
    level: Level
    allowed: Amount
    status: ClockStatus
    started_at: datetime
    due_at: datetime
    stands_at: datetime | None = None
    ended_at: datetime | None = None
    told_percent: int = 0
    extended: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def open(self) -> bool:
        """Neither met, missed nor cancelled."""
        return self.status in ("pending", "imminent")


@dataclass(frozen=True, slots=True)
class Turn:
    """A clock changed its status (`previous` None: it started)."""

    at: datetime
    clock: ClockName
    department_id: str | None
    cycle: int
    level: Level
    previous: ClockStatus | None
    status: ClockStatus
    percent: int | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Climb:
    """The case, or one department's part of it, went up to a higher desk."""

    at: datetime
    previous: Level
    level: Level
    clock: ClockName | None
    department_id: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Ran:
    """What a history comes to at a moment.

    Attributes:
        clocks: every clock there has been, in order of start.
        turns: everything that turned by then, in order.
        next_at: the next moment at which something turns by itself; None if nothing will.
        level: who has the case.
        paused: why all clocks stand still; None if they run.
    """

    clocks: tuple[Clock, ...]
    turns: tuple[Turn | Climb, ...]
    next_at: datetime | None
    level: Level
    cycle: int
    severity: Severity
    paused: PauseReason | None

    def current(self, name: ClockName) -> Clock | None:
        """The newest clock of that name."""
        return next((clock for clock in reversed(self.clocks) if clock.name == name), None)

    @property
    def promise(self) -> Clock | None:
        """The clock of what the guest was promised: this cycle's, or an inquiry's before it ever climbed."""
        return self.current("guest") or next((clock for clock in self.clocks if clock.name == "answer"), None)

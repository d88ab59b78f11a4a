"""The clocks of a case: a pure function of (history, terms, calendar).

`run` folds a history into clocks and their turns (every change of status and every climb, in order). It
never needs to have been run before: replaying a history gives what living it gave. Appending to a history
never alters the turns before the appended moment, so a case need only remember how many it has told.

Two kinds of clock run. The *guest's* goes from the start of a handling cycle to its result and never
restarts. *Level* clocks (dispatch, each department's reaction, the level's result, an inquiry's answer)
belong to whoever has the case on the table; one that runs out sends the case to the level above, where it
restarts with a share of its target. At the top it stays breached: nobody is told the same thing twice.
A moment that falls exactly on a deadline is late; a pause stops every clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction

from contracts.complaints import ClockName, ClockStatus, Level, PauseReason, Severity
from services.complaints.domain.calendar import Amount, Calendar, Unit, reach, spent
from services.complaints.domain.clock import Climb, Clock, Ran, Reason, Span, Turn
from services.complaints.domain.history import TOP, Fact, Happened, Terms, above, higher

__all__ = ["run"]

_WHOLE = 100


def run(history: Sequence[Fact], terms: Terms, calendar: Calendar, until: datetime) -> Ran:
    """Clocks and turns of a history as of `until`.

    Args:
        history: in time order, beginning with ``opened``.
        until: turns up to and including this moment have happened.
    """
    fold = _Fold(terms, calendar)
    for fact in history:
        fold.pass_time(fact.at)
        fold.take(fact)
    fold.pass_time(until)
    return fold.result()


@dataclass(slots=True)
class _Fold:
    """The working state of one `run`: clocks by position, turns in order."""

    terms: Terms
    calendar: Calendar
    clocks: list[Clock] = field(default_factory=list)
    turns: list[Turn | Climb] = field(default_factory=list)
    level: Level = "desk"
    severity: Severity = "general"
    cycle: int = 0
    paused: PauseReason | None = None
    paused_until: datetime | None = None

    def result(self) -> Ran:
        return Ran(
            clocks=tuple(self.clocks),
            turns=tuple(self.turns),
            next_at=min((moment for moment, _ in self._coming()), default=None),
            level=self.level,
            cycle=self.cycle,
            severity=self.severity,
            paused=self.paused,
        )

    # Time passing by itself

    def pass_time(self, until: datetime) -> None:
        """Let everything turn that turns by itself up to and including `until`."""
        while coming := self._coming():
            at, index = min(coming)
            if at > until:
                return
            if index < 0:
                self.resume(at)
            elif self.clocks[index].due_at <= at:
                self._breach(index, at)
            else:
                self._warn(index, at)

    def _coming(self) -> list[tuple[datetime, int]]:
        """Moments at which something turns by itself: (when, clock position, or -1 for the pause's end)."""
        if self.paused is not None:
            return [(self.paused_until, -1)] if self.paused_until is not None else []
        return [(self._turns_at(clock), index) for index, clock in enumerate(self.clocks) if clock.open]

    def _turns_at(self, clock: Clock) -> datetime:
        percent = next((each for each in self.terms.warn_percents if each > clock.told_percent), _WHOLE)
        return clock.due_at if percent == _WHOLE else self._moment_of(clock, percent)

    def _moment_of(self, clock: Clock, percent: int) -> datetime:
        """When the running clock has used up that share of what it is allowed."""
        span = clock.spans[-1]
        used = self._used(clock, clock.allowed.unit, span.start)
        left = clock.allowed.quantity * percent / 100 - used
        return reach(self.calendar, span.start, Amount(left, clock.allowed.unit))

    def _warn(self, index: int, at: datetime) -> None:
        clock = self.clocks[index]
        percent = next(each for each in self.terms.warn_percents if each > clock.told_percent)
        self._turn(index, at, "imminent", percent=percent)

    def _breach(self, index: int, at: datetime) -> None:
        clock = self.clocks[index]
        self._turn(index, at, "breached", ended_at=at)
        ran_on = self.level if clock.name == "guest" else clock.level
        if ran_on == TOP:
            return
        goes_to = higher(above(ran_on), self.level)
        self._climb(at, ran_on, goes_to, "breach", clock)
        if clock.name not in ("guest", "result"):
            share = self._target(clock.name).percent(self.terms.climb_percent)
            self._start(at, clock.name, share, goes_to, clock.department_id)

    # Facts

    def take(self, fact: Fact) -> None:
        """Apply one fact at its moment."""
        takes = _TAKES.get(fact.what)
        if takes is not None:
            takes(self, fact)

    def begin(self, fact: Fact) -> None:
        self.severity = fact.severity or "general"
        if self.terms.kind != "complaint":
            self.cycle = 1
            self._start(fact.at, "answer", self.terms.answer, self.level)
            return
        self.begin_cycle(fact.at)
        if self.severity == "major":
            self._climb(fact.at, self.level, TOP, "severity")
        self._start(fact.at, "dispatch", self.terms.dispatch, self.level)

    def begin_cycle(self, at: datetime) -> None:
        self._end(at, "cancelled", "guest")
        self._end(at, "cancelled", "result")
        self.cycle += 1
        target = self.terms.result(self.severity)
        self._start(at, "guest", target, self.level)
        if self.cycle > 1:
            self._start(at, "result", target, higher(self.level, "department"))

    def dispatch(self, fact: Fact) -> None:
        at = fact.at
        self._end(at, "achieved", "dispatch")
        self.level = higher(self.level, "department")
        asked = self.level if self.severity == "major" else "department"
        self._start(at, "reaction", self.terms.reaction, asked, fact.department_id)
        if not self._find("result"):
            self._start(at, "result", self.terms.result(self.severity), self.level)

    def react(self, fact: Fact) -> None:
        self._end(fact.at, "achieved", "reaction", fact.department_id)

    def send_up(self, fact: Fact) -> None:
        if fact.level is not None and higher(fact.level, self.level) != self.level:
            self._climb(fact.at, self.level, fact.level, "person")

    def resolve(self, fact: Fact) -> None:
        at = fact.at
        self.resume(at)
        for name in ("guest", "result", "answer"):
            self._end(at, "achieved", name)
        self._end(at, "cancelled")

    def judge(self, fact: Fact) -> None:
        at, severity = fact.at, fact.severity
        if severity is None or severity == self.severity:
            return
        self.severity = severity
        target = self.terms.result(severity)
        for index in self._find("guest"):
            self._retarget(index, at, target)
        if severity == "major" and self.level != TOP:
            self._climb(at, self.level, TOP, "severity")
        else:
            for index in self._find("result"):
                self._retarget(index, at, target)

    def stand_still(self, fact: Fact) -> None:
        self.paused, self.paused_until = fact.reason, fact.until
        for index, clock in enumerate(self.clocks):
            if clock.open:
                spans = (*_closed(clock.spans, fact.at), Span(fact.at, None, fact.reason))
                self.clocks[index] = replace(clock, spans=spans, stands_at=fact.at)

    def resume(self, at: datetime) -> None:
        if self.paused is None:
            return
        self.paused = self.paused_until = None
        for index, clock in enumerate(self.clocks):
            if clock.open:
                spans = (*_closed(clock.spans, at), Span(at, None))
                moved = replace(clock, spans=spans, stands_at=None)
                due_at = max(clock.due_at, self._moment_of(moved, _WHOLE))
                self.clocks[index] = replace(moved, due_at=due_at)

    def extend(self, fact: Fact) -> None:
        at, until = fact.at, fact.until
        if until is None:
            return
        for name in ("guest", "result", "answer"):
            for index in self._find(name):
                if until > self.clocks[index].due_at:
                    self._move(index, at, until, self.clocks[index].allowed.unit, extended=True)

    def finish(self, fact: Fact) -> None:
        self.resume(fact.at)
        self._end(fact.at, "cancelled")

    # Parts of the above

    def _start(
        self, at: datetime, name: ClockName, target: Amount, level: Level, department_id: str | None = None
    ) -> None:
        clock = Clock(
            name=name,
            department_id=department_id,
            cycle=self.cycle,
            level=level,
            allowed=target,
            status="pending",
            started_at=at,
            due_at=reach(self.calendar, at, target),
            stands_at=at if self.paused is not None else None,
            spans=(Span(at, None, self.paused),),
        )
        self.clocks.append(clock)
        self._tell(at, clock, None, None)

    def _climb(
        self, at: datetime, previous: Level, level: Level, reason: Reason, clock: Clock | None = None
    ) -> None:
        """Send the case up. The level's result clock restarts where the case arrives."""
        name, department_id = (clock.name, clock.department_id) if clock else (None, None)
        self.turns.append(Climb(at, previous, level, name, department_id, reason))
        rises = higher(level, self.level) != self.level
        self.level = higher(level, self.level)
        if name == "result" or (rises and self._find("result")):
            target = self.terms.result(self.severity)
            self._end(at, "cancelled", "result")
            self._start(
                at,
                "result",
                target if reason == "severity" else target.percent(self.terms.climb_percent),
                self.level,
            )

    def _retarget(self, index: int, at: datetime, target: Amount) -> None:
        """Give a clock another target: what ran counts in the new measure, what was paused stays out.

        An agreed extension is never shortened; a lighter target never makes late what was in time: the
        clock then has its new target from now, but no longer than it had before.
        """
        clock = self.clocks[index]
        before = max(clock.due_at, self._runs_out(clock, clock.allowed, at))
        after = self._runs_out(clock, target, at)
        if clock.extended:
            after = max(after, before)
        elif self.severity == "general":
            after = min(before, max(after, reach(self.calendar, at, target)))
        self._move(index, at, after, target.unit, extended=clock.extended)

    def _runs_out(self, clock: Clock, allowed: Amount, at: datetime) -> datetime:
        """When an open clock runs out that is allowed so much and runs from `at` on."""
        left = allowed.quantity - self._used(clock, allowed.unit, at)
        return reach(self.calendar, at, Amount(left, allowed.unit))

    def _move(self, index: int, at: datetime, due_at: datetime, unit: Unit, *, extended: bool) -> None:
        """Set a clock's end, and what it has warned of to what it has really used up."""
        clock = self.clocks[index]
        used = self._used(clock, unit, at)
        allowed = Amount(used + spent(self.calendar, unit, at, due_at), unit)
        share = self.terms.share(used / allowed.quantity) if due_at > at and allowed.quantity else _WHOLE
        self.clocks[index] = replace(
            clock, allowed=allowed, due_at=due_at, extended=extended, told_percent=share
        )
        if clock.status == "imminent" and share == 0:
            self._turn(index, at, "pending")
        elif clock.told_percent < share < _WHOLE:
            self._turn(index, at, "imminent", percent=share)

    def _used(self, clock: Clock, unit: Unit, at: datetime) -> Fraction:
        """How long a clock has run by `at`."""
        ran = (span for span in clock.spans if span.paused is None)
        return sum((spent(self.calendar, unit, span.start, span.stop or at) for span in ran), Fraction(0))

    def _end(
        self, at: datetime, status: ClockStatus, name: str | None = None, department_id: str | None = None
    ) -> None:
        for index in self._find(name, department_id):
            self._turn(index, at, status, ended_at=at)

    def _find(self, name: str | None = None, department_id: str | None = None) -> list[int]:
        return [
            index
            for index, clock in enumerate(self.clocks)
            if clock.open and name in (None, clock.name) and department_id in (None, clock.department_id)
        ]

    def _turn(
        self,
        index: int,
        at: datetime,
        status: ClockStatus,
        *,
        percent: int | None = None,
        ended_at: datetime | None = None,
    ) -> None:
        clock = self.clocks[index]
        turned = replace(clock, status=status, told_percent=percent or clock.told_percent)
        if ended_at is not None:
            turned = replace(turned, ended_at=ended_at, stands_at=None, spans=_closed(clock.spans, ended_at))
        self.clocks[index] = turned
        self._tell(at, turned, clock.status, percent)

    def _tell(self, at: datetime, clock: Clock, previous: ClockStatus | None, percent: int | None) -> None:
        self.turns.append(
            Turn(
                at=at,
                clock=clock.name,
                department_id=clock.department_id,
                cycle=clock.cycle,
                level=self.level if clock.name == "guest" else clock.level,
                previous=previous,
                status=clock.status,
                percent=percent,
                due_at=clock.due_at,
            )
        )

    def _target(self, name: ClockName) -> Amount:
        if name == "reaction":
            return self.terms.reaction
        return self.terms.answer if name == "answer" else self.terms.dispatch


def _closed(spans: tuple[Span, ...], at: datetime) -> tuple[Span, ...]:
    return (*spans[:-1], replace(spans[-1], stop=at)) if spans and spans[-1].stop is None else spans


_TAKES: Mapping[Happened, Callable[[_Fold, Fact], None]] = {
    Happened.OPENED: _Fold.begin,
    Happened.SEVERITY: _Fold.judge,
    Happened.DISPATCHED: _Fold.dispatch,
    Happened.REACTED: _Fold.react,
    Happened.PAUSED: _Fold.stand_still,
    Happened.RESUMED: lambda fold, fact: fold.resume(fact.at),
    Happened.EXTENDED: _Fold.extend,
    Happened.CLIMBED: _Fold.send_up,
    Happened.RESOLVED: _Fold.resolve,
    Happened.REWORKED: lambda fold, fact: fold.begin_cycle(fact.at),
    Happened.ENDED: _Fold.finish,
}
"""What each fact does to the clocks. A handover does nothing to them."""

"""Why a clock stands where it stands: every piece of time it counted or skipped, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from services.complaints.domain.calendar import Calendar, Stretch, Unit, spent
from services.complaints.domain.clock import Clock, Ran, Span

__all__ = ["Account", "Segment", "explain"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of time that a clock counted, or skipped and why.

    Attributes:
        amount: how much it added, in the clock's unit; 0 if skipped.
        why: ``counted``, ``paused: <reason>``, ``no working time``, or the name of the holiday.
    """

    start: datetime
    stop: datetime
    counted: bool
    amount: Fraction
    why: str


@dataclass(frozen=True, slots=True)
class Account:
    """A clock with its segments; their amounts add up to what it has used of `clock.allowed`."""

    clock: Clock
    used: Fraction
    segments: tuple[Segment, ...]


def explain(ran: Ran, calendar: Calendar, until: datetime) -> tuple[Account, ...]:
    """The account of every clock as of `until`, in order of start. The segments of each leave no gap."""
    return tuple(_account(clock, calendar, until) for clock in ran.clocks)


def _account(clock: Clock, calendar: Calendar, until: datetime) -> Account:
    segments: list[Segment] = []
    for span in clock.spans:
        stop = span.stop or max(until, span.start)
        if span.start < stop:
            segments.extend(_segments(span, stop, clock.allowed.unit, calendar))
    used = sum((segment.amount for segment in segments), Fraction(0))
    return Account(clock, used, tuple(segments))


def _segments(span: Span, stop: datetime, unit: Unit, calendar: Calendar) -> Iterator[Segment]:
    if span.paused is not None:
        yield Segment(span.start, stop, counted=False, amount=Fraction(0), why=f"paused: {span.paused}")
    elif unit is Unit.WALL_MINUTES:
        yield Segment(
            span.start, stop, counted=True, amount=spent(calendar, unit, span.start, stop), why="counted"
        )
    else:
        yield from _working(span.start, stop, calendar)


def _working(start: datetime, stop: datetime, calendar: Calendar) -> Iterator[Segment]:
    at = start
    for stretch in _stretches(calendar, start, stop):
        begins, ends = max(stretch.starts_at, at), min(stretch.ends_at, stop)
        if at < begins:
            yield _skipped(at, begins, calendar)
        amount = spent(calendar, Unit.WORKING_DAYS, begins, ends)
        special = calendar.special(stretch.day)
        why = f"counted: {special.name}" if special else "counted"
        yield Segment(begins, ends, counted=True, amount=amount, why=why)
        at = ends
    if at < stop:
        yield _skipped(at, stop, calendar)


def _stretches(calendar: Calendar, start: datetime, stop: datetime) -> Iterator[Stretch]:
    for day, stretches in calendar.days_from(start):
        if calendar.business_midnight(day) >= stop:
            return
        yield from (each for each in stretches if each.starts_at < stop and each.ends_at > start)


def _skipped(start: datetime, stop: datetime, calendar: Calendar) -> Segment:
    holidays = []
    for day, stretches in calendar.days_from(start):
        if calendar.business_midnight(day) >= stop:
            break
        special = calendar.special(day)
        if special and not stretches and day >= start.astimezone(calendar.zone).date():
            holidays.append(special.name)
    why = ", ".join(dict.fromkeys(holidays)) or "no working time"
    return Segment(start, stop, counted=False, amount=Fraction(0), why=why)

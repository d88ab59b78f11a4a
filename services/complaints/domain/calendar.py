"""Working time of a venue: split shifts, business days past midnight, holidays and make-up workdays.

Two measures of time run through the clocks. Wall time counts every minute. Working time counts days: each
working business day is worth exactly one day, spread evenly over its shifts, so that "two working days"
means the same on a short Sunday as on a long Friday, and half a day is half of that day's own shifts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from infra.chassis.decision import zone

__all__ = ["Amount", "Calendar", "Shift", "SpecialDay", "Stretch", "Unit", "reach", "spent"]

MINUTES_A_DAY = 24 * 60
_ONE_DAY = timedelta(days=1)
_MILLISECOND = timedelta(milliseconds=1)
_SEARCH_DAYS = 3 * 366


class Unit(StrEnum):
    """What a quantity of time is counted in."""

    WALL_MINUTES = "wall-minutes"
    WORKING_DAYS = "working-days"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of time, exact."""

    quantity: Fraction
    unit: Unit

    @classmethod
    def minutes(cls, minutes: int) -> Amount:
        """So many wall-clock minutes."""
        return cls(Fraction(minutes), Unit.WALL_MINUTES)

    @classmethod
    def working_days(cls, days: int) -> Amount:
        """So many working days."""
        return cls(Fraction(days), Unit.WORKING_DAYS)

    def percent(self, percent: int) -> Amount:
        """That share of it."""
        return Amount(self.quantity * percent / 100, self.unit)


@dataclass(frozen=True, slots=True)
class Shift:
    """Working time within a business day, in minutes after its local midnight; the end may pass 24:00.

    Raises:
        ValueError: it does not start within the day, or does not end after its start by 48:00.
    """

    starts_minute: int
    ends_minute: int

    def __post_init__(self) -> None:
        if not 0 <= self.starts_minute < MINUTES_A_DAY:
            raise ValueError(f"starts_minute {self.starts_minute} is not within 0..1439")
        if not self.starts_minute < self.ends_minute <= 2 * MINUTES_A_DAY:
            raise ValueError(f"ends_minute {self.ends_minute} is not after the start and up to 2880")


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date that does not follow the week. No shifts: nobody works."""

    on: date
    name: str
    origin: Literal["statutory", "venue"]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of working time of one business day, as moments (UTC)."""

    day: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Calendar:
    """One version of a venue's working calendar. Cases remember the version that judged them.

    Args:
        week: the shifts of Monday to Sunday, each in order and not overlapping.
        special_days: holidays, make-up workdays and the venue's own days, at most one a date.

    Raises:
        ValueError: an unknown zone, not seven days, overlapping shifts, a date given twice, or no working
            time at all in the week.
    """

    venue_id: str
    version: int
    timezone: str
    week: tuple[tuple[Shift, ...], ...]
    special_days: tuple[SpecialDay, ...] = ()
    _special: dict[date, SpecialDay] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_special", {special.on: special for special in self.special_days})
        try:
            zone(self.timezone)
        except ValueError as error:
            raise ValueError(f"timezone: {error}") from error
        if len(self.week) != 7:
            raise ValueError("week must have seven days, Monday first")
        if not any(self.week):
            raise ValueError("week has no working time at all")
        if len(self._special) != len(self.special_days):
            raise ValueError("special_days holds a date twice")
        for shifts in (*self.week, *(special.shifts for special in self.special_days)):
            if any(late.starts_minute < early.ends_minute for early, late in pairwise(shifts)):
                raise ValueError("shifts of one day must be in order and must not overlap")

    @property
    def zone(self) -> ZoneInfo:
        """The venue's time zone."""
        return zone(self.timezone)

    def special(self, day: date) -> SpecialDay | None:
        """What is special about a date, if anything."""
        return self._special.get(day)

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """The shifts of a business day."""
        special = self.special(day)
        return special.shifts if special else self.week[day.weekday()]

    def stretches(self, day: date) -> tuple[Stretch, ...]:
        """The working time of a business day, in order.

        Where the night of the day before reaches into this day's first shift, it counts to the day before.
        """
        earlier = self.shifts(day - _ONE_DAY)
        free_from = self._moment(day - _ONE_DAY, earlier[-1].ends_minute) if earlier else None
        found = []
        for shift in self.shifts(day):
            start, stop = self._moment(day, shift.starts_minute), self._moment(day, shift.ends_minute)
            if free_from is not None:
                start = max(start, free_from)
            if start < stop:
                found.append(Stretch(day, start, stop))
        return tuple(found)

    def days_from(self, moment: datetime) -> Iterator[tuple[date, tuple[Stretch, ...]]]:
        """Business days in order, from the first whose working time may still reach `moment`."""
        day = moment.astimezone(self.zone).date() - 2 * _ONE_DAY
        while True:
            yield day, self.stretches(day)
            day += _ONE_DAY

    def business_midnight(self, day: date) -> datetime:
        """The local midnight that begins `day` (UTC)."""
        return self._moment(day, 0)

    def _moment(self, day: date, minute: int) -> datetime:
        days, rest = divmod(minute, MINUTES_A_DAY)
        local = datetime.combine(day + days * _ONE_DAY, time(rest // 60, rest % 60), self.zone)
        return local.astimezone(UTC)


def spent(calendar: Calendar, unit: Unit, start: datetime, stop: datetime) -> Fraction:
    """How much time of `unit` lies between two moments; 0 if `stop` is not after `start`."""
    if stop <= start:
        return Fraction(0)
    if unit is Unit.WALL_MINUTES:
        return Fraction((stop - start) // _MILLISECOND, 60_000)
    total = Fraction(0)
    for day, stretches in calendar.days_from(start):
        if calendar.business_midnight(day) >= stop:
            break
        inside = sum((_overlap(stretch, start, stop) for stretch in stretches), _NONE)
        if inside:
            total += Fraction(inside // _MILLISECOND, _length(stretches) // _MILLISECOND)
    return total


def reach(calendar: Calendar, start: datetime, amount: Amount) -> datetime:
    """The first moment by which `amount` has passed since `start`, rounded up to the millisecond.

    Time that runs out with a shift runs out at that shift's end, not at the next one's start.

    Raises:
        ValueError: the calendar has not that much working time within three years.
    """
    if amount.quantity <= 0:
        return start
    if amount.unit is Unit.WALL_MINUTES:
        return start + _MILLISECOND * _ceil(amount.quantity * 60_000)
    left = amount.quantity
    for passed, (_day, stretches) in enumerate(calendar.days_from(start)):
        if passed > _SEARCH_DAYS:
            break
        length = _length(stretches)
        for stretch in stretches:
            begins = max(stretch.starts_at, start)
            if begins >= stretch.ends_at:
                continue
            worth = Fraction((stretch.ends_at - begins) // _MILLISECOND, length // _MILLISECOND)
            if worth >= left:
                return begins + _MILLISECOND * _ceil(left * (length // _MILLISECOND))
            left -= worth
    raise ValueError(
        f"the calendar of venue {calendar.venue_id} has no working time for {amount.quantity} days"
    )


_NONE = timedelta(0)


def _overlap(stretch: Stretch, start: datetime, stop: datetime) -> timedelta:
    return max(_NONE, min(stretch.ends_at, stop) - max(stretch.starts_at, start))


def _length(stretches: tuple[Stretch, ...]) -> timedelta:
    return sum((stretch.ends_at - stretch.starts_at for stretch in stretches), _NONE)


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)

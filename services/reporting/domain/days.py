"""Business days: a venue's day closes at its own hour in its own zone (rule R1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from infra.chassis.decision import zone

__all__ = ["Calendar", "Calendars", "check_calendar", "month_days", "month_of", "next_month"]

LATEST_CLOSE = 1440
"""Minutes after midnight: the day has ended when the next one does."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a business day ends.

    Attributes:
        zone: IANA name.
        closes_minutes: minutes after local midnight; 360 is 06:00.
    """

    zone: str
    closes_minutes: int

    def day_of(self, moment: datetime) -> date:
        """The business day `moment` belongs to: before the closing hour it is still yesterday.

        Told by `closing`, not by the wall clock: where that doubles or skips the closing hour, no day that
        has ended comes back.
        """
        day = moment.astimezone(ZoneInfo(self.zone)).date() - _DAY
        while self.closing(day) <= moment:
            day += _DAY
        while self.closing(day - _DAY) > moment:
            day -= _DAY
        return day

    def closing(self, day: date) -> datetime:
        """The moment (UTC) at which business day `day` ends; of a doubled hour the first."""
        return _closing(self.zone, self.closes_minutes, day)


@lru_cache(65536)
def _closing(name: str, closes_minutes: int, day: date) -> datetime:
    """The same few days are asked for with every line of a sheet."""
    wall = datetime.combine(day + _DAY, time()) + timedelta(minutes=closes_minutes)
    return wall.replace(tzinfo=ZoneInfo(name)).astimezone(UTC)


def check_calendar(name: str, closes_minutes: int) -> None:
    """Whether days can be told by the zone of that name: one that cannot would stop every sheet.

    Raises:
        ValueError: there is no such zone, or no day ends then.
    """
    zone(name)
    if not 0 <= closes_minutes <= LATEST_CLOSE:
        raise ValueError(f"a day closes 0 to {LATEST_CLOSE} minutes after its midnight, not {closes_minutes}")


@dataclass(frozen=True, slots=True)
class Calendars:
    """A venue's calendars, each from a moment on; the first also holds for all time before it."""

    entries: tuple[tuple[datetime, Calendar], ...]

    @classmethod
    def of(cls, told: Sequence[Mapping[str, Any]], house: Calendar) -> Calendars:
        """From a venue's card; the house's calendar while the venue is unknown."""
        entries = tuple((each["since"], Calendar(each["zone"], each["closes"])) for each in told)
        return cls(entries or ((datetime(1970, 1, 1, tzinfo=UTC), house),))

    def at(self, moment: datetime) -> Calendar:
        """The calendar in force."""
        in_force = self.entries[0][1]
        for since, calendar in self.entries[1:]:
            if since <= moment:
                in_force = calendar
        return in_force

    def day_of(self, moment: datetime) -> date:
        """The business day of `moment`."""
        return self.at(moment).day_of(moment)

    def closing(self, day: date) -> datetime:
        """When `day` ends."""
        return self.at(datetime.combine(day, time(12), UTC)).closing(day)

    def utc_dates(self, day: date) -> tuple[date, ...]:
        """The UTC dates on which moments of business day `day` may fall."""
        # zones reach 14 h ahead and 12 h behind, and a day may close a whole day late
        candidates: Iterable[date] = (day + timedelta(days=n) for n in range(-1, 3))
        start = self.closing(day - timedelta(days=1)) - timedelta(hours=1)
        end = self.closing(day) + timedelta(hours=1)
        if len(self.entries) > 1:
            return tuple(candidates)
        return tuple(each for each in candidates if start.date() <= each <= end.date())


def month_of(day: date) -> str:
    """The month of a day, as it is written everywhere: ``2026-10``."""
    return day.isoformat()[:7]


def next_month(month: str) -> date:
    """The first day after `month`."""
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1)


def month_days(month: str) -> tuple[date, date]:
    """First and last day of `month`."""
    return date.fromisoformat(f"{month}-01"), next_month(month) - timedelta(days=1)

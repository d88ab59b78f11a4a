"""Days that matter: the end of a lot's month, a birthday's day in a year, the greeting holidays.

Answers that need stating (decision 42): a birthday on 29 February is kept on 28 February in common
years; one in a leap month is kept in that leap month in years that have it, else in the ordinary month of
the same number; a lunar day 30 is kept on the month's last day when the month has 29. A lunar birthday
counts once per lunar year.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays as holiday_library
from lunar_python import LunarMonth, LunarYear, Solar

from infra.chassis.decision import Refused

__all__ = [
    "Birthday",
    "Occasion",
    "add_months",
    "birthday_in",
    "local_moment",
    "month_end",
    "month_of",
    "month_start_after",
    "next_birthday",
    "next_holiday",
    "validated",
]

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_GREETED = {
    "new-year": ("New Year's Day",),
    "spring-festival": ("Chinese New Year (Spring Festival)",),
    "tomb-sweeping-day": ("Tomb-Sweeping Day",),
    "labour-day": ("Labor Day",),
    "dragon-boat-festival": ("Dragon Boat Festival",),
    "mid-autumn-festival": ("Mid-Autumn Festival",),
    "national-day": ("National Day",),
}
"""Our name of a holiday, and how the library spells its first day."""


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday by the solar or the lunar calendar.

    Attributes:
        month, day: in the calendar it is kept by.
        year: of birth, in that calendar, if the guest told it.
        lunar: kept by the lunar calendar.
        leap: born in a leap month (lunar only).
    """

    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    leap: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day to greet on: `name` is empty for a birthday; `year` is the year it counts for."""

    at: datetime
    year: int
    name: str = ""


@lru_cache(maxsize=4096)
def add_months(moment: datetime, months: int, zone: str) -> datetime:
    """The same local time so many months later; a day that month lacks becomes its last day.

    Remembered: it is asked of the same moments at every change of an account.
    """
    local = moment.astimezone(ZoneInfo(zone))
    index = local.year * 12 + local.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return local.replace(year=year, month=month + 1, day=min(local.day, last)).astimezone(UTC)


def month_end(moment: datetime, months: int, zone: str) -> datetime:
    """The end of the local month `months` after the one of `moment`: the first instant outside it."""
    local = moment.astimezone(ZoneInfo(zone))
    year, month = divmod(local.year * 12 + local.month + months, 12)
    return datetime(year, month + 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def month_start_after(moment: datetime, zone: str) -> datetime:
    """The first local midnight on the first of a month that is not before `moment`."""
    start = month_end(moment, -1, zone)
    return start if start >= moment else month_end(moment, 0, zone)


def month_of(moment: datetime, zone: str) -> str:
    """The local month, ``2026-11``."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m}"


def local_moment(day: date, minutes: int, zone: str) -> datetime:
    """So many minutes after local midnight of `day`, in UTC."""
    midnight = datetime.combine(day, time(), ZoneInfo(zone))
    return (midnight + timedelta(minutes=minutes)).astimezone(UTC)


def validated(birthday: Birthday) -> Birthday:
    """The birthday, if such a day can be.

    Raises:
        Refused: no year has this day (``birthday-impossible``).
    """
    if birthday.lunar:
        possible = 1 <= birthday.month <= 12 and 1 <= birthday.day <= 30
    else:
        longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        possible = (
            1 <= birthday.month <= 12
            and 1 <= birthday.day <= longest[birthday.month - 1]
            and not birthday.leap
        )
    if not possible:
        raise Refused("birthday-impossible", "no year has this day", field="birthday", kind="invalid")
    return birthday


def birthday_in(birthday: Birthday, year: int) -> date:
    """The solar date on which `birthday` is kept in `year` (a lunar year for lunar birthdays)."""
    if not birthday.lunar:
        last = calendar.monthrange(year, birthday.month)[1]
        return date(year, birthday.month, min(birthday.day, last))
    month = birthday.month
    if birthday.leap and LunarYear.fromYear(year).getLeapMonth() == month:
        month = -month
    lunar_month = LunarMonth.fromYm(year, month)
    first = Solar.fromJulianDay(lunar_month.getFirstJulianDay())
    day = min(birthday.day, lunar_month.getDayCount())
    return date(first.getYear(), first.getMonth(), first.getDay()) + timedelta(days=day - 1)


def next_birthday(
    birthday: Birthday, after: datetime, last_year: int | None, minutes: int, zone: str
) -> Occasion:
    """The next greeting strictly after `after`, for a year later than `last_year` (the last one greeted)."""
    year = after.astimezone(ZoneInfo(zone)).year - 1
    if last_year is not None:
        year = max(year, last_year + 1)
    for candidate in range(year, _LAST_YEAR):
        at = local_moment(birthday_in(birthday, candidate), minutes, zone)
        if at > after:
            return Occasion(at, candidate)
    raise Refused("calendar-ends", f"the lunar calendar is known up to {_LAST_YEAR}", kind="invalid")


def next_holiday(names: Iterable[str], after: datetime, minutes: int, zone: str) -> Occasion | None:
    """The next of the named holidays whose greeting is strictly after `after`; one of those on one day."""
    year = after.astimezone(ZoneInfo(zone)).year
    coming = [
        Occasion(at, day.year, name)
        for candidate in (year, year + 1)
        for name in names
        for day in [_first_day(name, candidate)]
        if day is not None and (at := local_moment(day, minutes, zone)) > after
    ]
    return min(coming, key=lambda occasion: occasion.at, default=None)


@lru_cache(maxsize=512)
def _first_day(name: str, year: int) -> date | None:
    known = holiday_library.country_holidays("CN", years=[year], language="en_US")
    wanted = _GREETED.get(name, ())
    days = [day for day in known if day.year == year and any(each in wanted for each in known.get_list(day))]
    return min(days, default=None)

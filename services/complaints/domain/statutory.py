"""Statutory holidays and make-up workdays, from the maintained `holidays` library.

They are read once, when a calendar is published, and kept in it: a later release of the library cannot
move the deadline of a case. The State Council announces each year in the autumn before; a calendar that
reaches into a year not announced yet holds that year's legal holidays without its make-up days, and is
published again once they are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

from services.complaints.domain.calendar import Shift, SpecialDay

__all__ = ["statutory_days"]

_SATURDAY = 5
_MONDAY = 0


def statutory_days(
    country: str, years: Iterable[int], week: tuple[tuple[Shift, ...], ...]
) -> tuple[SpecialDay, ...]:
    """Days off, without shifts, and make-up workdays on a weekend, with the shifts of a Monday.

    Args:
        country: ISO 3166 alpha-2 code, e.g. ``CN``.
        week: the venue's week. A venue that works weekends anyway keeps its own weekend shifts.

    Raises:
        ValueError: the library does not know the country.
    """
    wanted = sorted(set(years))
    try:
        known = holidays.country_holidays(country, years=wanted)
    except NotImplementedError as error:
        raise ValueError(f"country {country!r} has no statutory calendar") from error
    off = [SpecialDay(day, name, "statutory", ()) for day, name in known.items()]
    made_up = [
        SpecialDay(day, "make-up workday", "statutory", week[day.weekday()] or week[_MONDAY])
        for day in known.weekend_workdays
        if day.year in wanted and day.weekday() >= _SATURDAY
    ]
    return tuple(sorted([*off, *made_up], key=_date))


def _date(special: SpecialDay) -> date:
    return special.on

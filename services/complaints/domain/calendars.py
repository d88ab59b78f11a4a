"""Publishing a venue's calendar: statutory days and the venue's own are fixed in each version (rule C6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.complaints import CalendarPublished, WorkShift
from contracts.complaints import SpecialDay as ToldDay
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.calendar import Calendar, Shift, SpecialDay
from services.complaints.domain.statutory import statutory_days

__all__ = ["CalendarWish", "VenueCalendars", "built_in", "publish"]

_OFFICE = (Shift(9 * 60, 18 * 60),)


@dataclass(frozen=True, slots=True)
class VenueCalendars:
    """All versions of a venue's calendar, oldest first."""

    venue_id: str
    versions: tuple[Calendar, ...]


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """The command to publish a calendar.

    Attributes:
        country: whose statutory days to fix (ISO 3166), or None for none.
        own_days: the venue's own days; they beat the statutory ones.
    """

    venue_id: str
    timezone: str
    week: tuple[tuple[Shift, ...], ...]
    country: str | None
    own_days: tuple[SpecialDay, ...] = ()


def built_in(venue_id: str, year: int) -> Calendar:
    """What counts until a venue publishes its own: China's working days, 9:00 to 18:00 in Shanghai."""
    week = (_OFFICE,) * 5 + ((),) * 2
    days = statutory_days("CN", range(year - 1, year + 2), week)
    return Calendar(venue_id, 0, "Asia/Shanghai", week, days)


def publish(calendars: VenueCalendars | None, wish: CalendarWish, now: datetime) -> Decided[VenueCalendars]:
    """Add a version, for cases opened from now on; cases opened before keep theirs.

    Raises:
        Refused: the calendar cannot be (unknown zone or country, overlapping shifts, no working time).
    """
    earlier = calendars.versions if calendars else ()
    try:
        years = range(now.year - 1, now.year + 3)
        fixed = statutory_days(wish.country, years, wish.week) if wish.country else ()
        own = {special.on for special in wish.own_days}
        days = (*(each for each in fixed if each.on not in own), *wish.own_days)
        calendar = Calendar(wish.venue_id, len(earlier) + 1, wish.timezone, wish.week, days)
    except ValueError as error:
        raise Refused("calendar-impossible", str(error), kind="invalid") from error
    if earlier and replace(calendar, version=earlier[-1].version) == earlier[-1]:
        return VenueCalendars(wish.venue_id, earlier), ()
    return VenueCalendars(wish.venue_id, (*earlier, calendar)), (_told(calendar),)


def _told(calendar: Calendar) -> CalendarPublished:
    return CalendarPublished(
        venue_id=calendar.venue_id,
        version=calendar.version,
        timezone=calendar.timezone,
        week=tuple(_shifts(day) for day in calendar.week),
        special_days=tuple(
            ToldDay(on=day.on, name=day.name, origin=day.origin, shifts=_shifts(day.shifts))
            for day in calendar.special_days
        ),
    )


def _shifts(shifts: tuple[Shift, ...]) -> tuple[WorkShift, ...]:
    return tuple(WorkShift(starts_minute=each.starts_minute, ends_minute=each.ends_minute) for each in shifts)

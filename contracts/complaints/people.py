"""Who and when: departments, staff, duty rosters, calendars. Owned by the complaints service.

Staff are addressed by ``staff_id``, which is also the subject of their token; no contact data travels.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from contracts.complaints.words import Level
from contracts.event import AwareDatetime, Event, Part

__all__ = [
    "CalendarPublished",
    "DepartmentSaved",
    "DutyRostered",
    "SpecialDay",
    "StaffSaved",
    "WorkShift",
]


class DepartmentSaved(Event):
    """A department is as told here: new, changed or dissolved."""

    TYPE: ClassVar[str] = "clubhouse.complaints.department-saved.v1"

    department_id: str
    venue_id: str
    name: str
    head_id: str
    active: bool


class StaffSaved(Event):
    """A member of staff is as told here: joined, changed or left."""

    TYPE: ClassVar[str] = "clubhouse.complaints.staff-saved.v1"

    staff_id: str
    venue_id: str
    department_id: str | None
    level: Level
    badge: str
    """Staff number shown to colleagues; not a name."""
    weekly_callbacks: int
    """Effective callbacks owed each week; 0 for whoever owes none (C21)."""
    active: bool


class DutyRostered(Event):
    """Someone is on duty, at a level, from one moment to another."""

    TYPE: ClassVar[str] = "clubhouse.complaints.duty-rostered.v1"

    staff_id: str
    duty_id: str
    venue_id: str
    department_id: str | None
    level: Level
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    cancelled: bool


class WorkShift(Part):
    """A stretch of working time. An end past 24:00 lies on the next calendar day (business day)."""

    starts_minute: int
    """Minutes after local midnight of the business day, 0 to 1439."""
    ends_minute: int
    """Greater than the start, up to 2880."""


class SpecialDay(Part):
    """A date that does not follow the week: a holiday, a make-up workday, or a venue's own rule."""

    on: date
    name: str
    origin: Literal["statutory", "venue"]
    shifts: tuple[WorkShift, ...]
    """Empty: not a working day."""


class CalendarPublished(Event):
    """A venue's working calendar changed, for cases opened from now on (C6)."""

    TYPE: ClassVar[str] = "clubhouse.complaints.calendar-published.v1"

    venue_id: str
    version: int
    timezone: str
    week: tuple[tuple[WorkShift, ...], ...]
    """Seven days, Monday first."""
    special_days: tuple[SpecialDay, ...]

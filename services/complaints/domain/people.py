"""Departments, staff and who is on duty: whom an escalation tells (rule C7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from contracts.complaints import DepartmentSaved, DutyRostered, Level, StaffSaved
from infra.chassis.decision import Decided, Refused

__all__ = [
    "EVERYWHERE",
    "Department",
    "Directory",
    "Duty",
    "Staff",
    "cancel_duty",
    "roster",
    "save_department",
    "save_staff",
]

EVERYWHERE = "*"
"""Venue of staff who serve the whole chain, e.g. its general manager."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a venue."""

    id: str
    venue_id: str
    name: str
    head_id: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Duty:
    """A stretch of duty at a level."""

    id: str
    venue_id: str
    department_id: str | None
    level: Level
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff. `id` is also the subject of their token.

    Attributes:
        quota_by_policy: `weekly_callbacks` is the policy's number, and the weeks to come go with the policy.
    """

    id: str
    venue_id: str
    department_id: str | None
    level: Level
    badge: str
    weekly_callbacks: int = 0
    active: bool = True
    duties: tuple[Duty, ...] = ()
    quota_by_policy: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """Everyone who may be told of something at one venue: its own, the chain's, and who has a duty there."""

    venue_id: str = EVERYWHERE
    departments: tuple[Department, ...] = ()
    staff: tuple[Staff, ...] = ()

    def department(self, department_id: str) -> Department:
        """A department that can be given work.

        Raises:
            Refused: the venue has no such department.
        """
        found = next((each for each in self.departments if each.id == department_id and each.active), None)
        if found is None:
            raise Refused(
                "unknown-department",
                f"the venue has no department {department_id}",
                field="department_id",
                kind="invalid",
            )
        return found

    def in_charge(self, level: Level, department_id: str | None, at: datetime) -> tuple[str, ...]:
        """Who answers at `level` at that moment: those on duty here, else everyone of that level.

        A department is answered for by its people on duty and, unless they left, always by its head.
        """
        of_department = department_id if level == "department" else None
        here = (self.venue_id, EVERYWHERE)
        on_duty = {
            each.id
            for each in self.staff
            for duty in each.duties
            if each.active
            and duty.level == level
            and duty.venue_id in here
            and of_department in (None, duty.department_id)
            and duty.starts_at <= at < duty.ends_at
        }
        heads = {each.head_id for each in self.departments if each.id == of_department} - self._gone()
        everyone = {
            each.id
            for each in self.staff
            if each.active
            and each.level == level
            and each.venue_id in here
            and of_department in (None, each.department_id)
        }
        return tuple(sorted((on_duty or everyone) | heads))

    def present(self, now: datetime, owed: Mapping[str, int]) -> Directory:
        """Those who belong or are lent here now or later, with the duties to come.

        Args:
            owed: what this week owes, for those whose weeks go with the policy.
        """
        found = (
            replace(
                each,
                weekly_callbacks=owed.get(each.id, each.weekly_callbacks),
                duties=tuple(duty for duty in each.duties if duty.ends_at > now),
            )
            for each in self.staff
        )
        here = {self.venue_id, EVERYWHERE}
        staff = (each for each in found if here & {each.venue_id, *(duty.venue_id for duty in each.duties)})
        return replace(self, staff=tuple(staff))

    def told_for(self, staff_id: str, otherwise: Level, at: datetime) -> tuple[str, ...]:
        """Whom to tell of what somebody owes: them, or once they have left who is in charge at a level."""
        return self.in_charge(otherwise, None, at) if staff_id in self._gone() else (staff_id,)

    def _gone(self) -> set[str]:
        """Those known to have left."""
        return {each.id for each in self.staff if not each.active}


def save_department(department: Department | None, wanted: Department) -> Decided[Department]:
    """Register or change a department."""
    if department == wanted:
        return department, ()
    return wanted, (
        DepartmentSaved(
            department_id=wanted.id,
            venue_id=wanted.venue_id,
            name=wanted.name,
            head_id=wanted.head_id,
            active=wanted.active,
        ),
    )


def save_staff(staff: Staff | None, wanted: Staff) -> Decided[Staff]:
    """Register or change a member of staff; duties stay as they are."""
    after = replace(wanted, duties=staff.duties if staff else ())
    if staff == after:
        return staff, ()
    return after, (
        StaffSaved(
            staff_id=after.id,
            venue_id=after.venue_id,
            department_id=after.department_id,
            level=after.level,
            badge=after.badge,
            weekly_callbacks=after.weekly_callbacks,
            active=after.active,
        ),
    )


def roster(staff: Staff, duty: Duty, now: datetime) -> Decided[Staff]:
    """Put someone on duty, or change a duty. Duties that are over are forgotten; their events remain.

    Raises:
        Refused: it ends before it starts, or overlaps another duty.
    """
    if duty.ends_at <= duty.starts_at:
        raise Refused("duty-ends-early", "let it end after it starts", field="ends_at", kind="invalid")
    others = tuple(each for each in staff.duties if each.id != duty.id and each.ends_at > now)
    if any(each.starts_at < duty.ends_at and duty.starts_at < each.ends_at for each in others):
        raise Refused("duty-overlaps", f"{staff.id} is on another duty then", field="starts_at")
    if duty in staff.duties:
        return staff, ()
    return replace(staff, duties=(*others, duty)), (_rostered(staff, duty, cancelled=False),)


def cancel_duty(staff: Staff, duty_id: str) -> Decided[Staff]:
    """Take someone off duty.

    Raises:
        Refused: there is no such duty.
    """
    duty = next((each for each in staff.duties if each.id == duty_id), None)
    if duty is None:
        raise Refused("duty-not-found", f"{staff.id} has no duty {duty_id}", kind="missing")
    left = tuple(each for each in staff.duties if each.id != duty_id)
    return replace(staff, duties=left), (_rostered(staff, duty, cancelled=True),)


def _rostered(staff: Staff, duty: Duty, *, cancelled: bool) -> DutyRostered:
    return DutyRostered(
        staff_id=staff.id,
        duty_id=duty.id,
        venue_id=duty.venue_id,
        department_id=duty.department_id,
        level=duty.level,
        starts_at=duty.starts_at,
        ends_at=duty.ends_at,
        cancelled=cancelled,
    )

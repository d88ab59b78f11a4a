"""Who may do what: staff at their venues, departments for what was dispatched to them, guests their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from infra.chassis.auth import Principal, Role, requires
from infra.chassis.decision import Refused
from services.complaints.domain.case import Case
from services.complaints.store.guests import GuestStore

__all__ = [
    "Anyone",
    "Boss",
    "Department",
    "Desk",
    "GuestOrDesk",
    "Manager",
    "as_kept",
    "may_see",
    "of_department",
    "speaks_for",
]

STAFF: tuple[Role, ...] = ("agent", "supervisor", "manager", "gm")

Desk = Annotated[Principal, requires(*STAFF)]
"""The caller: whoever works cases."""
Boss = Annotated[Principal, requires("supervisor", "manager", "gm")]
Manager = Annotated[Principal, requires("manager", "gm", "service")]
Department = Annotated[Principal, requires("department", *STAFF)]
GuestOrDesk = Annotated[Principal, requires("guest", *STAFF)]
"""The caller: the guest, or the desk that has the guest's word."""
Anyone = Annotated[Principal, requires("guest", "department", *STAFF, "integrator", "service")]


async def as_kept(guests: GuestStore, who: Principal) -> Principal:
    """The caller; a guest who turned out to be a double as the guest kept, who has their cases."""
    if who.roles == {"guest"} and who.guest_id is not None:
        return replace(who, guest_id=await guests.stands_for(who.guest_id))
    return who


def may_see(who: Principal, case: Case) -> None:
    """Refuse (403) a caller who has nothing to do with the case."""
    if who.roles == {"guest"}:
        if case.guest_id is None or who.guest_id != case.guest_id:
            raise Refused("not-yours", "this is another guest's case", kind="forbidden")
        return
    who.at(case.venue_id)
    if of_department(who) and who.departments.isdisjoint(involved(case)):
        raise Refused("not-yours", "the case was not given to your department", kind="forbidden")


def involved(case: Case) -> set[str]:
    """The departments that have to do with a case."""
    ids = {*case.departments, *(query.department_id for query in case.queries)}
    ids.add(case.passed_to or "")
    ids.add((case.suggestion.department_id if case.suggestion else None) or "")
    ids.add(case.inspection.department_id if case.inspection else "")
    return ids


def of_department(who: Principal) -> bool:
    """Whether the caller works for a department and not at the desk; they may be a guest too."""
    return who.has("department") and not who.has(*STAFF)


def speaks_for(who: Principal, department_id: str | None) -> None:
    """Refuse (403) a department's member who speaks for another department, or where none was asked."""
    if of_department(who) and department_id not in who.departments:
        raise Refused("other-department", f"you do not speak for {department_id}", kind="forbidden")

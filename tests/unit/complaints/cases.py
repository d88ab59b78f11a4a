"""A venue's desk for the tests of decisions: its people, its rules, and cases at every stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from contracts.event import Event
from services.complaints.domain import dispatching, judging, opening, remedying, resolving
from services.complaints.domain.case import Case
from services.complaints.domain.opening import Opening
from services.complaints.domain.parts import Contact, Intake
from services.complaints.domain.people import Department, Directory, Staff
from services.complaints.domain.policy import CasePolicy
from services.complaints.domain.resolving import Plan
from services.complaints.domain.rules import Rules
from tests.unit.complaints.worlds import START, office

GUEST = Contact("Guest One", "+8613800138000")
CASE_ID = "019abcde-0000-7000-8000-123456789abc"


def staff(id: str, level: str, department: str | None = None) -> Staff:
    return Staff(id, "venue", department, level, f"no. {id}")  # type: ignore[arg-type]


PEOPLE = Directory(
    "venue",
    departments=(
        Department("kitchen", "venue", "Kitchen", "chef"),
        Department("floor", "venue", "Floor", "floor-head"),
        Department("closed", "venue", "Closed", "nobody", active=False),
    ),
    staff=(
        staff("chef", "department", "kitchen"),
        staff("cook", "department", "kitchen"),
        staff("floor-head", "department", "floor"),
        staff("sue", "supervisor"),
        staff("max", "manager"),
        staff("gina", "gm"),
        staff("ann", "desk"),
    ),
)


def rules(**changes: Any) -> Rules:
    return Rules(CasePolicy(**changes), 3, office(), PEOPLE)


def opening_of(**changes: Any) -> Opening:
    intake: dict[str, Any] = {"channel": "phone", "content": "the soup was cold", "contact": GUEST}
    intake |= {key: changes.pop(key) for key in list(changes) if key in Intake.__slots__}
    fields: dict[str, Any] = {
        "id": CASE_ID,
        "kind": "complaint",
        "venue_id": "venue",
        "guest_id": "guest-1",
        "owner_id": "ann",
        "category": "food",
        "intake": Intake(**intake),
    }
    return Opening(**fields | changes)


def new_case(at: datetime = START, **changes: Any) -> Case:
    return opening.open_case(None, opening_of(**changes), rules(), at)[0]


def responsible(at: datetime = START, **changes: Any) -> Case:
    return judging.classify(new_case(at, **changes), rules(), at, "responsible")[0]


def in_hand(at: datetime = START, **changes: Any) -> Case:
    """Dispatched to the kitchen, which has reacted."""
    case, _ = dispatching.dispatch(responsible(at, **changes), rules(), at, ("kitchen",), "ann")
    return dispatching.react(case, rules(), at, "kitchen", "chef")[0]


def investigated(at: datetime = START, **changes: Any) -> Case:
    case, _ = dispatching.find(in_hand(at, **changes), rules(), at, "kitchen", "chef", "the stove was off")
    return remedying.find_cause(case, rules(), at, "house", "equipment", "ann")[0]


def resolved(at: datetime = START, **changes: Any) -> Case:
    return resolving.resolve(investigated(at, **changes), rules(), at, "We are sorry.")[0]


def satisfied(at: datetime = START, **changes: Any) -> Case:
    case = resolved(at, **changes)
    return resolving.hear_callback(case, rules(), at, case.cycle, effective=True, satisfied=True)[0]


def plan(at: datetime = START) -> Plan:
    return Plan("action-1", "repair the stove", "chef", (at + timedelta(days=3)).date())


def closed(at: datetime = START, **changes: Any) -> Case:
    return resolving.close(
        satisfied(at, **changes), rules(), at, "ann", "check the stove daily", (plan(at),)
    )[0]


def of_type(events: tuple[Event, ...], kind: type[Event]) -> Any:
    """The one event of that type."""
    found = [event for event in events if isinstance(event, kind)]
    assert len(found) == 1, [type(event).__name__ for event in events]
    return found[0]


def kinds(events: tuple[Event, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def later(case: Case, **changes: Any) -> Case:
    return replace(case, **changes)

"""What a person says of departments, staff and duties, in a body or as a line of a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from pydantic import Field, ValidationError

from contracts.complaints import Level
from infra.chassis.bodies import Body, Moment
from infra.chassis.decision import Refused
from infra.chassis.plain import is_plain

__all__ = ["DepartmentBody", "DutyBody", "Line", "StaffBody", "read_people"]


class DepartmentBody(Body):
    """A department of a venue."""

    venue_id: str
    name: str = Field(max_length=100, examples=["厨房"])
    head_id: str
    active: bool = True


class StaffBody(Body):
    """A member of staff; no name, no contact."""

    venue_id: str = Field(description="`*` for people of the whole chain.")
    department_id: str | None = None
    level: Level
    badge: str = Field(max_length=40, examples=["A-017"])
    weekly_callbacks: int | None = Field(
        None, ge=0, le=10**9, description="The policy's for the desk, without it."
    )
    active: bool = True


class DutyBody(Body):
    """A stretch of duty."""

    venue_id: str
    department_id: str | None = None
    level: Level
    starts_at: Moment
    ends_at: Moment


_KINDS: dict[str, type[DepartmentBody | StaffBody | DutyBody]] = {
    "department": DepartmentBody,
    "staff": StaffBody,
    "duty": DutyBody,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file.

    Attributes:
        number: as an editor counts, the header being 1.
        id: of the department, the member of staff or the duty.
        staff_id: whose duty it is.
    """

    number: int
    id: str
    staff_id: str
    body: DepartmentBody | StaffBody | DutyBody


def read_people(text: str) -> Iterator[tuple[int, Line | Refused]]:
    """The lines of a CSV file, each as what it says or why it is refused.

    Columns: ``what`` (department, staff, duty), ``id``, ``staff_id`` (of a duty), and the fields of the
    body of that kind; empty cells are left out.
    """
    rows, number = csv.DictReader(StringIO(text.removeprefix("\ufeff"))), 1
    try:
        for number, row in enumerate(rows, 2):
            cells = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
            yield number, _line(number, cells)
    except csv.Error as error:  # nothing after it can be told apart
        yield number + 1, _refused("line", str(error))


def _line(number: int, cells: dict[str, str]) -> Line | Refused:
    kind = _KINDS.get(cells.pop("what", ""))
    if kind is None:
        return _refused("what", f"is one of: {', '.join(_KINDS)}")
    id, staff_id = cells.pop("id", ""), cells.pop("staff_id", "")
    if not id or (kind is DutyBody and not staff_id):
        return _refused("id" if not id else "staff_id", "is missing")
    if not is_plain(id) or not is_plain(staff_id):
        return _refused("id" if not is_plain(id) else "staff_id", "may not hold control characters")
    try:
        return Line(number, id, staff_id, kind.model_validate(cells))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return _refused(".".join(str(part) for part in first["loc"]), first["msg"])


def _refused(field: str, why: str) -> Refused:
    return Refused("bad-line", f"{field}: {why}", field=field, kind="invalid")

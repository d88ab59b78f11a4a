"""Departments and staff, and the directory a decision is made with."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from infra.chassis.desk import Desk
from infra.chassis.mongo import Index
from infra.chassis.store import Store
from services.complaints.domain.people import EVERYWHERE, Department, Directory, Staff

__all__ = ["DepartmentStore", "People", "StaffStore"]

_FRESH_SECONDS = 1.0
"""How long a process may act on the directory it has read."""


class DepartmentStore(Store[Department]):
    """Departments of all venues."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.venue_id", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="department", state=Department)


class StaffStore(Store[Staff]):
    """Everyone who works in the chain, with their duties."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.venue_id", 1)]),
        Index([("state.duties.venue_id", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="staff", state=Staff, collection="staff")


class People:
    """The directory of each venue, read again when it is a second old or was changed here."""

    def __init__(self, departments: DepartmentStore, staff: StaffStore) -> None:
        self.departments = departments
        self.staff = staff
        self._read: dict[str, tuple[float, Directory]] = {}

    async def at(self, venue_id: str) -> Directory:
        """Everyone who may be told of something at a venue, the chain's own and lent people included."""
        known = self._read.get(venue_id)
        if known and monotonic() - known[0] < _FRESH_SECONDS:
            return known[1]
        began = monotonic()
        here = {"$in": [venue_id, EVERYWHERE]}
        departments, staff = await asyncio.gather(
            self.departments.find({"state.venue_id": venue_id}),
            self.staff.find({"$or": [{"state.venue_id": here}, {"state.duties.venue_id": here}]}),
        )
        directory = Directory(
            venue_id, tuple(stored.state for stored in departments), tuple(stored.state for stored in staff)
        )
        self._read[venue_id] = (began, directory)
        return directory

    def changed(self) -> None:
        """Forget what was read: somebody was saved."""
        self._read.clear()

"""Routes for departments, staff and duties: one by one, or a whole file at once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.complaints import Level
from infra.chassis.auth import Principal
from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered
from infra.chassis.once import whole
from infra.chassis.problems import problems
from services.complaints.domain import people
from services.complaints.domain.people import Department, Duty, Staff
from services.complaints.store.clerk import Clerk
from services.complaints.web.peoplefile import DepartmentBody, DutyBody, Line, StaffBody, read_people
from services.complaints.web.rights import Desk, Manager

__all__ = ["router"]


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class DepartmentView(_Shown):
    """A department."""

    id: str
    venue_id: str
    name: str
    head_id: str
    active: bool


class DutyView(_Shown):
    """A stretch of duty."""

    id: str
    venue_id: str
    department_id: str | None
    level: Level
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class StaffView(_Shown):
    """A member of staff with the duties to come."""

    id: str
    venue_id: str
    department_id: str | None
    level: Level
    badge: str
    weekly_callbacks: int
    active: bool
    duties: tuple[DutyView, ...]


class DirectoryView(_Shown):
    """Everyone who may be told of something at a venue."""

    departments: tuple[DepartmentView, ...]
    staff: tuple[StaffView, ...]


class RefusedLine(BaseModel):
    """A line that was not taken, and why."""

    line: int
    code: str
    field: str | None
    detail: str


class LoadedView(BaseModel):
    """What became of a file."""

    lines: int
    accepted: int
    refused: list[RefusedLine]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["people"])
    saving = _Saving(clerk)

    @routes.post(
        "/departments/{department_id}", response_model=DepartmentView,
        responses=problems(400, 401, 403, 422), summary="Save a department",
    )  # fmt: skip
    async def save_department(
        who: Manager, cause: RequestCause, department_id: str, body: DepartmentBody
    ) -> JSONResponse:
        return answered(await saving.department(who, department_id, body, cause))

    @routes.post(
        "/staff/{staff_id}", response_model=StaffView,
        responses=problems(400, 401, 403, 422), summary="Save a member of staff",
    )  # fmt: skip
    async def save_staff(who: Manager, cause: RequestCause, staff_id: str, body: StaffBody) -> JSONResponse:
        return answered(await saving.staff(who, staff_id, body, cause))

    @routes.post(
        "/staff/{staff_id}/duties/{duty_id}", response_model=StaffView,
        responses=problems(400, 401, 403, 404, 409, 422), summary="Put somebody on duty",
    )  # fmt: skip
    async def roster_duty(
        who: Manager, cause: RequestCause, staff_id: str, duty_id: str, body: DutyBody
    ) -> JSONResponse:
        return answered(await saving.duty(who, staff_id, duty_id, body, cause))

    @routes.post(
        "/staff/{staff_id}/duties/{duty_id}/cancellation", response_model=StaffView,
        responses=problems(400, 401, 403, 404), summary="Take somebody off duty",
    )  # fmt: skip
    async def cancel_duty(who: Manager, cause: RequestCause, staff_id: str, duty_id: str) -> JSONResponse:
        return answered(await saving.no_duty(who, staff_id, duty_id, cause))

    @routes.post(
        "/people/import", response_model=LoadedView, responses=problems(400, 401, 403, 422),
        summary="Load departments, staff and duties from a CSV file",
    )  # fmt: skip
    async def load_people(
        who: Manager, cause: RequestCause, text: Annotated[str, Body(media_type="text/csv")]
    ) -> JSONResponse:
        """Every line goes the way of a single one; refused lines are reported, the others hold."""
        done = await whole(clerk.rulebook.people.staff.desk, cause, lambda: loaded(who, cause, text))
        return done.response()

    async def loaded(who: Principal, cause: Cause, text: str) -> LoadedView:
        refused: list[RefusedLine] = []
        lines = list(read_people(text))
        for number, line in lines:
            try:
                await saving.line(who, line, cause.part(str(number)))
            except Refused as error:
                refused.append(
                    RefusedLine(line=number, code=error.code, field=error.field, detail=error.detail)
                )
        return LoadedView(lines=len(lines), accepted=len(lines) - len(refused), refused=refused)

    @routes.get(
        "/people", response_model=DirectoryView, responses=problems(401, 403, 422), summary="A venue's people"
    )
    async def show_people(who: Desk, venue_id: str) -> dict[str, Any]:
        who.at(venue_id)
        found = await clerk.rulebook.people.at(venue_id)
        weeks = await clerk.quotas.find({"_id": {"$in": [each.id for each in found.staff]}})
        owed = {week.id: week.state.owed for week in weeks if week.state.by_policy}
        return _shown(DirectoryView, found.present(clerk.now, owed))

    return routes


class _Saving:
    """Saves what is said of people, whichever way it came."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk
        self._people = clerk.rulebook.people

    async def department(
        self, who: Principal, id: str, body: DepartmentBody, cause: Cause
    ) -> Outcome[Department]:
        who.at(body.venue_id)
        wanted = Department(id, body.venue_id, body.name, body.head_id, body.active)

        def decide(state: Department | None, _: datetime) -> Decided[Department]:
            _theirs(who, state)
            return people.save_department(state, wanted)

        outcome = await self._people.departments.change(
            id,
            decide,
            cause,
            answer=lambda state: _shown(DepartmentView, state),
        )
        self._people.changed()
        return outcome

    async def staff(self, who: Principal, id: str, body: StaffBody, cause: Cause) -> Outcome[Staff]:
        who.at(body.venue_id)
        owed, by_policy = body.weekly_callbacks or 0, False
        if body.weekly_callbacks is None and body.level == "desk":
            owed, by_policy = await self._clerk.rulebook.weekly_callbacks(body.venue_id), True
        wanted = Staff(
            id, body.venue_id, body.department_id, body.level, body.badge, owed, body.active,
            quota_by_policy=by_policy,
        )  # fmt: skip

        def decide(state: Staff | None, _: datetime) -> Decided[Staff]:
            _theirs(who, state)
            return people.save_staff(state, wanted)

        outcome = await self._people.staff.change(id, decide, cause, answer=_staff)
        self._people.changed()
        return outcome

    async def duty(
        self, who: Principal, staff_id: str, id: str, body: DutyBody, cause: Cause
    ) -> Outcome[Staff]:
        who.at(body.venue_id)
        duty = Duty(id, body.venue_id, body.department_id, body.level, body.starts_at, body.ends_at)

        def decide(state: Staff | None, now: datetime) -> Decided[Staff]:
            _theirs(who, state)
            return people.roster(_there(state), duty, now)

        outcome = await self._people.staff.change(staff_id, decide, cause, answer=_staff)
        self._people.changed()
        return outcome

    async def no_duty(self, who: Principal, staff_id: str, id: str, cause: Cause) -> Outcome[Staff]:
        who.at((await self._people.staff.need(staff_id)).state.venue_id)
        outcome = await self._people.staff.change(
            staff_id, lambda state, _: people.cancel_duty(_there(state), id), cause, answer=_staff
        )
        self._people.changed()
        return outcome

    async def line(self, who: Principal, line: Line | Refused, cause: Cause) -> None:
        """Save one line of a file."""
        if isinstance(line, Refused):
            raise line
        match line.body:
            case DepartmentBody():
                await self.department(who, line.id, line.body, cause)
            case StaffBody():
                await self.staff(who, line.id, line.body, cause)
            case DutyBody():
                await self.duty(who, line.staff_id, line.id, line.body, cause)


def _theirs(who: Principal, state: Department | Staff | None) -> None:
    """Refuse to change who or what belongs to a venue the caller has no rights at, wherever it is to go."""
    if state is not None:
        who.at(state.venue_id)


def _there(state: Staff | None) -> Staff:
    if state is None:
        raise Refused("staff-not-found", "there is no such member of staff", kind="missing")
    return state


def _staff(state: Staff) -> dict[str, Any]:
    return _shown(StaffView, state)


def _shown(view: type[_Shown], state: object) -> dict[str, Any]:
    return view.model_validate(state).model_dump(mode="json")

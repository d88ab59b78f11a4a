"""Routes that move cases between people: reassignment and shift handover (rules C3, C24)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from infra.chassis.bodies import Body
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered
from infra.chassis.ids import new_id
from infra.chassis.once import whole
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.complaints.domain import shift
from services.complaints.domain.shift import Due, Shift
from services.complaints.store.clerk import Clerk, there
from services.complaints.web.bodies import Text
from services.complaints.web.rights import Boss, Desk

__all__ = ["router"]


class ReassignBody(Body):
    """Cases that change hands, and why; the move is recorded on each."""

    case_ids: list[str] = Field(min_length=1, max_length=500)
    owner_id: str
    reason: Text


class MovedView(BaseModel):
    """What became of one case."""

    case_id: str
    moved: bool
    code: str | None = Field(description="Why not, if not.")


class ReassignedView(BaseModel):
    """What became of each case."""

    items: list[MovedView]


class HandoverBody(Body):
    """A shift to hand over: every open case of the caller, promises falling due, announcements."""

    venue_id: str
    relief_id: str
    announcements: list[Text] = Field(default=[], max_length=50)


class ShiftView(BaseModel):
    """A handover as it stands."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    venue_id: str
    staff_id: str
    relief_id: str
    prepared_at: AwareDatetime
    case_ids: tuple[str, ...]
    due: tuple[Due, ...]
    announcements: tuple[str, ...]
    status: Literal["prepared", "acknowledged", "released"]
    acknowledged_at: AwareDatetime | None
    released_at: AwareDatetime | None


class ShiftPage(BaseModel):
    """Some handovers, and the cursor to the next ones."""

    items: list[ShiftView]
    next: str | None


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["ownership"])

    @routes.post(
        "/cases/reassignment", response_model=ReassignedView, responses=problems(400, 401, 403, 422),
        summary="Move cases to another owner, on record",
    )  # fmt: skip
    async def reassign_cases(who: Boss, cause: RequestCause, body: ReassignBody) -> JSONResponse:
        for stored in await clerk.cases.find({"_id": {"$in": body.case_ids}}):
            who.at(stored.state.venue_id)
        return (await whole(clerk.cases.desk, cause, lambda: moved(cause, body))).response()

    async def moved(cause: Cause, body: ReassignBody) -> ReassignedView:
        results = await clerk.hand_over(tuple(body.case_ids), body.owner_id, body.reason, cause)
        items = []
        for case_id, result in zip(body.case_ids, results, strict=True):
            code = getattr(result, "code", None)
            if not isinstance(result, Exception) and there(result.state).owner_id != body.owner_id:
                code = "case-closed"  # it ended before, and stays as it is
            moved = code is None and not isinstance(result, Exception)
            items.append(MovedView(case_id=case_id, moved=moved, code=code))
        return ReassignedView(items=items)

    @routes.post(
        "/handovers", status_code=201, response_model=ShiftView, responses=problems(400, 401, 403, 409, 422),
        summary="Prepare the handover of my shift",
    )  # fmt: skip
    async def prepare_handover(who: Desk, cause: RequestCause, body: HandoverBody) -> JSONResponse:
        who.at(body.venue_id)
        shift_id = new_id()
        cases = await clerk.cases.owned(who.subject, body.venue_id)
        hours = (await clerk.rulebook.now(body.venue_id)).policy.handover_hours

        def decide(state: Shift | None, now: datetime) -> Decided[Shift]:
            until = now + timedelta(hours=hours)
            promised = [(each, each.promised_next) for each in cases]
            wanted = Shift(
                id=shift_id,
                venue_id=body.venue_id,
                staff_id=who.subject,
                relief_id=body.relief_id,
                prepared_at=now,
                case_ids=tuple(each.id for each in cases),
                due=tuple(Due(each.id, each.number, at) for each, at in promised if at and at <= until),
                announcements=tuple(body.announcements),
            )
            return shift.prepare(state, wanted)

        return answered(await clerk.shifts.change(shift_id, decide, cause, answer=_view), 201)

    @routes.get(
        "/handovers", response_model=ShiftPage, responses=problems(401, 403, 422), summary="Handovers"
    )
    async def list_handovers(who: Desk, page: PageQuery, venue_id: str | None = None) -> dict[str, Any]:
        given = {"state.venue_id": venue_id} if venue_id else {}
        found = await clerk.shifts.page({"$and": [given, who.venue_filter()]}, page)
        return {"items": [_view(stored.state) for stored in found.items], "next": found.next}

    @routes.post(
        "/handovers/{shift_id}/acknowledgement", response_model=ShiftView,
        responses=problems(400, 401, 403, 404, 409), summary="Take the shift over",
    )  # fmt: skip
    async def acknowledge_handover(who: Desk, cause: RequestCause, shift_id: str) -> JSONResponse:
        outcome = await clerk.shifts.change(
            shift_id,
            lambda state, now: shift.acknowledge(_there(state), now, who.subject),
            cause,
            answer=_view,
        )
        return answered(outcome)

    @routes.post(
        "/handovers/{shift_id}/release", response_model=ShiftView,
        responses=problems(400, 401, 403, 404, 409), summary="Let the relieved one go",
    )  # fmt: skip
    async def release_shift(who: Desk, cause: RequestCause, shift_id: str) -> JSONResponse:
        known = (await clerk.shifts.need(shift_id)).state
        who.at(known.venue_id)
        owned = await clerk.cases.owned(known.staff_id, known.venue_id)
        left = sum(each.id not in known.case_ids for each in owned)
        outcome = await clerk.shifts.change(
            shift_id, lambda state, now: shift.release(_there(state), now, left), cause, answer=_view
        )
        return answered(outcome)

    return routes


def _there(state: Shift | None) -> Shift:
    if state is None:
        raise Refused("shift-not-found", "there is no such handover", kind="missing")
    return state


def _view(state: Shift) -> dict[str, Any]:
    return ShiftView.model_validate(state).model_dump(mode="json")

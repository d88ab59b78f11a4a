"""Routes for emergencies (rule C25)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from infra.chassis.bodies import Body
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.complaints.domain import emergency
from services.complaints.domain.emergency import Call, Emergency
from services.complaints.store.clerk import Clerk
from services.complaints.web.bodies import Text
from services.complaints.web.rights import Department, Desk, speaks_for

__all__ = ["router"]


class CallBody(Body):
    """An emergency, and the departments it needs at once."""

    venue_id: str
    kind: str = Field(max_length=60, examples=["injury"])
    what: Text = Field(examples=["a guest fell in the lobby"])
    department_ids: list[str] = Field(min_length=2, max_length=20)
    case_id: str | None = None


class EmergencyAnswerBody(Body):
    """Which department is on its way."""

    department_id: str


class EmergencyView(BaseModel):
    """An emergency as it stands."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    venue_id: str
    kind: str
    what: str
    called_by: str
    called_at: AwareDatetime
    calls: tuple[Call, ...]
    answer_by: AwareDatetime | None
    case_id: str | None
    ended_at: AwareDatetime | None


class EmergencyPage(BaseModel):
    """Some emergencies, and the cursor to the next ones."""

    items: list[EmergencyView]
    next: str | None


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["emergencies"])

    @routes.post(
        "/emergencies", status_code=201, response_model=EmergencyView,
        responses=problems(400, 401, 403, 422), summary="Call departments at once",
    )  # fmt: skip
    async def call_emergency(who: Department, cause: RequestCause, body: CallBody) -> JSONResponse:
        who.at(body.venue_id)
        emergency_id = new_id()
        rules = await clerk.rulebook.now(body.venue_id)

        def decide(state: Emergency | None, now: datetime) -> Decided[Emergency]:
            wanted = Emergency(
                id=emergency_id,
                venue_id=body.venue_id,
                kind=body.kind,
                what=body.what,
                called_by=who.subject,
                called_at=now,
                calls=tuple(Call(each) for each in body.department_ids),
                case_id=body.case_id,
            )
            return emergency.call(state, wanted, rules.directory, rules.policy.emergency_minutes)

        return answered(await clerk.emergencies.change(emergency_id, decide, cause, answer=_view), 201)

    @routes.get(
        "/emergencies", response_model=EmergencyPage, responses=problems(401, 403, 422), summary="Emergencies"
    )
    async def list_emergencies(
        who: Department, page: PageQuery, venue_id: str | None = None
    ) -> dict[str, Any]:
        given = {"state.venue_id": venue_id} if venue_id else {}
        found = await clerk.emergencies.page({"$and": [given, who.venue_filter()]}, page)
        return {"items": [_view(stored.state) for stored in found.items], "next": found.next}

    @routes.post(
        "/emergencies/{emergency_id}/answers", response_model=EmergencyView,
        responses=problems(400, 401, 403, 404, 409), summary="A department is on its way",
    )  # fmt: skip
    async def answer_emergency(
        who: Department, cause: RequestCause, emergency_id: str, body: EmergencyAnswerBody
    ) -> JSONResponse:
        speaks_for(who, body.department_id)
        who.at((await clerk.emergencies.need(emergency_id)).state.venue_id)
        outcome = await clerk.emergencies.change(
            emergency_id,
            lambda state, now: emergency.answer(_there(state), now, body.department_id, who.subject),
            cause,
            answer=_view,
        )
        return answered(outcome)

    @routes.post(
        "/emergencies/{emergency_id}/end", response_model=EmergencyView,
        responses=problems(400, 401, 403, 404, 409), summary="It is over",
    )  # fmt: skip
    async def end_emergency(who: Desk, cause: RequestCause, emergency_id: str) -> JSONResponse:
        who.at((await clerk.emergencies.need(emergency_id)).state.venue_id)
        outcome = await clerk.emergencies.change(
            emergency_id,
            lambda state, now: emergency.end(_there(state), now, who.subject),
            cause,
            answer=_view,
        )
        return answered(outcome)

    return routes


def _there(state: Emergency | None) -> Emergency:
    if state is None:
        raise Refused("emergency-not-found", "there is no such emergency", kind="missing")
    return state


def _view(state: Emergency) -> dict[str, Any]:
    return EmergencyView.model_validate(state).model_dump(mode="json")

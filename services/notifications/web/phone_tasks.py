"""Calls that agents owe guests: what to say, which number, what came of it (rule N1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import Principal
from infra.chassis.bodies import Body
from infra.chassis.changes import Stored
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.notifications.domain import phone_task
from services.notifications.domain.phone_task import CallOutcome, PhoneTask
from services.notifications.store import Stores
from services.notifications.web.bodies import Desk, PageOf

__all__ = ["router"]


class CallView(BaseModel):
    """One try."""

    at: datetime
    by: str
    outcome: str
    remark: str


class PhoneTaskView(BaseModel):
    """A call to make."""

    id: str
    guest_id: str
    venue_id: str | None
    kind: str = Field(examples=["booking-displaced"])
    status: str = Field(examples=["open"])
    opened_at: datetime
    call_by: datetime
    calls: list[CallView]


class PhoneTaskDetail(PhoneTaskView):
    """What the agent who calls needs."""

    guest_name: str | None
    phone: str | None
    facts: dict[str, str] = Field(description="What the call is about.")


class CallBody(Body):
    """How the call went."""

    outcome: CallOutcome
    remark: str = Field("", max_length=500, description="Free of contact data.")


def router(stores: Stores) -> APIRouter:
    """Routes of phone tasks."""
    routes = APIRouter(tags=["phone tasks"])

    async def needed(who: Principal, task_id: str) -> Stored[PhoneTask]:
        stored = await stores.phone_tasks.get(task_id)
        if stored is None:
            raise Refused("phone-task-not-found", f"there is no phone task {task_id}", kind="missing")
        if stored.state.venue_id is not None:
            who.at(stored.state.venue_id)
        return stored

    @routes.get("/phone-tasks", summary="Calls to make", responses=problems(401, 403, 422))
    async def find_phone_tasks(
        who: Desk, page: PageQuery, status: Literal["open", "missed", "done", "settled"] | None = None
    ) -> PageOf[PhoneTaskView]:
        query: dict[str, Any] = {}
        if "*" not in who.venues:
            query["state.venue_id"] = {"$in": [*sorted(who.venues), None]}
        if status is not None:
            query["state.status"] = status
        found = await stores.phone_tasks.page(query, page)
        return PageOf(items=[PhoneTaskView(**_shown(each.state)) for each in found.items], next=found.next)

    @routes.get(
        "/phone-tasks/{task_id}",
        summary="Whom to call, and what about",
        responses=problems(401, 403, 404),
        response_model=PhoneTaskDetail,
    )
    async def show_phone_task(who: Desk, task_id: str) -> JSONResponse:
        stored = await needed(who, task_id)
        state = stored.state
        known = await stores.contacts.of(f"guest:{state.guest_id}")
        delivery = await stores.deliveries.get(task_id)
        shown = PhoneTaskDetail(
            **_shown(state),
            guest_name=known.name if known else None,
            phone=known.phone if known else None,
            facts=delivery.state.notice.facts if delivery else {},
        )
        return entity(stored, shown.model_dump(mode="json"))

    @routes.post(
        "/phone-tasks/{task_id}/calls",
        summary="I called",
        status_code=201,
        responses=problems(400, 401, 403, 404, 409, 422),
        response_model=PhoneTaskView,
    )
    async def record_call(who: Desk, task_id: str, body: CallBody, cause: RequestCause) -> JSONResponse:
        stored = await needed(who, task_id)

        def decide(state: PhoneTask | None, now: datetime) -> Decided[PhoneTask]:
            return phone_task.called(state or stored.state, who.subject, body.outcome, body.remark, now)

        def shown(state: PhoneTask) -> dict[str, Any]:
            return PhoneTaskView(**_shown(state)).model_dump(mode="json")

        return answered(await stores.phone_tasks.change(task_id, decide, cause, answer=shown), 201)

    return routes


def _shown(state: PhoneTask) -> dict[str, Any]:
    return {
        "id": state.id,
        "guest_id": state.guest_id,
        "venue_id": state.venue_id,
        "kind": state.template,
        "status": state.status,
        "opened_at": state.opened_at,
        "call_by": state.call_by,
        "calls": [
            CallView(at=call.at, by=call.by, outcome=call.outcome, remark=call.remark) for call in state.calls
        ],
    }

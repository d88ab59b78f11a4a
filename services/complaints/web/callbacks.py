"""Routes for callbacks: owed and tried, planned for members, quotas, and the sample (rules C13, C21)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.complaints import CallbackMode, CallbackReason
from infra.chassis.auth import Principal
from infra.chassis.bodies import Body, Moment
from infra.chassis.cause import Cause
from infra.chassis.changes import Change
from infra.chassis.decision import Decide, Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.once import whole
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.complaints.domain import callback
from services.complaints.domain.callback import Attempt, Callback
from services.complaints.domain.sample import Draw
from services.complaints.store.clerk import Clerk
from services.complaints.web.bodies import Text
from services.complaints.web.rights import Boss, Desk

__all__ = ["router"]


class CallbackView(BaseModel):
    """A callback owed to a guest."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    reason: CallbackReason
    venue_id: str
    guest_id: str
    mode: CallbackMode
    assigned_to: str
    due_at: AwareDatetime
    case_id: str | None
    cycle: int | None
    plan_id: str | None
    purpose: str
    status: str
    attempts: tuple[Attempt, ...]


class CallbackPage(BaseModel):
    """Some callbacks, and the cursor to the next ones."""

    items: list[CallbackView]
    next: str | None


class AttemptBody(Body):
    """A try to call the guest back."""

    mode: CallbackMode = "phone"
    effective: bool = Field(description="The guest was reached and spoke.")
    satisfied: bool | None = Field(None, description="Their verdict; needed where a case is behind it.")
    said: str = Field("", max_length=4000)


class PlannedBody(Body):
    """Who is called, and by whom."""

    guest_id: str
    assigned_to: str


class PlanBody(Body):
    """A plan of callbacks to existing members: who, what, when, by which channel (rule C21)."""

    venue_id: str
    purpose: Text = Field(examples=["autumn menu; ask about the last visit"])
    mode: CallbackMode = "phone"
    due_at: Moment
    calls: list[PlannedBody] = Field(min_length=1, max_length=500)


class PlanView(BaseModel):
    """The plan's callbacks."""

    plan_id: str
    callbacks: list[CallbackView]


class QuotaView(BaseModel):
    """An agent's current week."""

    staff_id: str
    venue_id: str
    week_starts_on: date
    owed: int
    made: int
    missing: int


class QuotasView(BaseModel):
    """Every agent's current week; the largest shortfall first."""

    items: list[QuotaView]


class SampleView(BaseModel):
    """A sample with every draw, so that anyone can draw again and compare (rule C13)."""

    sample_id: str
    venue_id: str
    percent_chosen: float
    draws: list[Draw]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["callbacks"])

    @routes.get(
        "/callbacks", response_model=CallbackPage, responses=problems(401, 403, 422), summary="Callbacks"
    )
    async def list_callbacks(
        who: Desk,
        page: PageQuery,
        mine: bool = False,
        status: Annotated[str | None, Query(examples=["owed"])] = None,
        case_id: str | None = None,
        plan_id: str | None = None,
    ) -> dict[str, Any]:
        asked = {
            "state.assigned_to": who.subject if mine else None,
            "state.status": status,
            "state.case_id": case_id,
            "state.plan_id": plan_id,
        }
        query = {name: value for name, value in asked.items() if value is not None} | who.venue_filter()
        found = await clerk.callbacks.page(query, page)
        return {"items": [_view(stored.state) for stored in found.items], "next": found.next}

    @routes.post(
        "/callbacks/{callback_id}/attempts", response_model=CallbackView,
        responses=problems(400, 401, 403, 404, 409, 412, 422), summary="Record a try",
    )  # fmt: skip
    async def make_callback_attempt(
        who: Desk, cause: RequestCause, if_match: IfMatch, callback_id: str, body: AttemptBody
    ) -> JSONResponse:
        who.at((await clerk.callbacks.need(callback_id)).state.venue_id)
        outcome = await clerk.callbacks.change(
            callback_id,
            lambda state, now: callback.make(
                _there(state),
                now,
                who.subject,
                body.mode,
                effective=body.effective,
                satisfied=body.satisfied,
                said=body.said,
            ),
            cause,
            expected_version=if_match,
            answer=_view,
        )
        return answered(outcome)

    @routes.post(
        "/callback-plans", status_code=201, response_model=PlanView,
        responses=problems(400, 401, 403, 422), summary="Plan callbacks to members",
    )  # fmt: skip
    async def plan_callbacks(who: Boss, cause: RequestCause, body: PlanBody) -> JSONResponse:
        who.at(body.venue_id)
        if body.due_at <= clerk.now:
            raise Refused("plan-in-the-past", "choose a time to come", field="due_at", kind="invalid")
        return (await whole(clerk.callbacks.desk, cause, lambda: planned(who, cause, body))).response(201)

    async def planned(who: Principal, cause: Cause, body: PlanBody) -> PlanView:
        plan_id = f"{who.subject}:{cause.id}"
        changes = []
        for number, call in enumerate(body.calls):
            wanted = Callback(
                new_id(), "plan", body.venue_id, call.guest_id, body.mode, call.assigned_to, body.due_at,
                plan_id=plan_id, purpose=body.purpose,
            )  # fmt: skip
            changes.append(Change(wanted.id, _owed(wanted), cause.part(str(number)), answer=_view))
        made: list[dict[str, Any]] = []
        for outcome in await clerk.callbacks.change_many(changes):
            if isinstance(outcome, Exception):
                raise outcome
            made.append(outcome.answer)
        return PlanView.model_validate({"plan_id": plan_id, "callbacks": made})

    @routes.get(
        "/callback-quotas", response_model=QuotasView, responses=problems(401, 403), summary="This week"
    )
    async def show_callback_quotas(who: Desk) -> dict[str, Any]:
        found = await clerk.quotas.find({"state.owed": {"$gt": 0}, **who.venue_filter()})
        items = [
            {
                "staff_id": state.id,
                "venue_id": state.venue_id,
                "week_starts_on": state.week_starts_on,
                "owed": state.owed,
                "made": state.made,
                "missing": max(0, state.owed - state.made),
            }
            for state in (stored.state for stored in found)
        ]
        return {"items": sorted(items, key=lambda each: -each["missing"])}

    @routes.get(
        "/callback-samples/{sample_id}", response_model=SampleView, responses=problems(401, 403, 404),
        summary="A sample of assist cases, to audit",
    )  # fmt: skip
    async def show_callback_sample(who: Desk, sample_id: str) -> JSONResponse:
        stored = await clerk.samples.need(sample_id)
        sample = stored.state
        who.at(sample.venue_id)
        shown = SampleView(
            sample_id=sample.id,
            venue_id=sample.venue_id,
            percent_chosen=100 * sample.chosen / len(sample.draws),
            draws=list(sample.draws),
        )
        return entity(stored, shown.model_dump(mode="json"))

    return routes


def _owed(wanted: Callback) -> Decide[Callback]:
    return lambda state, _: callback.owe(state, wanted)


def _there(state: Callback | None) -> Callback:
    if state is None:
        raise Refused("callback-not-found", "there is no such callback", kind="missing")
    return state


def _view(state: Callback) -> dict[str, Any]:
    return CallbackView.model_validate(state).model_dump(mode="json")

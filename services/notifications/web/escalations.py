"""Calls to the level in charge: see them, take them (rule N2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered
from infra.chassis.pages import PageQuery
from infra.chassis.policy import PolicyBook
from infra.chassis.problems import problems
from services.notifications.domain import escalation
from services.notifications.domain.escalation import Escalation
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.store import Stores
from services.notifications.web.bodies import PageOf, Staff

__all__ = ["router"]


class EscalationView(BaseModel):
    """One call."""

    id: str
    kind: str = Field(examples=["case-escalated"])
    subject_id: str
    venue_id: str
    levels: list[str] = Field(examples=[["department", "supervisor"]], description="Called so far, in order.")
    status: str = Field(examples=["open"])
    raised_at: datetime
    acknowledge_by: datetime | None
    acknowledged_by: str | None
    acknowledged_at: datetime | None


def router(stores: Stores, book: PolicyBook[NotificationPolicy]) -> APIRouter:
    """Routes of escalations."""
    routes = APIRouter(tags=["escalations"])

    @routes.get("/escalations", summary="Calls at my venues", responses=problems(401, 403, 422))
    async def find_escalations(
        who: Staff,
        page: PageQuery,
        status: Literal["open", "acknowledged", "unanswered", "settled"] | None = None,
        subject_id: str | None = None,
    ) -> PageOf[EscalationView]:
        query: dict[str, Any] = who.venue_filter()
        if status is not None:
            query["state.status"] = status
        if subject_id is not None:
            query["state.subject_id"] = subject_id
        found = await stores.escalations.page(query, page)
        return PageOf(items=[_view(each.state) for each in found.items], next=found.next)

    @routes.post(
        "/escalations/{escalation_id}/acknowledge",
        summary="I take it (the level called, or one above)",
        responses=problems(400, 401, 403, 404, 409, 422),
        response_model=EscalationView,
    )
    async def acknowledge_escalation(who: Staff, escalation_id: str, cause: RequestCause) -> JSONResponse:
        stored = await stores.escalations.need(escalation_id)
        who.at(stored.state.venue_id)
        policy = (await book.at(stored.state.venue_id, stored.state.raised_at)).values
        if not escalation.may_take(stored.state, who.roles, policy.ladder):
            called = ", ".join(stored.state.levels)
            raise Refused("not-called", f"this call is for {called}, or a level above", kind="forbidden")

        def decide(state: Escalation | None, now: datetime) -> Decided[Escalation]:
            return escalation.acknowledge(state, who.subject, now)

        outcome = await stores.escalations.change(
            escalation_id, decide, cause, answer=lambda state: _view(state).model_dump(mode="json")
        )
        return answered(outcome)

    return routes


def _view(state: Escalation) -> EscalationView:
    return EscalationView(
        id=state.id,
        kind=state.kind,
        subject_id=state.subject_id,
        venue_id=state.venue_id,
        levels=list(state.levels),
        status=state.status,
        raised_at=state.raised_at,
        acknowledge_by=state.acknowledge_by,
        acknowledged_by=state.acknowledged_by,
        acknowledged_at=state.acknowledged_at,
    )

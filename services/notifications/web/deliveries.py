"""Deliveries: what was sent, what was not, and why (rule N5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import Principal
from infra.chassis.changes import Stored
from infra.chassis.decision import Refused
from infra.chassis.http import entity
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.notifications.domain.delivery import Delivery, Status
from services.notifications.domain.explain import explain, summary
from services.notifications.store import Stores
from services.notifications.web.bodies import Anyone, Desk, PageOf

__all__ = ["DeliveryView", "router", "view"]


class AttemptView(BaseModel):
    """One call of a provider."""

    number: int
    channel: str = Field(examples=["sms"])
    provider: str = Field(examples=["aliyun"])
    started_at: datetime
    ended_at: datetime | None
    outcome: str = Field(examples=["accepted"])
    reference: str | None = Field(description="The provider's own id of the message.")
    detail: str


class DeliveryView(BaseModel):
    """One message to one recipient."""

    id: str
    kind: str = Field(examples=["booking-confirmed"])
    category: str = Field(examples=["transactional"])
    recipient_kind: str = Field(examples=["guest"])
    recipient_id: str
    venue_id: str | None
    subject_id: str | None = Field(description="The booking, case or member it is about.")
    event_id: str
    event_type: str = Field(examples=["clubhouse.booking.confirmed.v1"])
    plan: str = Field(examples=["sms>email"])
    status: str = Field(examples=["sent"])
    summary: str = Field(examples=["sent at 2026-05-01T12:00:00Z by sms (aliyun)"])
    planned_at: datetime
    due: datetime
    valid_until: datetime
    sent_at: datetime | None
    doubtful: bool = Field(description="An attempt may have arrived without our knowing.")
    joined: str | None = Field(description="The digest that speaks for it.")
    attempts: list[AttemptView]


class LineView(BaseModel):
    """One step of a delivery's history."""

    at: datetime
    code: str = Field(examples=["quiet-later"], description="Stable.")
    text: str


class Explanation(BaseModel):
    """Why a message came, did not, or came late."""

    delivery_id: str
    status: str
    summary: str
    lines: list[LineView]


def view(stored: Stored[Delivery]) -> DeliveryView:
    """A delivery as the API shows it."""
    state, notice = stored.state, stored.state.notice
    return DeliveryView(
        id=state.id,
        kind=notice.kind,
        category=notice.category,
        recipient_kind=notice.recipient.kind,
        recipient_id=notice.recipient.id,
        venue_id=notice.venue_id,
        subject_id=notice.subject_id,
        event_id=state.event_id,
        event_type=state.event_type,
        plan=state.plan,
        status=state.status.value,
        summary=summary(state),
        planned_at=state.planned_at,
        due=state.due,
        valid_until=state.valid_until,
        sent_at=state.sent_at,
        doubtful=state.doubtful,
        joined=state.joined,
        attempts=[
            AttemptView(
                number=each.number,
                channel=each.route.channel,
                provider=each.route.provider,
                started_at=each.started_at,
                ended_at=each.ended_at,
                outcome=each.outcome.value,
                reference=each.reference,
                detail=each.detail,
            )
            for each in state.attempts
        ],
    )


def router(stores: Stores) -> APIRouter:
    """Routes that only read."""
    routes = APIRouter(tags=["deliveries"])
    refusals = problems(401, 403, 404)

    async def needed(who: Principal, delivery_id: str) -> Stored[Delivery]:
        stored = await stores.deliveries.need(delivery_id)
        recipient = stored.state.notice.recipient
        if who.guest_id is not None:
            if recipient.kind != "guest" or recipient.id not in await told_as("guest", who.guest_id):
                raise _not_yours()
        elif stored.state.notice.venue_id is not None:
            who.at(stored.state.notice.venue_id)
        return stored

    async def told_as(kind: str, recipient_id: str) -> list[str]:
        """Ids this recipient's messages were planned for: of a guest the kept one's, and those of doubles."""
        if kind != "guest":
            return [recipient_id]
        kept = await stores.contacts.kept(recipient_id)
        return [kept, *(each.partition(":")[2] for each in await stores.contacts.doubles(f"guest:{kept}"))]

    @routes.get("/deliveries", summary="Find deliveries", responses=problems(401, 403, 422))
    async def find_deliveries(
        who: Desk,
        page: PageQuery,
        recipient_id: str | None = None,
        subject_id: str | None = None,
        event_id: str | None = None,
        kind: str | None = None,
        status: Status | None = None,
    ) -> PageOf[DeliveryView]:
        wanted = {
            "state.notice.recipient.id": recipient_id,
            "state.notice.subject_id": subject_id,
            "state.event_id": event_id,
            "state.notice.kind": kind,
            "state.status": status.value if status else None,
        }
        query: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
        query |= _venues(who)
        found = await stores.deliveries.page(query, page)
        return PageOf(items=[view(each) for each in found.items], next=found.next)

    @routes.get(
        "/deliveries/{delivery_id}", summary="One delivery", responses=refusals, response_model=DeliveryView
    )
    async def show_delivery(who: Anyone, delivery_id: str) -> JSONResponse:
        stored = await needed(who, delivery_id)
        return entity(stored, view(stored).model_dump(mode="json"))

    @routes.get(
        "/deliveries/{delivery_id}/explain", summary="Why it came, did not, or came late", responses=refusals
    )
    async def explain_delivery(who: Anyone, delivery_id: str) -> Explanation:
        return _explained((await needed(who, delivery_id)).state)

    @routes.get(
        "/recipients/{kind}/{recipient_id}/explain",
        summary="Everything told, and not told, to one recipient, and why",
        responses=refusals,
    )
    async def explain_recipient(
        who: Anyone, kind: str, recipient_id: str, page: PageQuery, subject_id: str | None = None
    ) -> PageOf[Explanation]:
        _allow_recipient(who, kind, recipient_id)
        query: dict[str, Any] = {
            "state.notice.recipient.kind": kind,
            "state.notice.recipient.id": {"$in": await told_as(kind, recipient_id)},
        }
        if subject_id is not None:
            query["state.notice.subject_id"] = subject_id
        if who.guest_id is None:
            query |= _venues(who)
        found = await stores.deliveries.page(query, page)
        return PageOf(items=[_explained(each.state) for each in found.items], next=found.next)

    return routes


def _explained(state: Delivery) -> Explanation:
    return Explanation(
        delivery_id=state.id,
        status=state.status.value,
        summary=summary(state),
        lines=[LineView(at=line.at, code=line.code, text=line.text) for line in explain(state)],
    )


def _allow_recipient(who: Principal, kind: str, recipient_id: str) -> None:
    """Guests may ask about themselves only, and learn nothing about others, not even that they exist."""
    if who.guest_id is not None and (kind, recipient_id) != ("guest", who.guest_id):
        raise _not_yours()


def _not_yours() -> Refused:
    return Refused("delivery-not-found", "there is no such delivery of yours", kind="missing")


def _venues(who: Principal) -> dict[str, Any]:
    """Deliveries of the caller's venues, and those of no venue (points, greetings)."""
    if "*" in who.venues:
        return {}
    return {"state.notice.venue_id": {"$in": [*sorted(who.venues), None]}}

"""Staff announcements with read receipts (rule N7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import Principal
from infra.chassis.bodies import Body, Moment
from infra.chassis.clock import Clock
from infra.chassis.decision import Decided
from infra.chassis.http import RequestCause, answered
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.notifications.domain import announcement
from services.notifications.domain.announcement import Announcement
from services.notifications.store import Stores
from services.notifications.web.bodies import Editor, PageOf, Staff

__all__ = ["router"]

StaffRole = Literal["agent", "supervisor", "manager", "gm", "department"]


class AnnouncementBody(Body):
    """What to tell whom."""

    title: str = Field(min_length=1, max_length=120, examples=["周五晚消防演练"])
    body: str = Field(min_length=1, max_length=10_000)
    venue_ids: list[str] = Field([], description="Empty: every venue; that needs rights at all of them.")
    roles: list[StaffRole] = Field(examples=[["agent", "supervisor"]])
    expires_at: Moment | None = None


class AnnouncementView(BaseModel):
    """An announcement as its reader sees it."""

    id: str
    title: str
    body: str
    venue_ids: list[str]
    roles: list[str]
    published_by: str
    published_at: datetime
    expires_at: datetime | None
    read_at: datetime | None = Field(description="When you confirmed having read it.")


class ReceiptView(BaseModel):
    """Who confirmed having read it, and when."""

    staff_id: str
    read_at: datetime


class Receipts(BaseModel):
    """All receipts of an announcement."""

    announcement_id: str
    receipts: list[ReceiptView]


def router(stores: Stores, clock: Clock) -> APIRouter:
    """Routes of announcements."""
    routes = APIRouter(tags=["announcements"])
    guarded = problems(400, 401, 403, 404, 409, 422)

    @routes.post(
        "/announcements",
        status_code=201,
        summary="Tell the staff",
        responses=guarded,
        response_model=AnnouncementView,
    )
    async def publish_announcement(who: Editor, body: AnnouncementBody, cause: RequestCause) -> JSONResponse:
        for venue_id in body.venue_ids or ["*"]:
            who.at(venue_id)
        announcement_id = new_id()

        def decide(_state: Announcement | None, now: datetime) -> Decided[Announcement]:
            return announcement.publish(
                announcement_id,
                title=body.title,
                body=body.body,
                venue_ids=tuple(body.venue_ids),
                roles=tuple(body.roles),
                published_by=who.subject,
                expires_at=body.expires_at,
                now=now,
            )

        return answered(
            await stores.announcements.change(announcement_id, decide, cause, answer=_shown_to(who)), 201
        )

    @routes.get("/announcements", summary="What I am to read", responses=problems(401, 403, 422))
    async def find_announcements(
        who: Staff, page: PageQuery, unread_only: bool = False
    ) -> PageOf[AnnouncementView]:
        conditions: list[dict[str, Any]] = [
            {"state.roles": {"$in": sorted(who.roles)}},
            {"$or": [{"state.expires_at": None}, {"state.expires_at": {"$gt": clock.now()}}]},
        ]
        if "*" not in who.venues:
            here = {"state.venue_ids": {"$in": sorted(who.venues)}}
            conditions.append({"$or": [here, {"state.venue_ids": []}]})
        if unread_only:
            conditions.append({"state.receipts.staff_id": {"$ne": who.subject}})
        found = await stores.announcements.page({"$and": conditions}, page)
        return PageOf(items=[_view(each.state, who) for each in found.items], next=found.next)

    @routes.post(
        "/announcements/{announcement_id}/read",
        summary="I have read it",
        responses=guarded,
        response_model=AnnouncementView,
    )
    async def read_announcement(who: Staff, announcement_id: str, cause: RequestCause) -> JSONResponse:
        def decide(state: Announcement | None, now: datetime) -> Decided[Announcement]:
            return announcement.read(state, who.subject, who.roles, who.venues, now)

        return answered(
            await stores.announcements.change(announcement_id, decide, cause, answer=_shown_to(who))
        )

    @routes.get(
        "/announcements/{announcement_id}/receipts",
        summary="Who has read it",
        responses=problems(401, 403, 404),
    )
    async def list_receipts(who: Editor, announcement_id: str) -> Receipts:
        state = (await stores.announcements.need(announcement_id)).state
        for venue_id in state.venue_ids or ["*"]:
            who.at(venue_id)
        return Receipts(
            announcement_id=announcement_id,
            receipts=[ReceiptView(staff_id=each.staff_id, read_at=each.read_at) for each in state.receipts],
        )

    return routes


def _shown_to(who: Principal) -> Any:
    return lambda state: _view(state, who).model_dump(mode="json")


def _view(state: Announcement, who: Principal) -> AnnouncementView:
    return AnnouncementView(
        id=state.id,
        title=state.title,
        body=state.body,
        venue_ids=list(state.venue_ids),
        roles=list(state.roles),
        published_by=state.published_by,
        published_at=state.published_at,
        expires_at=state.expires_at,
        read_at=state.read_by(who.subject),
    )

"""The in-app inbox: read, count, follow live (rule N1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse

from infra.chassis.auth import Principal
from infra.chassis.bodies import Body
from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Stored
from infra.chassis.clock import Clock
from infra.chassis.decision import Decided, Refused
from infra.chassis.feed import Board
from infra.chassis.http import RequestCause, answered
from infra.chassis.once import whole
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.notifications.domain.inbox import InboxItem, mark_read
from services.notifications.store import Stores
from services.notifications.web.bodies import Anyone, PageOf, desks_of

__all__ = ["router"]

_LATELY = timedelta(days=1)
_AT_ONCE = 200
"""As many as a page of the inbox holds at most."""


class ReadBody(Body):
    """The messages you have seen; what came meanwhile is not among them, and so stays unread."""

    items: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(
        min_length=1, max_length=_AT_ONCE, description="Ids, as `GET /inbox` lists them."
    )


class ItemView(BaseModel):
    """A message in the inbox."""

    id: str
    recipient: str = Field(examples=["guest:0197…"], description="Whose inbox; a desk's is shared.")
    kind: str = Field(examples=["booking-confirmed"])
    title: str
    body: str
    at: datetime
    read_at: datetime | None
    read_by: str | None


class InboxPage(PageOf[ItemView]):
    """A page of the inbox, with how much of all of it is unread."""

    unread: int


class ReadView(BaseModel):
    """What you confirmed, and how much of all your inbox is unread after it."""

    items: list[ItemView]
    unread: int


def router(stores: Stores, clock: Clock) -> APIRouter:
    """Routes of the caller's inbox."""
    routes = APIRouter(tags=["inbox"])
    board = Board(stores.inbox, lambda stored: view(stored).model_dump(mode="json"))

    @routes.get("/inbox", summary="My messages, newest first", responses=problems(401, 403, 422))
    async def read_inbox(who: Anyone, page: PageQuery, unread_only: bool = False) -> InboxPage:
        keys = await desks_of(stores, who)
        query: dict[str, Any] = {"state.recipient": {"$in": keys}}
        if unread_only:
            query["state.read_at"] = None
        found = await stores.inbox.page(query, page)
        unread = await stores.inbox.unread(keys)
        return InboxPage(items=[view(each) for each in found.items], next=found.next, unread=unread)

    @routes.get(
        "/inbox/live",
        summary="Follow my inbox (SSE, resumable)",
        responses=problems(401, 403, 422),
        response_class=EventSourceResponse,
    )
    async def follow_inbox(who: Anyone, request: Request) -> EventSourceResponse:
        """What is unread, or was read within a day, first, then every change of it (`inbox-item`).

        What is yours no more is told as `gone`, with its id alone. Resumes by Last-Event-ID, first with
        `standing`: the ids that are on the board.
        """
        lately = clock.now() - _LATELY
        query = {
            "state.recipient": {"$in": await desks_of(stores, who)},
            "$or": [{"state.read_at": None}, {"updated_at": {"$gt": lately}}],
        }
        return board.response(request, query)

    @routes.post(
        "/inbox/read",
        summary="I have read these",
        responses=problems(400, 401, 403, 404, 409, 422),
        response_model=ReadView,
    )
    async def read_items(who: Anyone, body: ReadBody, cause: RequestCause) -> JSONResponse:
        return (await whole(stores.inbox.desk, cause, lambda: all_read(who, body, cause))).response()

    async def all_read(who: Principal, body: ReadBody, cause: Cause) -> ReadView:
        mine = {"_id": {"$in": body.items}, "state.recipient": {"$in": await desks_of(stores, who)}}
        found = await stores.inbox.find(mine)
        if missing := sorted(set(body.items) - {each.id for each in found}):
            raise _not_found(f"there is no message {missing[0]} in your inbox", "items")
        changes = [_reading(each, who, cause.part(each.id)) for each in found]
        for outcome in await stores.inbox.change_many(changes):
            if isinstance(outcome, Exception):
                raise outcome
        read = await stores.inbox.find(mine)
        return ReadView(
            items=[view(each) for each in read], unread=await stores.inbox.unread(await desks_of(stores, who))
        )

    @routes.post(
        "/inbox/{item_id}/read",
        summary="I have read it",
        responses=problems(400, 401, 403, 404, 409, 422),
        response_model=ItemView,
    )
    async def read_item(who: Anyone, item_id: str, cause: RequestCause) -> JSONResponse:
        found = await stores.inbox.find(
            {"_id": item_id, "state.recipient": {"$in": await desks_of(stores, who)}}
        )
        if not found:
            raise _not_found("there is no such message in your inbox")
        [stored] = found
        change = _reading(stored, who, cause)
        return answered(await stores.inbox.change(item_id, change.decide, cause, answer=change.answer))

    return routes


def _reading(stored: Stored[InboxItem], who: Principal, cause: Cause) -> Change[InboxItem]:
    def decide(state: InboxItem | None, now: datetime) -> Decided[InboxItem]:
        return mark_read(state or stored.state, who.subject, now)

    def shown(state: InboxItem) -> dict[str, Any]:
        return _view(stored.id, state).model_dump(mode="json")

    return Change(stored.id, decide, cause, answer=shown)


def _not_found(detail: str, field: str | None = None) -> Refused:
    return Refused("inbox-item-not-found", detail, field=field, kind="missing")


def view(stored: Stored[InboxItem]) -> ItemView:
    """An item as the API shows it."""
    return _view(stored.id, stored.state)


def _view(item_id: str, state: InboxItem) -> ItemView:
    return ItemView(
        id=item_id,
        recipient=state.recipient,
        kind=state.kind,
        title=state.title,
        body=state.body,
        at=state.at,
        read_at=state.read_at,
        read_by=state.read_by,
    )

"""The counters' HTTP edge: every kind of route a service has, on the smallest aggregate."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse

from contracts.topic import Topic
from infra.chassis.auth import Principal, public, requires
from infra.chassis.changes import Stored
from infra.chassis.feed import Board
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.pages import PageQuery
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.counter import Counter, Counters, count

Agent = Annotated[Principal, requires("agent", "guest")]


class Count(BaseModel):
    """How far to count."""

    step: int = Field(1, ge=1, le=10_000_000)
    note: str = ""


class CounterView(BaseModel):
    """A counter."""

    id: str
    value: int


class CounterPage(BaseModel):
    """Counters, newest first."""

    items: list[CounterView]
    next: str | None


def view(state: Counter) -> dict[str, Any]:
    return CounterView(id=state.id, value=state.value).model_dump(mode="json")


def counting(settings: ServiceSettings, topic: Topic) -> Service:
    """A service of counters with HTTP routes."""
    service = Service("test", settings, publishes=[topic])
    counters = service.store(Counters(service.desk))
    board: Board[Counter] = Board(counters, _shown, poll_seconds=0.05)
    router = APIRouter()

    @router.post("/venues/{venue_id}/counters/{id}/counts", status_code=201)
    async def count_up(
        who: Agent, cause: RequestCause, if_match: IfMatch, venue_id: str, id: str, asked: Count
    ) -> JSONResponse:
        who.at(venue_id)
        outcome = await counters.change(
            id, count(id, asked.step), cause, expected_version=if_match, answer=view
        )
        return answered(outcome, 201)

    @router.get("/counters/board")
    async def watch_counters(_: Agent, request: Request, below: int = 10_000_000) -> EventSourceResponse:
        return board.response(request, {"state.value": {"$lt": below}})

    @router.get("/counters/{id}")
    async def show_counter(_: Agent, id: str) -> JSONResponse:
        stored = await counters.need(id)
        return entity(stored, view(stored.state))

    @router.get("/counters")
    async def find_counters(_: Agent, page: PageQuery) -> CounterPage:
        found = await counters.page({}, page)
        items = [CounterView(id=each.id, value=each.state.value) for each in found.items]
        return CounterPage(items=items, next=found.next)

    @router.get("/guests/{phone}/stumble")
    async def stumble(_: Agent, phone: str) -> None:
        raise LookupError(f"nobody foresaw {phone}")

    @router.get("/hello", dependencies=[public()])
    async def greet() -> dict[str, str]:
        return {"hello": "you"}

    service.routes(router)
    return service


def _shown(stored: Stored[Counter]) -> dict[str, Any]:
    return view(stored.state)

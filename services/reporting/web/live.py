"""The live board: today's figures of every venue and the open cases, over server-sent events (rule R11).

Every message is the whole board as the caller may see it, so a reconnect needs no history: the first
message after it is complete (``Last-Event-ID`` only tells whether anything changed meanwhile).
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import datetime
from hashlib import sha256
from time import monotonic
from typing import Any

from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from infra.chassis.feed import bad_last_event_id, rest, streaming
from infra.chassis.problems import problems
from services.reporting.domain.sheets import Sheet, together
from services.reporting.store.room import Room
from services.reporting.web.rights import Reader, venues_of

__all__ = ["BOARD", "Live", "router"]

BOARD = (
    "orders", "guests_expected", "seated", "guests", "no_show", "cancelled", "spend_fen", "new_members",
    "returning_members", "cases_opened", "breaches", "points_earned",
)  # fmt: skip
"""Figures of the board, in the order they are read."""
_FRESH_SECONDS = 0.5
_POLL_SECONDS = 0.5
_BEAT_SECONDS = 5.0
_MOST_CASES = 100


class Live:
    """The chain as it stands, looked up at most twice a second however many watch."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._now = room.clock.now()
        self._sheets: dict[str, Sheet] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._cases: list[dict[str, Any]] = []

    async def board(self, venues: list[str] | None) -> dict[str, Any]:
        """The board of these venues (None: all), JSON-ready."""
        async with self._looking:
            if monotonic() - self._looked_at > _FRESH_SECONDS:
                await self._look()
        mine = {id: sheet for id, sheet in self._sheets.items() if venues is None or id in venues}
        whole = together(mine.values(), people=False)
        return {
            "now": self._now.isoformat(),
            "totals": {figure: whole[figure] for figure in BOARD},
            "venues": [
                {"venue_id": id, **self._names[id], **{figure: sheet[figure] for figure in BOARD}}
                for id, sheet in mine.items()
            ],
            "cases": [each for each in self._cases if venues is None or each["venue_id"] in venues][
                :_MOST_CASES
            ],
        }

    async def _look(self) -> None:
        figures, now = self._room.figures, self._room.clock.now()
        venues = await figures.venues()
        days = await figures.today(now, list(venues))
        self._sheets = await figures.sheets_of(days)
        self._cases = [_case(each) for each in await figures.open_cases(None, 1000)]
        self._names = {
            id: {"name": venue.name, "name_en": venue.name_en, "day": days[id].isoformat()}
            for id, venue in venues.items()
        }
        self._now, self._looked_at = now, monotonic()


def _case(facts: dict[str, Any]) -> dict[str, Any]:
    due: datetime | None = facts.get("due_at")
    return {
        "case_id": facts["case_id"],
        "number": facts.get("number", ""),
        "kind": facts.get("kind", ""),
        "venue_id": facts.get("venue_id", ""),
        "category": facts.get("category", ""),
        "severity": facts.get("severity", "general"),
        "level": facts.get("level", "desk"),
        "clock": facts.get("clock", "pending"),
        "due_at": due.isoformat() if due else None,
    }


def router(live: Live) -> APIRouter:
    """The stream."""
    routes = APIRouter(prefix="/v1", tags=["live"])

    @routes.get(
        "/live",
        responses=problems(401, 403, 422),
        response_class=EventSourceResponse,
        summary="Today, as it changes (server-sent events)",
    )
    async def watch_live(who: Reader, request: Request) -> EventSourceResponse:
        venues, known = venues_of(who), request.headers.get("last-event-id")
        if known and not re.fullmatch("[0-9a-f]{16}", known):
            raise bad_last_event_id()
        return streaming(request, lambda stopping: _messages(live, venues, known, stopping))

    return routes


async def _messages(
    live: Live, venues: list[str] | None, known: str | None, stopping: asyncio.Event
) -> AsyncIterator[ServerSentEvent]:
    sent_at = monotonic() if known else float("-inf")
    while not stopping.is_set():
        board = await live.board(venues)
        content = {**board, "now": None}
        digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
        if digest != known or monotonic() - sent_at > _BEAT_SECONDS:
            known, sent_at = digest, monotonic()
            yield ServerSentEvent(data=json.dumps(board, ensure_ascii=False), event="board", id=digest)
        await rest(stopping, _POLL_SECONDS)

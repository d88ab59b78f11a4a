"""Live boards: server-sent events of aggregates as they change, resumable by ``Last-Event-ID``.

Each message is the current view of one changed aggregate; its id is a point in time to resume from.
Messages are at least once: a resume repeats a few seconds, and a view replaces the one before it. What was
shown and left the board since is told by id, as ``gone``. What left while nobody listened is not known, so a
resume begins with the ids that stand, as ``standing``. A stream ends with its caller's token or with the
service, and counts among those its caller may hold open.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import monotonic, time
from typing import Any, Generic, TypeVar

from fastapi import Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.types import Receive, Scope, Send

from infra.chassis.auth import Principal
from infra.chassis.changes import Stored
from infra.chassis.decision import Refused
from infra.chassis.limits import Limits
from infra.chassis.mongo import Document
from infra.chassis.store import Store

__all__ = ["Board", "bad_last_event_id", "rest", "resumed_from", "streaming"]

S = TypeVar("S")
_OVERLAP = timedelta(seconds=5)
"""A change may be committed a little after the time it bears; looking back this far misses none."""
_FAREWELL_SECONDS = 3.0
_LEFT_SECONDS = 2.0
"""How often what a stream shows is looked up anew, to tell what left: it costs more than what changed."""
_LEFT_AT_ONCE = 1_000
"""As much of it is looked up at a time; of a longer list each part has its turn."""


Messages = Callable[[asyncio.Event], AsyncIterator[ServerSentEvent]]


def streaming(request: Request, messages: Messages) -> EventSourceResponse:
    """The response of a stream that ends whole when its caller's token expires, or the service stops.

    Sent, it is refused (429) when the caller holds as many streams as one may.

    Args:
        messages: made with the event that tells them to end; they `rest` by it.
    """
    return _Stream(request.state.principal, request.app.state.limits, messages)


class _Stream(EventSourceResponse):
    def __init__(self, who: Principal, limits: Limits, messages: Messages) -> None:
        self._who = who
        self._limits = limits
        self._ending = asyncio.Event()
        super().__init__(
            messages(self._ending),
            ping=15,
            shutdown_event=self._ending,  # type: ignore[arg-type]  # all it does with it is to set it
            shutdown_grace_period=_FAREWELL_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = max(0.0, self._who.expires - time())
        cut = asyncio.timeout(left + _FAREWELL_SECONDS)
        with self._limits.stream(self._who.subject):
            ending = asyncio.get_running_loop().call_later(left, self._ending.set)
            try:
                async with cut:
                    await super().__call__(scope, receive, send)
            except TimeoutError:  # whoever does not read cannot be told whole
                if not cut.expired():
                    raise
            finally:
                ending.cancel()


async def rest(stopping: asyncio.Event, seconds: float) -> None:
    """Wait before the next look, unless the stream is to end."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)


class Board(Generic[S]):
    """A feed of one store.

    Args:
        view: what to show of an aggregate.
        poll_seconds: how soon changes made by other processes show.
    """

    def __init__(
        self, store: Store[S], view: Callable[[Stored[S]], dict[str, Any]], *, poll_seconds: float = 0.5
    ) -> None:
        self._store = store
        self._view = view
        self._poll = poll_seconds

    def response(self, request: Request, query: Document) -> EventSourceResponse:
        """The stream a route returns: everything that matches, then every change of it, and what left.

        Raises:
            Refused: ``Last-Event-ID`` is not one of ours (422).
        """
        since = resumed_from(request)
        return streaming(request, lambda stopping: self._messages(query, since, stopping))

    async def _messages(
        self, query: Document, since: datetime | None, stopping: asyncio.Event
    ) -> AsyncIterator[ServerSentEvent]:
        sent: dict[str, tuple[int, datetime]] = {}
        shown: dict[str, None] = {}
        if since is not None:
            shown = dict.fromkeys(await self._matching(query))
            yield ServerSentEvent(data=json.dumps({"ids": sorted(shown)}), event="standing")
        looked = monotonic()
        while not stopping.is_set():
            after = {} if since is None else {"updated_at": {"$gt": since}}
            for stored in await self._store.find({**query, **after}, sort=[("updated_at", 1)]):
                if sent.get(stored.id, (0,))[0] == stored.version:
                    continue
                sent[stored.id] = (stored.version, stored.updated_at)
                shown[stored.id] = None
                cursor = stored.updated_at if since is None else max(since + _OVERLAP, stored.updated_at)
                since = cursor - _OVERLAP
                yield ServerSentEvent(
                    data=json.dumps(self._view(stored), ensure_ascii=False),
                    event=self._store.aggregate,
                    id=str(int(cursor.timestamp() * 1000)),
                )
            if since is not None:
                sent = {id: known for id, known in sent.items() if known[1] > since - _OVERLAP}
            if monotonic() - looked > _LEFT_SECONDS:
                for id in await self._left(query, shown):
                    yield ServerSentEvent(data=json.dumps({"id": id}), event="gone")
                looked = monotonic()
            await rest(stopping, self._poll)

    async def _left(self, query: Document, shown: dict[str, None]) -> list[str]:
        """Take from the head of what is shown what matches no more; the rest of it goes to the line's end."""
        turn = list(islice(shown, _LEFT_AT_ONCE))
        standing = await self._matching({"$and": [query, {"_id": {"$in": turn}}]})
        for id in turn:
            del shown[id]
        shown |= dict.fromkeys(id for id in turn if id in standing)
        return [id for id in turn if id not in standing]

    async def _matching(self, query: Document) -> set[str]:
        return {each["_id"] async for each in self._store.collection.find(query, {"_id": 1})}


def resumed_from(request: Request) -> datetime | None:
    """From when on a resumed stream looks again at what changed; None if it begins anew.

    Raises:
        Refused: ``Last-Event-ID`` is not one of ours (422).
    """
    heard = _since(request.headers.get("last-event-id"))
    return None if heard is None else heard - _OVERLAP


def bad_last_event_id() -> Refused:
    """The refusal of a ``Last-Event-ID`` that no message of the stream bore."""
    return Refused(
        "bad-last-event-id", "send the id of a message of this stream", field="Last-Event-ID", kind="invalid"
    )


def _since(last_event_id: str | None) -> datetime | None:
    if not last_event_id:
        return None
    if not (last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) < 15):
        raise bad_last_event_id()
    return datetime.fromtimestamp(int(last_event_id) / 1000, UTC)

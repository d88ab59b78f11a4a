"""Durable timers, derived from states and fired as causes.

A state says which timers it wants (name → due); the store keeps the rows of the ``timers`` collection
equal to that within the change. A worker claims due rows in batches under a lease; the change that a
firing causes deletes the row it was claimed with, so a timer that was cancelled, moved or fired by
another worker meanwhile has no effect, and one that failed comes again when its lease runs out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo import DeleteOne, ReplaceOne, UpdateOne

from infra.chassis import telemetry
from infra.chassis.cause import Cause
from infra.chassis.clock import Clock
from infra.chassis.ids import new_id
from infra.chassis.mongo import Database, Document, Index, Session, is_outage

__all__ = [
    "COLLECTION", "Fire", "Firing", "TimerWorker", "ensure", "moved", "one_by_one", "overdue", "rows",
    "timer_id",
]  # fmt: skip

log = logging.getLogger(__name__)
COLLECTION = "timers"

Fire = Callable[[Sequence["Firing"]], Awaitable[None]]
"""Acts on firings of one kind of aggregate. Those whose row still stands afterwards come again."""


def timer_id(aggregate: str, aggregate_id: str, name: str) -> str:
    """Identity of a timer: one per aggregate and name."""
    return f"{aggregate}/{aggregate_id}/{name}"


@dataclass(frozen=True, slots=True)
class Firing:
    """A timer that came due.

    Attributes:
        due: when it was wanted; the difference to now is its lateness.
        cause: pass it to the change the firing makes.
        traceparent: of the change that set it, to continue its trace.
    """

    aggregate: str
    aggregate_id: str
    name: str
    due: datetime
    cause: Cause
    traceparent: str | None = None


def one_by_one(one: Callable[[Firing], Awaitable[None]]) -> Fire:
    """Fire each by itself: it needs something of its own read first, and if it fails spares the others."""

    async def fire(firings: Sequence[Firing]) -> None:
        errors: list[Exception] = []
        for firing in firings:
            try:
                await one(firing)
            except Exception as error:
                if is_outage(error):
                    raise  # each of the others would wait for the store in vain
                errors.append(error)
        if errors:
            raise ExceptionGroup(f"{len(errors)} timers failed", errors)

    return fire


def rows(
    aggregate: str,
    aggregate_id: str,
    before: Mapping[str, datetime],
    after: Mapping[str, datetime],
    now: datetime,
    traceparent: str | None = None,
    fired: str | None = None,
) -> list[ReplaceOne[Document] | DeleteOne]:
    """The writes that turn the timers wanted `before` a change into those wanted `after` it.

    Args:
        fired: id of the timer that caused the change: `consume` has deleted its row. It may still be
            wanted, if the clock was set back since it was claimed.
    """
    writes: list[ReplaceOne[Document] | DeleteOne] = []
    for name, due in after.items():
        early = due > now and timer_id(aggregate, aggregate_id, name) == fired
        if before.get(name) != due or early:
            row = {
                "aggregate": aggregate,
                "aggregate_id": aggregate_id,
                "name": name,
                "due": due,
                "open_at": due,
                "traceparent": traceparent,
            }
            writes.append(ReplaceOne({"_id": timer_id(aggregate, aggregate_id, name)}, row, upsert=True))
    gone = (timer_id(aggregate, aggregate_id, name) for name in before if name not in after)
    writes.extend(DeleteOne({"_id": each}) for each in gone if each != fired)
    return writes


def moved(aggregate: str, aggregate_id: str, cause: Cause, wanted: Sequence[Mapping[str, datetime]]) -> bool:
    """Whether the timer that `cause` is, if it is one, is not wanted for the same time in all of these."""
    name = cause.id.removeprefix(timer_id(aggregate, aggregate_id, ""))
    return cause.timer_token is not None and len({each.get(name) for each in wanted}) > 1


async def ensure(db: Database) -> None:
    """Create the collection's indexes."""
    await db.ensure(
        COLLECTION, [Index([("open_at", 1)]), Index([("token", 1)], where={"token": {"$exists": True}})]
    )


async def consume(db: Database, session: Session, causes: Sequence[Cause]) -> bool:
    """Delete the rows these firings were claimed with; False unless every one still stood."""
    ids = [cause.id for cause in causes]
    tokens = list({cause.timer_token for cause in causes})
    gone = await db.collection(COLLECTION).delete_many(
        {"_id": {"$in": ids}, "token": {"$in": tokens}}, session=session
    )
    return gone.deleted_count == len(ids)


async def overdue(db: Database, now: datetime) -> timedelta:
    """How long the oldest timer that may be fired has been waiting for a worker; zero if there is none."""
    first: Document | None = await db.collection(COLLECTION).find_one(
        {"open_at": {"$lt": now}}, {"open_at": 1}, sort=[("open_at", 1)]
    )
    return now - first["open_at"] if first else timedelta()


class TimerWorker:
    """Fires due timers of one service. Any number of workers may run.

    Args:
        handlers: what fires, by aggregate kind.
        batch: firings claimed at a time.
        lease: how long a claimed firing may take before another worker may try it.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        handlers: Mapping[str, Fire],
        *,
        batch: int = 500,
        lease: timedelta = timedelta(seconds=30),
        idle_seconds: float = 0.2,
    ) -> None:
        self._timers = db.collection(COLLECTION)
        self._clock = clock
        self._handlers = handlers
        self._batch = batch
        self._lease = lease
        self._idle = idle_seconds
        self._wake = asyncio.Event()
        self._next_due: datetime | None = None
        self.lateness: Callable[[float], None] = lambda _seconds: None

    def wake(self, due: datetime | None = None) -> None:
        """Look again now, or (given `due`) if that is sooner than what the worker waits for."""
        if due is None or self._next_due is None or due < self._next_due:
            self._wake.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Fire timers until `stopping` is set; what was begun is finished."""
        while not stopping.is_set():
            try:
                if not await self.fire_due():
                    await self._rest(stopping)
            except Exception as error:
                log.warning("timers: %s, trying again", type(error).__name__, exc_info=not is_outage(error))
                await asyncio.sleep(self._idle)

    async def fire_due(self) -> int:
        """Claim and fire one batch of due timers, earliest first; returns how many were claimed."""
        firings = await self._claim()
        by_kind: dict[str, list[Firing]] = {}
        for firing in firings:
            by_kind.setdefault(firing.aggregate, []).append(firing)
        for kind, group in by_kind.items():
            await self._fire(kind, group)
        return len(firings)

    async def _fire(self, kind: str, group: Sequence[Firing]) -> None:
        now = self._clock.now()
        for firing in group:
            self.lateness((now - firing.due).total_seconds())
        traces = list(dict.fromkeys(firing.traceparent for firing in group))
        try:
            with telemetry.span(
                f"fire {kind}",
                telemetry.SpanKind.INTERNAL,
                {"clubhouse.timers.count": len(group)},
                parent=traces[0] if len(traces) == 1 else None,
                links=traces[:64],
            ):
                await self._handlers[kind](group)
        except Exception as error:
            log.exception("timers: firing %s of %s failed", len(group), kind)
            if is_outage(error):
                raise
        await self._back_off(group)

    async def _claim(self) -> list[Firing]:
        now, token = self._clock.now(), new_id()
        found = self._timers.find(
            {"open_at": {"$lte": now}}, {"_id": 1}, sort=[("open_at", 1)], limit=self._batch
        )
        ids = [row["_id"] async for row in found]
        if not ids:
            return []
        await self._timers.update_many(
            {"_id": {"$in": ids}, "open_at": {"$lte": now}},
            {"$set": {"token": token, "open_at": now + self._lease}, "$inc": {"attempts": 1}},
        )
        claimed = self._timers.find({"token": token}, sort=[("due", 1)])
        return [_firing(row) async for row in claimed]

    async def _back_off(self, group: Sequence[Firing]) -> None:
        """Let firings that had no effect come again, each later than the time before."""
        by_id = {firing.cause.id: firing for firing in group}
        tokens = list({firing.cause.timer_token for firing in group})
        left = self._timers.find(
            {"_id": {"$in": list(by_id)}, "token": {"$in": tokens}}, {"_id": 1, "attempts": 1}
        )
        writes: list[UpdateOne] = []
        async for row in left:
            pause = timedelta(seconds=min(300.0, 0.1 * 2 ** min(row.get("attempts", 1), 12)))
            writes.append(
                UpdateOne(
                    {"_id": row["_id"], "token": {"$in": tokens}},
                    {"$set": {"open_at": self._clock.now() + pause}, "$unset": {"token": ""}},
                )
            )
        if writes:
            log.warning("timers: %s firings had no effect and will come again", len(writes))
            await self._timers.bulk_write(writes, ordered=False)

    async def _rest(self, stopping: asyncio.Event) -> None:
        first: dict[str, Any] | None = await self._timers.find_one({}, {"open_at": 1}, sort=[("open_at", 1)])
        self._next_due = first["open_at"] if first else None
        wait = self._idle
        if self._next_due is not None:
            wait = min(wait, self._clock.seconds_until(self._next_due))
        stop = asyncio.ensure_future(stopping.wait())
        wake = asyncio.ensure_future(self._wake.wait())
        try:
            await asyncio.wait({stop, wake}, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            wake.cancel()
            self._wake.clear()


def _firing(row: Document) -> Firing:
    return Firing(
        aggregate=row["aggregate"],
        aggregate_id=row["aggregate_id"],
        name=row["name"],
        due=row["due"],
        cause=Cause(
            consumer="timer",
            source=f"{row['aggregate']}/{row['aggregate_id']}",
            id=row["_id"],
            timer_token=row["token"],
        ),
        traceparent=row.get("traceparent"),
    )

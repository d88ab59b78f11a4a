"""What a consumer could not take: tried again later, then a dead letter, its key waiting behind it.

A *lane* is one key of one topic for one consumer group. While a lane exists, its records wait in it in
order; all other keys flow on. The lane's head is tried again after growing delays; after the last one it
is a dead letter: the lane stands until somebody replays, edits or discards it.

``lanes``: {_id, group, topic, key, state: retrying | dead, attempts, open_at, reason, detail, waiting}.
``parked``: {_id (sortable), lane, record}. Consumer and retrier both write the lane in the transaction
that adds or removes a record, so neither can miss the other.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from pymongo import ReturnDocument
from pymongo.errors import OperationFailure

from infra.chassis.clock import Clock
from infra.chassis.ids import new_id
from infra.chassis.mongo import Database, Document, Index, Session, is_duplicate
from infra.chassis.outbox import LARGEST_RECORD, Outbox, Record, record_size

__all__ = ["Incoming", "Parking", "RetryPlan", "lane_id"]


_LONGEST_KEY = 1_000
"""Bytes of a key that a dead letter too large to be published whole is told with."""


class Incoming(NamedTuple):
    """One record as it came from the broker."""

    topic: str
    partition: int
    offset: int
    key: bytes
    headers: Sequence[tuple[str, bytes]]
    value: bytes

    @property
    def fingerprint(self) -> str:
        """Digest of place and content: the same delivery has the same one."""
        digest = hashlib.sha256(f"{self.topic}|{self.partition}|{self.offset}|".encode())
        for part in (
            self.key,
            self.value,
            *(name.encode() + b"=" + (value or b"") for name, value in self.headers),
        ):
            digest.update(len(part).to_bytes(4) + part)
        return digest.hexdigest()

    def document(self) -> Document:
        """As stored."""
        return {
            "topic": self.topic,
            "partition": self.partition,
            "offset": self.offset,
            "key": self.key,
            "headers": [[name, value] for name, value in self.headers],
            "value": self.value,
        }

    @classmethod
    def of(cls, document: Document) -> Incoming:
        """From its stored form."""
        headers = [(name, value) for name, value in document["headers"]]
        return cls(**{**document, "headers": headers})


@dataclass(frozen=True, slots=True)
class RetryPlan:
    """How often a failed record is tried before it is a dead letter.

    Attributes:
        immediate: tries at once, in memory.
        delays: seconds before each durable retry; each is spread by ± `jitter`.
    """

    immediate: int = 3
    delays: tuple[float, ...] = (1, 5, 30, 120, 600)
    jitter: float = 0.3

    def delay(self, attempt: int) -> timedelta | None:
        """The wait before durable retry `attempt` (0, 1 …), or None when there is none left."""
        if attempt >= len(self.delays):
            return None
        return timedelta(seconds=self.delays[attempt] * random.uniform(1 - self.jitter, 1 + self.jitter))


def lane_id(group: str, topic: str, key: bytes) -> str:
    """Identity of a lane."""
    return f"{group}|{topic}|{key.hex()}"


class Parking:
    """The lanes of one service's consumers."""

    LEASE = timedelta(seconds=60)

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, dead_letter_topic: str) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._topic = dead_letter_topic
        self.lanes = db.collection("lanes")
        self.parked = db.collection("parked")

    async def ensure(self) -> None:
        """Create the indexes."""
        await self._db.ensure("lanes", [Index([("state", 1), ("open_at", 1)])])
        await self._db.ensure(
            "parked",
            [Index([("lane", 1), ("_id", 1)]), Index([("lane", 1), ("fingerprint", 1)], unique=True)],
        )

    async def park(
        self, group: str, records: Sequence[Incoming], *, reason: str, detail: str, delay: timedelta | None
    ) -> None:
        """Let records of one key wait: the first because it failed, the others behind it.

        If the lane stands already, all of them go to its end. A record parked before is not parked twice.

        Args:
            delay: until the first is tried again; None makes it a dead letter at once.
        """
        first = records[0]
        lane = lane_id(group, first.topic, first.key)
        now = self._clock.now()

        async def work(session: Session) -> None:
            opened = await self.lanes.update_one(
                {"_id": lane},
                {
                    "$setOnInsert": {
                        "group": group,
                        "topic": first.topic,
                        "key": first.key,
                        "state": "retrying",
                        "attempts": 0,
                        "open_at": now + (delay or timedelta()),
                        "reason": reason,
                        "detail": detail,
                        "since": now,
                    },
                    "$inc": {"waiting": len(records)},
                },
                upsert=True,
                session=session,
            )
            await self.parked.insert_many(
                [
                    {
                        "_id": new_id(),
                        "lane": lane,
                        "fingerprint": each.fingerprint,
                        "record": each.document(),
                    }
                    for each in records
                ],
                session=session,
            )
            if opened.upserted_id is not None and delay is None:
                await self._bury(session, lane, first, reason, detail, now)

        try:
            await self._db.transact(work)
        except OperationFailure as error:
            if not is_duplicate(error):
                raise
            if len(records) > 1:  # one of them is there already: the others still have to go in, in order
                for each in records:
                    await self.park(group, [each], reason=reason, detail=detail, delay=delay)

    async def standing(self, group: str, topic: str, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the keys whose lane stands: their records have to line up."""
        lanes = {lane_id(group, topic, key): key for key in keys}
        found = self.lanes.find({"_id": {"$in": list(lanes)}}, {"_id": 1})
        return {lanes[each["_id"]] async for each in found}

    async def line_up(self, group: str, records: Sequence[Incoming]) -> None:
        """Park records of one key behind those that wait already."""
        await self.park(
            group, records, reason="behind", detail="an earlier record of its key waits", delay=timedelta()
        )

    async def claim(self) -> Document | None:
        """A lane whose head is due for another try, leased to the caller; None if there is none."""
        now = self._clock.now()
        lane: Document | None = await self.lanes.find_one_and_update(
            {"state": "retrying", "open_at": {"$lte": now}},
            {"$set": {"open_at": now + self.LEASE, "token": new_id()}},
            sort=[("open_at", 1)],
            return_document=ReturnDocument.AFTER,
        )
        return lane

    async def head(self, lane: str, session: Session | None = None) -> Document | None:
        """The first waiting record of a lane."""
        found: Document | None = await self.parked.find_one(
            {"lane": lane}, sort=[("_id", 1)], session=session
        )
        return found

    async def done(self, lane: Document, entry_id: str) -> bool:
        """The head had its effect (or is discarded): take it out; False when the lane is empty now."""
        return await self._db.transact(lambda session: self.take_out(session, lane["_id"], entry_id))

    async def take_out(self, session: Session, lane: str, entry_id: str) -> bool:
        """The same within a transaction."""
        gone = await self.parked.delete_one({"_id": entry_id}, session=session)
        left: Document | None = await self.lanes.find_one_and_update(
            {"_id": lane},
            {"$inc": {"waiting": -gone.deleted_count}, "$set": {"attempts": 0}},
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        if left is None:
            return False
        if left["waiting"] <= 0:
            await self.lanes.delete_one({"_id": lane}, session=session)
            return False
        return True

    async def failed(
        self, lane: Document, record: Incoming, *, reason: str, detail: str, delay: timedelta | None
    ) -> None:
        """The head failed again: later, or (no delay left) never by itself.

        Of a lane that somebody else has claimed or opened meanwhile nothing is said: its head may be another.
        """
        now = self._clock.now()

        async def work(session: Session) -> None:
            ours = await self.lanes.update_one(
                {"_id": lane["_id"], "token": lane["token"]},
                {
                    "$set": {"open_at": now + (delay or timedelta()), "reason": reason, "detail": detail},
                    "$inc": {"attempts": 1},
                },
                session=session,
            )
            if ours.matched_count and delay is None:
                await self._bury(session, lane["_id"], record, reason, detail, now)

        await self._db.transact(work)

    async def open(self, lane: str, session: Session | None = None) -> bool:
        """Let the retrier try a lane at once, with all its tries again; False if there is no such lane.

        Whoever is trying it now has claimed it no more: how that ends says nothing of what was decided here.
        """
        opened = await self.lanes.update_one(
            {"_id": lane},
            {
                "$set": {"state": "retrying", "attempts": 0, "open_at": self._clock.now()},
                "$unset": {"token": ""},
            },
            session=session,
        )
        return opened.matched_count == 1

    async def counts(self) -> dict[str, int]:
        """``parked`` records and ``dead`` lanes."""
        return {
            "parked": await self.parked.estimated_document_count(),
            "dead": await self.lanes.count_documents({"state": "dead"}),
        }

    async def _bury(
        self, session: Session, lane: str, record: Incoming, reason: str, detail: str, now: datetime
    ) -> None:
        """Make the head a dead letter: the lane stands, and the dead-letter topic tells the world."""
        buried = await self.lanes.find_one_and_update(
            {"_id": lane},
            {"$set": {"state": "dead", "reason": reason, "detail": detail, "dead_at": now}},
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        why = {
            "dlq_group": buried["group"] if buried else "",
            "dlq_topic": record.topic,
            "dlq_partition": str(record.partition),
            "dlq_offset": str(record.offset),
            "dlq_reason": reason,
            "dlq_detail": detail[:500],
            "dlq_time": now.isoformat(),
        }
        headers = [*record.headers, *_told(why)]
        copy = Record(self._topic, 0, record.key, [(n, v or b"") for n, v in headers], record.value)
        if _size(copy) > LARGEST_RECORD:  # it came as large as the broker takes; the lane has it whole
            left_out = ("dlq_left_out", str(_size(copy)).encode())
            copy = Record(self._topic, 0, record.key[:_LONGEST_KEY], [*_told(why), left_out], b"")
        await self._outbox.put_raw(session, self._topic, copy, now)


def _told(why: Mapping[str, str]) -> list[tuple[str, bytes]]:
    return [(name, value.encode(errors="replace")) for name, value in why.items()]


def _size(record: Record) -> int:
    return record_size(record.key, record.value) + sum(len(n.encode()) + len(v) for n, v in record.headers)

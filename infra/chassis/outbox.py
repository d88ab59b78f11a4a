"""The outbox: events written in the transaction of the change that made them, published by the relay.

Documents have the shape Debezium's MongoDB outbox router expects (``aggregatetype`` routes to the
topic, ``aggregateid`` is the record key, ``payload`` the body) and are only ever inserted and deleted.
Published ones move to ``outbox_sent`` and stay there for a retention period, so that a broker that lost
its log, or a new consumer, can be served again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiokafka.partitioner import murmur2
from pymongo import InsertOne

from contracts.envelope import headers
from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.decision import Refused
from infra.chassis.ids import event_id
from infra.chassis.mongo import Database, Document, Index, Session
from infra.chassis.writing import Write

__all__ = ["LARGEST_RECORD", "SHARDS", "Outbox", "Record", "key_hash", "record_size"]

PENDING = "outbox"
SENT = "outbox_sent"
SHARDS = 3
"""How many relays of one service can publish side by side. It divides every topic's partition count, so
that a key, and a partition, belongs to one shard."""

LARGEST_RECORD = 900_000
"""Bytes of a record's body and keys; with its headers it stays below the broker's default limit of 1 MB."""
MOST_EVENTS = 4_096
"""Events of one change that can be told apart in order."""


def key_hash(key: str) -> int:
    """Kafka's default hash of a key: modulo a topic's partitions it is the key's partition."""
    hashed: int = murmur2(key.encode()) & 0x7FFFFFFF
    return hashed


def record_size(key: bytes, value: bytes) -> int:
    """Bytes of a record's body and of its key, which stands in two headers too."""
    return len(value) + 3 * len(key)


@dataclass(frozen=True, slots=True)
class Record:
    """One Kafka record to publish."""

    topic: str
    partition: int
    key: bytes
    headers: list[tuple[str, bytes]]
    value: bytes


class Outbox:
    """Where a service puts its events.

    Args:
        service: publishing service; events carry ``ce_source`` ``clubhouse/<service>``.
        topics: the topics it may publish on.
        keep: how long published events stay.

    Raises:
        ValueError: a topic whose partitions cannot be shared out to the shards.
    """

    def __init__(
        self, db: Database, service: str, topics: Iterable[Topic], keep: timedelta = timedelta(days=14)
    ) -> None:
        self._db = db
        self.source = f"clubhouse/{service}"
        self.topics = {topic.name: topic for topic in topics}
        for topic in self.topics.values():
            if topic.partitions % SHARDS:
                raise ValueError(
                    f"{topic.name}: {topic.partitions} partitions, expected a multiple of {SHARDS}"
                )
        self._topic_of = {event.TYPE: topic for topic in self.topics.values() for event in topic.events}
        self.pending = db.collection(PENDING)
        self.sent = db.collection(SENT)
        self._keep = keep

    async def ensure(self) -> None:
        """Create the indexes."""
        await self._db.ensure(PENDING, [Index([("shard", 1), ("_id", 1)])])
        await self._db.ensure(SENT, [Index([("sent_at", 1)], expire_seconds=int(self._keep.total_seconds()))])

    def documents(
        self,
        events: Sequence[Event],
        *,
        at: datetime,
        first_sequence: int,
        causation_id: str,
        traceparent: str | None,
    ) -> list[Document]:
        """Outbox documents for the events of one change of one aggregate.

        Raises:
            KeyError: an event of a topic this service does not publish.
            Refused: an event too large for the broker, or too many of them.
        """
        if len(events) > MOST_EVENTS:
            raise Refused(
                "too-much-at-once", f"{len(events)} changes at once; send fewer, in parts", kind="invalid"
            )
        made = []
        for index, event in enumerate(events):
            topic = self._topic_of[event.TYPE]
            key = getattr(event, topic.key)
            payload = event.model_dump_json()
            hashed = key_hash(key)
            if record_size(key.encode(), payload.encode()) > LARGEST_RECORD:
                raise Refused(
                    "too-large-to-tell",
                    f"what others must be told of this ({event.TYPE}) exceeds {LARGEST_RECORD} bytes",
                    kind="invalid",
                )
            document: Document = {
                "_id": event_id(at, index),
                "aggregatetype": topic.name,
                "aggregateid": key,
                "type": event.TYPE,
                "payload": payload,
                "source": self.source,
                "sequence": first_sequence + index,
                "time": at,
                "causationid": causation_id,
                "hash": hashed,
                "shard": hashed % SHARDS,
            }
            if traceparent:
                document["traceparent"] = traceparent
            made.append(document)
        return made

    def putting(self, documents: Sequence[Document]) -> Write:
        """What writes events within a change."""
        return Write(self.pending, [InsertOne(each) for each in documents])

    async def put_raw(self, session: Session, topic: str, record: Record, at: datetime) -> None:
        """Write a record that is passed on as it came (a dead letter) within a change."""
        hashed = key_hash(record.key.decode(errors="replace"))
        await self.pending.insert_one(
            {
                "_id": event_id(at, 0),
                "aggregatetype": topic,
                "aggregateid": record.key.decode(errors="replace"),
                "type": "raw",
                "raw": {"headers": [[name, value] for name, value in record.headers], "value": record.value},
                "source": self.source,
                "time": at,
                "hash": hashed,
                "shard": hashed % SHARDS,
            },
            session=session,
        )

    def record(self, document: Document) -> Record:
        """The Kafka record of an outbox document, its body byte for byte as it was written."""
        if raw := document.get("raw"):
            topic = document["aggregatetype"]
            return Record(
                topic,
                document["hash"] % self.topics[topic].partitions,
                document["aggregateid"].encode(),
                [(name, value) for name, value in raw["headers"]],
                raw["value"],
            )
        return Record(
            topic=document["aggregatetype"],
            partition=document["hash"] % self.topics[document["aggregatetype"]].partitions,
            key=document["aggregateid"].encode(),
            headers=headers(
                id=document["_id"],
                source=document["source"],
                type=document["type"],
                time=document["time"],
                subject=document["aggregateid"],
                sequence=document["sequence"],
                causation_id=document["causationid"],
                traceparent=document.get("traceparent"),
            ),
            value=document["payload"].encode(),
        )

    async def gauges(self) -> dict[str, Any]:
        """``depth`` (events waiting) and ``oldest`` (since when the first of them waits, or None)."""
        first = await self.pending.find_one({}, {"time": 1, "waits_since": 1}, sort=[("_id", 1)])
        return {
            "depth": await self.pending.estimated_document_count(),
            "oldest": first.get("waits_since", first["time"]) if first else None,
        }

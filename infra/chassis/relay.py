"""The relay: publishes the outbox, in order per key, from one leaseholder per shard.

A batch is read in id order, sent, awaited, and only then moved to ``outbox_sent``, while the next one is
read and sent. A crash in between sends it again; consumers ignore what they already did. One batch per
partition is under way at a time and the producer repeats nothing by itself, so a lost connection cannot
reorder a key.

Should the broker have lost its log (it ends before what was acknowledged), everything of the shard
within the retention moves back to the outbox and is published again, oldest first.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError, UnknownError, UnknownTopicOrPartitionError
from aiokafka.producer.message_accumulator import BatchBuilder
from pymongo import UpdateOne

from infra.chassis import metrics, telemetry
from infra.chassis.clock import Clock
from infra.chassis.ids import first_id, new_id
from infra.chassis.kafka import METADATA_MS, KafkaAccess, TooFewPartitions, Topics
from infra.chassis.leases import Lease, Leases
from infra.chassis.mongo import Database, Document, Session, insert_missing, is_outage
from infra.chassis.outbox import SHARDS, Outbox, Record

__all__ = ["REPLAYS", "BrokerLostLog", "Relay", "request_replay", "start_producer"]

log = logging.getLogger(__name__)
sender_log = logging.getLogger("aiokafka.producer.sender")
POSITIONS = "relay_positions"
REPLAYS = "relay_replays"
_REPLAY_CHECK_SECONDS = 1.0
_QUIET_SECONDS = 0.1
"""After this long without an acknowledgement the log is looked at before anything is added to it. A broker
that comes back empty takes longer than that."""
_GONE = 2**62
"""Stands for how far a lost log went until all of it is queued again: no log is as long, so whoever goes on
where that was broken off sees the loss too."""
_NOTICE_SECONDS = 5.0
"""How long a log stays empty after a loss, so that every consumer sees that its position is not there any
more and begins anew. One that came too late would go on in the middle of what is published again."""
_LOOK_SECONDS = 5.0
"""How often the log is looked at while there is nothing to add: a loss must not wait for the next event."""


class BrokerLostLog(Exception):
    """The broker's log ends before what it had acknowledged."""


async def start_producer(access: KafkaAccess) -> AIOKafkaProducer:
    """A producer that is idempotent where the broker can be, and repeats nothing where it cannot."""
    options = access.options() | {
        "acks": "all",
        "max_batch_size": 950_000,
        "request_timeout_ms": 10_000,
        "metadata_max_age_ms": METADATA_MS,
    }
    producer = AIOKafkaProducer(**options, enable_idempotence=True)
    sender_log.disabled = True  # it would call the broker's refusal an unexpected error
    try:
        await producer.start()
    except UnknownError:  # the embedded broker has no InitProducerId
        await producer.stop()
        producer = AIOKafkaProducer(**options)
        await producer.start()
        # aiokafka repeats a failed batch until it is this old. The relay repeats by itself, after a look
        # at the log: a blind repeat could land on a log that has lost what came before.
        producer._message_accumulator._batch_ttl = 0.0  # noqa: SLF001  # no public setting
    finally:
        sender_log.disabled = False
    return producer


class Relay:
    """Publishes one service's outbox.

    Args:
        batch: events sent and moved at a time.
    """

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        leases: Leases,
        producer: AIOKafkaProducer,
        topics: Topics,
        clock: Clock,
        *,
        batch: int = 2000,
        idle_seconds: float = 0.2,
    ) -> None:
        self._outbox = outbox
        self._leases = leases
        self._producer = producer
        self._topics = topics
        self._clock = clock
        self._positions = db.collection(POSITIONS)
        self._replays = db.collection(REPLAYS)
        # First offset of the last batch acknowledged. Not its last offset: the embedded broker counts a
        # batch as one record until the next one comes.
        self._last: dict[TopicPartition, int] = {}
        self._held: dict[int, Lease] = {}
        self._verified = 0.0
        self._asked = 0.0
        self._lost = False
        self._moving: asyncio.Task[None] | None = None
        self._moved: list[str] = []
        self._batch = batch
        self._idle = idle_seconds
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look for events now."""
        self._wake.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Publish the shards this process gets the leases of, until `stopping`; then give them up."""
        while not stopping.is_set():
            try:
                await self._keep_leases()
                await self._replay_on_request()
                full = await self.publish() >= self._batch
            except Exception as error:
                known = is_outage(error) or isinstance(error, KafkaError | BrokerLostLog | TimeoutError)
                log.warning("relay: %s: %s; trying again", type(error).__name__, error, exc_info=not known)
                self._verified, full = 0.0, False
            if not full:  # whatever came meanwhile has woken us
                await self._rest(stopping)
        await self._settle()
        for lease in self._held.values():
            await self._leases.release(lease)

    async def publish(self) -> int:
        """Publish the oldest events of the held shards; returns how many.

        The batch before is still being moved out of the outbox meanwhile, so it is passed over.

        Raises:
            KafkaError: the broker did not take them all; they stay in the outbox.
            BrokerLostLog: what it had acknowledged is gone; all of it stands in the outbox again.
        """
        shards = [shard for shard, lease in self._held.items() if lease.held]
        query: Document = {"shard": {"$in": shards}}
        if self._moved:
            query["_id"] = {"$nin": self._moved}
        found = self._outbox.pending.find(query, sort=[("_id", 1)], limit=self._batch)
        documents = await found.to_list(self._batch)
        if documents or (shards and monotonic() - self._verified > _LOOK_SECONDS):
            await self._verify()
            if not all(self._held[shard].held for shard in shards):
                documents = []  # the look took longer than a lease lasts: somebody else may be sending
        acknowledged = await self._send(documents) if documents else {}
        await self._settle()
        if documents:
            self._moved = [each["_id"] for each in documents]
            self._moving = asyncio.create_task(self._move(documents, acknowledged))
        return len(documents)

    # Leases

    async def _keep_leases(self) -> None:
        margin = self._leases.term.total_seconds() / 2
        for shard in range(SHARDS):
            lease = self._held.get(shard)
            if lease is not None and lease.expires - monotonic() > margin:
                continue
            taken = await self._leases.acquire(f"relay/{shard}")
            if taken is None:
                self._held.pop(shard, None)
                continue
            if lease is None or lease.token != taken.token:
                await self._recall(shard)
            self._held[shard] = taken

    async def _recall(self, shard: int) -> None:
        """Learn how far the shard's partitions had been acknowledged, and check before sending on."""
        self._last = {at: last for at, last in self._last.items() if at.partition % SHARDS != shard}
        async for position in self._positions.find({"shard": shard}):
            self._last[TopicPartition(position["topic"], position["partition"])] = position["last"]
        self._verified = 0.0

    # Sending

    async def _send(self, documents: Sequence[Document]) -> dict[TopicPartition, int]:
        """Send a batch; returns the first offset of the last that each partition acknowledged."""
        attributes: dict[str, Any] = {
            "messaging.system": "kafka",
            "messaging.operation.type": "send",
            "messaging.operation.name": "send",
            "messaging.destination.name": documents[0]["aggregatetype"],
            "messaging.batch.message_count": len(documents),
        }
        links = list(dict.fromkeys(each["traceparent"] for each in documents if "traceparent" in each))[:64]
        with telemetry.span(
            f"send {documents[0]['aggregatetype']}", telemetry.SpanKind.PRODUCER, attributes, links=links
        ):
            by_partition: dict[TopicPartition, list[Record]] = {}
            for document in documents:
                record = self._outbox.record(document)
                by_partition.setdefault(TopicPartition(record.topic, record.partition), []).append(record)
            sent = await asyncio.gather(
                *(self._send_partition(at, records) for at, records in by_partition.items()),
                return_exceptions=True,
            )
        acknowledged: dict[TopicPartition, int] = {}
        for at, offset in zip(by_partition, sent, strict=True):
            if isinstance(offset, BaseException):
                raise offset
            acknowledged[at] = offset
            metrics.PUBLISHED.labels(at.topic).inc(len(by_partition[at]))
        self._last |= acknowledged
        self._verified = monotonic()
        return acknowledged

    async def _send_partition(self, at: TopicPartition, records: Sequence[Record]) -> int:
        """Send a partition's records, one batch after the other; returns the first offset of the last."""
        last = self._last.get(at, -1)
        batch = self._producer.create_batch()
        for record in records:
            if _full(batch, record):
                last = await self._send_batch(batch, at, last)
                batch = self._producer.create_batch()
                _full(batch, record)
        return await self._send_batch(batch, at, last)

    async def _send_batch(self, batch: BatchBuilder, at: TopicPartition, last: int) -> int:
        if at.partition not in await self._producer.partitions_for(at.topic):
            raise UnknownTopicOrPartitionError(f"{at.topic}-{at.partition} is not known here yet")
        batch.close()
        ack = await (await self._producer.send_batch(batch, at.topic, partition=at.partition))
        if 0 <= ack.offset <= last:
            await self._requeue(f"{at.topic}-{at.partition} acknowledged offset {ack.offset} after {last}")
        return int(ack.offset)

    async def _move(self, documents: Sequence[Document], acknowledged: Mapping[TopicPartition, int]) -> None:
        """Move what was published to where it is retained, counted from when it was published first.

        How far the log went is noted before: whoever goes on from here must miss what only the log has.
        """
        positions = [
            UpdateOne(
                {"_id": f"{at.topic}-{at.partition}"},
                {
                    "$set": {"topic": at.topic, "partition": at.partition, "shard": at.partition % SHARDS},
                    "$max": {"last": last},  # a move may end late: after the next leaseholder's, or a loss
                },
                upsert=True,
            )
            for at, last in acknowledged.items()
        ]
        await self._positions.bulk_write(positions, ordered=False)
        now = self._clock.now()
        await insert_missing(self._outbox.sent, [{"sent_at": now, **each} for each in documents])
        await self._outbox.pending.delete_many({"_id": {"$in": [each["_id"] for each in documents]}})

    async def _settle(self) -> None:
        """Wait until the batch before is out of the outbox."""
        moving, self._moving, self._moved = self._moving, None, []
        if moving is not None:
            await moving

    # A broker that forgot

    async def _verify(self) -> None:
        """A log not seen for a while: does it still end where it was left?"""
        if monotonic() - self._verified < _QUIET_SECONDS:
            return
        if self._verified and self._last and not await self._short(self._last):
            self._verified = monotonic()  # so it is nearly always, and one question has told it
            return
        try:
            await self._topics.create(self._outbox.topics.values(), lost=self._lost)
        except TooFewPartitions as error:
            if any(at.topic == error.topic for at in self._last):  # it had enough when this was acknowledged
                await self._requeue(str(error))
            raise
        if self._lost:
            await asyncio.sleep(_NOTICE_SECONDS)
            self._lost = False
        short = dict(self._last)
        for pause in (0.0, 0.05, 0.2, 0.5):  # list-offsets may lag behind an acknowledgement
            await asyncio.sleep(pause)
            short = await self._short(short)
            if not short:
                self._verified = monotonic()
                return
        await self._requeue(
            ", ".join(f"{at.topic}-{at.partition} ends before {last + 1}" for at, last in short.items())
        )

    async def _short(self, left: Mapping[TopicPartition, int]) -> dict[TopicPartition, int]:
        """Those of the partitions that end before where they were left."""
        ends = await self._topics.ends(left) if left else {}
        return {at: last for at, last in left.items() if ends[at] <= last}

    async def _requeue(self, why: str) -> None:
        """Queue everything published within the retention again, and start over."""
        log.error("the broker lost its log (%s); publishing everything retained again", why)
        held: Document = {"shard": {"$in": list(self._held)}}
        self._last = dict.fromkeys(self._last, _GONE)
        await self._positions.update_many(held, {"$set": {"last": _GONE}})
        await self.republish(held)
        self._last.clear()
        await self._positions.delete_many(held)
        self._lost, self._verified = True, 0.0
        raise BrokerLostLog(why)

    async def republish(self, query: Document) -> int:
        """Queue the published events that match `query` again; returns how many.

        Only between batches and for held shards: newer events must not overtake these.
        """
        count = 0
        await self._settle()
        while documents := await self._outbox.sent.find(query, sort=[("_id", -1)], limit=1000).to_list(1000):
            waiting = {"waits_since": self._clock.now()}
            await insert_missing(self._outbox.pending, [each | waiting for each in documents])
            await self._outbox.sent.delete_many({"_id": {"$in": [each["_id"] for each in documents]}})
            count += len(documents)
        return count

    async def _replay_on_request(self) -> None:
        if monotonic() - self._asked < _REPLAY_CHECK_SECONDS:
            return
        self._asked = monotonic()
        async for request in self._replays.find({"open_shards": {"$in": list(self._held)}}):
            for shard in set(request["open_shards"]) & set(self._held):
                count = await self.republish(
                    {
                        "_id": {"$gte": first_id(request["since"])},
                        "shard": shard,
                        "aggregatetype": request["topic"],
                    }
                )
                await self._replays.update_one(
                    {"_id": request["_id"]}, {"$pull": {"open_shards": shard}, "$inc": {"events": count}}
                )

    async def _rest(self, stopping: asyncio.Event) -> None:
        wake = asyncio.ensure_future(self._wake.wait())
        stop = asyncio.ensure_future(stopping.wait())
        await asyncio.wait({wake, stop}, timeout=self._idle, return_when=asyncio.FIRST_COMPLETED)
        wake.cancel()
        stop.cancel()
        self._wake.clear()


def _full(batch: BatchBuilder, record: Record) -> bool:
    """Add `record` to `batch`; True if it has no room."""
    return batch.append(timestamp=None, key=record.key, value=record.value, headers=record.headers) is None


async def request_replay(db: Database, topic: str, since: datetime, session: Session | None = None) -> str:
    """Ask the relays to publish a topic's retained events since a time again; returns the request's id.

    Consumers that had them ignore them; a new consumer gets them in order per key.
    """
    request = {
        "_id": new_id(),
        "topic": topic,
        "since": since,
        "open_shards": list(range(SHARDS)),
        "events": 0,
    }
    await db.collection(REPLAYS).insert_one(request, session=session)
    return str(request["_id"])

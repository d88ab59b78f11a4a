"""Consumers: at least once from the broker, exactly once in effect, in order per key, never stuck.

FastStream fetches batches; this module processes a batch wholly and only then commits its offsets, so
they are always contiguous. Within a batch, keys run side by side and each key in order. A record that
cannot be taken waits in its lane (see `infra.chassis.parking`) and its offset is committed all the same.
When the store itself is away, nothing is failed: the batch waits for it.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaMessage

from contracts.envelope import Envelope, Undecodable, decode
from contracts.event import Event
from contracts.topic import Topic
from infra.chassis import metrics, telemetry
from infra.chassis.cause import Cause
from infra.chassis.clock import Clock
from infra.chassis.inbox import Inbox, Mark
from infra.chassis.kafka import METADATA_MS, KafkaAccess
from infra.chassis.mongo import Database, Session, is_outage
from infra.chassis.parking import Incoming, Parking, RetryPlan, lane_id

__all__ = ["Bus", "Handler", "Projection", "Subscription"]

log = logging.getLogger(__name__)

Handler = Callable[[Any, Cause], Awaitable[object]]
"""Takes an `Envelope` and the cause it is; has its effect once per cause, or raises."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A consumer whose handlers each change aggregates, one event at a time.

    Args:
        topic: what it hears.
        group: consumer group; ``<service>`` or ``<service>.<purpose>``. Consumers of one group share a
            connection, and take turns.
        on: a handler per event class; other events of the topic are passed over.
    """

    topic: Topic
    group: str
    on: Mapping[type[Event], Handler]

    def takes(self, envelope: Envelope) -> bool:
        """Whether there is a handler for it."""
        return type(envelope.data) in self.on

    async def handle(self, envelope: Envelope) -> None:
        """Have its effect."""
        await self.on[type(envelope.data)](envelope, Cause.event(self.group, envelope))


@dataclass(frozen=True, slots=True)
class Projection:
    """A consumer that folds batches of events into documents, one transaction per batch.

    Args:
        apply: writes the effect of new events (in order per key) with the given session. It may run
            again for the same batch, after its writes were rolled back.
    """

    topic: Topic
    group: str
    apply: Callable[[Session, Sequence[Envelope]], Awaitable[None]]


class Bus:
    """All consumers of one service.

    Args:
        keys_at_once: keys of one batch that are handled side by side.
        batch: records fetched at a time, at most.
    """

    def __init__(
        self,
        access: KafkaAccess,
        db: Database,
        clock: Clock,
        inbox: Inbox,
        parking: Parking,
        consumers: Collection[Subscription | Projection],
        *,
        plan: RetryPlan | None = None,
        keys_at_once: int = 16,
        batch: int = 500,
        session_timeout_ms: int = 10_000,
        fetch_wait_ms: int = 500,
    ) -> None:
        self._db = db
        self._clock = clock
        self._inbox = inbox
        self._parking = parking
        self._plan = plan or RetryPlan()
        self._keys = asyncio.Semaphore(keys_at_once)
        self._stopping = asyncio.Event()
        self.consumers = tuple(consumers)
        self._broker = KafkaBroker(
            access.bootstrap,
            security=access.security(),
            apply_types=False,
            logger=None,
            allow_auto_create_topics=False,
            graceful_timeout=30.0,
            metadata_max_age_ms=METADATA_MS,
        )
        groups: dict[str, dict[str, Subscription | Projection]] = {}
        for consumer in self.consumers:
            if (
                groups.setdefault(consumer.group, {}).setdefault(consumer.topic.name, consumer)
                is not consumer
            ):
                raise ValueError(f"group {consumer.group} hears {consumer.topic.name} twice")
        for group, by_topic in groups.items():
            self._subscribe(group, by_topic, batch, session_timeout_ms, fetch_wait_ms)

    async def start(self) -> None:
        """Join the groups, all at once: a broker may take seconds over each (FastStream joins one by one)."""
        await self._broker.connect()
        await asyncio.gather(*(subscriber.start() for subscriber in self._broker.subscribers))
        self._broker.running = True

    async def stop(self) -> None:
        """Finish and commit what was begun, then leave the groups."""
        self._stopping.set()
        await self._broker.stop()

    async def retry(self, stopping: asyncio.Event, idle_seconds: float = 0.5) -> None:
        """Try parked records again as they come due, until `stopping`."""
        while not stopping.is_set():
            try:
                if await self.retry_lane():
                    continue
            except Exception as error:
                log.warning("retries: %s", type(error).__name__, exc_info=not is_outage(error))
            await _pause(stopping, idle_seconds)

    # One batch

    def _subscribe(
        self,
        group: str,
        by_topic: Mapping[str, Subscription | Projection],
        batch: int,
        session_timeout_ms: int,
        fetch_wait_ms: int,
    ) -> None:
        idle = asyncio.Event()
        idle.set()
        subscriber = self._broker.subscriber(
            *by_topic,
            batch=True,
            group_id=group,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            max_poll_interval_ms=600_000,
            max_records=batch,
            session_timeout_ms=session_timeout_ms,
            heartbeat_interval_ms=session_timeout_ms // 4,
            fetch_max_wait_ms=fetch_wait_ms,
            batch_timeout_ms=fetch_wait_ms,
            listener=_FinishFirst(idle),
            parser=_whole_batch,
            decoder=_undecoded,
        )

        async def take(records: tuple[ConsumerRecord, ...]) -> None:
            idle.clear()
            try:
                batches: dict[str, list[Incoming]] = {}
                for record in records:
                    batches.setdefault(record.topic, []).append(_incoming(record))
                for topic, taken in batches.items():
                    await self._take(by_topic[topic], taken, subscriber.consumer)
            finally:
                idle.set()

        subscriber(take)

    async def _take(
        self, consumer: Subscription | Projection, batch: Sequence[Incoming], client: Any
    ) -> None:
        """Process a topic's batch wholly, then commit. Returns without committing only when stopping."""
        labels = (consumer.topic.name, consumer.group)
        began, pause = monotonic(), 0.1
        while True:
            try:
                await self._process(consumer, batch)
                break
            except Exception as error:
                log.warning(
                    "%s: %s; the batch waits",
                    consumer.group,
                    type(error).__name__,
                    exc_info=not is_outage(error),
                )
            if await _pause(self._stopping, pause * random.uniform(0.5, 1.5)):
                return
            pause = min(5.0, pause * 2)
        metrics.PROCESS_DURATION.labels(*labels).observe(monotonic() - began)
        ends: dict[TopicPartition, int] = {}
        for each in batch:
            at = TopicPartition(each.topic, each.partition)
            ends[at] = max(ends.get(at, 0), each.offset + 1)
        try:
            await client.commit(ends)
            for at, end in ends.items():
                lag = (client.highwater(at) or 0) - end
                metrics.CONSUMER_LAG.labels(at.topic, str(at.partition), consumer.group).set(max(0, lag))
        except (KafkaError, AssertionError) as error:  # lost the partition: its new owner hears it again
            log.info("%s: offsets not committed (%s)", consumer.group, type(error).__name__)

    async def _process(self, consumer: Subscription | Projection, batch: Sequence[Incoming]) -> None:
        by_key: dict[bytes, list[Incoming]] = {}
        for each in batch:
            by_key.setdefault(each.key, []).append(each)
        lanes = {key: lane_id(consumer.group, consumer.topic.name, key) for key in by_key}
        waiting = await self._parking.waiting(lanes.values())
        for key in [key for key in by_key if lanes[key] in waiting]:
            await self._parking.park(
                consumer.group,
                by_key.pop(key),
                reason="behind",
                detail="an earlier record of its key waits",
                delay=timedelta(),
            )
        if isinstance(consumer, Projection):
            await self._project(consumer, by_key)
        else:
            await self._handle_keys(consumer, by_key)

    async def _handle_keys(self, consumer: Subscription, by_key: Mapping[bytes, list[Incoming]]) -> None:
        readable: dict[bytes, list[Envelope | Undecodable]] = {
            key: [_decode(consumer.topic, each) for each in records] for key, records in by_key.items()
        }
        causes = [
            Cause.event(consumer.group, each)
            for envelopes in readable.values()
            for each in envelopes
            if isinstance(each, Envelope) and consumer.takes(each)
        ]
        seen = await self._inbox.seen(causes) if causes else set()

        async def run(key: bytes) -> None:
            async with self._keys:
                await self._handle_key(consumer, by_key[key], readable[key], seen)

        async with asyncio.TaskGroup() as group:
            for key in by_key:
                group.create_task(run(key))

    async def _handle_key(
        self,
        consumer: Subscription,
        records: Sequence[Incoming],
        readable: Sequence[Envelope | Undecodable],
        seen: set[str],
    ) -> None:
        for index, envelope in enumerate(readable):
            failure = await self._try(consumer, envelope, seen, self._plan.immediate)
            if failure is not None:
                reason, detail, final = failure
                delay = None if final else self._plan.delay(0)
                await self._parking.park(
                    consumer.group, records[index:], reason=reason, detail=detail, delay=delay
                )
                return

    async def _try(
        self, consumer: Subscription, envelope: Envelope | Undecodable, seen: set[str], tries: int
    ) -> tuple[str, str, bool] | None:
        """Handle one record; None when it had its effect, else (reason, detail, whether for good).

        Raises:
            Exception: the store is away; nothing is known of the record.
        """
        if isinstance(envelope, Undecodable):
            return envelope.reason, str(envelope), True
        if not consumer.takes(envelope) or Cause.event(consumer.group, envelope).key in seen:
            return None
        failure = ("", "", False)
        for attempt in range(tries):
            try:
                await self._handle(consumer, envelope)
            except Exception as error:
                if is_outage(error):
                    raise
                failure = (type(error).__name__, str(error)[:1000], False)
                if attempt == tries - 1:
                    log.warning("%s: %s %s failed", consumer.group, envelope.type, envelope.id, exc_info=True)
                await asyncio.sleep(random.uniform(0, 0.02 * 2**attempt))
            else:
                metrics.CRITICAL_TIME.labels(consumer.topic.name, consumer.group).observe(
                    max(0.0, (self._clock.now() - envelope.time).total_seconds())
                )
                return None
        return failure

    async def _handle(self, consumer: Subscription, envelope: Envelope) -> None:
        attributes = _span_attributes(consumer) | {
            "messaging.message.id": envelope.id,
            "cloudevents.event_type": envelope.type,
        }
        with telemetry.span(
            f"process {consumer.topic.name}",
            telemetry.SpanKind.CONSUMER,
            attributes,
            parent=envelope.traceparent,
            links=[envelope.traceparent],
        ):
            await consumer.handle(envelope)

    # Projections

    async def _project(self, consumer: Projection, by_key: Mapping[bytes, list[Incoming]]) -> None:
        envelopes: list[Envelope] = []
        for records in by_key.values():
            for index, each in enumerate(records):
                envelope = _decode(consumer.topic, each)
                if isinstance(envelope, Undecodable):
                    await self._parking.park(
                        consumer.group,
                        records[index:],
                        reason=envelope.reason,
                        detail=str(envelope),
                        delay=None,
                    )
                    break
                envelopes.append(envelope)
        if not envelopes:
            return
        try:
            await self.project(consumer, envelopes)
        except Exception as error:
            if is_outage(error):
                raise
            log.warning("%s: a batch of %s failed; one by one", consumer.group, len(envelopes), exc_info=True)
            await self._project_one_by_one(consumer, envelopes, by_key)

    async def project(self, consumer: Projection, envelopes: Sequence[Envelope]) -> None:
        """Fold those events that are new, and their marks, in one transaction."""
        causes = {Cause.event(consumer.group, each): each for each in envelopes}

        async def work(session: Session) -> None:
            seen = await self._inbox.seen(list(causes), session)
            fresh = {cause: each for cause, each in causes.items() if cause.key not in seen}
            if fresh:
                await consumer.apply(session, list(fresh.values()))
                await self._inbox.mark(session, [Mark(cause) for cause in fresh], self._clock.now())

        links = list(dict.fromkeys(each.traceparent for each in envelopes))[:64]
        with telemetry.span(
            f"process {consumer.topic.name}",
            telemetry.SpanKind.CONSUMER,
            _span_attributes(consumer) | {"messaging.batch.message_count": len(envelopes)},
            links=links,
        ):
            await self._db.transact(work)

    async def _project_one_by_one(
        self, consumer: Projection, envelopes: Sequence[Envelope], by_key: Mapping[bytes, list[Incoming]]
    ) -> None:
        failed: set[str] = set()
        place: dict[str, int] = {}
        for envelope in envelopes:
            index = place[envelope.subject] = place.get(envelope.subject, -1) + 1
            if envelope.subject in failed:
                continue
            try:
                await self.project(consumer, [envelope])
            except Exception as error:
                if is_outage(error):
                    raise
                failed.add(envelope.subject)
                await self._parking.park(
                    consumer.group,
                    by_key[envelope.subject.encode()][index:],
                    reason=type(error).__name__,
                    detail=str(error)[:1000],
                    delay=self._plan.delay(0),
                )

    # Parked records

    async def retry_lane(self) -> bool:
        """Try the head of one due lane, and on success all behind it; False if none is due."""
        lane = await self._parking.claim()
        if lane is None:
            return False
        consumer = next(
            (
                each
                for each in self.consumers
                if (each.group, each.topic.name) == (lane["group"], lane["topic"])
            ),
            None,
        )
        if consumer is None:
            log.error("a lane of %s on %s, which this service no longer hears", lane["group"], lane["topic"])
            return True
        attempts = lane["attempts"]
        while entry := await self._parking.head(lane["_id"]):
            record = Incoming.of(entry["record"])
            failure = await self._try_parked(consumer, _decode(consumer.topic, record))
            if failure is not None:
                reason, detail, final = failure
                delay = None if final else self._plan.delay(attempts + 1)
                await self._parking.failed(lane, record, reason=reason, detail=detail, delay=delay)
                return True
            attempts = 0
            if not await self._parking.done(lane, entry["_id"]):
                return True
        return True

    async def _try_parked(
        self, consumer: Subscription | Projection, envelope: Envelope | Undecodable
    ) -> tuple[str, str, bool] | None:
        if isinstance(consumer, Subscription):
            return await self._try(consumer, envelope, set(), 1)
        if isinstance(envelope, Undecodable):
            return envelope.reason, str(envelope), True
        try:
            await self.project(consumer, [envelope])
        except Exception as error:
            if is_outage(error):
                raise
            return type(error).__name__, str(error)[:1000], False
        return None


class _FinishFirst(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka is untyped
    """Lets the batch under way finish and commit before its partitions go to somebody else."""

    def __init__(self, idle: asyncio.Event) -> None:
        self._idle = idle

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        try:
            await asyncio.wait_for(self._idle.wait(), 5)
        except TimeoutError:
            log.info("partitions %s went while a batch was under way", sorted(revoked))

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        log.info("assigned %s partitions", len(assigned))


async def _whole_batch(records: tuple[ConsumerRecord, ...]) -> KafkaMessage:
    """FastStream's parser reads headers and fails on bad ones; this one leaves every byte alone."""
    return KafkaMessage(body=b"", raw_message=records, consumer=None, message_id=str(records[0].offset))  # type: ignore[arg-type]


async def _undecoded(message: KafkaMessage) -> object:
    return message.raw_message


def _incoming(record: ConsumerRecord) -> Incoming:
    return Incoming(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key or b"",
        headers=list(record.headers),
        value=record.value or b"",
    )


def _decode(topic: Topic, record: Incoming) -> Envelope | Undecodable:
    try:
        return decode(topic, record.headers, record.value)
    except Undecodable as error:
        return error


def _span_attributes(consumer: Subscription | Projection) -> dict[str, Any]:
    return {
        "messaging.system": "kafka",
        "messaging.operation.type": "process",
        "messaging.operation.name": "process",
        "messaging.destination.name": consumer.topic.name,
        "messaging.consumer.group.name": consumer.group,
    }


async def _pause(stopping: asyncio.Event, seconds: float) -> bool:
    """Wait; True if it is time to stop."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True

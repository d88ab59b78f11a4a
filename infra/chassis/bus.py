"""Consumers: at least once from the broker, exactly once in effect, in order per key, never stuck.

FastStream fetches batches; a batch is processed wholly (see `infra.chassis.processing`) and only then
are its offsets committed, so they are always contiguous. A record that cannot be taken waits in its lane
and its offset is committed all the same. When the store itself is away, the batch waits for it.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import chain
from time import monotonic
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaMessage

from infra.chassis import metrics
from infra.chassis.consumers import Consumer, Projection
from infra.chassis.kafka import METADATA_MS, KafkaAccess
from infra.chassis.lag import Lag
from infra.chassis.mongo import is_outage
from infra.chassis.offsets import Membership, commit, membership
from infra.chassis.parking import Incoming
from infra.chassis.partitions import PartitionWatch
from infra.chassis.processing import Processing

__all__ = ["Bus"]

log = logging.getLogger(__name__)
_LISTEN_MS = 1_000
"""How long to wait for records before looking again whether to go on."""
_RETRY_IDLE_SECONDS = 0.5


class Bus:
    """All consumers of one service.

    Args:
        batch: records fetched at a time, at most.
        projected: the same for groups that only project, which take a thousand in one transaction.
        session_timeout_ms: silence after which partitions go to others.
        fetch_wait_ms: how long a fetch may wait for records.
    """

    def __init__(
        self,
        access: KafkaAccess,
        processing: Processing,
        consumers: Collection[Consumer],
        *,
        batch: int = 500,
        projected: int = 8_000,
        session_timeout_ms: int = 10_000,
        fetch_wait_ms: int = 500,
    ) -> None:
        self._processing = processing
        self._stopping = asyncio.Event()
        self._watches: list[PartitionWatch] = []
        self._lags: list[Lag] = []
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
        groups: dict[str, dict[str, Consumer]] = {}
        for consumer in self.consumers:
            if (
                groups.setdefault(consumer.group, {}).setdefault(consumer.topic.name, consumer)
                is not consumer
            ):
                raise ValueError(f"group {consumer.group} hears {consumer.topic.name} twice")
        for group, by_topic in groups.items():
            kinds = {type(each) for each in by_topic.values()}
            if len(kinds) > 1:
                raise ValueError(f"group {group} both projects and handles: their marks lie in two places")
            at_once = projected if kinds == {Projection} else batch
            self._subscribe(group, by_topic, at_once, session_timeout_ms, fetch_wait_ms)

    async def start(self) -> None:
        """Join the groups, all at once: a broker may take seconds over each (FastStream joins one by one)."""
        await self._broker.connect()
        await asyncio.gather(*(subscriber.start() for subscriber in self._broker.subscribers))
        for watch in self._watches:
            watch.follow()
        self._broker.running = True

    async def stop(self) -> None:
        """Finish and commit what was begun, then leave the groups."""
        self._stopping.set()
        await self._broker.stop()

    def show_lag(self) -> None:
        """Set the gauges of all partitions heard here."""
        for lag in self._lags:
            lag.show()

    async def retry(self, stopping: asyncio.Event) -> None:
        """Try parked records again as they come due, until `stopping`."""
        while not stopping.is_set():
            try:
                if await self._processing.retry_lane(self.consumers):
                    continue
            except Exception as error:
                log.warning("retries: %s", type(error).__name__, exc_info=not is_outage(error))
            await _pause(stopping, _RETRY_IDLE_SECONDS)

    # One batch

    def _subscribe(
        self,
        group: str,
        by_topic: Mapping[str, Consumer],
        batch: int,
        session_timeout_ms: int,
        fetch_wait_ms: int,
    ) -> None:
        idle = asyncio.Event()
        idle.set()
        watch = PartitionWatch(lambda: subscriber.consumer, [each.topic for each in by_topic.values()])
        self._watches.append(watch)
        lag = Lag(lambda: subscriber.consumer, group)
        self._lags.append(lag)
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
            listener=_Joining(idle, watch),
            parser=_whole_batch,
            decoder=_undecoded,
        )
        subscriber.get_msg = partial(_next, most=batch)  # type: ignore[method-assign]

        async def take(records: tuple[ConsumerRecord, ...]) -> None:
            idle.clear()
            lag.begun(records)
            taken_as = membership(subscriber.consumer)
            try:
                batches: dict[str, list[Incoming]] = {}
                for record in records:
                    batches.setdefault(record.topic, []).append(_incoming(record))
                async with asyncio.TaskGroup() as topics:  # no topic waits for another
                    for topic, taken in batches.items():
                        topics.create_task(self._take(by_topic[topic], taken, subscriber.consumer, taken_as))
            finally:
                lag.ended()
                idle.set()

        subscriber(take)

    async def _take(
        self, consumer: Consumer, batch: Sequence[Incoming], client: Any, taken_as: Membership
    ) -> None:
        """Process a topic's batch wholly, then commit. Returns without committing only when stopping."""
        labels = (consumer.topic.name, consumer.group)
        began, pause = monotonic(), 0.1
        while True:
            try:
                await self._processing.process(consumer, batch)
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
        last = {each.partition: each.offset for each in batch}  # they come in their order
        topic = consumer.topic.name
        ends = {TopicPartition(topic, partition): offset + 1 for partition, offset in last.items()}
        try:
            await commit(client, ends, taken_as)
        except KafkaError as error:  # lost the partition, or the broker: it is heard again
            log.info("%s: offsets not committed (%s)", consumer.group, type(error).__name__)


class _Joining(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka is untyped
    """Lets the batch under way finish and commit before its partitions go to somebody else."""

    def __init__(self, idle: asyncio.Event, watch: PartitionWatch) -> None:
        self._idle = idle
        self._watch = watch

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        try:
            await asyncio.wait_for(self._idle.wait(), 5)
        except TimeoutError:
            log.info("partitions %s went while a batch was under way", sorted(revoked))
        self._watch.joining()

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        log.info("assigned %s partitions", len(assigned))


async def _next(client: AIOKafkaConsumer, most: int) -> tuple[ConsumerRecord, ...]:
    """The next records, the moment they are here.

    FastStream's own sleeps for as long as it waited in vain, and hears nothing meanwhile.
    """
    found = await client.getmany(timeout_ms=_LISTEN_MS, max_records=most)
    return tuple(chain(*found.values()))


async def _whole_batch(records: tuple[ConsumerRecord, ...]) -> KafkaMessage:
    """FastStream's parser reads headers and fails on bad ones; this one leaves every byte alone."""
    return KafkaMessage(body=b"", raw_message=records, consumer=None, message_id=str(records[0].offset))  # type: ignore[arg-type]


async def _undecoded(message: KafkaMessage) -> object:
    return message.raw_message


def _incoming(record: ConsumerRecord) -> Incoming:
    return Incoming(
        record.topic,
        record.partition,
        record.offset,
        record.key or b"",
        record.headers,
        record.value or b"",
    )


async def _pause(stopping: asyncio.Event, seconds: float) -> bool:
    """Wait; True if it is time to stop."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True

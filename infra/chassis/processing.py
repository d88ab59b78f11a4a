"""A batch of records becoming effects: once each, in order per key, failures set aside.

Keys run side by side and each key in order. What cannot be taken waits in its lane (see
`infra.chassis.parking`) and is tried again here. When the store itself is away, nothing is failed.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from contracts.envelope import Envelope, Undecodable
from contracts.topic import Topic
from infra.chassis import metrics, telemetry
from infra.chassis.cause import Cause
from infra.chassis.clock import Clock
from infra.chassis.consumers import Consumer, Projection, Subscription
from infra.chassis.hearing import hear
from infra.chassis.inbox import Inbox
from infra.chassis.mongo import Database, is_outage
from infra.chassis.parking import Incoming, Parking, RetryPlan
from infra.chassis.projecting import Projecting, span_attributes

__all__ = ["Processing"]

log = logging.getLogger(__name__)


class Processing:
    """How one service takes records.

    Args:
        plan: how failed records are tried again.
        keys_at_once: keys of one batch that are handled side by side.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        inbox: Inbox,
        parking: Parking,
        plan: RetryPlan | None = None,
        *,
        keys_at_once: int = 64,
    ) -> None:
        self._clock = clock
        self._inbox = inbox
        self._parking = parking
        self._plan = plan or RetryPlan()
        self._projecting = Projecting(db, clock, inbox, parking, self._plan)
        self._keys = asyncio.Semaphore(keys_at_once)

    async def process(self, consumer: Consumer, batch: Sequence[Incoming]) -> None:
        """Have the effect of a batch, once; what cannot be taken is parked.

        Raises:
            Exception: the store is away, and it is unknown how far this came; do it again.
        """
        if isinstance(consumer, Projection):
            await self._projecting.take(consumer, batch)
            return
        by_key: dict[bytes, list[Incoming]] = {}
        for each in batch:
            by_key.setdefault(each.key, []).append(each)
        readable = {key: [_decode(consumer.topic, each) for each in of_key] for key, of_key in by_key.items()}
        standing, seen = await asyncio.gather(
            self._parking.standing(consumer.group, consumer.topic.name, by_key),
            self._seen(consumer, chain.from_iterable(readable.values())),
        )
        for key in standing:
            await self._parking.line_up(consumer.group, by_key.pop(key))

        async def run(key: bytes) -> None:
            async with self._keys:
                await self._handle_key(consumer, by_key[key], readable[key], seen)

        async with asyncio.TaskGroup() as group:
            for key in by_key:
                group.create_task(run(key))

    async def _seen(self, consumer: Subscription, records: Iterable[Envelope | Undecodable]) -> set[str]:
        """Keys of the causes that have had their effect here before."""
        taken = (each for each in records if isinstance(each, Envelope) and consumer.takes(each))
        causes = [Cause.event(consumer.group, each) for each in taken]
        return await self._inbox.seen(causes) if causes else set()

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
        attributes = span_attributes(consumer) | {
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

    # Parked records

    async def retry_lane(self, consumers: Collection[Consumer]) -> bool:
        """Try the head of one due lane, and on success all behind it; False if none is due."""
        lane = await self._parking.claim()
        if lane is None:
            return False
        consumer = next(
            (each for each in consumers if (each.group, each.topic.name) == (lane["group"], lane["topic"])),
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
        self, consumer: Consumer, envelope: Envelope | Undecodable
    ) -> tuple[str, str, bool] | None:
        if isinstance(consumer, Subscription):
            return await self._try(consumer, envelope, set(), 1)
        if isinstance(envelope, Undecodable):
            return envelope.reason, str(envelope), True
        try:
            await self._projecting.fold(consumer, [envelope])
        except Exception as error:
            if is_outage(error):
                raise
            return type(error).__name__, str(error)[:1000], False
        return None


def _decode(topic: Topic, record: Incoming) -> Envelope | Undecodable:
    try:
        return hear(topic, record.headers, record.value)
    except Undecodable as error:
        return error

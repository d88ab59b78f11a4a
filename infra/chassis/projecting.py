"""Projections: batches of events folded into documents, one transaction for many events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.envelope import Envelope, Undecodable
from contracts.topic import Topic
from infra.chassis import metrics, telemetry
from infra.chassis.cause import Cause
from infra.chassis.clock import Clock
from infra.chassis.consumers import Consumer, Projection
from infra.chassis.hearing import hear
from infra.chassis.inbox import Inbox, Seen
from infra.chassis.mongo import Database, Session, is_outage
from infra.chassis.parking import Incoming, Parking, RetryPlan
from infra.chassis.writing import write

__all__ = ["Projecting", "span_attributes"]

log = logging.getLogger(__name__)
_PART = 1_000
"""Records of one transaction: more share its costs no better, and wait longer for the first to count."""
_BREATH = 50
"""Records read before the loop may turn to the part that is being written."""


class Projecting:
    """How one service folds records. Its answers are those of `infra.chassis.processing.Processing`."""

    def __init__(self, db: Database, clock: Clock, inbox: Inbox, parking: Parking, plan: RetryPlan) -> None:
        self._db = db
        self._clock = clock
        self._inbox = inbox
        self._parking = parking
        self._plan = plan

    async def take(self, consumer: Projection, batch: Sequence[Incoming]) -> None:
        """Fold a batch in parts: one is read, which is our work, while the store writes the one before."""
        keys = {each.key for each in batch}
        standing = await self._parking.standing(consumer.group, consumer.topic.name, keys)
        async with asyncio.TaskGroup() as tasks:
            writing: asyncio.Task[None] | None = None
            for start in range(0, len(batch), _PART):
                part = await _read(consumer.topic, batch[start : start + _PART])
                if writing is not None:
                    await asyncio.wait([writing])
                writing = tasks.create_task(self._write(consumer, part, standing))

    async def fold(self, consumer: Projection, envelopes: Sequence[Envelope]) -> None:
        """Fold those events that are new, and their marks, in one transaction."""
        wanted = {Cause.event_key(consumer.group, each): each for each in envelopes}
        links = list(dict.fromkeys(each.traceparent for each in envelopes))[:64]
        with telemetry.span(
            f"process {consumer.topic.name}",
            telemetry.SpanKind.CONSUMER,
            span_attributes(consumer) | {"messaging.batch.message_count": len(envelopes)},
            links=links,
        ):
            try:
                await self._transact(consumer, wanted)
            except Seen:  # rare enough that looking beforehand would cost more than it saves
                seen = await self._inbox.seen_on_pages(wanted)
                await self._transact(consumer, {key: wanted[key] for key in wanted if key not in seen})

    async def _transact(self, consumer: Projection, wanted: Mapping[str, Envelope]) -> None:
        """Mark these keys and fold their events; raises `Seen` if one of them had its effect before."""
        if not wanted:
            return

        async def work(session: Session) -> None:
            await write(session, [self._inbox.marking_page(wanted, self._clock.now())])
            await consumer.apply(session, list(wanted.values()))

        await self._db.transact(work)
        # Of a batch the one that waited longest: a look at each would cost what batches save.
        oldest = min(each.time for each in wanted.values())
        metrics.CRITICAL_TIME.labels(consumer.topic.name, consumer.group).observe(
            max(0.0, (self._clock.now() - oldest).total_seconds())
        )

    async def _write(self, consumer: Projection, part: dict[bytes, _Read], standing: set[bytes]) -> None:
        """Fold what could be read, then park each key's first unreadable record and what is behind it.

        In this order: what stands in front of an unreadable record must not come to wait behind it.

        Args:
            standing: the keys of the batch whose lane stands; those parked here are added.
        """
        for key in standing & part.keys():
            await self._parking.line_up(consumer.group, part.pop(key).records)
        standing |= await self._fold_keys(consumer, part)
        for key, read in part.items():
            if read.error is not None and key not in standing:
                await self._parking.park(
                    consumer.group,
                    read.records[len(read.envelopes) :],
                    reason=read.error.reason,
                    detail=str(read.error),
                    delay=None,
                )
                standing.add(key)

    async def _fold_keys(self, consumer: Projection, part: Mapping[bytes, _Read]) -> set[bytes]:
        """Fold all keys' events together, or else one by one; returns the keys whose rest was parked."""
        envelopes = [each for read in part.values() for each in read.envelopes]
        if not envelopes:
            return set()
        try:
            await self.fold(consumer, envelopes)
        except Exception as error:
            if is_outage(error):
                raise
            log.warning("%s: a batch of %s failed; one by one", consumer.group, len(envelopes), exc_info=True)
            return {key for key, read in part.items() if not await self._fold_one_by_one(consumer, read)}
        return set()

    async def _fold_one_by_one(self, consumer: Projection, read: _Read) -> bool:
        """Fold one key's events; False if one failed, which then waits with all behind it."""
        for index, envelope in enumerate(read.envelopes):
            try:
                await self.fold(consumer, [envelope])
            except Exception as error:
                if is_outage(error):
                    raise
                await self._parking.park(
                    consumer.group,
                    read.records[index:],
                    reason=type(error).__name__,
                    detail=str(error)[:1000],
                    delay=self._plan.delay(0),
                )
                return False
        return True


@dataclass(slots=True)
class _Read:
    """One key's records of a part, and the events of those in front of the first that is none."""

    records: list[Incoming] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    error: Undecodable | None = None


async def _read(topic: Topic, records: Sequence[Incoming]) -> dict[bytes, _Read]:
    part: dict[bytes, _Read] = {}
    for number, record in enumerate(records):
        if number % _BREATH == 0:
            await asyncio.sleep(0)
        of_key = part.get(record.key)
        if of_key is None:
            of_key = part[record.key] = _Read()
        of_key.records.append(record)
        if of_key.error is None:
            try:
                of_key.envelopes.append(hear(topic, record.headers, record.value))
            except Undecodable as error:
                of_key.error = error
    return part


def span_attributes(consumer: Consumer) -> dict[str, Any]:
    """What every span of a consumer tells, by OpenTelemetry's messaging conventions."""
    return {
        "messaging.system": "kafka",
        "messaging.operation.type": "process",
        "messaging.operation.name": "process",
        "messaging.destination.name": consumer.topic.name,
        "messaging.consumer.group.name": consumer.group,
    }

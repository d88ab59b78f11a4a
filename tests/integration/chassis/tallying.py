"""A service that counts what it hears, and what makes it hear."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.clock import Clock
from infra.chassis.consumers import Subscription
from infra.chassis.decision import Decide, Decided
from infra.chassis.ids import new_id
from infra.chassis.parking import RetryPlan
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.counter import Counted, Counter, Counters, count

QUICK = RetryPlan(immediate=2, delays=(0.05, 0.1), jitter=0)


@asynccontextmanager
async def running(*services: Service) -> AsyncIterator[None]:
    for service in services:
        await service.start()
    for service in services:
        await service.connected()
    try:
        yield
    finally:
        for service in services:
            await service.stop()


class Tally:
    """A service that counts what it hears, and can be told to fail."""

    def __init__(self, settings: ServiceSettings, topic: Topic, group: str) -> None:
        self.service = Service("tally", settings, publishes=(), clock=Clock(), plan=QUICK)
        self.counters = self.service.store(_Tallies(self.service))
        self.group = group
        self.heard: list[tuple[str, int]] = []
        self.fail: Callable[[Counted], bool] = lambda _event: False
        self.service.hears(Subscription(topic, group, {Counted: self._hear}))

    async def _hear(self, envelope: Envelope, cause: Cause) -> None:
        assert isinstance(envelope.data, Counted)
        if self.fail(envelope.data):
            raise ValueError("told to fail")
        outcome = await self.counters.change(envelope.subject, count_silently(envelope.subject), cause)
        if not outcome.replayed:
            self.heard.append((envelope.subject, envelope.data.value))

    async def values(self) -> dict[str, int]:
        return {stored.id: stored.state.value for stored in await self.counters.find({})}

    def heard_in_order(self) -> bool:
        last: dict[str, int] = {}
        for key, value in self.heard:
            if value != last.get(key, 0) + 1:
                return False
            last[key] = value
        return True


class _Tallies(Counters):
    def __init__(self, service: Service) -> None:
        super().__init__(service.desk)


def count_silently(id: str) -> Decide[Counter]:
    def decide(state: Counter | None, now: datetime) -> Decided[Counter]:
        return count(id)(state, now)[0], ()

    return decide


async def bump(counters: Counters, keys: int, times: int) -> None:
    async def one(key: str) -> None:
        for _ in range(times):
            await counters.change(key, count(key), Cause("http", "test", new_id(), fingerprint="f"))

    await asyncio.gather(*(one(f"k{n}") for n in range(keys)))

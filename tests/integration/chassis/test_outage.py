"""A store that goes away and comes back: what was begun waits, nothing is failed, nobody dies of it.

And a service that is stopped while it works: it finishes and commits what it began.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.consumers import Subscription
from infra.chassis.ids import new_id
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from infra.local.stack import Stack
from tests.integration.chassis.conftest import until
from tests.integration.chassis.counter import Counted, Counters, count, on_alarm

pytestmark = pytest.mark.slow

OUTAGE_SECONDS = 8
"""Longer than the driver looks for a server (5 s)."""


@pytest.fixture
async def stack() -> AsyncIterator[Stack]:
    """Servers of the test's own: it breaks them."""
    running = await Stack.temporary()
    yield running
    await running.stop()


@pytest.fixture
def settings(stack: Stack) -> Callable[[], ServiceSettings]:
    def make() -> ServiceSettings:
        return ServiceSettings(
            mongo_url=stack.mongo_url,
            kafka_bootstrap=stack.bootstrap,
            mongo_database=f"t_{uuid.uuid4().hex}",
            kafka_session_ms=2_000,
            kafka_fetch_wait_ms=50,
        )

    return make


def request() -> Cause:
    return Cause("http", "test", new_id(), fingerprint="f")


async def test_an_outage_of_the_store_makes_everything_wait_and_fails_nothing(
    stack: Stack, settings: Callable[[], ServiceSettings], counters_topic: Topic
) -> None:
    service = Service("test", settings(), publishes=[counters_topic])
    counters = service.store(Counters(service.desk))
    service.fires(counters, partial(counters.fire, decide=on_alarm))
    heard: list[int] = []

    async def hear(envelope: Envelope, _cause: Cause) -> None:
        await counters.get("a")  # needs the store
        assert isinstance(envelope.data, Counted)
        heard.append(envelope.data.value)

    service.hears(Subscription(counters_topic, "outage", {Counted: hear}))
    await service.start()
    await service.connected()
    try:
        alarm = service.clock.now() + timedelta(seconds=4)
        await counters.change("a", count("a", alarm=alarm), request())
        await stack.mongo.child.kill()
        await asyncio.sleep(OUTAGE_SECONDS)
        await stack.mongo.start()

        async def all_came() -> bool:
            return set(heard) == {1, 2}

        await until(all_came, seconds=60)
        assert (await counters.need("a")).state.alarms == 1
        assert await service.parking.lanes.count_documents({}) == 0, "an outage is nobody's failure"
        assert not [each.get_name() for each in service._tasks if each.done()], "it died of the outage"
    finally:
        await service.stop()


async def test_a_stop_finishes_and_commits_what_was_begun(
    stack: Stack, settings: Callable[[], ServiceSettings], counters_topic: Topic
) -> None:
    service = Service("test", settings(), publishes=[counters_topic])
    counters = service.store(Counters(service.desk))
    begun, go_on = asyncio.Event(), asyncio.Event()
    heard: list[int] = []

    async def hear(envelope: Envelope, _cause: Cause) -> None:
        begun.set()
        await go_on.wait()
        assert isinstance(envelope.data, Counted)
        heard.append(envelope.data.value)

    service.hears(Subscription(counters_topic, "stopping", {Counted: hear}))
    await service.start()
    await service.connected()
    await counters.change("a", count("a"), request())
    await asyncio.wait_for(begun.wait(), 20)
    stopping = asyncio.create_task(service.stop())
    assert not await _ends_within(stopping, 0.5), "it stopped in the middle of an effect"
    go_on.set()
    await stopping
    assert heard == [1]
    consumer = AIOKafkaConsumer(
        bootstrap_servers=stack.bootstrap, group_id="stopping", enable_auto_commit=False
    )
    await consumer.start()
    try:
        committed = [
            await consumer.committed(TopicPartition(counters_topic.name, number))
            for number in range(counters_topic.partitions)
        ]
    finally:
        await consumer.stop()
    assert sum(offset or 0 for offset in committed) == 1


async def _ends_within(task: asyncio.Task[None], seconds: float) -> bool:
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)

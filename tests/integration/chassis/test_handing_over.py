"""Records are taken the moment they come, and left at once when somebody else is to go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from aiokafka import AIOKafkaConsumer

from contracts.topic import Topic
from infra.chassis.bus import Bus, _Joining
from infra.chassis.kafka import Topics
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.conftest import gives, until
from tests.integration.chassis.counter import Counters
from tests.integration.chassis.tallying import Tally, bump, produce, running


async def test_who_stops_in_the_middle_of_a_batch_begins_nothing_more_and_the_next_goes_on_from_there(
    source: Service, tally: Tally, counters_topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch may be long, and nobody else gets the group's partitions before it has been left."""
    counters = source.store(Counters(source.desk))
    reached, released = asyncio.Event(), asyncio.Event()
    hear, stop = tally.counters.change, Bus.stop

    async def slow(id: str, *more: Any) -> Any:
        outcome = await hear(id, *more)
        if len(tally.heard) == 3:
            reached.set()
            await released.wait()
        return outcome

    async def stopped(bus: Bus) -> None:
        stopping = asyncio.create_task(stop(bus))
        await asyncio.sleep(0)  # it has begun
        released.set()
        await stopping

    monkeypatch.setattr(tally.counters, "change", slow)
    monkeypatch.setattr(Bus, "stop", stopped)
    async with running(source):
        await bump(counters, keys=1, times=30)
        await tally.service.start()
        await tally.service.connected()
        await reached.wait()
        await tally.service.stop()
        assert len(tally.heard) == 4
        again = Tally(tally.service.settings, counters_topic, tally.group)
        async with running(again.service):
            await until(lambda: gives(again.values, {"k0": 30}))
        assert again.heard == [("k0", value) for value in range(5, 31)]


async def test_who_gives_a_partition_away_in_the_middle_of_a_batch_takes_nothing_that_stands_behind(
    settings: Callable[[str], ServiceSettings],
    tally: Tally,
    counters_topic: Topic,
    stack_settings: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """More than one batch stands in the topic: the next one was fetched already when the first was left."""
    await Topics(tally.service.access).create([counters_topic])
    await produce(stack_settings["kafka_bootstrap"], counters_topic, "k0", range(1, 1_201))
    reached, released = asyncio.Event(), asyncio.Event()
    hear, revoked = tally.counters.change, _Joining.on_partitions_revoked

    async def slow(id: str, *more: Any) -> Any:
        outcome = await hear(id, *more)
        if len(tally.heard) == 3:
            reached.set()
            await released.wait()
        return outcome

    async def gone(joining: _Joining, partitions: Any) -> None:
        going = asyncio.create_task(revoked(joining, partitions))
        await asyncio.sleep(0)  # it has begun
        if reached.is_set():
            released.set()
        await going

    monkeypatch.setattr(tally.counters, "change", slow)
    monkeypatch.setattr(_Joining, "on_partitions_revoked", gone)
    other = Tally(tally.service.settings, counters_topic, tally.group)
    async with running(tally.service):
        await reached.wait()
        async with running(other.service):
            await until(lambda: gives(tally.values, {"k0": 1_200}), 60)
    assert tally.heard_in_order()
    assert sorted(value for _, value in [*tally.heard, *other.heard]) == [*range(1, 1_201)]


async def test_an_event_after_a_pause_waits_for_no_sleeping_consumer(
    source: Service, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FastStream's own way of taking records sleeps after it waited in vain; `bus` takes them itself."""
    looks, rests = 0, []
    getmany, sleep = AIOKafkaConsumer.getmany, anyio.sleep

    async def looked(*args: Any, **options: Any) -> Any:
        nonlocal looks
        looks += 1
        return await getmany(*args, **options)

    async def slept(seconds: float) -> None:
        rests.append(seconds)
        await sleep(seconds)

    monkeypatch.setattr(AIOKafkaConsumer, "getmany", looked)
    monkeypatch.setattr(anyio, "sleep", slept)
    monkeypatch.setattr("infra.chassis.bus._LISTEN_MS", 20)
    counters = source.store(Counters(source.desk))

    async def vain() -> bool:
        return looks > 5

    async with running(source, tally.service):
        await until(vain)
        await bump(counters, keys=1, times=1)
        await until(lambda: gives(tally.values, {"k0": 1}))
        assert rests == []

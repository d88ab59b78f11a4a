"""Records are taken the moment they come."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from aiokafka import AIOKafkaConsumer

from infra.chassis.service import Service
from tests.integration.chassis.conftest import gives, until
from tests.integration.chassis.counter import Counters
from tests.integration.chassis.tallying import Tally, bump, running


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

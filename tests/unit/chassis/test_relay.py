from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError

from infra.chassis.relay import Relay
from infra.chassis.telemetry import _Seldom


class Failing(Relay):
    """A relay that gets no further than asking for its leases."""

    errors: list[Exception]
    asked = 0

    async def _keep_leases(self) -> None:
        self.asked += 1
        raise self.errors.pop(0) if len(self.errors) > 1 else self.errors[0]


async def test_a_relay_whose_broker_is_away_says_so_once_in_a_while_and_what_is_wrong_each_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seldom = _Seldom()
    caplog.handler.addFilter(seldom)
    parts: Any = SimpleNamespace(collection=lambda _name: None)
    relay = Failing(parts, parts, parts, parts, parts, parts, idle_seconds=0.001)
    away = [KafkaConnectionError("away")] * 10
    relay.errors = [*away, KeyError("wrong"), KeyError("wrong"), *away]
    stopping = asyncio.Event()
    running = asyncio.create_task(relay.run(stopping))
    try:
        async with asyncio.timeout(20):
            while relay.asked < 30:
                await asyncio.sleep(0.01)
    finally:
        stopping.set()
        await running
        caplog.handler.removeFilter(seldom)
    told = [each.getMessage().split(": ")[1] for each in caplog.records if each.name == "infra.chassis.relay"]
    assert told == ["KafkaConnectionError", "KeyError", "KeyError"]

"""What a service says while something it stands on is away: enough to find the cause, and no more."""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.child import Child
from infra.local.places import ROOT
from infra.local.ports import HOST, free_port
from infra.local.stack import Stack

_AWAY_SECONDS = 6
_ENOUGH = 40
"""Lines. The broker's driver alone had a hundred a second for each group it was a member of."""


@pytest.fixture
async def stack() -> AsyncIterator[Stack]:
    """Servers of the outage's own."""
    stack = await Stack.temporary()
    yield stack
    await stack.stop()


@dataclass
class Told:
    """A service of its own process, and what it says."""

    http: httpx.AsyncClient
    log: Path

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]


@pytest.fixture
async def tally(stack: Stack, tmp_path: Path) -> AsyncIterator[Told]:
    port, log = free_port(), tmp_path / "tally.log"
    env = {
        "CLUBHOUSE_MONGO_URL": stack.mongo_url,
        "CLUBHOUSE_KAFKA_BOOTSTRAP": stack.bootstrap,
        "CLUBHOUSE_PORT": str(port),
        "TOY_TOPIC": f"t{uuid.uuid4().hex[:12]}",
        "PYTHONPATH": str(ROOT),
    }
    child = Child("tally", (sys.executable, "-m", "tests.integration.operations.toy", "tally"), log, env=env)
    child.start()
    try:
        async with httpx.AsyncClient(base_url=f"http://{HOST}:{port}", timeout=30) as http:
            await child.ready(lambda: _ready(http), 60)
            yield Told(http, log)
    finally:
        await child.stop()


@pytest.mark.slow
async def test_a_broker_that_is_away_is_told_of_and_the_log_stays_readable(stack: Stack, tally: Told) -> None:
    before = len(tally.lines())
    await stack.broker.child.kill()
    await asyncio.sleep(_AWAY_SECONDS)
    said = tally.lines()[before:]

    drivers = [line["message"] for line in said if line["logger"].startswith("aiokafka")]
    assert len(drivers) < _ENOUGH, drivers[:10]
    assert any("Connection refused" in each for each in drivers)
    assert any(line["message"].startswith("relay: Kafka") for line in said)


@pytest.mark.slow
async def test_a_probe_while_the_store_is_away_is_answered_and_leaves_no_traceback(
    stack: Stack, tally: Told
) -> None:
    await stack.mongo.child.kill()
    for _ in range(2):
        answer = await tally.http.get("/readyz")
        assert (answer.status_code, answer.json()["code"]) == (503, "store-unavailable")

    assert [line for line in tally.lines() if "exception" in line] == []
    assert any(line["message"].startswith("timers: ") for line in tally.lines())


async def _ready(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/readyz")).status_code == 200
    except httpx.TransportError:
        return False

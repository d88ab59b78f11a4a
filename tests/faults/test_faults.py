"""A short subset of `make faults`, and the proof that its judge catches what it must."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer

from infra.local.stack import Stack
from tests.faults.history import judge, judge_log
from tests.faults.run import run
from tests.faults.world import FAULTS, World

pytestmark = pytest.mark.fault

SEED = int(os.environ.get("CLUBHOUSE_FAULT_SEED") or random.randrange(1_000_000))


@pytest.fixture
async def stack() -> AsyncIterator[Stack]:
    """Servers of the test's own: it breaks them."""
    running = await Stack.temporary(
        "kafka" if os.environ.get("CLUBHOUSE_TEST_BROKER") == "kafka" else "embedded"
    )
    yield running
    await running.stop()


@pytest.mark.parametrize(
    "faults",
    [
        ("kill_source", "kill_sink"),
        ("restart_broker", "freeze_sink"),
        ("restart_mongo", "poison"),
        ("rebalance_storm", "repeat_and_reorder", "jump_clock"),
    ],
    ids=", ".join,
)
async def test_nothing_is_lost_doubled_or_reordered(
    stack: Stack, tmp_path: Path, faults: tuple[str, ...]
) -> None:
    verdict = await run(stack, tmp_path, SEED, faults=faults)
    assert not verdict.violations, str(verdict)


@pytest.mark.parametrize(
    ("sabotage", "faults", "promise"),
    [
        ("inbox off", ("repeat_and_reorder", "repeat_and_reorder"), "no effect twice"),
        ("commit before effect", ("kill_sink", "kill_sink", "kill_sink"), "nothing lost"),
    ],
)
async def test_the_judge_catches_a_planted_bug(
    stack: Stack, tmp_path: Path, sabotage: str, faults: tuple[str, ...], promise: str
) -> None:
    world = World(stack, tmp_path, SEED, sabotage=sabotage)
    await world.begin()
    try:
        working = asyncio.create_task(world.work(240))
        for name in faults:
            await asyncio.sleep(1.5)
            await FAULTS[name](world)
        await working
        violations = await world.settle(seconds=40)
    finally:
        await world.end()
    assert promise in {each.promise for each in violations}


@pytest.mark.parametrize(("sabotage", "sent_twice"), [("", False), ("relay without lease", True)])
async def test_without_its_lease_the_relay_sends_twice(
    stack: Stack, tmp_path: Path, sabotage: str, sent_twice: bool
) -> None:
    world = World(stack, tmp_path, SEED, sabotage=sabotage)
    world.sources.append(world._child("source", 1))
    await world.begin()
    try:
        await world.work(400)
        assert not await world.settle(), "the consumers' inboxes hide what the relays did"
        assert bool(judge_log(await _log(world))) == sent_twice
    finally:
        await world.end()


async def _log(world: World) -> dict[str, list[str]]:
    """What stands on the topic: event ids by key."""
    consumer = AIOKafkaConsumer(
        world.plan.topic.name, bootstrap_servers=world.plan.bootstrap, auto_offset_reset="earliest"
    )
    await consumer.start()
    found: dict[str, list[str]] = {}
    while batch := await consumer.getmany(timeout_ms=1000):
        for records in batch.values():
            for record in records:
                found.setdefault(record.key.decode(), []).append(dict(record.headers)["ce_id"].decode())
    await consumer.stop()
    return found


def test_the_judge_sees_every_kind_of_broken_promise() -> None:
    assert judge({"a": 3}, {"a": [1, 2, 3]}) == []
    assert [each.promise for each in judge({"a": 3}, {"a": [1, 3]})] == ["nothing lost"]
    assert [each.promise for each in judge({"a": 3}, {"a": [1, 2, 2, 3]})] == ["no effect twice"]
    assert [each.promise for each in judge({"a": 3}, {"a": [1, 3, 2]})] == ["order kept"]
    assert [each.promise for each in judge({"a": 1}, {"a": [1, 2]})] == ["nothing invented"]
    assert [each.promise for each in judge({"a": 1}, {})] == ["nothing lost"]

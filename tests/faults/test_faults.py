"""A short subset of `make faults`, and the proof that its judge catches what it must.

`make test` runs what is not slow, always with the same seed: CLUBHOUSE_FAULT_SEED gives another.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer

from infra.local.stack import Stack
from tests.faults.history import judge, judge_log
from tests.faults.run import run
from tests.faults.world import World

pytestmark = pytest.mark.fault

SEED = int(os.environ.get("CLUBHOUSE_FAULT_SEED") or 20_001)


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
        ("kill_relay_in_mid_batch", "kill_between_effect_and_commit", "kill_relay_before_it_notes"),
        pytest.param(("restart_broker", "freeze_sink"), marks=pytest.mark.slow),
        pytest.param(("restart_mongo", "poison", "step_down"), marks=pytest.mark.slow),
        ("rebalance_storm", "repeat_and_reorder", "jump_clock"),
    ],
    ids=", ".join,
)
async def test_nothing_is_lost_doubled_or_reordered(
    stack: Stack, tmp_path: Path, faults: tuple[str, ...]
) -> None:
    verdict = await run(stack, tmp_path, SEED, faults=faults)
    assert not verdict.violations, str(verdict)


@pytest.mark.slow
async def test_a_broker_that_lost_everything_is_served_again_although_nothing_happens(
    stack: Stack, tmp_path: Path
) -> None:
    if stack.kind == "kafka":
        pytest.skip("Apache Kafka keeps its log over a kill")
    world = World(stack, tmp_path, SEED)
    try:
        await world.begin()
        for each in world.sinks:
            await each.stop()
        await world.work(80)
        await world.eventually(world.all_published, "the relay left something behind")
        await stack.broker.child.kill()
        await stack.broker.start()
        assert not await world.settle()
    finally:
        await world.end()


@pytest.mark.parametrize(
    ("sabotage", "faults", "promise"),
    [
        ("inbox off", ("kill_between_effect_and_commit",), "no effect twice"),
        pytest.param("inbox off", ("repeat_and_reorder",), "no effect twice", marks=pytest.mark.slow),
        pytest.param("commit before effect", ("kill_before_effect",), "nothing lost", marks=pytest.mark.slow),
    ],
)
async def test_the_judge_catches_a_planted_bug(
    stack: Stack, tmp_path: Path, sabotage: str, faults: tuple[str, ...], promise: str
) -> None:
    verdict = await run(stack, tmp_path, SEED, faults=faults, sabotage=sabotage, patience=30)
    assert promise in {each.promise for each in verdict.violations}, str(verdict)


@pytest.mark.slow
@pytest.mark.parametrize(("sabotage", "sent_twice"), [("", False), ("relay without lease", True)])
async def test_without_its_lease_the_relay_sends_twice(
    stack: Stack, tmp_path: Path, sabotage: str, sent_twice: bool
) -> None:
    world = World(stack, tmp_path, SEED, sabotage=sabotage, sources=2)
    try:
        await world.begin()
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

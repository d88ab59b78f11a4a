"""A small world to break: one source, two sinks, a workload, and everything that can go wrong."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError

from infra.chassis import timers as timer_rows
from infra.chassis.cause import Cause
from infra.chassis.decision import Refused
from infra.chassis.ids import new_id
from infra.chassis.kafka import KafkaAccess, Topics
from infra.chassis.mongo import Database
from infra.chassis.parking import Parking
from infra.local.child import Child
from infra.local.stack import Stack
from tests.faults.history import Violation, judge
from tests.faults.programs import Plan, sink, source
from tests.integration.chassis.counter import count

__all__ = ["FAULTS", "World"]

KEYS = 8
Fault = Callable[["World"], Awaitable[None]]


class World:
    """One run's processes and workload.

    Args:
        stack: servers, which the run may break and leaves whole.
        seed: decides everything the run decides.
    """

    def __init__(self, stack: Stack, folder: Path, seed: int, *, sabotage: str = "") -> None:
        self.stack = stack
        self.random = random.Random(seed)
        self.folder = folder
        self.name = f"f{seed}x{uuid.uuid4().hex[:6]}"
        self.clock = folder / f"{self.name}.clock"
        self.plan = Plan(
            self.name,
            stack.mongo_url,
            stack.bootstrap,
            6_000 if stack.kind == "kafka" else 2_000,
            str(self.clock),
            sabotage,
        )
        self.service, self.counters = source(self.plan)
        self.sources = [self._child("source", 0)]
        self.sinks = [self._child("sink", number) for number in range(2)]
        self.writing = asyncio.Event()

    def _child(self, role: str, number: int) -> Child:
        return Child(f"{role}{number}", self.plan.argv(role), self.folder / f"{self.name}-{role}{number}.log")

    async def begin(self) -> None:
        """Start the processes, and make sure the workload's side of the store is there."""
        desk = self.service.desk
        await desk.inbox.ensure()
        await desk.outbox.ensure()
        await timer_rows.ensure(desk.db)
        await self.counters.ensure()
        await self._create_topic()
        for child in [*self.sources, *self.sinks]:
            child.start()

    async def work(self, changes: int) -> None:
        """Make changes, some with alarms, until that many are committed; retry each like any caller."""
        jobs = [asyncio.create_task(self._write(f"k{number}", changes // KEYS)) for number in range(KEYS)]
        await asyncio.gather(*jobs)

    async def _write(self, key: str, times: int) -> None:
        for _ in range(times):
            cause = Cause("http", "workload", new_id(), fingerprint="f")
            alarm = self.service.clock.now() + timedelta(seconds=1) if self.random.random() < 0.1 else None
            while True:
                try:
                    await self.counters.change(key, count(key, alarm=alarm), cause)
                    break
                except (PyMongoError, Refused):
                    await asyncio.sleep(0.2)
            await asyncio.sleep(self.random.random() * 0.05)

    async def settle(self, seconds: float = 60) -> list[Violation]:
        """Let everything work again and wait for all effects; returns what was broken."""
        for child in [*self.sources, *self.sinks]:
            child.resume()
            child.start()
        deadline = time.monotonic() + seconds
        broken: list[Violation] = []
        while time.monotonic() < deadline:
            self.jump(timedelta(hours=1))  # whatever waits for its time comes due
            await self._discard_poison()
            try:
                broken = await self.judged()
            except PyMongoError:
                broken = [Violation("store", "-", "not reachable")]
            if not broken or any(each.promise in {"no effect twice", "order kept"} for each in broken):
                break
            await asyncio.sleep(0.5)
        return broken

    async def judged(self) -> list[Violation]:
        """The verdict on both consumers as things stand."""
        if await self.service.db.collection("timers").count_documents({}):
            return [Violation("timers", "-", "not all fired")]
        committed = {each.id: each.state.value for each in await self.counters.find({})}
        db = self._sink_db()
        try:
            effects: dict[str, list[int]] = {}
            async for each in db.collection("effects").find({}, sort=[("key", 1), ("place", 1)]):
                effects.setdefault(each["key"], []).append(each["value"])
            folded = {each["_id"]: each["values"] async for each in db.collection("folded").find({})}
        finally:
            db.close()
        return [
            replace(each, key=f"{each.key} ({consumer})")
            for consumer, had in (("event by event", effects), ("projection", folded))
            for each in judge(committed, had)
        ]

    async def end(self) -> None:
        """Stop the processes and drop the databases."""
        for child in [*self.sources, *self.sinks]:
            child.resume()
            await child.kill()
        for role in ("source", "sink"):
            with contextlib.suppress(PyMongoError):
                await self.service.db.client.drop_database(f"{self.name}_{role}")
        self.service.db.close()

    def jump(self, by: timedelta) -> None:
        """Let the processes' clock jump."""
        shown = self.service.clock.now() + by
        replacement = self.clock.with_suffix(".new")
        replacement.write_text(json.dumps({"real": time.time(), "shown": shown.isoformat(), "speed": 1.0}))
        replacement.rename(self.clock)

    def _sink_db(self) -> Database:
        return Database(self.plan.mongo_url, f"{self.name}_sink")

    async def _discard_poison(self) -> None:
        """Do what an operator does with a dead letter that can never be taken."""
        service = sink(self.plan)
        parking: Parking = service.parking
        try:
            async for lane in parking.lanes.find({"state": "dead"}):
                head = await parking.head(lane["_id"])
                if head and lane["reason"] in {"bad-body", "missing-header", "unknown-type", "bad-header"}:
                    if await parking.done(lane, head["_id"]):
                        await parking.open(lane["_id"])
                else:
                    await parking.open(lane["_id"])
        except PyMongoError:
            pass
        finally:
            service.db.close()

    async def _create_topic(self) -> None:
        topics = Topics(KafkaAccess(self.plan.bootstrap))
        await topics.create([self.plan.topic])
        await topics.stop()

    async def send(self, records: list[tuple[bytes, bytes, list[tuple[str, bytes]]]]) -> None:
        """Write (key, value, headers) straight to the topic."""
        producer = AIOKafkaProducer(**KafkaAccess(self.plan.bootstrap).options(), request_timeout_ms=5_000)
        with contextlib.suppress(KafkaError):
            await self._create_topic()
            await producer.start()
            for key, value, headers in records:
                await producer.send_and_wait(self.plan.topic.name, value, key=key, headers=headers)
        await producer.stop()


async def kill_source(world: World) -> None:
    """kill -9 of the source, its relay in mid-batch and its timers in mid-firing."""
    await world.sources[0].kill()
    await asyncio.sleep(world.random.random())
    world.sources[0].start()


async def kill_sink(world: World) -> None:
    """kill -9 of a consumer, between effect and commit if luck will have it."""
    child = world.random.choice(world.sinks)
    await child.kill()
    await asyncio.sleep(world.random.random())
    child.start()


async def freeze_sink(world: World) -> None:
    """A consumer stands still beyond its session, loses its partitions, and wakes up as a zombie."""
    child = world.random.choice(world.sinks)
    child.pause()
    await asyncio.sleep(world.plan.session_ms / 1000 * 1.5)
    child.resume()


async def freeze_source(world: World) -> None:
    """The relay stands still, perhaps in mid-batch."""
    world.sources[0].pause()
    await asyncio.sleep(world.random.uniform(0.5, 2))
    world.sources[0].resume()


async def restart_broker(world: World) -> None:
    """kill -9 of the broker. The embedded one comes back empty; Apache Kafka comes back with its log."""
    await world.stack.broker.child.kill()
    await asyncio.sleep(world.random.random())
    await world.stack.broker.start()


async def freeze_broker(world: World) -> None:
    """The broker does not answer for a while."""
    world.stack.broker.child.pause()
    await asyncio.sleep(world.random.uniform(0.5, 3))
    world.stack.broker.child.resume()


async def restart_mongo(world: World) -> None:
    """kill -9 of the store."""
    await world.stack.mongo.child.kill()
    await asyncio.sleep(world.random.random())
    await world.stack.mongo.start()


async def step_down(world: World) -> None:
    """The primary steps down; an election follows."""
    with contextlib.suppress(PyMongoError):
        await world.service.db.client.admin.command({"replSetStepDown": 1, "force": True})


async def rebalance_storm(world: World) -> None:
    """Consumers come and go."""
    extra = [world._child("sink", 90 + number) for number in range(2)]
    for child in extra:
        child.start()
        await asyncio.sleep(world.random.uniform(0.5, 1.5))
    for child in extra:
        await child.kill()


async def jump_clock(world: World) -> None:
    """The clock of all processes jumps forwards, then backwards."""
    world.jump(timedelta(hours=3))
    await asyncio.sleep(0.5)
    world.jump(-timedelta(hours=1))


async def repeat_and_reorder(world: World) -> None:
    """Old records come again, in any order."""
    outbox = world.service.outbox
    with contextlib.suppress(PyMongoError):
        documents = await outbox.sent.find({"raw": None}).to_list(50)
        world.random.shuffle(documents)
        records = [outbox.record(each) for each in documents]
        await world.send([(each.key, each.value, each.headers) for each in records])


async def poison(world: World) -> None:
    """Records nobody can read, on keys of their own and on keys in use."""
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", new_id().encode()),
        ("ce_source", b"clubhouse/test"),
        ("ce_type", b"clubhouse.test.counted.v1"),
        ("ce_time", datetime.now(UTC).isoformat().encode()),
        ("ce_subject", b"k0"),
        ("ce_sequence", b"1"),
    ]
    await world.send(
        [
            (b"k0", b"not json", headers),
            (b"poison-1", b"{}", []),
            (b"poison-2", b"{}", [("ce_id", b"\xff")]),
            (
                b"k1",
                b"{}",
                [(n, b"clubhouse.test.unheard-of.v1" if n == "ce_type" else v) for n, v in headers],
            ),
        ]
    )


FAULTS: dict[str, Fault] = {
    each.__name__: each
    for each in (
        kill_source,
        kill_sink,
        freeze_sink,
        freeze_source,
        restart_broker,
        freeze_broker,
        restart_mongo,
        step_down,
        rebalance_storm,
        jump_clock,
        repeat_and_reorder,
        poison,
    )
}

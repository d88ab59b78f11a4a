"""A small world to break: one source, two sinks, and a workload that goes on until it has been broken."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError

from infra.chassis import timers as timer_rows
from infra.chassis.cause import Cause
from infra.chassis.decision import Refused
from infra.chassis.ids import new_id
from infra.chassis.kafka import KafkaAccess, Topics
from infra.local.stack import Stack
from tests.faults.history import Violation, judge
from tests.faults.process import Process
from tests.faults.programs import ASSIGNED, Plan, sink, source
from tests.integration.chassis.counter import count

__all__ = ["DidNotBite", "World"]

KEYS = 8
GROUPS = 2
_FOR_GOOD = {"no effect twice", "order kept", "nothing invented"}
_UNREADABLE = {"bad-body", "missing-header", "unknown-type", "bad-header"}


class DidNotBite(AssertionError):
    """A fault that broke nothing: the run would prove less than it says."""


class World:
    """One run's processes and workload.

    Args:
        stack: servers, which the run may break and leaves whole.
        seed: decides everything the run decides.
    """

    def __init__(
        self, stack: Stack, folder: Path, seed: int, *, sabotage: str = "", sources: int = 1
    ) -> None:
        self.stack = stack
        self.random = random.Random(seed)
        self.folder = folder
        self.name = f"f{seed}x{uuid.uuid4().hex[:6]}"
        self.plan = Plan(
            self.name,
            stack.mongo_url,
            stack.bootstrap,
            6_000 if stack.kind == "kafka" else 2_000,
            str(folder / self.name),
            sabotage,
        )
        self.service, self.counters = source(self.plan)
        self.hearer = sink(self.plan)
        self.sources = [self.plan.process("source", number) for number in range(sources)]
        self.sinks = [self.plan.process("sink", number) for number in range(2)]

    async def begin(self) -> None:
        """Start the processes and return once a first change of every key has had its effects."""
        desk = self.service.desk
        await desk.inbox.ensure()
        await desk.outbox.ensure()
        await timer_rows.ensure(desk.db)
        await self.counters.ensure()
        await self._create_topic()
        for child in [*self.sources, *self.sinks]:
            child.start()
        for each in self.sinks:
            await self.eventually(
                partial(self.assigned, each), f"{each.name} never got partitions", seconds=120
            )
        await self.work(KEYS)
        await self.eventually(self._is_whole, "the processes never came up", seconds=120)

    async def work(self, at_least: int, enough: asyncio.Event | None = None) -> None:
        """Make changes, some with alarms, until that many are committed and it is `enough`."""
        jobs = [self._write(f"k{number}", at_least // KEYS, enough) for number in range(KEYS)]
        await asyncio.gather(*jobs)

    async def _write(self, key: str, at_least: int, enough: asyncio.Event | None) -> None:
        """Change one key's counter again and again; retry each change like any caller."""
        done = 0
        while done < at_least or (enough is not None and not enough.is_set()):
            cause = Cause("http", "workload", new_id(), fingerprint="f")
            alarm = self.service.clock.now() + timedelta(seconds=1) if self.random.random() < 0.1 else None
            while True:
                try:
                    await self.counters.change(key, count(key, alarm=alarm), cause)
                    break
                except (PyMongoError, Refused):
                    await asyncio.sleep(0.2)
            done += 1
            await asyncio.sleep(self.random.random() * 0.1)

    async def settle(self, patience: float = 90) -> list[Violation]:
        """Let everything work again and wait for all effects; returns what was broken.

        What is wrong for good is told at once. What is missing may still come: it is lost when nothing at
        all has come for `patience` seconds.
        """
        for child in [*self.sources, *self.sinks]:
            child.resume()
            child.start()
        deadline, before = time.monotonic() + patience, 0
        broken: list[Violation] = []
        while time.monotonic() < deadline:
            self.jump(timedelta(hours=1))  # whatever waits for its time comes due
            await self._discard_poison()
            try:
                broken = await self.judged()
            except PyMongoError:
                broken = [Violation("store", "-", "not reachable")]
            for_good = [each for each in broken if each.promise in _FOR_GOOD]
            if not broken or for_good:
                return for_good
            if (missing := sum(each.weight for each in broken)) != before:
                deadline, before = time.monotonic() + patience, missing
            await asyncio.sleep(0.5)
        return broken

    async def judged(self) -> list[Violation]:
        """The verdict on both consumers as things stand."""
        if await self.service.db.collection("timers").count_documents({}):
            return [Violation("timers", "-", "not all fired")]
        committed = await self.committed()
        effects, folded = await self.effects()
        return [
            replace(each, key=f"{each.key} ({consumer})")
            for consumer, had in (("event by event", effects), ("projection", folded))
            for each in judge(committed, had)
        ]

    async def all_published(self) -> bool:
        """Whether every alarm has fired and every event has left the outbox."""
        db = self.service.db
        waiting = [await db.collection(name).count_documents({}) for name in ("timers", "outbox")]
        return not any(waiting)

    async def committed(self) -> dict[str, int]:
        """How far each key's counter was counted."""
        return {each.id: each.state.value for each in await self.counters.find({})}

    async def effects(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """What took effect so far, by key: event by event, and in the projection."""
        db, effects = self.hearer.db, dict[str, list[int]]()
        async for each in db.collection("effects").find({}, sort=[("key", 1), ("place", 1)]):
            effects.setdefault(each["key"], []).append(each["value"])
        return effects, {each["_id"]: each["values"] async for each in db.collection("folded").find({})}

    async def end(self) -> None:
        """Stop the processes and drop the databases."""
        for child in [*self.sources, *self.sinks]:
            child.resume()
            await child.kill()
        for db in (self.service.db, self.hearer.db):
            with contextlib.suppress(PyMongoError):
                await db.client.drop_database(db.name)
            db.close()

    def jump(self, by: timedelta) -> None:
        """Let the processes' clock jump."""
        shown = self.service.clock.now() + by
        clock = Path(self.plan.clock_file)
        replacement = clock.with_suffix(".new")
        replacement.write_text(json.dumps({"real": time.time(), "shown": shown.isoformat(), "speed": 1.0}))
        replacement.rename(clock)

    async def send(self, records: list[tuple[bytes, bytes, list[tuple[str, bytes]]]]) -> None:
        """Write (key, value, headers) straight to the topic, however long the broker takes."""
        while True:
            producer = AIOKafkaProducer(
                **KafkaAccess(self.plan.bootstrap).options(), request_timeout_ms=5_000
            )
            try:
                await producer.start()
                for key, value, headers in records:
                    await producer.send_and_wait(self.plan.topic.name, value, key=key, headers=headers)
            except KafkaError:
                await asyncio.sleep(0.2)
            else:
                return
            finally:
                await producer.stop()

    @staticmethod
    async def eventually(
        condition: Callable[[], Awaitable[bool]], otherwise: str, *, seconds: float = 60
    ) -> None:
        """Wait for a condition.

        Raises:
            DidNotBite: it did not come true in time; `otherwise` says what that means.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(PyMongoError, KafkaError):
                if await condition():
                    return
            await asyncio.sleep(0.05)
        raise DidNotBite(otherwise)

    @staticmethod
    def assignments(child: Process) -> int:
        """How often a process was given partitions so far."""
        return child.log.read_text(errors="replace").count(ASSIGNED) if child.log.exists() else 0

    async def assigned(self, child: Process, *, since: int = 0) -> bool:
        """Whether both groups of a sink gave it partitions, after the first `since` times."""
        return self.assignments(child) >= since + GROUPS

    async def _is_whole(self) -> bool:
        return not await self.judged()

    async def _discard_poison(self) -> None:
        """Do what an operator does: discard what can never be taken, and let the rest be tried again."""
        parking = self.hearer.parking
        with contextlib.suppress(PyMongoError):
            async for lane in parking.lanes.find({"state": "dead"}):
                head = await parking.head(lane["_id"])
                if head and lane["reason"] in _UNREADABLE:
                    if await parking.done(lane, head["_id"]):
                        await parking.open(lane["_id"])
                else:
                    await parking.open(lane["_id"])

    async def _create_topic(self) -> None:
        topics = Topics(KafkaAccess(self.plan.bootstrap))
        await topics.create([self.plan.topic])
        await topics.stop()

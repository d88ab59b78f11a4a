"""From outbox to effect over the real broker: everything arrives, once, in order per key."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import anyio
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from contracts.envelope import Envelope, encode
from contracts.topic import Topic
from infra.chassis.bus import Bus
from infra.chassis.cause import Cause
from infra.chassis.clock import Clock
from infra.chassis.consumers import Projection, Subscription
from infra.chassis.decision import Decide, Decided
from infra.chassis.ids import new_id
from infra.chassis.kafka import Topics
from infra.chassis.mongo import Session
from infra.chassis.parking import RetryPlan, lane_id
from infra.chassis.relay import request_replay
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.conftest import gives, until
from tests.integration.chassis.counter import Counted, Counter, Counters, count

QUICK = RetryPlan(immediate=2, delays=(0.05, 0.1), jitter=0)


@pytest.fixture
def settings(stack_settings: dict[str, object]) -> Callable[[str], ServiceSettings]:
    def make(database: str) -> ServiceSettings:
        return ServiceSettings(**stack_settings, mongo_database=database)

    return make


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


@pytest.fixture
def source(settings: Callable[[str], ServiceSettings], counters_topic: Topic, database_name: str) -> Service:
    return Service("test", settings(database_name), publishes=[counters_topic])


@pytest.fixture
def tally(settings: Callable[[str], ServiceSettings], counters_topic: Topic) -> Tally:
    return Tally(settings(f"t_{uuid.uuid4().hex}"), counters_topic, f"tally-{uuid.uuid4().hex[:8]}")


async def bump(counters: Counters, keys: int, times: int) -> None:
    async def one(key: str) -> None:
        for _ in range(times):
            await counters.change(key, count(key), Cause("http", "test", new_id(), fingerprint="f"))

    await asyncio.gather(*(one(f"k{n}") for n in range(keys)))


async def test_every_event_has_its_effect_once_and_in_order(source: Service, tally: Tally) -> None:
    counters = source.store(Counters(source.desk))
    async with running(source, tally.service):
        await bump(counters, keys=20, times=10)
        await until(lambda: gives(tally.values, {f"k{n}": 10 for n in range(20)}))
        assert tally.heard_in_order()
        await until(lambda: gives(lambda: source.outbox.pending.count_documents({}), 0))
        assert await source.outbox.sent.count_documents({}) == 200


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


async def test_what_is_delivered_again_has_no_second_effect(source: Service, tally: Tally) -> None:
    counters = source.store(Counters(source.desk))
    async with running(source, tally.service):
        await bump(counters, keys=3, times=5)
        await until(lambda: gives(tally.values, {f"k{n}": 5 for n in range(3)}))
        again = await source.outbox.sent.find({}).to_list(None)
        producer = AIOKafkaProducer(bootstrap_servers=source.access.bootstrap)
        await producer.start()
        for document in reversed(again):
            record = source.outbox.record(document)
            await producer.send_and_wait(record.topic, record.value, key=record.key, headers=record.headers)
        await producer.stop()
        await bump(counters, keys=3, times=1)
        await until(lambda: gives(tally.values, {f"k{n}": 6 for n in range(3)}))
        assert tally.heard_in_order()


async def test_a_failing_key_waits_while_others_flow_and_then_catches_up_in_order(
    source: Service, tally: Tally
) -> None:
    counters = source.store(Counters(source.desk))
    broken = True
    tally.fail = lambda event: broken and event.counter_id == "k1" and event.value == 3
    async with running(source, tally.service):
        await bump(counters, keys=3, times=5)
        await until(lambda: gives(tally.values, {"k0": 5, "k1": 2, "k2": 5}))
        lane = lane_id(tally.group, next(iter(source.outbox.topics)), b"k1")
        await until(lambda: _dead(tally, lane))
        dead = await tally.service.parking.lanes.find_one({"_id": lane})
        assert dead is not None
        assert dead["reason"] == "ValueError"
        await until(lambda: gives(lambda: tally.service.parking.parked.count_documents({}), 3))
        broken = False
        await tally.service.parking.open(lane)
        await until(lambda: gives(tally.values, {"k0": 5, "k1": 5, "k2": 5}))
        assert tally.heard_in_order()
        await until(lambda: gives(lambda: tally.service.parking.lanes.count_documents({}), 0))


@pytest.mark.parametrize(
    ("reason", "headers", "value"),
    [
        ("missing-header", [], b"{}"),
        ("bad-header", [("ce_id", b"\xff\xfe")], b"{}"),
        ("unknown-type", {"ce_type": b"clubhouse.test.unheard-of.v1"}, b"{}"),
        ("bad-body", {}, b"not json"),
        ("bad-body", {}, b'{"counter_id": 1}'),
        ("bad-header", {"ce_time": b"yesterday"}, None),
        ("unknown-version", {"ce_specversion": b"2.0"}, None),
    ],
)
async def test_a_poisoned_record_is_a_dead_letter_with_its_reason_and_stops_nobody(
    source: Service, tally: Tally, reason: str, headers: object, value: bytes | None, counters_topic: Topic
) -> None:
    counters = source.store(Counters(source.desk))
    good = Envelope(
        "e1", "clubhouse/test", Clock().now(), "bad", 1, Counted(counter_id="bad", value=1, step=1)
    )
    key, right, body = encode(good)
    sent = headers if isinstance(headers, list) else [(n, headers.get(n, v)) for n, v in right]  # type: ignore[attr-defined]
    async with running(source, tally.service):
        producer = AIOKafkaProducer(bootstrap_servers=source.access.bootstrap)
        await producer.start()
        await producer.send_and_wait(
            counters_topic.name, body if value is None else value, key=key, headers=sent
        )
        await producer.stop()
        await bump(counters, keys=6, times=2)
        await until(lambda: gives(tally.values, {f"k{n}": 2 for n in range(6)}))
        lane = lane_id(tally.group, counters_topic.name, b"bad")
        await until(lambda: _dead(tally, lane))
        dead = await tally.service.parking.lanes.find_one({"_id": lane})
        assert dead is not None
        assert dead["reason"] == reason


async def test_a_projection_folds_each_event_once(
    settings: Callable[[str], ServiceSettings], source: Service, counters_topic: Topic
) -> None:
    counters = source.store(Counters(source.desk))
    reader = Service("reader", settings(f"t_{uuid.uuid4().hex}"), publishes=(), plan=QUICK)
    totals = reader.db.collection("totals")

    async def apply(session: Session, envelopes: Sequence[Envelope]) -> None:
        for envelope in envelopes:
            await totals.update_one(
                {"_id": envelope.subject}, {"$inc": {"n": 1}}, upsert=True, session=session
            )

    async def ready() -> None:
        await reader.db.ensure("totals", [])

    reader.ensure(ready)
    reader.hears(Projection(counters_topic, f"reader-{uuid.uuid4().hex[:8]}", apply))
    async with running(source, reader):
        await bump(counters, keys=10, times=10)

        async def folded() -> dict[str, int]:
            return {each["_id"]: each["n"] async for each in totals.find({})}

        await until(lambda: gives(folded, {f"k{n}": 10 for n in range(10)}))


async def test_a_replay_serves_a_new_consumer_everything_retained(
    source: Service, settings: Callable[[str], ServiceSettings], counters_topic: Topic
) -> None:
    counters = source.store(Counters(source.desk))
    async with running(source):
        await bump(counters, keys=4, times=5)
        await until(lambda: gives(lambda: source.outbox.pending.count_documents({}), 0))
        sent = await source.outbox.sent.find({}, sort=[("_id", 1)]).to_list(None)
        await request_replay(source.db, counters_topic.name, sent[0]["time"])
        done: dict[str, object] = {"open_shards": []}
        await until(lambda: gives(lambda: source.db.collection("relay_replays").count_documents(done), 1))
        newcomer = Tally(settings(f"t_{uuid.uuid4().hex}"), counters_topic, f"new-{uuid.uuid4().hex[:8]}")
        async with running(newcomer.service):
            await until(lambda: gives(newcomer.values, {f"k{n}": 5 for n in range(4)}))
            assert newcomer.heard_in_order()


async def _dead(tally: Tally, lane: str) -> bool:
    return await tally.service.parking.lanes.count_documents({"_id": lane, "state": "dead"}) == 1


async def test_a_topic_made_anew_with_more_partitions_is_heard_whole(
    source: Service, tally: Tally, counters_topic: Topic
) -> None:
    few = replace(counters_topic, partitions=2)
    topics = Topics(tally.service.access)
    await topics.create([few])
    counters = source.store(Counters(source.desk))
    async with running(tally.service):
        await topics.create([counters_topic])  # it is empty, so it is made anew as the contracts declare it
        await topics.stop()
        async with running(source):
            await bump(counters, keys=20, times=3)
            await until(lambda: gives(tally.values, {f"k{n}": 3 for n in range(20)}), seconds=40)
            assert tally.heard_in_order()


async def test_a_log_that_is_lost_and_begun_by_somebody_else_is_published_again(
    source: Service, tally: Tally, counters_topic: Topic
) -> None:
    counters = source.store(Counters(source.desk))
    topics = Topics(source.access)
    async with running(source, tally.service):
        await bump(counters, keys=20, times=2)
        await until(lambda: gives(tally.values, {f"k{n}": 2 for n in range(20)}))

        await (await topics._administrator()).delete_topics([counters_topic.name])
        await topics.create([replace(counters_topic, partitions=2)])
        await topics.stop()
        producer = AIOKafkaProducer(**source.access.options())
        await producer.start()
        await producer.send_and_wait(counters_topic.name, b"{}", key=b"somebody-else")
        await producer.stop()

        await bump(counters, keys=20, times=1)
        await until(lambda: gives(tally.values, {f"k{n}": 3 for n in range(20)}), seconds=60)
        assert tally.heard_in_order()

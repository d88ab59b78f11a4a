"""From outbox to effect over the real broker: everything arrives, once, in order per key."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from aiokafka import AIOKafkaProducer

from contracts.envelope import Envelope, encode
from contracts.topic import Topic
from infra.chassis.clock import Clock
from infra.chassis.consumers import Projection
from infra.chassis.kafka import Topics
from infra.chassis.mongo import Session
from infra.chassis.parking import lane_id
from infra.chassis.relay import request_replay
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.conftest import gives, until
from tests.integration.chassis.counter import Counted, Counters
from tests.integration.chassis.tallying import QUICK, Tally, bump, running


async def test_every_event_has_its_effect_once_and_in_order(source: Service, tally: Tally) -> None:
    counters = source.store(Counters(source.desk))
    async with running(source, tally.service):
        await bump(counters, keys=20, times=10)
        await until(lambda: gives(tally.values, {f"k{n}": 10 for n in range(20)}))
        assert tally.heard_in_order()
        await until(lambda: gives(lambda: source.outbox.pending.count_documents({}), 0))
        assert await source.outbox.sent.count_documents({}) == 200


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

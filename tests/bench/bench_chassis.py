"""The chassis beside the raw drivers: changes, relay, consumers, timers."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import harmonic_mean

from aiokafka import AIOKafkaProducer
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis import timers as timer_rows
from infra.chassis.cause import Cause
from infra.chassis.clock import Clock
from infra.chassis.consumers import Projection, Subscription
from infra.chassis.ids import new_id
from infra.chassis.kafka import Topics
from infra.chassis.leases import Leases
from infra.chassis.mongo import Session
from infra.chassis.relay import Relay, start_producer
from infra.chassis.service import Service, settle_memory
from infra.chassis.settings import ServiceSettings
from infra.chassis.timers import TimerWorker
from infra.local.stack import Stack
from tests.bench.harness import Row, Timings, bench, each
from tests.integration.chassis.counter import Counted, Counters, count, on_alarm, topic

CHANGES = 3_000
EVENTS = 40_000
TIMERS = 100_000
AT_ONCE = 16


def service(stack: Stack, name: str, publishes: Sequence[Topic] = ()) -> Service:
    settings = ServiceSettings(
        mongo_url=stack.mongo_url,
        mongo_database=f"bench_{name}_{uuid.uuid4().hex[:8]}",
        kafka_bootstrap=stack.bootstrap,
        kafka_session_ms=3_000,
        kafka_fetch_wait_ms=30,
    )
    return Service(name, settings, publishes=publishes)


async def ready(made: Service) -> Counters:
    """The service's stores, without its background work."""
    counters = made.store(Counters(made.desk))
    await made.inbox.ensure()
    await made.outbox.ensure()
    await timer_rows.ensure(made.db)
    await counters.ensure()
    return counters


def request() -> Cause:
    return Cause("http", "bench", new_id(), fingerprint="f")


@bench("change")
async def change(stack: Stack) -> list[Row]:
    """One cause changing one aggregate, beside the same documents written by raw driver calls."""
    made = service(stack, "test", [topic("bench")])
    counters = await ready(made)

    async def ours(_: int) -> None:
        key = new_id()
        await timings.of(counters.change(key, count(key), request()))

    async def raw(_: int) -> None:
        await raw_timings.of(_raw_transaction(made.db.client, made.db.name))

    await each(300, AT_ONCE, lambda n: counters.change(f"w{n}", count(f"w{n}"), request()))
    raw_timings = Timings()
    await each(CHANGES, AT_ONCE, raw)
    raw_rate = raw_timings.rate
    timings = Timings()
    await each(CHANGES, AT_ONCE, ours)
    return [
        Row("change: one cause, one aggregate", "1/s", timings.rate, raw_rate),
        Row("change: p50", "ms", timings.percentile(50), raw_timings.percentile(50)),
        Row("change: p99", "ms", timings.percentile(99), raw_timings.percentile(99)),
    ]


async def _raw_transaction(client: AsyncIOMotorClient[dict[str, object]], database: str) -> None:
    """Read, aggregate, inbox mark and event: what a change costs the store at the very least."""
    db = client.get_database(database)
    key = new_id()
    async with (
        await client.start_session() as session,
        session.start_transaction(
            read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority")
        ),
    ):
        await db["counters"].find_one({"_id": key}, session=session)
        await db["counters"].insert_one({"_id": key, "version": 1, "state": {"value": 1}}, session=session)
        await db["inbox"].insert_one({"_id": new_id(), "at": datetime.now(UTC)}, session=session)
        await db["outbox"].insert_one({"_id": new_id(), "payload": "x" * 300, "shard": 9}, session=session)


async def fill_outbox(made: Service, events: int) -> None:
    """Put events of 100 counters into the outbox, as changes would."""
    for start in range(0, events, 5_000):
        documents = []
        for number in range(start, min(start + 5_000, events)):
            documents += made.outbox.documents(
                [Counted(counter_id=f"k{number % 100}", value=number, step=1)],
                at=made.clock.now(),
                first_sequence=number // 100 + 1,
                causation_id=new_id(),
                traceparent=None,
            )
        await made.outbox.pending.insert_many(documents)


@bench("relay")
async def relay(stack: Stack) -> list[Row]:
    """Outbox to broker, beside a raw producer sending the same records."""
    made = service(stack, "test", [topic(f"b{uuid.uuid4().hex[:6]}")])
    await ready(made)
    await fill_outbox(made, EVENTS)
    records = [made.outbox.record(each) for each in await made.outbox.pending.find({}).to_list(EVENTS)]
    producer = AIOKafkaProducer(bootstrap_servers=stack.bootstrap, acks="all")
    await producer.start()
    await producer.send_and_wait("raw", b"warm")
    began = time.perf_counter()
    sent = [await producer.send("raw", r.value, key=r.key, headers=r.headers) for r in records]
    await asyncio.gather(*sent)
    raw = EVENTS / (time.perf_counter() - began)
    await producer.stop()
    topics, stopping = Topics(made.access), asyncio.Event()
    await topics.create(made.outbox.topics.values())
    publishing = await start_producer(made.access)
    worker = Relay(made.db, made.outbox, Leases(made.db, "bench"), publishing, topics, made.clock)
    began = time.perf_counter()
    running = asyncio.create_task(worker.run(stopping))
    while await made.outbox.pending.find_one({}, {"_id": 1}):
        await asyncio.sleep(0.02)
    ours = EVENTS / (time.perf_counter() - began)
    stopping.set()
    await running
    await publishing.stop()
    await topics.stop()
    return [Row("relay: events published", "1/s", ours, raw)]


@bench("consume")
async def consume(stack: Stack) -> list[Row]:
    """Events to effects: a batch projection, and aggregates key by key."""
    heard = topic(f"b{uuid.uuid4().hex[:6]}")
    source = service(stack, "test", [heard])
    await ready(source)
    await fill_outbox(source, EVENTS)
    await source.start()
    while await source.outbox.pending.find_one({}, {"_id": 1}):
        await asyncio.sleep(0.05)
    inserted = await _insert(source)
    projected = await _project(stack, heard)
    handled, raw = await _handle(stack, heard)
    await source.stop()
    return [
        Row("consume: batch projection", "events/s", projected, inserted),
        Row("consume: aggregates by key", "events/s", handled, raw),
    ]


async def _insert(made: Service) -> float:
    """What a projection writes, by the raw driver: a row and a mark for each event, 1,000 a transaction."""
    db = made.db.client.get_database(made.db.name)
    for name in ("raw_rows", "raw_marks"):
        await made.db.ensure(name, [])
    began = time.perf_counter()
    for _ in range(EVENTS // 1_000):
        rows = [{"_id": new_id(), "key": "k", "sequence": 1} for _ in range(1_000)]
        marks = [{"_id": f"reader|clubhouse/test|{row['_id']}", "at": datetime.now(UTC)} for row in rows]
        async with (
            await made.db.client.start_session() as session,
            session.start_transaction(write_concern=WriteConcern("majority")),
        ):
            await db["raw_rows"].insert_many(rows, session=session)
            await db["raw_marks"].insert_many(marks, session=session)
    return EVENTS / (time.perf_counter() - began)


async def _project(stack: Stack, heard: Topic) -> float:
    reader = service(stack, "reader")
    seen = 0
    rows = reader.db.collection("rows")

    async def apply(session: Session, envelopes: Sequence[Envelope]) -> None:
        nonlocal seen
        await rows.insert_many(
            [{"_id": each.id, "key": each.subject, "sequence": each.sequence} for each in envelopes],
            session=session,
        )
        seen += len(envelopes)

    async def ensure() -> None:
        await reader.db.ensure("rows", [])

    reader.ensure(ensure)
    reader.hears(Projection(heard, f"p{uuid.uuid4().hex[:6]}", apply))
    await reader.start()
    await reader.connected()
    settle_memory()
    while not seen:
        await asyncio.sleep(0.005)
    began, first = time.perf_counter(), seen
    while seen < EVENTS:
        await asyncio.sleep(0.01)
    rate = (seen - first) / (time.perf_counter() - began)
    await reader.stop()
    return rate


async def _handle(stack: Stack, heard: Topic) -> tuple[float, float]:
    reader, beside = service(stack, "reader"), service(stack, "raw")
    counters = reader.store(Counters(reader.desk))
    await beside.db.ensure("raw", [])
    await beside.inbox.ensure()
    done, raw_rates = 0, []

    async def raw() -> None:
        """Half of the raw transactions: the machine's speed drifts, so they go before and after ours."""
        timings = Timings()
        await each(CHANGES // 2, AT_ONCE, lambda _: timings.of(_raw_update(beside)))
        raw_rates.append(timings.rate)

    await raw()

    async def on(envelope: Envelope, cause: Cause) -> None:
        nonlocal done
        await counters.change(
            envelope.subject, lambda state, now: (count(envelope.subject)(state, now)[0], ()), cause
        )
        done += 1

    reader.hears(Subscription(heard, f"h{uuid.uuid4().hex[:6]}", {Counted: on}))
    await reader.start()
    await reader.connected()
    while not done:
        await asyncio.sleep(0.005)
    began, first = time.perf_counter(), done
    while done < CHANGES + first:
        await asyncio.sleep(0.01)
    rate = (done - first) / (time.perf_counter() - began)
    await reader.stop()
    await raw()
    beside.db.close()
    return rate, harmonic_mean(raw_rates)


async def _raw_update(made: Service) -> None:
    async with (
        await made.db.client.start_session() as session,
        session.start_transaction(
            read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority")
        ),
    ):
        key = new_id()
        db = made.db.client.get_database(made.db.name)
        await db["raw"].find_one({"_id": key}, session=session)
        await db["raw"].insert_one({"_id": key, "version": 1, "state": {"value": 1}}, session=session)
        await db["inbox"].insert_one({"_id": new_id(), "at": datetime.now(UTC)}, session=session)


@bench("timers")
async def timers(stack: Stack) -> list[Row]:
    """100,000 timers pending: how fast due ones fire, and how late a single one is."""
    made = service(stack, "test", [topic("bench")])
    counters = await ready(made)
    now = Clock().now()
    for start in range(0, TIMERS, 5_000):
        await _set_alarms(made, start, 5_000, now + timedelta(hours=1))
    worker = TimerWorker(made.db, Clock(), {"counter": partial(counters.fire, decide=on_alarm)})
    lateness = await _lateness(worker, made)
    due = 20_000
    await made.db.collection("timers").update_many(
        {"_id": {"$in": [f"counter/c{n}/alarm" for n in range(due)]}}, {"$set": {"due": now, "open_at": now}}
    )
    began = time.perf_counter()
    while await worker.fire_due():
        pass
    rate = due / (time.perf_counter() - began)
    return [
        Row("timers: fired", "1/s", rate, peer=10_600, peer_name="db-scheduler (four machines)"),
        Row("timers: lateness p50", "ms", lateness.percentile(50)),
        Row("timers: lateness p99", "ms", lateness.percentile(99)),
    ]


async def _set_alarms(made: Service, start: int, many: int, due: datetime) -> None:
    numbers = range(start, start + many)
    await made.db.collection("counters").insert_many(
        [
            {
                "_id": f"c{n}",
                "version": 1,
                "sequence": 1,
                "updated_at": due - timedelta(days=1),
                "state": {"id": f"c{n}", "value": 0, "alarm": due, "alarms": 0},
            }
            for n in numbers
        ]
    )
    await made.db.collection("timers").insert_many(
        [
            {
                "_id": f"counter/c{n}/alarm",
                "aggregate": "counter",
                "aggregate_id": f"c{n}",
                "name": "alarm",
                "due": due,
                "open_at": due,
            }
            for n in numbers
        ]
    )


async def _lateness(worker: TimerWorker, made: Service) -> Timings:
    """500 timers coming due one after the other, 50 a second, while 100,000 wait."""
    timings = Timings()
    worker.lateness = timings.seconds.append
    first = Clock().now() + timedelta(seconds=1)
    rows = made.db.collection("timers")
    for number in range(500):
        due = first + timedelta(milliseconds=20 * number)
        await rows.update_one(
            {"_id": f"counter/c{TIMERS - 1 - number}/alarm"}, {"$set": {"due": due, "open_at": due}}
        )
    stopping = asyncio.Event()
    running = asyncio.create_task(worker.run(stopping))
    while len(timings.seconds) < 500:
        await asyncio.sleep(0.05)
    stopping.set()
    await running
    worker.lateness = lambda _seconds: None
    return timings

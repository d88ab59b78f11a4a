"""What was published stays for a while, and the inbox remembers it for longer than it can come again."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.clock import ManualClock
from infra.chassis.consumers import Projection
from infra.chassis.desk import Desk
from infra.chassis.ids import new_id
from infra.chassis.kafka import KafkaAccess, Topics
from infra.chassis.leases import Leases
from infra.chassis.mongo import Database, Document, Session
from infra.chassis.relay import BrokerLostLog, Relay, start_producer
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.conftest import until
from tests.integration.chassis.counter import Counters, count

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


async def nothing(_session: Session, _envelopes: Sequence[Envelope]) -> None:
    """Hears, and does nothing about it."""


async def test_the_inbox_outlives_outbox_topic_and_redrive_together(
    stack_settings: Mapping[str, Any], counters_topic: Topic
) -> None:
    settings = ServiceSettings(
        **stack_settings, mongo_database=f"t_{uuid.uuid4().hex}", outbox_days=20, redrive_days=30
    )
    service = Service("test", settings, publishes=())
    service.hears(
        Projection(replace(counters_topic, retention=timedelta(days=9)), f"g{new_id()}", nothing),
        Projection(counters_topic, f"g{new_id()}", nothing),
    )
    await service.start()
    try:
        indexes = await service.db.collection("inbox").index_information()
        seconds = indexes["at_1"]["expireAfterSeconds"]
        assert timedelta(seconds=seconds) > timedelta(days=20 + 30) + counters_topic.retention
    finally:
        await service.stop()


class Asked(Topics):
    """Counts how often every topic is asked for."""

    creations = 0

    async def create(self, topics: Iterable[Topic], *, lost: bool = False) -> None:
        self.creations += 1
        await super().create(topics, lost=lost)


@pytest.fixture
async def topics(bootstrap: str) -> AsyncIterator[Asked]:
    topics = Asked(KafkaAccess(bootstrap))
    yield topics
    await topics.stop()


@pytest.fixture
async def relay(
    desk: Desk, db: Database, clock: ManualClock, bootstrap: str, topics: Asked
) -> AsyncIterator[Relay]:
    producer = await start_producer(KafkaAccess(bootstrap))
    relay = Relay(db, desk.outbox, Leases(db, new_id()), producer, topics, clock)
    await relay._keep_leases()
    yield relay
    await producer.stop()


async def publish(relay: Relay) -> int:
    """Publish what is in the outbox, and wait until it is out of it."""
    published = await relay.publish()
    await relay._settle()
    return published


def request() -> Cause:
    return Cause("http", "test", new_id(), fingerprint="f")


async def test_what_is_published_again_is_not_kept_any_longer(
    counters: Counters, desk: Desk, clock: ManualClock, relay: Relay
) -> None:
    """Else a record could come again and again, and outlive every inbox."""
    clock.set(LONG_AGO)
    await counters.change("a", count("a"), request())
    assert await publish(relay) == 1
    clock.advance(timedelta(days=10))
    assert await relay.republish({}) == 1
    assert await publish(relay) == 1
    [sent] = await desk.outbox.sent.find({}).to_list(None)
    assert sent["sent_at"] == LONG_AGO


async def test_what_is_published_again_waits_since_it_was_queued_again(
    counters: Counters, desk: Desk, clock: ManualClock, relay: Relay
) -> None:
    """A replay of a fortnight would page as an outbox that is stuck for a fortnight."""
    clock.set(LONG_AGO)
    await counters.change("a", count("a"), request())
    assert (await desk.outbox.gauges())["oldest"] == LONG_AGO
    assert await publish(relay) == 1
    for days in (10, 1):
        clock.advance(timedelta(days=days))
        assert await relay.republish({}) == 1
        assert await desk.outbox.gauges() == {"depth": 1, "oldest": clock.now()}
        assert await publish(relay) == 1


async def give_up(relay: Relay) -> None:
    for lease in relay._held.values():
        await relay._leases.release(lease)
    relay._held.clear()
    await asyncio.sleep(0.05)  # a lease is free from the next millisecond on


async def successor(relay: Relay, desk: Desk, clock: ManualClock, topics: Topics) -> Relay:
    """The process that goes on where this one ended."""
    await give_up(relay)
    after = Relay(desk.db, desk.outbox, Leases(desk.db, new_id()), relay._producer, topics, clock)
    await after._keep_leases()
    return after


async def test_a_process_that_dies_while_it_queues_a_lost_log_again_is_followed_by_one_that_goes_on(
    counters: Counters,
    desk: Desk,
    clock: ManualClock,
    relay: Relay,
    topics: Asked,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for id in "abc":
        await counters.change(id, count(id), request())
    assert await publish(relay) == 3

    async def dying(_: Document) -> int:
        raise AutoReconnect("the store is away")

    monkeypatch.setattr(relay, "republish", dying)
    with pytest.raises(AutoReconnect):
        await relay._requeue("a new broker came up empty")
    after = await successor(relay, desk, clock, topics)
    with pytest.raises(BrokerLostLog):
        await after.publish()
    assert await desk.outbox.pending.count_documents({}) == 3


async def test_a_move_that_ends_after_the_next_leaseholders_lowers_no_position(
    counters: Counters, desk: Desk, clock: ManualClock, relay: Relay, topics: Asked
) -> None:
    """A loss of what came in between would go unseen."""
    await counters.change("a", count("a"), request())
    assert await publish(relay) == 1
    [(at, last)] = relay._last.items()
    await relay._positions.update_one({}, {"$set": {"last": last + 9}})  # as the next one did by then
    [sent] = await desk.outbox.sent.find({}).to_list(None)
    await relay._move([sent], {at: last})
    after = await successor(relay, desk, clock, topics)
    assert after._last == {at: last + 9}


async def test_who_gets_a_shard_back_believes_what_is_known_of_its_log_by_then(
    counters: Counters, desk: Desk, clock: ManualClock, relay: Relay, topics: Asked
) -> None:
    for id in "abc":
        await counters.change(id, count(id), request())
    assert await publish(relay) == 3
    after = await successor(relay, desk, clock, topics)
    with pytest.raises(BrokerLostLog):
        await after._requeue("a new broker came up empty")
    await desk.outbox.pending.delete_many({})  # the retention had ended for all of it
    await give_up(after)
    relay._last = dict.fromkeys(relay._last, 1_000)  # the log that was lost went further
    await relay._keep_leases()
    await counters.change("a", count("a"), request())
    assert await publish(relay) == 1


async def test_what_comes_after_a_pause_waits_for_one_question_to_the_broker(
    counters: Counters, relay: Relay, topics: Asked
) -> None:
    """Every topic is asked for only once nothing is known of the log, or something is wrong with it."""
    for _ in range(3):
        await counters.change("a", count("a"), request())
        assert await publish(relay) == 1
        await asyncio.sleep(0.15)  # longer than the log is believed to be as it was
    assert topics.creations == 1


async def test_the_outbox_is_shaped_as_debezium_expects_and_only_ever_inserted_and_deleted(
    counters: Counters, desk: Desk, relay: Relay
) -> None:
    operations: list[str] = []
    async with desk.outbox.pending.watch() as changes:
        await counters.change("a", count("a"), request())
        [document] = await desk.outbox.pending.find({}).to_list(None)
        await publish(relay)
        await relay.republish({})
        await publish(relay)

        async def four() -> bool:
            while (change := await changes.try_next()) is not None:
                operations.append(change["operationType"])
            return len(operations) >= 4

        await until(four)
    assert operations == ["insert", "delete", "insert", "delete"]
    # https://debezium.io/documentation/reference/stable/transformations/mongodb-outbox-event-router.html
    expected = {"_id": str, "aggregatetype": str, "aggregateid": str, "type": str, "payload": str}
    assert {name: type(document[name]) for name in expected} == expected
    [topic] = desk.outbox.topics
    assert (document["aggregatetype"], document["aggregateid"]) == (topic, "a")
    record = desk.outbox.record(document)
    assert (record.topic, record.key, record.value.decode()) == (topic, b"a", document["payload"])

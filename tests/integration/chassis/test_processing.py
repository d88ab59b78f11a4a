"""A batch in which something cannot be read, while the store comes and goes: the order per key holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY
from pymongo.errors import AutoReconnect

from contracts.envelope import Envelope, encode
from contracts.topic import Topic
from infra.chassis.clock import ManualClock
from infra.chassis.consumers import Projection
from infra.chassis.inbox import Inbox
from infra.chassis.mongo import Database, Session, is_outage
from infra.chassis.outbox import Outbox
from infra.chassis.parking import Incoming, Parking, lane_id
from infra.chassis.processing import Processing
from tests.integration.chassis.counter import Counted


class Folding:
    """A projection that notes what it folds, and fails as it is told."""

    def __init__(self, topic: Topic, fails: Sequence[Exception]) -> None:
        self.fails = list(fails)
        self.folded: list[int] = []
        self.consumer = Projection(topic, "folding", self.apply)

    async def apply(self, _session: Session, envelopes: Sequence[Envelope]) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.folded += [each.sequence for each in envelopes]


@pytest.fixture
async def parking(db: Database, clock: ManualClock, counters_topic: Topic) -> Parking:
    dead = Topic("clubhouse.test.dead-letters", "test", "key", (), "Dead letters.")
    outbox = Outbox(db, "test", [counters_topic, dead])
    parking = Parking(db, clock, outbox, dead.name)
    await outbox.ensure()
    await parking.ensure()
    return parking


@pytest.fixture
async def processing(db: Database, clock: ManualClock, parking: Parking) -> Processing:
    inbox = Inbox(db, timedelta(days=30))
    await inbox.ensure()
    return Processing(db, clock, inbox, parking)


def batch(topic: Topic, clock: ManualClock, count: int = 4, keys: int = 1, bad: int = 3) -> list[Incoming]:
    """Records 1, 2, 3 … of some keys by turns; one of them cannot be read."""
    records = []
    for number in range(1, count + 1):
        name = f"k{number % keys}"
        event = Counted(counter_id=name, value=number, step=1)
        envelope = Envelope(f"e{number}", "clubhouse/test", clock.now(), name, number, event)
        key, headers, body = encode(envelope)
        records.append(Incoming(topic.name, 0, number, key, headers, b"?" if number == bad else body))
    return records


async def waiting(parking: Parking) -> list[int]:
    return [each["record"]["offset"] async for each in parking.parked.find({}, sort=[("_id", 1)])]


async def test_what_stands_before_an_unreadable_record_never_comes_to_wait_behind_it(
    processing: Processing, parking: Parking, counters_topic: Topic, clock: ManualClock
) -> None:
    folding = Folding(counters_topic, [AutoReconnect("the store is away")])
    records = batch(counters_topic, clock)
    with pytest.raises(ExceptionGroup) as away:
        await processing.process(folding.consumer, records)
    assert is_outage(away.value)
    await processing.process(folding.consumer, records)
    assert folding.folded == [1, 2]
    assert await waiting(parking) == [3, 4]
    lane = await parking.lanes.find_one({"_id": lane_id("folding", counters_topic.name, b"k0")})
    assert lane is not None
    assert (lane["state"], lane["reason"]) == ("dead", "bad-body")


async def test_a_projection_that_fails_at_one_event_lets_all_behind_it_wait(
    processing: Processing, parking: Parking, counters_topic: Topic, clock: ManualClock
) -> None:
    wrong = ValueError("not this one")
    folding = Folding(counters_topic, [wrong, wrong])
    await processing.process(folding.consumer, batch(counters_topic, clock))
    assert folding.folded == []
    assert await waiting(parking) == [1, 2, 3, 4]
    lane = await parking.lanes.find_one({"_id": lane_id("folding", counters_topic.name, b"k0")})
    assert lane is not None
    assert (lane["state"], lane["reason"]) == ("retrying", "ValueError")


async def test_a_key_that_fails_in_one_part_of_a_batch_waits_in_all_later_parts_and_no_other_does(
    processing: Processing, parking: Parking, counters_topic: Topic, clock: ManualClock
) -> None:
    wrong = ValueError("not this one")
    folding = Folding(counters_topic, [wrong, wrong])
    await processing.process(folding.consumer, batch(counters_topic, clock, count=2_500, keys=10, bad=0))
    assert await waiting(parking) == [n for n in range(1, 2_501) if n % 10 == 1]
    assert sorted(folding.folded) == [n for n in range(1, 2_501) if n % 10 != 1]


async def test_a_batch_of_many_parts_keeps_each_keys_order_and_has_its_effect_once_though_it_comes_again(
    processing: Processing, parking: Parking, counters_topic: Topic, clock: ManualClock
) -> None:
    folding = Folding(counters_topic, [])
    records = batch(counters_topic, clock, count=2_500, keys=10, bad=505)
    await processing.process(folding.consumer, records)
    behind = [n for n in range(1, 2_501) if n % 10 == 5 and n >= 505]
    assert await waiting(parking) == behind
    await processing.process(folding.consumer, records)
    for key in range(10):
        folded = [n for n in folding.folded if n % 10 == key]
        assert folded == [n for n in range(1, 2_501) if n % 10 == key and n not in behind]


async def test_how_long_the_oldest_event_of_a_batch_waited_for_its_effect_is_measured(
    processing: Processing, counters_topic: Topic, clock: ManualClock
) -> None:
    told = {"messaging_destination_name": counters_topic.name, "messaging_consumer_group_name": "folding"}

    def measured(name: str) -> float:
        return REGISTRY.get_sample_value(f"clubhouse_critical_time_seconds_{name}", told) or 0.0

    before = measured("count"), measured("sum")
    records = batch(counters_topic, clock, count=2, bad=0)
    clock.advance(timedelta(seconds=40))
    await processing.process(Folding(counters_topic, []).consumer, records)
    assert (measured("count") - before[0], measured("sum") - before[1]) == (1, 40)

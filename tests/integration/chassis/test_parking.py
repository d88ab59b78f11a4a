"""What an operator decides of a lane stands, though its head is being tried at that moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.topic import Topic
from infra.chassis.clock import ManualClock
from infra.chassis.mongo import Database, Document, Session
from infra.chassis.outbox import Outbox
from infra.chassis.parking import Incoming, Parking

GROUP = "taking"


@pytest.fixture
async def parking(db: Database, clock: ManualClock) -> Parking:
    dead = Topic("clubhouse.test.dead-letters", "test", "key", (), "Dead letters.")
    outbox = Outbox(db, "test", [dead])
    parking = Parking(db, clock, outbox, dead.name)
    await outbox.ensure()
    await parking.ensure()
    return parking


@pytest.fixture
async def tried(parking: Parking) -> Document:
    """The lane of two records, whose first is being tried a last time."""
    first, second = (Incoming("t", 0, offset, b"k", (), b"?") for offset in (1, 2))
    await parking.park(GROUP, [first, second], reason="Trouble", detail="", delay=timedelta())
    lane = await parking.claim()
    assert lane is not None
    return lane


async def fails(parking: Parking, lane: Document) -> None:
    record = Incoming("t", 0, 1, b"k", (), b"?")
    await parking.failed(lane, record, reason="Trouble", detail="for good", delay=None)


async def test_what_stood_behind_a_record_discarded_while_it_was_tried_is_not_buried_for_it(
    parking: Parking, db: Database, tried: Document
) -> None:
    head = await parking.head(tried["_id"])
    assert head is not None
    entry = head["_id"]

    async def discard(session: Session) -> None:
        assert await parking.take_out(session, tried["_id"], entry)
        await parking.open(tried["_id"], session)

    await db.transact(discard)
    await fails(parking, tried)
    assert await parking.counts() == {"parked": 1, "dead": 0}
    assert await db.collection("outbox").count_documents({}) == 0
    again = await parking.claim()
    assert again is not None
    assert again["_id"] == tried["_id"]


async def test_a_replay_asked_for_while_the_last_try_fails_is_made(parking: Parking, tried: Document) -> None:
    assert await parking.open(tried["_id"])
    await fails(parking, tried)
    assert (await parking.counts())["dead"] == 0
    assert await parking.claim() is not None

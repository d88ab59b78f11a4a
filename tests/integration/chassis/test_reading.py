"""Reads by id that come at the same time share a trip, and each is answered as if it had been alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from pymongo.errors import InvalidOperation

from infra.chassis.mongo import Collection, Database, Document
from infra.chassis.reading import Reading


class Counting(Reading):
    """Counts its trips."""

    trips = 0

    async def _ask(self, ids: Sequence[str]) -> list[Document | None]:
        self.trips += 1
        return await super()._ask(ids)


class Slow(Reading):
    """Brings nothing home until it is told to."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self.asked, self.home = asyncio.Event(), asyncio.Event()

    async def _ask(self, ids: Sequence[str]) -> list[Document | None]:
        found = await super()._ask(ids)
        self.asked.set()
        await self.home.wait()
        return found


@pytest.fixture
async def reading(db: Database) -> Counting:
    await db.collection("things").insert_many([{"_id": f"t{number}"} for number in range(100)])
    return Counting(db.collection("things"))


async def test_what_is_asked_for_at_once_takes_one_trip(reading: Counting) -> None:
    ids = [f"t{number}" for number in range(0, 150, 3)]
    found = await asyncio.gather(*(reading.get(id) for id in [*ids, *ids]))
    wanted = [{"_id": id} if int(id[1:]) < 100 else None for id in ids]
    assert found == [*wanted, *wanted]
    assert reading.trips == 1


async def test_what_is_asked_for_alone_is_read_at_once(reading: Counting) -> None:
    for number in range(3):
        assert await reading.get(f"t{number}") == {"_id": f"t{number}"}
    assert reading.trips == 3


async def test_everybody_sees_what_was_committed_before_they_asked(db: Database) -> None:
    things = db.collection("things")
    await things.insert_one({"_id": "t", "number": 1})
    reading = Slow(things)
    before = asyncio.create_task(reading.get("t"))
    await reading.asked.wait()
    await things.update_one({"_id": "t"}, {"$set": {"number": 2}})
    after = asyncio.create_task(reading.get("t"))
    await asyncio.sleep(0)
    reading.home.set()
    assert [each and each["number"] for each in await asyncio.gather(before, after)] == [1, 2]


async def test_one_who_gives_up_takes_the_answer_from_nobody_else(reading: Counting) -> None:
    asking = [asyncio.create_task(reading.get("t1")) for _ in range(3)]
    await asyncio.sleep(0)
    asking[0].cancel()
    assert await asyncio.gather(*asking[1:]) == [{"_id": "t1"}] * 2
    assert asking[0].cancelled()


async def test_a_store_that_is_away_is_told_to_everybody_and_asked_again(reading: Counting) -> None:
    collection, away = reading._collection, Database("mongodb://127.0.0.1:1", "away")
    away.close()
    reading._collection = away.collection("things")
    failed = await asyncio.gather(*(reading.get(f"t{number}") for number in range(3)), return_exceptions=True)
    assert [type(each) for each in failed] == [InvalidOperation] * 3
    reading._collection = collection
    assert await reading.get("t1") == {"_id": "t1"}

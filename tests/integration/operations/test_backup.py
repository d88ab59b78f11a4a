"""The drill: back up a chain that works, lose it, and put it back."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, Self

import pytest
from bson import Decimal128
from click.testing import CliRunner, Result
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.consumers import Subscription
from infra.chassis.ids import new_id
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from infra.cli.main import clubhouse
from infra.local.stack import Stack
from tests.integration.chassis.conftest import until
from tests.integration.chassis.counter import Counted, Counters, count, topic

Client = MongoClient[dict[str, Any]]


@pytest.fixture
async def stack() -> AsyncIterator[Stack]:
    """Servers of the drill's own: it loses their data."""
    stack = await Stack.temporary()
    yield stack
    await stack.stop()


class Chain:
    """Two services: one counts, the other one keeps its own count of what it hears."""

    def __init__(self, stack: Stack, heard: Topic) -> None:
        def settings(name: str) -> ServiceSettings:
            return ServiceSettings(
                mongo_url=stack.mongo_url,
                mongo_database=f"clubhouse_{name}",
                kafka_bootstrap=stack.bootstrap,
                kafka_session_ms=3000,
            )

        self.source = Service("booking", settings("booking"), publishes=[heard])
        self.counters = self.source.store(Counters(self.source.desk))
        self.hearer = Service("loyalty", settings("loyalty"), publishes=())
        self.copies = self.hearer.store(Counters(self.hearer.desk))
        self.hearer.hears(Subscription(heard, "loyalty", {Counted: self._hear}))

    async def _hear(self, envelope: Envelope, cause: Cause) -> None:
        def silently(state: Any, now: Any) -> Any:
            return count(envelope.subject)(state, now)[0], ()

        await self.copies.change(envelope.subject, silently, cause)

    async def __aenter__(self) -> Self:
        for service in (self.source, self.hearer):
            await service.start()
            await service.connected()
        return self

    async def __aexit__(self, *_: object) -> None:
        for service in (self.source, self.hearer):
            await service.stop()

    async def count(self, key: str) -> None:
        await self.counters.change(key, count(key), Cause("http", "test", new_id(), fingerprint="f"))

    async def values(self) -> dict[str, int]:
        return {stored.id: stored.state.value for stored in await self.counters.find({})}

    async def agreed(self) -> None:
        """Wait until both say the same."""

        async def same() -> bool:
            copies = {stored.id: stored.state.value for stored in await self.copies.find({})}
            return copies == await self.values()

        await until(same, 60)


async def clubhouse_says(mongo_url: str, *arguments: str, bootstrap: str = "", answer: str = "") -> Result:
    env = {"CLUBHOUSE_MONGO_URL": mongo_url, "CLUBHOUSE_KAFKA_BOOTSTRAP": bootstrap}
    return await asyncio.to_thread(CliRunner().invoke, clubhouse, arguments, env=env, input=answer)


@pytest.mark.slow
async def test_a_chain_that_was_lost_comes_back_as_it_stood_and_goes_on(stack: Stack, tmp_path: Path) -> None:
    heard = topic(f"t{uuid.uuid4().hex[:12]}")
    async with Chain(stack, heard) as chain:
        writing = asyncio.create_task(_keep_counting(chain))
        await until(lambda: _any(chain))
        made = await clubhouse_says(stack.mongo_url, "backup", "--into", str(tmp_path))
        assert made.exit_code == 0, made.output
        writing.cancel()
        await chain.count("after the backup")
        await chain.agreed()
    folder = made.output.strip()

    # What is lost: the databases take a later state, and the broker all it had.
    await stack.broker.child.kill()
    await stack.broker.start()
    refused = await clubhouse_says(stack.mongo_url, "restore", folder, answer="y\n")
    assert "--replace drops them" in refused.output
    back = await clubhouse_says(stack.mongo_url, "restore", folder, "--replace", "--yes")
    assert back.exit_code == 0, back.output

    with MongoClient[dict[str, Any]](stack.mongo_url) as client:
        told = _facts(client)
    assert told["counted"] == told["events"], (
        "the counters and the events that tell of them are of one moment"
    )
    assert told["heard"] <= told["counted"], "nobody heard of what was not counted yet"
    async with Chain(stack, heard) as chain:
        assert "after the backup" not in await chain.values()
        await chain.agreed()
        await chain.count("goes on")
        await chain.agreed()


async def _keep_counting(chain: Chain) -> None:
    while True:
        await asyncio.gather(*(chain.count(f"k{number}") for number in range(5)))


async def _any(chain: Chain) -> bool:
    return sum((await chain.values()).values()) > 50


def _facts(client: Client) -> Mapping[str, int]:
    source, hearer = client["clubhouse_booking"], client["clubhouse_loyalty"]

    def total(database: Any) -> int:
        return sum(document["state"]["value"] for document in database["counters"].find())

    return {
        "counted": total(source),
        "events": len({each["_id"] for name in ("outbox", "outbox_sent") for each in source[name].find()}),
        "heard": total(hearer),
    }


@pytest.fixture
def database(mongo_url: str) -> Any:
    """A database in which every kind of value and index of the house stands."""
    name = f"clubhouse_{uuid.uuid4().hex}"
    with MongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
        things = client[name]["things"]
        things.insert_many(
            [{"_id": f"t{number}", "bytes": b"\x00\xff", "n": Decimal128("1.10")} for number in range(2500)]
        )
        things.create_index([("n", 1)], unique=False, partialFilterExpression={"n": {"$gt": 0}})
        things.create_index("gone_at", expireAfterSeconds=60)
        client[name].create_collection("empty")
        yield client[name]
        client.drop_database(name)


async def test_every_document_index_and_empty_collection_comes_back(
    mongo_url: str, database: Any, tmp_path: Path
) -> None:
    before = list(database["things"].find(sort=[("_id", 1)])), database["things"].index_information()
    await clubhouse_says(mongo_url, "backup", "--into", str(tmp_path), "--prefix", database.name)
    database.client.drop_database(database.name)

    [folder] = tmp_path.iterdir()
    back = await clubhouse_says(mongo_url, "restore", str(folder), "--yes")

    assert back.output == "2500 documents are back\n"
    after = list(database["things"].find(sort=[("_id", 1)])), database["things"].index_information()
    assert after == before
    assert "empty" in database.list_collection_names()


async def test_a_damaged_backup_changes_nothing(mongo_url: str, database: Any, tmp_path: Path) -> None:
    await clubhouse_says(mongo_url, "backup", "--into", str(tmp_path), "--prefix", database.name)
    [folder] = tmp_path.iterdir()
    data = folder / database.name / "things.bson.gz"
    data.write_bytes(data.read_bytes()[:-7])

    refused = await clubhouse_says(mongo_url, "restore", str(folder), "--replace", "--yes")

    assert "is not what was written; nothing was changed" in refused.output
    assert database["things"].estimated_document_count() == 2500


async def test_only_the_newest_are_kept_and_half_a_backup_is_none(
    mongo_url: str, database: Any, tmp_path: Path
) -> None:
    (tmp_path / ".half.arriving").mkdir()
    for _ in range(3):
        await clubhouse_says(
            mongo_url, "backup", "--into", str(tmp_path), "--keep", "2", "--prefix", database.name
        )

    assert len(list(tmp_path.glob("2*"))) == 2
    refused = await clubhouse_says(mongo_url, "restore", str(tmp_path / ".half.arriving"), "--yes")
    assert "holds no complete backup" in refused.output


async def test_a_backup_of_nothing_is_none_and_pushes_out_no_other(
    mongo_url: str, database: Any, tmp_path: Path
) -> None:
    """As of a store that lost everything, or of a user who may read nothing."""
    await clubhouse_says(mongo_url, "backup", "--into", str(tmp_path), "--prefix", database.name)

    nobodys = f"clubhouse_{uuid.uuid4().hex}"
    refused = await clubhouse_says(
        mongo_url, "backup", "--into", str(tmp_path), "--prefix", nobodys, "--keep", "1"
    )

    assert (refused.exit_code, f"no database {nobodys}…" in refused.output) == (1, True), refused.output
    [kept] = tmp_path.iterdir()
    assert (kept / database.name).is_dir()


async def test_a_backup_is_readable_by_its_owner_only(mongo_url: str, database: Any, tmp_path: Path) -> None:
    await clubhouse_says(mongo_url, "backup", "--into", str(tmp_path), "--prefix", database.name)

    [folder] = tmp_path.iterdir()
    assert folder.stat().st_mode & 0o077 == 0


async def test_a_backup_that_failed_or_was_killed_leaves_nothing_that_fills_the_disk(
    mongo_url: str, database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ("backup", "--into", str(tmp_path), "--prefix", database.name)

    def forgotten(*_: object) -> None:
        raise OperationFailure("the moment is gone", code=239)

    with monkeypatch.context() as slow:
        slow.setattr("infra.mongo.backup._digest", forgotten)
        refused = await clubhouse_says(mongo_url, *ask)
    assert "forgot the moment" in refused.output
    assert list(tmp_path.iterdir()) == []

    killed = tmp_path / ".2026-01-01T033000.000000Z.arriving"
    killed.mkdir()
    under_way = tmp_path / ".2199-01-01T033000.000000Z.arriving"
    under_way.mkdir()
    await clubhouse_says(mongo_url, *ask)
    assert not killed.exists()
    assert under_way.exists()

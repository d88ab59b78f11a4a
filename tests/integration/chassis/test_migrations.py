"""Changes of stored data: once each, in order, whoever starts first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from infra.chassis.clock import ManualClock
from infra.chassis.migrations import Migration, migrate
from infra.chassis.mongo import Database
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings


class Steps:
    """Migrations that note when they run."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    def __call__(self, name: str, *, fails: bool = False) -> Migration:
        async def work(_: Database) -> None:
            self.ran.append(name)
            await asyncio.sleep(0.05)
            if fails:
                raise ValueError(name)

        return Migration(name, work)


@pytest.fixture
def steps() -> Steps:
    return Steps()


async def test_each_is_made_once_and_in_order(db: Database, clock: ManualClock, steps: Steps) -> None:
    assert await migrate(db, [steps("a"), steps("b")], clock) == ["a", "b"]
    assert await migrate(db, [steps("a"), steps("b"), steps("c")], clock) == ["c"]
    assert steps.ran == ["a", "b", "c"]


async def test_of_many_that_start_at_once_one_works_and_all_wait(
    db: Database, clock: ManualClock, steps: Steps
) -> None:
    wanted = [steps("a"), steps("b")]

    made = await asyncio.gather(*(migrate(db, wanted, clock) for _ in range(5)))

    assert steps.ran == ["a", "b"]
    assert sorted(made) == [[], [], [], [], ["a", "b"]]


async def test_a_failed_one_is_not_noted_stops_those_after_it_and_is_tried_again(
    db: Database, clock: ManualClock, steps: Steps
) -> None:
    with pytest.raises(ValueError, match="b"):
        await migrate(db, [steps("a"), steps("b", fails=True), steps("c")], clock)
    assert steps.ran == ["a", "b"]

    assert await migrate(db, [steps("a"), steps("b"), steps("c")], clock) == ["b", "c"]


async def test_an_older_version_starts_beside_a_newer_one(
    db: Database, clock: ManualClock, steps: Steps
) -> None:
    await migrate(db, [steps("a"), steps("newer")], clock)

    assert await migrate(db, [steps("a")], clock) == []


async def test_a_service_makes_them_before_it_works(
    stack_settings: dict[str, Any], database_name: str, steps: Steps
) -> None:
    service = Service("test", ServiceSettings(**stack_settings, mongo_database=database_name), publishes=())
    seen: list[list[str]] = []

    def noting() -> Callable[[asyncio.Event], Any]:
        async def work(_: asyncio.Event) -> None:
            seen.append(list(steps.ran))

        return work

    service.background("first work", noting())
    service.migrates(steps("a"))
    await service.start()
    await asyncio.sleep(0)
    await service.stop()
    await Database(str(stack_settings["mongo_url"]), database_name).client.drop_database(database_name)

    assert seen == [["a"]]


async def test_a_service_whose_data_cannot_be_migrated_does_not_start(
    stack_settings: dict[str, Any], database_name: str, steps: Steps
) -> None:
    service = Service("test", ServiceSettings(**stack_settings, mongo_database=database_name), publishes=())
    service.migrates(steps("a", fails=True))
    with pytest.raises(ValueError, match="a"):
        await service.start()
    await service.db.client.drop_database(database_name)
    service.db.close()

"""A running desk, and whole toy services on the real stack."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from contracts.topic import Topic
from infra.chassis import timers as timer_rows
from infra.chassis.clock import ManualClock
from infra.chassis.desk import Desk
from infra.chassis.inbox import Inbox
from infra.chassis.mongo import Database
from infra.chassis.outbox import Outbox
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.counter import Counters, topic
from tests.integration.chassis.tallying import Tally


@pytest.fixture
def counters_topic() -> Topic:
    return topic(f"t{uuid.uuid4().hex[:12]}")


@pytest.fixture
async def desk(db: Database, clock: ManualClock, counters_topic: Topic) -> Desk:
    outbox = Outbox(db, "test", [counters_topic])
    inbox = Inbox(db, timedelta(days=30))
    await outbox.ensure()
    await inbox.ensure()
    await timer_rows.ensure(db)
    return Desk(db, clock, inbox, outbox)


@pytest.fixture
async def counters(desk: Desk) -> Counters:
    store = Counters(desk)
    await store.ensure()
    return store


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    """Wait for a condition; fail when it does not come true in time."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)


async def gives(read: Callable[[], Awaitable[object]], wanted: object) -> bool:
    """Whether `read` gives this now: a condition to wait for."""
    return bool(await read() == wanted)


@pytest.fixture
def settings(stack_settings: dict[str, object]) -> Callable[[str], ServiceSettings]:
    def make(database: str) -> ServiceSettings:
        return ServiceSettings(**stack_settings, mongo_database=database)

    return make


@pytest.fixture
def source(settings: Callable[[str], ServiceSettings], counters_topic: Topic, database_name: str) -> Service:
    return Service("test", settings(database_name), publishes=[counters_topic])


@pytest.fixture
def tally(settings: Callable[[str], ServiceSettings], counters_topic: Topic) -> Tally:
    return Tally(settings(f"t_{uuid.uuid4().hex}"), counters_topic, f"tally-{uuid.uuid4().hex[:8]}")

"""``kill -9`` at any point of sending: nothing lost, doubles only where the channel cannot tell, each marked.

Half of the guests are reached by an SMS provider that knows our keys, half by a mail server, which knows
nothing. Both hold some messages back before they answer, so that the kills hit every point: before the
plan is committed, between commit and call, in the middle of the call, between answer and record.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer
from fastapi import Response

from infra.chassis.clock import Clock
from infra.chassis.mongo import Database
from infra.chassis.policy import CHAIN, PolicyBook
from infra.local.child import Child
from infra.local.ports import free_port
from services.notifications.domain.policy import NotificationPolicy
from tests.integration.notifications.conftest import GUEST
from tests.integration.notifications.providers import HttpProvider, Mail, Play, Seen
from tests.integration.notifications.test_over_the_bus import Bus, tonight, until

HASTY = {"lease_seconds": 3, "retry_seconds": [1], "tries_per_route": 20, "contact_recheck_seconds": [1]}
"""Policy that settles doubt within seconds, and never gives up."""


@pytest.mark.fault
@pytest.mark.rule("N5")
@pytest.mark.parametrize(
    ("messages", "kills"),
    [(100, 2), pytest.param(2000, 12, marks=pytest.mark.slow)],
)
async def test_killed_at_every_point_of_sending_nothing_is_lost_and_every_double_is_marked(
    messages: int,
    kills: int,
    db: Database,
    stack_settings: dict[str, Any],
    bootstrap: str,
    sms: HttpProvider,
    mail: Mail,
    tmp_path: Path,
) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    sms.otherwise = _sometimes_slow(sms, chance)
    mail.delay = lambda: chance.choice((0, 0, 0, 0.2))
    await _publish_policy(db)
    async with _service(stack_settings, db.name, sms, mail, tmp_path) as service, _bus(bootstrap) as bus:
        ours = f"crash-{seed}-"
        publishing = asyncio.create_task(_publish(bus, messages, ours))
        for number in range(kills):
            mark = int(messages * (number + chance.random()) / kills)
            await until(partial(_handed, sms, mail, mark), 120)
            await asyncio.sleep(chance.uniform(0, 0.3))
            await service.kill()
            service.start()
        await publishing

        async def settled() -> bool:
            sent = {"state.notice.recipient.id": {"$regex": f"^{ours}"}, "state.status": "sent"}
            return bool(await db.collection("deliveries").count_documents(sent) == 2 * messages)

        await until(settled, 120 + messages / 5)
        await service.stop()
    await _judge(db, sms, mail, messages, ours)


async def _handed(sms: HttpProvider, mail: Mail, count: int) -> bool:
    """Whether the providers have seen more messages than this."""
    return len(sms.seen) + len(mail.caught) > count


async def _judge(db: Database, sms: HttpProvider, mail: Mail, messages: int, ours: str) -> None:
    """The broker is the session's and brings other suites' events too: look at our own guests only."""
    found = db.collection("deliveries").find({"state.notice.recipient.id": {"$regex": f"^{ours}"}})
    deliveries = {each["_id"]: each["state"] async for each in found}
    texts = {id: each for id, each in deliveries.items() if each["plan"] != "inapp"}
    by_sms = {id for id, each in texts.items() if each["attempts"][-1]["route"]["channel"] == "sms"}
    keys = {key: count for key, count in sms.keys.items() if key in texts}
    assert set(keys) == by_sms, "every SMS was handed over, and the provider folds what comes twice"
    ids = (str(each["Message-ID"]).strip("<>").partition("@")[0] for each in mail.caught)
    arrived = Counter(id for id in ids if id in texts)
    assert set(arrived) == set(texts) - by_sms, "every email arrived"
    doubled = {id for id, count in arrived.items() if count > 1}
    marked = {id for id, each in texts.items() if each["doubtful"]}
    repeated = sum(1 for count in keys.values() if count > 1)
    print(f"{messages} messages: {repeated} SMS repeated under their key, {len(doubled)} emails doubled")
    assert doubled <= marked, "every double is marked"
    assert not marked & by_sms, "where the provider knows our keys there is no doubt"
    inbox = await db.collection("inbox_items").count_documents(
        {"state.recipient": {"$regex": f"^guest:{ours}"}}
    )
    assert inbox == messages, "the inbox has each message once"


async def _ready(url: str) -> bool:
    """Whether the service is up, and so the topics are there."""
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(url)).status_code == 200
        except httpx.HTTPError:
            return False


async def _publish(bus: Bus, messages: int, ours: str) -> None:
    """Half of the guests have a phone, half an email address."""
    for number in range(messages):
        guest_id = f"{ours}{number}"
        way = {"email": None} if number % 2 else {"phone": None, "email": f"g{number}@example.com"}
        await bus.publish(GUEST.model_copy(update={"guest_id": guest_id, **way}))
        await bus.publish(tonight(guest_id=guest_id))


async def _publish_policy(db: Database) -> None:
    clock = Clock()
    book = PolicyBook(db, clock, NotificationPolicy())
    await book.ensure()
    await book.publish(
        scope=CHAIN,
        effective_from=clock.now() + timedelta(milliseconds=50),
        changes=HASTY,
        author="test",
        reason="settle doubt quickly",
    )
    await asyncio.sleep(0.1)


def _sometimes_slow(sms: HttpProvider, chance: random.Random) -> Play:
    async def play(seen: Seen) -> Response:
        answer = await sms.take(seen)
        await asyncio.sleep(chance.choice((0, 0, 0, 0.2)))
        return answer

    return play


@asynccontextmanager
async def _bus(bootstrap: str) -> AsyncIterator[Bus]:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap)
    await producer.start()
    yield Bus(producer)
    await producer.stop()


@asynccontextmanager
async def _service(
    stack_settings: dict[str, Any], database: str, sms: HttpProvider, mail: Mail, folder: Path
) -> AsyncIterator[Child]:
    """The service as a process of its own."""
    provider = {"name": "sms", "url": f"{sms.url}/send", "idempotency_header": "Idempotency-Key"}
    server = {"host": "127.0.0.1", "port": mail.port, "sender": "club@example.com", "start_tls": False}
    told: dict[str, object] = {
        **stack_settings,
        "mongo_database": database,
        "port": free_port(),
        "sms_http": json.dumps([provider]),
        "smtp": json.dumps([server]),
        "jwks": str(folder / "none.json"),
    }
    env = {f"CLUBHOUSE_{name.upper()}": str(value) for name, value in told.items()}
    argv = (sys.executable, "-m", "services.notifications.main")
    child = Child("notifications", argv, folder / "notifications.log", env=env)
    child.start()
    began = time.monotonic()
    await child.ready(partial(_ready, f"http://127.0.0.1:{told['port']}/readyz"), 60)
    try:
        yield child
    finally:
        await child.kill()
        print(f"{time.monotonic() - began:.0f} s; log: {child.last_words()[:200]}")

"""The end of the process at every point of sending: nothing lost, doubles only where the channel cannot tell.

Half of the guests are reached by an SMS provider that knows our keys, half by a mail server, which knows
nothing. One life of the service after the other ends at a point of `dying.POINTS`; whatever came twice
must be marked as doubtful. The whole run, 2,000 messages and every point four times:
``pytest -m slow tests/integration/notifications/test_crashes.py``.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import signal
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
from infra.local.ports import free_port
from services.notifications.domain.policy import NotificationPolicy
from tests.integration.notifications.conftest import GUEST
from tests.integration.notifications.dying import AFTER_A_CRASH, POINTS, life
from tests.integration.notifications.providers import HttpProvider, Mail, Play, Seen
from tests.integration.notifications.test_over_the_bus import Bus, tonight, until

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([life.__module__])  # each life is a fork: what it imports is there already
_PATIENCE = 30.0
"""Seconds after which a life that does not come to its end is ended."""

HASTY = {"lease_seconds": 3, "retry_seconds": [1], "tries_per_route": 20, "contact_recheck_seconds": [1]}
"""Policy that settles doubt within seconds, and never gives up."""


@pytest.mark.fault
@pytest.mark.rule("N5")
@pytest.mark.parametrize(("messages", "rounds"), [(120, 1), pytest.param(2_000, 4, marks=pytest.mark.slow)])
async def test_ended_at_every_point_of_sending_nothing_is_lost_and_every_double_is_marked(
    messages: int,
    rounds: int,
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
    lives = _lives(chance, messages, rounds)
    house = Lives(stack_settings, db.name, sms, mail, tmp_path)
    ours = f"crash-{seed}-"
    try:
        ended = await _live_through(house, lives, bootstrap, db, sms, mail, messages, ours)
    finally:
        house.end()
    print("\n".join(f"ended {count} times {point}" for point, count in ended.items()))
    assert all(ended[point] for point in POINTS), "the run came to every point"
    await _judge(db, sms, mail, messages, ours)


async def _live_through(
    house: Lives,
    lives: list[tuple[str, int]],
    bootstrap: str,
    db: Database,
    sms: HttpProvider,
    mail: Mail,
    messages: int,
    ours: str,
) -> Counter[str]:
    """Publish, let one life follow the other, then let the last one settle all; how often each point came."""
    ended = Counter[str]()
    async with _bus(bootstrap) as bus:
        await house.live()
        publishing = asyncio.create_task(_publish(bus, messages, ours))
        await until(partial(_handed, sms, mail, 10), 120)
        house.end()
        for point, count in lives:
            ended[point] += await house.live_until(point, count)
        await publishing
        await house.live()

        async def settled() -> bool:
            sent = {"state.notice.recipient.id": {"$regex": f"^{ours}"}, "state.status": "sent"}
            return bool(await db.collection("deliveries").count_documents(sent) == 2 * messages)

        await until(settled, 120 + messages / 5)
    return ended


def _lives(chance: random.Random, messages: int, rounds: int) -> list[tuple[str, int]]:
    """Where each life of the service ends, and the how manieth time it comes there.

    A life that is to end while settling what was cut off follows one that was cut off.
    """
    most = max(2, messages // (rounds * len(POINTS) * 2))
    lives: list[tuple[str, int]] = []
    for _ in range(rounds):
        first = chance.sample(POINTS[:-2], len(POINTS) - 2)
        lives += [(point, chance.randint(1, most)) for point in first]
        for point in AFTER_A_CRASH:
            lives += [("in the call, nothing has been answered", 1), (point, 1)]
    return lives


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


class Lives:
    """The service as a process of its own, one after the other on the same store."""

    def __init__(
        self, stack_settings: dict[str, Any], database: str, sms: HttpProvider, mail: Mail, folder: Path
    ) -> None:
        provider = {"name": "sms", "url": f"{sms.url}/send", "idempotency_header": "Idempotency-Key"}
        server = {"host": "127.0.0.1", "port": mail.port, "sender": "club@example.com", "start_tls": False}
        self._port = free_port()
        told: dict[str, object] = {
            **stack_settings,
            "mongo_database": database,
            "port": self._port,
            "sms_http": json.dumps([provider]),
            "smtp": json.dumps([server]),
            "jwks": str(folder / "none.json"),
        }
        self._env = {f"CLUBHOUSE_{name.upper()}": str(value) for name, value in told.items()}
        self._log = folder / "notifications.log"
        self.child: Any

    async def live(self, point: str = "", count: int = 0) -> None:
        """Start it, to end where it is told; it works when this returns, or has come to its end already."""
        arguments = (self._env, self._log, point, count)
        self.child = _FORKS.Process(target=life, args=arguments, daemon=True)
        self.child.start()
        await until(self._ready_or_ended, 120)

    async def live_until(self, point: str, count: int) -> bool:
        """A life that ends at a point; False if it had nothing left to do that leads there."""
        await self.live(point, count)
        try:
            async with asyncio.timeout(_PATIENCE):
                while self.child.is_alive():
                    await asyncio.sleep(0.02)
        except TimeoutError:
            self.end()
            return False
        assert self.child.exitcode == -signal.SIGKILL, f"it ended otherwise; see {self._log}"
        return True

    def end(self) -> None:
        """End it, wherever it is."""
        self.child.kill()
        self.child.join()

    async def _ready_or_ended(self) -> bool:
        return not self.child.is_alive() or await _ready(f"http://127.0.0.1:{self._port}/readyz")

"""Notifications: from a confirmed booking to the provider, and a hundred thousand birthday greetings."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Self

import httpx
from aiokafka import AIOKafkaProducer
from motor.motor_asyncio import AsyncIOMotorClient

from contracts.catalog import topic_of
from contracts.envelope import Envelope, encode
from contracts.loyalty import BirthdayReached
from infra.chassis.clock import Clock
from infra.chassis.ids import new_id
from infra.chassis.mongo import Database
from infra.chassis.policy import CHAIN, PolicyBook
from infra.local.child import Child
from infra.local.issuer import Issuer
from infra.local.ports import free_port
from infra.local.stack import Stack
from services.notifications.domain.policy import NotificationPolicy
from tests.bench.harness import Row, Timings, bench

ISSUER = "http://127.0.0.1:8100"
BOOKINGS, WARM_UP, A_SECOND = 1_000, 100, 50
GREETINGS = 100_000
RATE, SHARE = 1_000, 80
"""The provider's limit in the greetings' run, messages a second, and marketing's share of it in percent."""


class Phones:
    """An HTTP SMS provider that notes when each phone was written to; it costs next to nothing to run."""

    def __init__(self) -> None:
        self.port = free_port()
        self.heard: dict[str, float] = {}
        self.seconds: Counter[int] = Counter()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
                body = json.loads(await reader.readexactly(length))
                now = perf_counter()
                self.heard.setdefault(body["to"], now)
                self.seconds[int(now)] += 1
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


@bench("notification latency")
async def latency(stack: Stack) -> list[Row]:
    """From the HTTP answer that a booking is confirmed until its SMS is with the provider."""
    async with AsyncExitStack() as running:
        phones = await running.enter_async_context(Phones())
        house = await running.enter_async_context(_house(stack, phones))
        client = await running.enter_async_context(house.booking())
        await _open(client)
        confirmed: dict[str, float] = {}
        begin = perf_counter()
        taking = []
        for number in range(WARM_UP + BOOKINGS):
            await asyncio.sleep(max(0.0, begin + number / A_SECOND - perf_counter()))
            taking.append(asyncio.create_task(_book(client, number, confirmed)))
        await asyncio.gather(*taking)
        rate = len(taking) / (perf_counter() - begin)
        await _until(lambda: len(phones.heard) == len(confirmed), 60)
    timings = Timings()
    for number in range(WARM_UP, WARM_UP + BOOKINGS):
        timings.seconds.append(phones.heard[_phone(number)] - confirmed[_phone(number)])
    name = f"booking confirmed to SMS handed over, {rate:.0f} bookings/s"
    return [Row(name, f"ms p{percent}", timings.percentile(percent)) for percent in (50, 90, 99)]


@bench("greetings")
async def greetings(stack: Stack) -> list[Row]:
    """A hundred thousand birthdays at once: queued, sent within the provider's rate, memory flat."""
    async with AsyncExitStack() as running:
        phones = await running.enter_async_context(Phones())
        house = await running.enter_async_context(_house(stack, phones, only=("notifications",)))
        await house.pace(RATE, SHARE)
        db = house.database()
        await _guests(db, GREETINGS)
        publishing = asyncio.create_task(_birthdays(stack, GREETINGS))
        memory: list[tuple[int, float]] = []
        began, queued = perf_counter(), 0.0
        while len(phones.heard) < GREETINGS:
            await asyncio.sleep(1)
            memory.append((len(phones.heard), house.megabytes("notifications")))
            if not queued and await db.deliveries.estimated_document_count() >= 2 * GREETINGS:
                queued = perf_counter() - began
            assert perf_counter() - began < 3_600, f"{len(phones.heard)} greetings after an hour"
        drained = perf_counter() - began
        await publishing
        db.client.close()
    early = max(size for count, size in memory if count <= GREETINGS // 5)
    late = max(size for count, size in memory if count >= GREETINGS // 5 * 4)
    return [
        Row(f"greetings: {GREETINGS:,} queued", "1/s", GREETINGS / queued),
        Row(f"greetings: {GREETINGS:,} sent", "1/s", GREETINGS / drained, limit=RATE * SHARE / 100),
        Row("greetings: most sent in a second", "1/s", max(phones.seconds.values())),
        Row("greetings: memory after a fifth", "MB", early),
        Row("greetings: memory at the end", "MB", late),
    ]


class House:
    """The services of a run, each a process of its own as on the embedded stack."""

    def __init__(self, stack: Stack, issuer: Issuer, name: str, ports: dict[str, int]) -> None:
        self._stack = stack
        self._issuer = issuer
        self._name = name
        self._ports = ports
        self.children: dict[str, Child] = {}

    @asynccontextmanager
    async def booking(self) -> AsyncIterator[httpx.AsyncClient]:
        """A manager's client of the booking service."""
        headers = {"Authorization": f"Bearer {self._issuer.token(roles=['manager'])}"}
        url = f"http://127.0.0.1:{self._ports['booking']}"
        limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60, limits=limits) as client:
            yield client

    def database(self) -> Any:
        """The notifications service's database, by raw driver."""
        client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(self._stack.mongo_url)
        return client.get_database(f"{self._name}_notifications")

    async def pace(self, per_second: int, share: int) -> None:
        """Set the SMS provider's rate."""
        db = Database(self._stack.mongo_url, f"{self._name}_notifications")
        clock = Clock()
        book = PolicyBook(db, clock, NotificationPolicy())
        changes = {"per_second": {"sms": per_second}, "marketing_share_percent": share}
        now = clock.now() + timedelta(milliseconds=50)
        await book.publish(scope=CHAIN, effective_from=now, changes=changes, author="bench", reason="rate")
        db.close()

    def megabytes(self, service: str) -> float:
        """Resident memory of a service."""
        status = Path(f"/proc/{self.children[service].pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@asynccontextmanager
async def _house(
    stack: Stack, phones: Phones, only: tuple[str, ...] = ("booking", "notifications")
) -> AsyncIterator[House]:
    with tempfile.TemporaryDirectory() as folder:
        issuer = Issuer(Path(folder) / "issuer", ISSUER)
        keys = Path(folder) / "jwks.json"
        keys.write_text(json.dumps(issuer.jwks()))
        name = f"bench_{uuid.uuid4().hex[:8]}"
        house = House(stack, issuer, name, {service: free_port() for service in only})
        provider = {"name": "sms", "url": f"http://127.0.0.1:{phones.port}/sms", "idempotency_header": "key"}
        for service in only:
            environment = {
                "CLUBHOUSE_MONGO_URL": stack.mongo_url,
                "CLUBHOUSE_MONGO_DATABASE": f"{name}_{service}",
                "CLUBHOUSE_KAFKA_BOOTSTRAP": stack.bootstrap,
                "CLUBHOUSE_KAFKA_SESSION_MS": "3000",
                "CLUBHOUSE_KAFKA_FETCH_WAIT_MS": "30",
                "CLUBHOUSE_JWKS": str(keys),
                "CLUBHOUSE_PORT": str(house._ports[service]),
                "CLUBHOUSE_SMS_HTTP": json.dumps([provider]),
            }
            argv = (sys.executable, "-m", f"services.{service}.main")
            child = Child(service, argv, Path(folder) / f"{service}.log", env=environment)
            child.start()
            house.children[service] = child
        try:
            for service, child in house.children.items():
                await child.ready(partial(_answers, house._ports[service]), 120)
            yield house
        finally:
            for child in house.children.values():
                await child.stop()


async def _answers(port: int) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"http://127.0.0.1:{port}/readyz")).is_success
        except httpx.HTTPError:
            return False


async def _open(client: httpx.AsyncClient) -> None:
    """A venue with rooms enough for all, open day and night."""
    card = {"venue_id": "bench", "name": "Bench", "kind": "ktv", "timezone": "Asia/Shanghai"}
    await _post(client, "/venues", card)
    rooms = [
        {"id": f"r{n}", "kind": "room", "category": "ktv", "name": f"R{n}", "capacity": 6} for n in range(40)
    ]
    await _post(client, "/venues/bench/resources", {"resources": rooms})


async def _book(client: httpx.AsyncClient, number: int, confirmed: dict[str, float]) -> None:
    first = (datetime.now(UTC) + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    starts_at = first + timedelta(hours=2 * (number // 40))
    body = {
        "venue_id": "bench", "kind": "room", "party_size": 4, "channel": "phone",
        "starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat(),
        "guest": {"name": f"G{number}", "phone": _phone(number)},
    }  # fmt: skip
    held = await _post(client, "/bookings", body)
    await _post(client, f"/bookings/{held['booking_id']}/confirm", None)
    confirmed[_phone(number)] = perf_counter()


def _phone(number: int) -> str:
    return f"+86138{number:08d}"


async def _post(client: httpx.AsyncClient, path: str, body: Any) -> Any:
    answer = await client.post(path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
    answer.raise_for_status()
    return answer.json()


async def _until(condition: Callable[[], bool], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


async def _guests(db: Any, count: int) -> None:
    """Contact data as the service keeps it."""
    now = datetime.now(UTC)
    for first in range(0, count, 10_000):
        await db.contacts.insert_many(
            {
                "_id": f"guest:g{number}", "version": 1, "sequence": 0, "updated_at": now,
                "state": {
                    "key": f"guest:g{number}", "name": f"G{number}", "phone": _phone(number),
                    "email": None, "language": "zh-CN", "erased": False, "merged_into": None,
                },
            }
            for number in range(first, min(count, first + 10_000))
        )  # fmt: skip


async def _birthdays(stack: Stack, count: int) -> None:
    """Publish what loyalty tells at nine in the morning, as fast as the broker takes it."""
    producer = AIOKafkaProducer(bootstrap_servers=stack.bootstrap)
    await producer.start()
    topic = topic_of(BirthdayReached.TYPE)
    sending: list[Awaitable[object]] = []
    for number in range(count):
        event = BirthdayReached(guest_id=f"g{number}", year=2026)
        envelope = Envelope(new_id(), "clubhouse/loyalty", datetime.now(UTC), f"g{number}", 1, event)
        key, headers, value = encode(envelope)
        sending.append(await producer.send(topic.name, value, key=key, headers=headers))
        if len(sending) == 1_000:
            await asyncio.gather(*sending)
            sending.clear()
    await asyncio.gather(*sending)
    await producer.stop()

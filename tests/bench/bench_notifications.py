"""Notifications: from a confirmed booking to the provider, and a hundred thousand birthday greetings."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
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
from infra.local.ports import free_port
from infra.local.stack import Stack
from services.notifications.domain.policy import NotificationPolicy
from tests.bench.harness import Row, Timings, bench
from tests.bench.house import ROOMS, housed, open_venue, post

BOOKINGS = int(os.environ.get("NOTIFICATIONS_BENCH_BOOKINGS", "1000"))
A_SECOND = float(os.environ.get("NOTIFICATIONS_BENCH_A_SECOND", "50"))
WARM_UP = BOOKINGS // 10
GREETINGS = int(os.environ.get("NOTIFICATIONS_BENCH_GREETINGS", "100000"))
RATE, SHARE = 1_000, 80
"""The provider's limit in the greetings' run, messages a second, and marketing's share of it in percent."""


class Phones:
    """An HTTP SMS provider that notes when each phone was written to; it costs next to nothing to run."""

    def __init__(self) -> None:
        self.port = free_port()
        self.heard: dict[str, float] = {}
        self.seconds: Counter[int] = Counter()

    @property
    def environment(self) -> dict[str, str]:
        """Settings of a service that sends by it."""
        url = f"http://127.0.0.1:{self.port}/sms"
        return {"CLUBHOUSE_SMS_HTTP": json.dumps([{"name": "sms", "url": url, "idempotency_header": "key"}])}

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
        house = await running.enter_async_context(
            housed(stack, "booking", "notifications", environment=phones.environment)
        )
        client = await running.enter_async_context(house.booking())
        await open_venue(client)
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
        house = await running.enter_async_context(
            housed(
                stack, "notifications", environment=phones.environment | {"CLUBHOUSE_HOUSE_ZONE": _morning()}
            )
        )
        name = house.databases["notifications"]
        await _pace(stack, name)
        raw: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(stack.mongo_url)
        db = raw.get_database(name)
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
        raw.close()
    early = max(size for count, size in memory if count <= GREETINGS // 5)
    late = max(size for count, size in memory if count >= GREETINGS // 5 * 4)
    return [
        Row(f"greetings: {GREETINGS:,} queued", "1/s", GREETINGS / queued),
        Row(f"greetings: {GREETINGS:,} sent", "1/s", GREETINGS / drained, limit=RATE * SHARE / 100),
        Row("greetings: most sent in a second", "1/s", max(phones.seconds.values())),
        Row("greetings: memory after a fifth", "MB", early),
        Row("greetings: memory at the end", "MB", late),
    ]


async def _book(client: httpx.AsyncClient, number: int, confirmed: dict[str, float]) -> None:
    first = (datetime.now(UTC) + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    starts_at = first + timedelta(hours=2 * (number // ROOMS))
    body = {
        "venue_id": "bench", "kind": "room", "party_size": 4, "channel": "phone",
        "starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat(),
        "guest": {"name": f"G{number}", "phone": _phone(number)},
    }  # fmt: skip
    held = await post(client, "/bookings", body)
    await post(client, f"/bookings/{held['booking_id']}/confirm", None)
    confirmed[_phone(number)] = perf_counter()


def _phone(number: int) -> str:
    return f"+86138{number:08d}"


async def _until(condition: Callable[[], bool], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


def _morning() -> str:
    """A zone in which it is nine now: greetings are of the day, and not for the night."""
    west = datetime.now(UTC).hour - 9
    return f"Etc/GMT{west if west <= 12 else west - 24:+d}"


async def _pace(stack: Stack, database: str) -> None:
    """Set the SMS provider's rate."""
    db = Database(stack.mongo_url, database)
    clock = Clock()
    book = PolicyBook(db, clock, NotificationPolicy())
    changes = {"per_second": {"sms": RATE}, "marketing_share_percent": SHARE}
    soon = clock.now() + timedelta(milliseconds=50)
    await book.publish(scope=CHAIN, effective_from=soon, changes=changes, author="bench", reason="rate")
    db.close()


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

"""Booking: taking a place over HTTP beside the same writes by raw driver; searching a chain for a month."""

from __future__ import annotations

import asyncio
import gc
import json
import random
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import httpx
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from infra.chassis.clock import Clock
from infra.local.stack import Stack
from services.booking.domain.slots import bucket_starts, claim_id
from services.booking.domain.venue import Kind, Resource, Venue, VenueCard
from services.booking.main import build
from services.booking.settings import BookingSettings
from services.booking.store.bookings import BookingStore
from services.booking.store.occupancy import Occupancy
from tests.bench.harness import Row, Timings, bench, each
from tests.bench.house import ROOMS, housed, open_venue

BOOKINGS, AT_ONCE = 1_200, 16
SEARCHES = 300


@bench("booking")
async def booking(stack: Stack) -> list[Row]:
    """Create and confirm: two requests of a client, two transactions of the store."""
    async with (
        housed(stack, "booking", environment={}) as house,
        house.booking() as client,
        _lines(client) as lines,
    ):
        await open_venue(client)
        first = (datetime.now(UTC) + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
        taking, confirming = Timings(), Timings()

        async def take(number: int) -> None:
            starts_at = first + timedelta(hours=2 * (number // ROOMS))
            body = {
                "venue_id": "bench", "kind": "room", "party_size": 4, "channel": "phone",
                "starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat(),
                "guest": {"name": f"G{number}", "phone": f"+86138{number:08d}"},
            }  # fmt: skip
            line = lines.pop()
            held = await taking.of(line.post("/bookings", body))
            await confirming.of(line.post(f"/bookings/{held['booking_id']}/confirm", {}))
            lines.append(line)

        await each(BOOKINGS, AT_ONCE, take)
        pairs = confirming.rate
    raw = await _raw(stack)
    return [
        Row("booking: hold + confirm over HTTP", "1/s", pairs, limit=raw),
        Row("booking: hold, any suitable room", "ms p50", taking.percentile(50)),
        Row("booking: hold, any suitable room", "ms p99", taking.percentile(99)),
        Row("booking: confirm", "ms p50", confirming.percentile(50)),
        Row("booking: confirm", "ms p99", confirming.percentile(99)),
    ]


@bench("availability")
async def availability(stack: Stack) -> list[Row]:
    """Two hours for four guests anywhere: 50 venues of 40 rooms over 30 days, and how it grows."""
    settings = BookingSettings(
        mongo_url=stack.mongo_url, mongo_database="bench_availability", kafka_bootstrap=stack.bootstrap
    )
    service = build(settings, Clock())
    sizes = ((50, 30, 1), (50, 30, 4), (25, 30, 4), (50, 15, 4))
    rows = [_searched(Occupancy(BookingStore(service.desk)), *size) for size in sizes]
    service.db.close()
    return rows


def _searched(occupancy: Occupancy, venues: int, days: int, visits: int) -> Row:
    """p99 of a search with so many visits a room and day already taken, known as the claims tell them."""
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    chain = [_venue(number) for number in range(venues)]
    chance, claims = random.Random(7), 0
    for venue in chain:
        for room in venue.resources:
            for half_hours in (48 * day + chance.randrange(44) for day in range(days) for _ in range(visits)):
                for bucket in _visit(start + timedelta(minutes=30 * half_hours)):
                    occupancy.note(claim_id(venue.id, room.id, bucket), held=True)
                    claims += 1
    gc.collect()
    gc.freeze()  # as a service's process does once it has started
    timings = Timings()
    for shift in range(SEARCHES):
        opens = start + timedelta(minutes=5 * shift)
        began = perf_counter()
        found = list(occupancy.search(chain, Kind.ROOM, 4, 120, opens, opens + timedelta(days=days)))
        timings.seconds.append(perf_counter() - began)
        assert len(found) == venues * ROOMS
    name = f"availability: {venues} venues x {ROOMS} x {days} d, {claims:,} claims"
    return Row(name, "ms p99", timings.percentile(99))


def _visit(starts_at: datetime) -> Iterator[datetime]:
    return bucket_starts(starts_at, starts_at + timedelta(hours=2), 30, "Asia/Shanghai")


def _venue(number: int) -> Venue:
    rooms = tuple(Resource(f"r{n}", Kind.ROOM, "ktv", f"R{n}", 6, cleaning_minutes=15) for n in range(ROOMS))
    card = VenueCard(f"V{number}", "ktv", "Asia/Shanghai")
    return replace(Venue(f"v{number}", card), resources=rooms)


class _Line:
    """A kept connection that does no more than it must: the client shares two cores with what is measured."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> None:
        self._reader = reader
        self.writer = writer
        self._token = token

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a POST that must succeed."""
        content = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: {self._token}\r\n"
            f"Idempotency-Key: {uuid.uuid4().hex}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        self.writer.write(head.encode() + content)
        told = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(told.split("content-length: ")[1].split("\r\n")[0])
        answer: dict[str, Any] = json.loads(await self._reader.readexactly(length))
        assert told.startswith("http/1.1 20"), answer
        return answer


@asynccontextmanager
async def _lines(client: httpx.AsyncClient) -> AsyncIterator[list[_Line]]:
    """As many connections as there are requests at once."""
    where, token = client.base_url, client.headers["Authorization"]
    lines = [_Line(*await asyncio.open_connection(where.host, where.port), token) for _ in range(AT_ONCE)]
    yield lines
    for line in lines:
        line.writer.close()


async def _raw(stack: Stack) -> float:
    """Pairs of transactions a second that write the same documents with the raw driver."""
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(stack.mongo_url, maxPoolSize=64)
    db = client.get_database(f"bench_raw_{uuid.uuid4().hex[:8]}", write_concern=WriteConcern("majority"))
    for name in ("bookings", "claims", "inbox", "outbox", "timers", "guests"):
        await db.create_collection(name)
    state = {"text": "x" * 1_200}

    async def pair(number: int) -> None:
        async with await client.start_session() as session:
            async with session.start_transaction(read_concern=ReadConcern("snapshot")):
                await db.guests.insert_one({"_id": number, "state": {"text": "x" * 150}}, session=session)
                await db.outbox.insert_one({"payload": "x" * 300}, session=session)
                await db.inbox.insert_one({"_id": f"g{number}"}, session=session)
            async with session.start_transaction(read_concern=ReadConcern("snapshot")):
                await db.bookings.insert_one({"_id": number, "state": state}, session=session)
                claims = [{"_id": f"{number}@{bucket}", "booking_id": number} for bucket in range(4)]
                await db.claims.insert_many(claims, session=session)
                await db.inbox.insert_one({"_id": f"h{number}", "answer": state}, session=session)
                await db.outbox.insert_one({"payload": "x" * 700}, session=session)
                await db.timers.insert_one({"_id": number}, session=session)
            async with session.start_transaction(read_concern=ReadConcern("snapshot")):
                await db.bookings.find_one({"_id": number}, session=session)
                await db.bookings.replace_one({"_id": number}, {"state": state}, session=session)
                await db.inbox.insert_one({"_id": f"c{number}", "answer": state}, session=session)
                await db.outbox.insert_one({"payload": "x" * 700}, session=session)
                await db.timers.insert_many([{"_id": f"{number}{name}"} for name in "abc"], session=session)

    timings = Timings()
    await each(BOOKINGS, AT_ONCE, lambda number: timings.of(pair(number)))
    rate = timings.rate
    client.close()
    return rate

"""The service as it is run: the demo chain, and the live board."""

from __future__ import annotations

import asyncio
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from infra.chassis.mongo import Database
from infra.cli.demo import VENUES, load_demo
from tests.integration.booking.conftest import wish


async def test_the_demo_chain_is_loaded_once_however_often_it_is_loaded(
    client: httpx.AsyncClient, db: Database
) -> None:
    await load_demo(client)
    counts = await counted(db)
    assert counts["venues"] == len(VENUES) == 3
    assert counts["bookings"] == 4
    await load_demo(client)
    assert await counted(db) == counts
    confirmed = (await client.get("/bookings", params={"status": "confirmed"})).json()["items"]
    assert len(confirmed) == 4


async def test_the_board_tells_the_day_s_bookings_as_they_change_and_resumes(
    client: httpx.AsyncClient,
) -> None:
    await load_demo(client)
    starts_at = (datetime.now(UTC) + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)
    times = {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat()}
    held = await post(client, "/bookings", wish("harbour-ktv", **times))
    board = f"/venues/harbour-ktv/board?business_date={held['business_date']}"
    seen: list[str] = []
    last = ""
    async with asyncio.timeout(30), client.stream("GET", board) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("id:"):
                last = line[3:].strip()
            if not line.startswith("data:"):
                continue
            seen.append(json.loads(line[5:])["status"])
            if len(seen) == 1:
                await post(client, f"/bookings/{held['booking_id']}/confirm")
            if len(seen) == 2:
                break
    assert seen == ["held", "confirmed"]
    resumed = {"Last-Event-ID": last}
    told: list[Any] = []
    async with asyncio.timeout(30), client.stream("GET", board, headers=resumed) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:"):
                told.append(json.loads(line[5:]))
            if len(told) == 2:
                break
        assert told[0] == {"ids": [held["booking_id"]]}
        assert told[1]["status"] == "confirmed"


async def test_the_board_tells_that_a_booking_moved_to_another_day(client: httpx.AsyncClient) -> None:
    """It stayed on the old day's board until that was opened anew: a table kept for nobody."""
    await load_demo(client)
    starts_at = (datetime.now(UTC) + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)
    times = {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat()}
    held = await post(client, "/bookings", wish("harbour-ktv", **times))
    await post(client, f"/bookings/{held['booking_id']}/confirm")
    board = f"/venues/harbour-ktv/board?business_date={held['business_date']}"
    told: list[Any] = []
    async with asyncio.timeout(30), client.stream("GET", board) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:"):
                told.append(json.loads(line[5:]))
                if len(told) == 2:
                    break
                later = {name: (datetime.fromisoformat(at) + timedelta(days=1)).isoformat()
                         for name, at in times.items()}  # fmt: skip
                await post(client, f"/bookings/{held['booking_id']}/reschedule", later)
    assert told[1] == {"id": held["booking_id"]}


async def post(client: httpx.AsyncClient, path: str, body: Any = None) -> dict[str, Any]:
    answer = await client.post(path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def counted(db: Database) -> dict[str, int]:
    return {name: await db.collection(name).count_documents({}) for name in ("venues", "bookings", "guests")}

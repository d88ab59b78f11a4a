"""The five services themselves, each killed while it works; reporting's journal is the history to judge by.

`make up` in a process of its own; its supervisor starts again what was killed. Every event that any service
published on a topic reporting hears must stand in the journal once, in order per key.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from infra.chassis.mongo import Database
from infra.local.settings import SERVICES
from services.reporting.domain.folding import TOPICS
from tests.e2e.running import Run

pytestmark = [pytest.mark.slow, pytest.mark.fault]

SEED = int(os.environ.get("CLUBHOUSE_FAULT_SEED") or random.randrange(1_000_000))
PATIENCE_SECONDS = 180.0
BOOKINGS = 20
History = dict[tuple[str, str], list[str]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    one = Run(tmp_path / "data")
    yield one
    one.end()


class Databases:
    """The five services' databases."""

    def __init__(self, url: str) -> None:
        self.of = {name: Database(url, f"clubhouse_{name}") for name in SERVICES}

    async def published(self) -> History:
        """Event ids by topic and key, of every topic reporting hears, in the order they were published."""
        heard = {"aggregatetype": {"$in": [topic.name for topic in TOPICS]}}
        rows: list[dict[str, Any]] = []
        for db in self.of.values():
            for collection in ("outbox", "outbox_sent"):
                rows += await db.collection(collection).find(heard).to_list(None)
        history: History = defaultdict(list)
        for row in sorted({row["_id"]: row for row in rows}.values(), key=lambda row: row["_id"]):
            history[row["aggregatetype"], row["aggregateid"]].append(row["_id"])
        return history

    async def journal(self) -> History:
        """The same, as reporting heard it."""
        history: History = defaultdict(list)
        async for page in self.of["reporting"].collection("journal").find({}, sort=[("_id", 1)]):
            for row in page["events"]:
                id, key = row[0], row[3]
                history[page["topic"], key].append(id)
        return history

    async def waiting(self) -> dict[str, int]:
        """What has not gone its way yet, by service."""
        return {
            name: await db.collection("outbox").count_documents({})
            + await db.collection("parked").count_documents({})
            for name, db in self.of.items()
        }

    def close(self) -> None:
        for db in self.of.values():
            db.close()


async def test_killing_each_service_while_it_works_loses_doubles_and_reorders_nothing(run: Run) -> None:
    print(f"seed {SEED}: CLUBHOUSE_FAULT_SEED={SEED} repeats this run")
    chance = random.Random(SEED)
    run.start()
    await run.ready()
    before = {name: part["restarts"] for name, part in (await run.parts()).items()}
    enough = asyncio.Event()
    working = asyncio.create_task(book(run, enough))
    for victim in chance.sample(SERVICES, len(SERVICES)):
        await asyncio.sleep(chance.uniform(0.5, 2))
        pid = await run.pid(victim)
        assert pid is not None, f"{victim} is not there to be killed"
        print(f"kill -9 {victim}")
        os.kill(pid, signal.SIGKILL)
    await asyncio.sleep(2)
    enough.set()
    booked = await working
    after = await run.parts()
    databases = Databases(run.mongo_url)
    try:
        deadline = monotonic() + PATIENCE_SECONDS
        while True:
            published, journal = await databases.published(), await databases.journal()
            waiting = await databases.waiting()
            if (published == journal and not any(waiting.values())) or monotonic() > deadline:
                break
            await asyncio.sleep(0.5)
    finally:
        databases.close()
    differing = {key: (published.get(key), journal.get(key)) for key in published.keys() | journal.keys()}
    assert {key: both for key, both in differing.items() if both[0] != both[1]} == {}
    assert not any(waiting.values()), waiting
    assert len(published) > booked
    assert all(after[name]["restarts"] != before[name] for name in SERVICES), "a kill did not bite"


async def book(run: Run, enough: asyncio.Event) -> int:
    """Hold and confirm one room after the other, each request repeated under its key until it is answered."""
    done = 0
    start = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=1)
    async with httpx.AsyncClient(timeout=20) as http:
        while done < BOOKINGS or not enough.is_set():
            at = start + timedelta(days=done % 10, hours=2 * (done // 10 % 2))
            wanted = {
                "venue_id": "harbour-ktv",
                "kind": "room",
                "party_size": 2,
                "starts_at": at.isoformat(),
                "ends_at": (at + timedelta(hours=2)).isoformat(),
                "channel": "phone",
                "guest": {"name": "Ms Wang", "phone": f"+86139{done:08}", "language": "en"},
            }
            held = await post(http, run, "/bookings", wanted)
            if held.status_code == 201:
                await post(http, run, f"/bookings/{held.json()['booking_id']}/confirm", {})
            done += 1
    return done


async def post(http: httpx.AsyncClient, run: Run, path: str, body: dict[str, Any]) -> httpx.Response:
    """Post until a service answers."""
    key = str(uuid.uuid4())
    while True:
        try:
            form = await http.post(
                f"{run.page}/token", content="role=agent", headers={"accept": "application/json"}
            )
            headers = {"authorization": f"Bearer {form.json()['access_token']}", "idempotency-key": key}
            answer = await http.post(f"{run.booking}{path}", json=body, headers=headers)
            if answer.status_code < 500:
                return answer
        except httpx.HTTPError:
            pass
        await asyncio.sleep(0.2)

"""``make up`` as a person meets it: it starts, shows itself, heals, stops, and finds its data again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from infra.local.child import until
from infra.local.ports import HOST
from tests.e2e.running import Run

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    one = Run(tmp_path / "data")
    yield one
    one.end()


async def test_it_starts_heals_traces_stops_cleanly_and_finds_its_data_again(run: Run) -> None:
    run.start()
    await run.ready()
    parts = await run.parts()
    assert {part["state"] for part in parts.values()} == {"up"}

    first = next(name for name in parts if name not in {"supervisor", "mongod", "broker"})
    pid = parts[first]["pid"]
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGKILL)
    assert await _eventually(lambda: f"{first} is back" in run.said)
    assert (await run.parts())[first]["restarts"] == 1
    await _book(run)
    story = await _told_story(run)
    assert story[0] == ("booking", "POST /bookings/{booking_id}/confirm")
    assert ("booking", "send clubhouse.booking.bookings") in story
    assert ("notifications", "process clubhouse.booking.bookings") in story
    assert ("notifications", "send sms") in story
    bookings = await _bookings(run)

    assert await run.stop() == 0
    assert all(_gone(part["pid"]) for part in (parts | {first: parts[first]}).values())

    run.start()
    await run.ready()
    assert await _bookings(run) == bookings
    assert await run.stop(signal.SIGTERM) == 0


async def test_a_taken_port_is_one_line_with_the_fix(run: Run) -> None:
    with socket.create_server((HOST, int(run.page.rsplit(":", 1)[1]))):
        run.start()
        assert await until(lambda: run.ended, 30)

    (line,) = run.said.strip().split("\n")
    assert "is taken" in line
    assert "fix:" in line


async def _token(run: Run, http: httpx.AsyncClient) -> str:
    form = await http.post(f"{run.page}/token", content="role=agent", headers={"accept": "application/json"})
    return f"Bearer {form.json()['access_token']}"


async def _bookings(run: Run) -> list[str]:
    async with httpx.AsyncClient(timeout=20) as http:
        answer = await http.get(f"{run.booking}/bookings", headers={"authorization": await _token(run, http)})
    assert answer.status_code == 200, answer.text
    return sorted(booking["booking_id"] for booking in answer.json()["items"])


async def _book(run: Run) -> None:
    """Hold a room for tomorrow night and confirm it."""
    start = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
    async with httpx.AsyncClient(timeout=20, base_url=run.booking) as http:
        headers = {"authorization": await _token(run, http)}
        held = await http.post(
            "/bookings",
            headers=headers | {"idempotency-key": str(uuid.uuid4())},
            json={
                "venue_id": "harbour-ktv",
                "kind": "room",
                "party_size": 2,
                "starts_at": start.isoformat(),
                "ends_at": (start + timedelta(hours=2)).isoformat(),
                "channel": "phone",
                "guest": {"name": "Ms Wang", "phone": "+8613900000077", "language": "en"},
            },
        )
        assert held.status_code == 201, held.text
        confirmed = await http.post(
            f"/bookings/{held.json()['booking_id']}/confirm",
            headers=headers | {"idempotency-key": str(uuid.uuid4())},
            json={},
        )
        assert confirmed.status_code == 200, confirmed.text


async def _told_story(run: Run) -> list[tuple[str, str]]:
    """(service, span) of the newest confirmation's story, once it has reached a message to the guest."""
    deadline = time.monotonic() + 60
    async with httpx.AsyncClient(timeout=20, base_url=run.page) as http:
        while True:
            stories = (await http.get("/api/traces")).json()
            story = next(each for each in stories if each["title"].endswith("/confirm"))
            told = (await http.get(f"/api/traces/{story['trace_id']}")).json()["spans"]
            spans = [(span["service"], span["name"]) for span in told]
            if ("notifications", "send sms") in spans or time.monotonic() > deadline:
                return spans
            await asyncio.sleep(0.2)


async def _eventually(condition: Callable[[], bool]) -> bool:
    return await until(condition, 60)


def _gone(pid: object) -> bool:
    return not isinstance(pid, int) or not Path(f"/proc/{pid}").exists()

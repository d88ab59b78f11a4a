"""``make up`` as a person meets it: it starts, shows itself, heals, stops, and finds its data again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from infra.local.child import until
from infra.local.places import ROOT
from infra.local.ports import HOST, free_port, is_free

pytestmark = pytest.mark.slow

READY = "Clubhouse runs."


class Run:
    """One ``make up`` on ports and data of its own."""

    def __init__(self, data: Path, base: int, mongo: int, broker: int) -> None:
        self.page = f"http://{HOST}:{base}"
        self.data = data
        self._said = data / "said.txt"
        self._env = {
            **os.environ,
            "CLUBHOUSE_BASE_PORT": str(base),
            "CLUBHOUSE_LOCAL_MONGO_PORT": str(mongo),
            "CLUBHOUSE_LOCAL_BROKER_PORT": str(broker),
            "CLUBHOUSE_DATA_DIR": str(data),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        with self._said.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "infra.local.up"], env=self._env, stdout=out, stderr=out, cwd=ROOT
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    async def ready(self) -> None:
        assert await until(lambda: READY in self.said or self.ended, 120), self.said
        assert READY in self.said, self.said

    @property
    def ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    async def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        await asyncio.to_thread(self._process.wait, 60)
        return self._process.returncode

    def end(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    async def parts(self) -> dict[str, dict[str, object]]:
        async with httpx.AsyncClient() as http:
            return {part["name"]: part for part in (await http.get(f"{self.page}/api/parts")).json()}


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    one = Run(tmp_path / "data", _six_free_ports(), free_port(), free_port())
    yield one
    one.end()


async def test_it_starts_heals_stops_cleanly_and_finds_its_data_again(run: Run) -> None:
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


async def _bookings(run: Run) -> list[str]:
    port = int(run.page.rsplit(":", 1)[1]) + 1
    async with httpx.AsyncClient(timeout=20) as http:
        token = (
            await http.post(f"{run.page}/token", content="role=agent", headers={"accept": "application/json"})
        ).json()["access_token"]
        answer = await http.get(
            f"http://{HOST}:{port}/bookings", headers={"authorization": f"Bearer {token}"}
        )
    assert answer.status_code == 200, answer.text
    return sorted(booking["id"] for booking in answer.json()["items"])


async def _eventually(condition: Callable[[], bool]) -> bool:
    return await until(condition, 60)


def _gone(pid: object) -> bool:
    return not isinstance(pid, int) or not Path(f"/proc/{pid}").exists()


def _six_free_ports() -> int:
    while True:
        base = free_port()
        if all(is_free(base + step) for step in range(6)):
            return base

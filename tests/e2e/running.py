"""``make up`` in a process of its own, as the end-to-end tests drive it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from infra.local.child import until
from infra.local.places import ROOT
from infra.local.ports import HOST, free_port, is_free

__all__ = ["Run", "free_ports"]

READY = "Clubhouse runs."


class Run:
    """One ``make up`` on ports and data of its own."""

    def __init__(self, data: Path) -> None:
        self.base = base = free_ports()
        self._mongo, self._broker = free_port(), free_port()
        self.mongo_url = f"mongodb://{HOST}:{self._mongo}/?directConnection=true"
        self.page = f"http://{HOST}:{base}"
        self.booking = f"http://{HOST}:{base + 1}"
        self.data = data
        self._said = data / "said.txt"
        self.env = {
            **os.environ,
            "CLUBHOUSE_BASE_PORT": str(base),
            "CLUBHOUSE_LOCAL_MONGO_PORT": str(self._mongo),
            "CLUBHOUSE_LOCAL_BROKER_PORT": str(self._broker),
            "CLUBHOUSE_DATA_DIR": str(data),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        with self._said.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "infra.local.up"], env=self.env, stdout=out, stderr=out, cwd=ROOT
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    async def ready(self) -> None:
        assert await until(lambda: READY in self.said or self.ended, 300), self.said
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

    async def pid(self, part: str) -> int | None:
        """Process id of a part, None while it, or the page that tells, is not there."""
        try:
            found = (await self.parts())[part]["pid"]
        except httpx.HTTPError:
            return None
        return found if isinstance(found, int) else None

    async def freed(self) -> None:
        """Wait until no process of it listens any more."""
        ports = [*range(self.base, self.base + 6), self.base + 25, self._mongo, self._broker]
        assert await until(lambda: all(is_free(port) for port in ports), 60)


def free_ports() -> int:
    while True:
        base = free_port()
        if all(is_free(base + step) for step in (*range(6), 25)):
            return base

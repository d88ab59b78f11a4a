"""The house under soak: five services on a stack of its own, each replaced now and then while it works.

A replacement follows `infra/k8s/service/deployment.yaml`: the new process is ready before the old one is
left, callers are sent to the new one, then the old one is asked to end (SIGTERM) and finishes what it began.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import psutil

from infra.chassis.clock import ScaledClock
from infra.local.child import Child
from infra.local.issuer import Issuer
from infra.local.ports import HOST, free_port
from infra.local.settings import SERVICES
from infra.local.stack import Stack

__all__ = ["House", "Process"]

_GRACE_SECONDS = 60  # terminationGracePeriodSeconds
_ENDED_WELL = {0, -15}
_ISSUER = "http://127.0.0.1:8100"


@dataclass
class Process:
    """One process of a service, from its start to its end.

    Attributes:
        memory: (seconds since it was ready, resident megabytes).
        asked: requests that were answered, by (method, route, status), as its callers counted them.
        unanswered: requests that broke off.
        let_down: those, and others that it should have answered but turned away, a line each.
    """

    service: str
    generation: int
    port: int
    child: Child
    ready_at: float = 0.0
    memory: list[tuple[float, float]] = field(default_factory=list)
    asked: dict[tuple[str, str, int], int] = field(default_factory=dict)
    unanswered: int = 0
    under_way: int = 0
    let_down: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.port}"

    def __str__(self) -> str:
        return f"{self.service}#{self.generation}"


class House:
    """Five services that stand on `stack`.

    Args:
        folder: for logs, keys and the clock.
        leaks: asked about every OTLP export; the markers it holds.
    """

    def __init__(self, stack: Stack, folder: Path, leaks: Callable[[str], set[str]]) -> None:
        self._stack = stack
        self._folder = folder
        self._issuer = Issuer(folder / "issuer", _ISSUER)
        self._listener = _Listener(leaks)
        self._keys = folder / "jwks.json"
        self.clock_file = folder / "clock.json"
        self.current: dict[str, Process] = {}
        self.ended: list[Process] = []
        self.complaints: list[str] = []
        """What went wrong with a process."""

    @property
    def processes(self) -> list[Process]:
        """All that ever ran."""
        return [*self.ended, *self.current.values()]

    @property
    def exports(self) -> int:
        """OTLP exports that came in."""
        return self._listener.exports

    @property
    def leaked(self) -> set[str]:
        """Markers that were in them."""
        return self._listener.leaked

    def token(self, *roles: str, subject: str = "soak") -> str:
        """A caller's token."""
        return self._issuer.token(roles=roles, subject=subject)

    async def open(self) -> None:
        """Start all five. Their clock shows noon in Shanghai, so that quiet hours change nothing."""
        noon = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
        self._set_clock(noon, speed=1.0)
        self._keys.write_text(json.dumps(self._issuer.jwks()), encoding="utf-8")
        started = await asyncio.gather(*(self._started(service, 1) for service in SERVICES))
        self.current = {process.service: process for process in started}

    def slow(self) -> None:
        """Let the clock nearly stand: of some hundreds of open cases a deadline comes due every second."""
        self._set_clock(ScaledClock(self.clock_file).now(), speed=0.001)

    def _set_clock(self, shown: datetime, speed: float) -> None:
        told = {"real": time.time(), "shown": shown.isoformat(), "speed": speed}
        new = self.clock_file.with_suffix(".new")
        new.write_text(json.dumps(told), encoding="utf-8")
        new.replace(self.clock_file)

    async def replace(self, service: str) -> None:
        """A rolling restart of one service, by the rules of its deployment."""
        old = self.current[service]
        self.current[service] = await self._started(service, old.generation + 1)
        deadline = time.monotonic() + 5  # preStop
        while old.under_way and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        began = time.monotonic()
        await old.child.stop()
        if old.child.exit_code not in _ENDED_WELL:
            taken = time.monotonic() - began
            self.complaints.append(f"{old} ended with status {old.child.exit_code} after {taken:.0f} s")
        self.ended.append(old)

    async def watch(self, every: float = 2.0) -> None:
        """Note memory, and whether a process ended by itself, until cancelled."""
        while True:
            for process in list(self.current.values()):
                if process.child.pid is None:
                    self.complaints.append(f"{process} ended by itself: {process.child.last_words()}")
                    process.child.start()
                else:
                    resident = psutil.Process(process.child.pid).memory_info().rss / 1e6
                    process.memory.append((time.monotonic() - process.ready_at, resident))
            await asyncio.sleep(every)

    def logs(self) -> dict[str, str]:
        """Everything the services said, by service."""
        return {
            service: (self._folder / f"{service}.log").read_text(encoding="utf-8", errors="replace")
            for service in SERVICES
        }

    async def close(self) -> None:
        """Stop all."""
        await asyncio.gather(*(process.child.stop() for process in self.current.values()))
        self._listener.close()

    async def _started(self, service: str, generation: int) -> Process:
        port = free_port()
        kafka = self._stack.kind == "kafka"
        child = Child(
            f"{service}#{generation}",
            (sys.executable, "-m", f"services.{service}.main"),
            self._folder / f"{service}.log",
            env={
                "CLUBHOUSE_MONGO_URL": self._stack.mongo_url,
                "CLUBHOUSE_KAFKA_BOOTSTRAP": self._stack.bootstrap,
                "CLUBHOUSE_KAFKA_SESSION_MS": "6000" if kafka else "3000",
                "CLUBHOUSE_KAFKA_FETCH_WAIT_MS": "500" if kafka else "30",
                "CLUBHOUSE_HOST": HOST,
                "CLUBHOUSE_PORT": str(port),
                "CLUBHOUSE_ISSUER": _ISSUER,
                "CLUBHOUSE_JWKS": str(self._keys),
                "CLUBHOUSE_DATA_DIR": str(self._folder),
                "CLUBHOUSE_CLOCK_FILE": str(self.clock_file),
                "CLUBHOUSE_OTLP_ENDPOINT": self._listener.url,
                "CLUBHOUSE_NOTIFICATIONS_SINK": "true",
                "CLUBHOUSE_NOTIFICATIONS_SINK_SMTP_PORT": str(free_port()),
            },
            grace=_GRACE_SECONDS,
        )
        process = Process(service, generation, port, child)
        child.start()
        async with httpx.AsyncClient(timeout=5) as http:
            await child.ready(lambda: _ready(http, process.url), 180)
        process.ready_at = time.monotonic()
        return process


async def _ready(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(f"{url}/readyz")).status_code == 200
    except httpx.TransportError:
        await asyncio.sleep(0.1)
        return False


class _Listener:
    """An OTLP receiver that keeps nothing but what must not be there."""

    def __init__(self, leaks: Callable[[str], set[str]]) -> None:
        self.exports = 0
        self.leaked: set[str] = set()
        listener = self

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:  # the library's name
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                listener.exports += 1
                listener.leaked |= leaks(body.decode("utf-8", "replace"))
                self.send_response(200)
                self.send_header("content-type", "application/x-protobuf")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer((HOST, 0), Answers)
        self._server.daemon_threads = True
        self.url = f"http://{HOST}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()

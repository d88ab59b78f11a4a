"""``make up``: the whole chain on this machine, until Ctrl-C. ``python -m infra.local.up``."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Coroutine, Iterator
from typing import Any

import uvicorn

from infra.local.child import CannotStart
from infra.local.page import Part, create_page
from infra.local.places import ROOT
from infra.local.ports import HOST, is_free
from infra.local.service import LocalService
from infra.local.settings import SERVICES, LocalSettings
from infra.local.stack import Stack, available_broker
from infra.local.supervisor import Kept
from infra.local.traces import Traces

__all__ = ["Up"]

_LOG_KEPT_BYTES = 20_000_000


class Up:
    """One run of the local chain.

    Args:
        settings: ports, folders and which broker.
    """

    def __init__(self, settings: LocalSettings) -> None:
        self._settings = settings
        self._began = time.monotonic()
        self._services = [name for name in SERVICES if (ROOT / "services" / name / "main.py").exists()]
        self._stack = Stack(
            settings.data_dir, settings.local_mongo_port, settings.local_broker_port, settings.local_broker
        )
        self._kept: dict[str, Kept] = {
            "mongod": Kept(self._stack.mongo.child, self._stack.mongo.start, self._say),
            "broker": Kept(self._stack.broker.child, self._stack.broker.start, self._say),
            **{name: self._keep_service(name) for name in self._services},
        }
        self._page = _PageServer(
            uvicorn.Config(
                create_page(settings, Traces(), self._parts),
                host=HOST,
                port=settings.base_port,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=1,
            )
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Start everything, keep it running, and stop it in order when `stop` is set.

        Raises:
            CannotStart: a port is taken, a library is missing, or a part did not start.
        """
        self._check_ports()
        self._trim_logs()
        page = asyncio.create_task(self._page.serve())
        starting = asyncio.create_task(self._start())
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                await stopped
        finally:
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            self._say("stopping …")
            await asyncio.gather(*(self._kept[name].stop() for name in self._services))
            await asyncio.gather(self._kept["broker"].stop(), self._kept["mongod"].stop())
            self._page.should_exit = True
            await page
            self._say("stopped; the data stays for the next run")

    async def _start(self) -> None:
        self._say(f"starting MongoDB and {self._stack.broker.name} …")
        await _all(self._ready("mongod"), self._ready("broker"))
        self._say(f"starting {len(self._services)} services …")
        await _all(*(self._ready(name) for name in self._services))
        self._say(f"all ready after {self._elapsed():.1f} s")
        if (ROOT / "infra" / "cli" / "commands" / "demo_load.py").exists() and self._services:
            await self._load_demo()
        self._tell()

    async def _ready(self, name: str) -> None:
        await self._kept[name].start()
        self._say(f"  ✓ {name}")

    async def _load_demo(self) -> None:
        self._say("loading the demo chain …")
        loader = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "infra.cli", "demo-load", cwd=ROOT
        )
        try:
            if await loader.wait():
                self._say("the demo chain could not be loaded; everything else runs")
        finally:
            if loader.returncode is None:
                loader.kill()

    def _keep_service(self, name: str) -> Kept:
        service = LocalService(name, self._settings, self._stack)
        return Kept(service.child, service.start, self._say)

    def _check_ports(self) -> None:
        settings = self._settings
        wanted = {
            settings.base_port: "the supervisor's page",
            settings.local_mongo_port: "MongoDB",
            settings.local_broker_port: "the broker",
            **{settings.port(name): name for name in self._services},
            settings.sink_port: "the email sink",
        }
        for port, what in wanted.items():
            if not is_free(port):
                raise CannotStart(
                    f"port {port}, wanted for {what}, is taken (fix: is `make up` running already? find the "
                    f"program with `ss -ltnp 'sport = :{port}'`, or set CLUBHOUSE_BASE_PORT, "
                    "CLUBHOUSE_LOCAL_MONGO_PORT or CLUBHOUSE_LOCAL_BROKER_PORT)"
                )

    def _trim_logs(self) -> None:
        for log in (self._settings.data_dir / "logs").glob("*.log"):
            if log.stat().st_size > _LOG_KEPT_BYTES:
                log.replace(log.with_suffix(".log.1"))

    def _parts(self) -> list[Part]:
        page = self._settings.page_url
        where = {"mongod": self._stack.mongo_url, "broker": self._stack.bootstrap}
        return [
            Part("supervisor", page, "up", None, 0, "", (("traces", f"{page}/traces"),)),
            *(
                Part(
                    name,
                    where.get(name) or self._settings.url(name),
                    kept.state,
                    kept.child.pid,
                    kept.restarts,
                    str(kept.child.log),
                    () if name in where else _links(name, self._settings.url(name)),
                )
                for name, kept in self._kept.items()
            ),
        ]

    def _tell(self) -> None:
        rows = "\n".join(f"  {part.name:<14} {part.where}" for part in self._parts())
        print(
            f"\nClubhouse runs.\n{rows}\n\n"
            f"Look:   {self._settings.page_url}          what runs, tokens, links\n"
            f"        {self._settings.page_url}/traces   one story per request, across the services\n"
            f"        {self._settings.url('reporting')}/console  the chain today; for a manager's token\n"
            f"        {self._settings.url('notifications')}/sink     every message that was sent\n"
            "Token:  .venv/bin/clubhouse token --role agent --venue all\n"
            f"Try:    TOKEN=$(.venv/bin/clubhouse token --role agent --venue all)\n"
            f'        curl -s -H "Authorization: Bearer $TOKEN" {self._settings.url("booking")}/bookings\n'
            "Stop:   Ctrl-C; the data stays.\n",
            flush=True,
        )

    def _say(self, line: str) -> None:
        print(f"{self._elapsed():6.1f} s  {line}", flush=True)

    def _elapsed(self) -> float:
        return time.monotonic() - self._began


class _PageServer(uvicorn.Server):
    """Uvicorn that leaves signals to the supervisor."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _all(*starts: Coroutine[Any, Any, None]) -> None:
    """Wait for all; the first failure ends the others and is raised by itself."""
    try:
        async with asyncio.TaskGroup() as group:
            for start in starts:
                group.create_task(start)
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None


def _links(name: str, url: str) -> tuple[tuple[str, str], ...]:
    pages = {
        "notifications": (("what was sent", f"{url}/sink"),),
        "reporting": (("console", f"{url}/console"),),
    }
    return (*pages.get(name, ()), ("API", f"{url}/docs"), ("metrics", f"{url}/metrics"))


async def _main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    settings = LocalSettings()
    if settings.local_broker == "kafka":
        print("looking for Apache Kafka's jars (the first time, Maven brings 45 MB) …", flush=True)
        settings.local_broker = await available_broker("kafka", print)
    await Up(settings).run(stop)


if __name__ == "__main__":
    try:
        asyncio.run(_main())
    except CannotStart as problem:
        sys.exit(f"clubhouse: {problem}")

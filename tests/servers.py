"""Finds or starts the servers a test session needs."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pymongo import MongoClient

from infra.local.stack import Stack, available_broker

__all__ = ["Servers", "serve"]

_MONGO = 27017


@dataclass(frozen=True)
class Servers:
    """Where the servers are, and whose they are: tests that break servers start a `Stack` themselves."""

    mongo_url: str
    bootstrap: str
    kind: Literal["given", "containers", "embedded", "kafka"]


@contextlib.contextmanager
def serve(environ: Mapping[str, str]) -> Iterator[Servers]:
    """Servers for the length of a session."""
    with _serve(environ) as running:
        _let_nothing_lapse(running.mongo_url)
        yield running


def _let_nothing_lapse(mongo_url: str) -> None:
    """Stop the sweep of TTL indexes: by the clocks of tests, which stand in the past, all has lapsed."""
    with MongoClient[dict[str, Any]](mongo_url) as client:
        client.admin.command({"setParameter": 1, "ttlMonitorEnabled": False})


@contextlib.contextmanager
def _serve(environ: Mapping[str, str]) -> Iterator[Servers]:
    mongo_url, kafka = environ.get("CLUBHOUSE_TEST_MONGO_URL"), environ.get("CLUBHOUSE_TEST_KAFKA")
    wanted = environ.get("CLUBHOUSE_TEST_BROKER")
    if mongo_url and kafka:
        yield Servers(mongo_url, kafka, "given")
    elif wanted is None and docker_answers():
        with _containers() as running:
            yield running
    else:
        with _own(wanted) as running:
            yield running


@contextlib.contextmanager
def _own(wanted: str | None) -> Iterator[Servers]:
    kind = asyncio.run(available_broker("kafka" if wanted == "kafka" else "embedded", warnings.warn))
    stack = asyncio.run(Stack.temporary(kind))
    try:
        yield Servers(stack.mongo_url, stack.bootstrap, kind)
    finally:
        asyncio.run(stack.stop())


@contextlib.contextmanager
def _containers() -> Iterator[Servers]:
    from testcontainers.community.kafka import KafkaContainer
    from testcontainers.core.container import DockerContainer

    mongo = DockerContainer("mongo:7").with_command("--replSet rs0").with_exposed_ports(_MONGO)
    with mongo, KafkaContainer().with_kraft() as kafka:
        host, port = mongo.get_container_host_ip(), mongo.get_exposed_port(_MONGO)
        url = f"mongodb://{host}:{port}/?directConnection=true"
        _form_replica_set(url)
        yield Servers(url, kafka.get_bootstrap_server(), "containers")


def _form_replica_set(url: str) -> None:
    with MongoClient[dict[str, Any]](url, serverSelectionTimeoutMS=60_000) as client:
        client.admin.command(
            "replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": f"localhost:{_MONGO}"}]}
        )
        deadline = time.monotonic() + 30
        while not client.admin.command("hello")["isWritablePrimary"]:
            assert time.monotonic() < deadline, "the replica set elected no primary"
            time.sleep(0.05)


def docker_answers() -> bool:
    """Whether a Docker engine, not only its client, is there."""
    if shutil.which("docker") is None:
        return False
    trial = subprocess.run(["docker", "info"], capture_output=True, check=False, timeout=10)
    return trial.returncode == 0

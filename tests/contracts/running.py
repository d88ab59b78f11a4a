"""A service as it runs in the house: its own process on real servers, and callers with tokens."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from pymongo import MongoClient
from pymongo.database import Database

from infra.chassis.codec import to_document
from infra.contracts_gate.schemas import Json
from infra.local.issuer import Issuer
from infra.local.ports import free_port

__all__ = ["Running", "running", "started"]

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 90


@dataclass(frozen=True)
class Running:
    """A service that answers.

    Attributes:
        url: where it listens.
        log: file with everything it said.
        database: its own, at `mongo_url`.
    """

    name: str
    url: str
    log: Path
    issuer: Issuer
    mongo_url: str
    database: str
    process: subprocess.Popen[bytes]

    def until_alive(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/livez").status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"{self.name} did not come alive:\n{self.log.read_text(encoding='utf-8')}")

    def stop(self) -> int:
        """Tell it to stop, and wait until it has; returns its exit status."""
        self.process.terminate()
        return self.process.wait(_PATIENCE_SECONDS)

    def stands(self, collection: str, id: str, state: object) -> None:
        """Put an aggregate there that only what other services tell could make."""
        document = {"_id": id, "version": 1, "sequence": 1, "updated_at": datetime.now(UTC)}
        self.puts(collection, {**document, "state": to_document(state)})

    def puts(self, collection: str, document: Json) -> None:
        """Put a document into its database."""
        with self.store() as database:
            database[collection].insert_one(document)

    @contextlib.contextmanager
    def store(self) -> Iterator[Database[dict[str, Any]]]:
        """Its database, to look into."""
        with MongoClient[dict[str, Any]](self.mongo_url, tz_aware=True) as client:
            yield client[self.database]

    def caller(
        self,
        *roles: str,
        venues: Sequence[str] = ("*",),
        guest_id: str | None = None,
        departments: Sequence[str] = (),
    ) -> httpx.Client:
        """A client with these roles and rights; without roles, an anonymous one."""
        headers = {}
        if roles:
            token = self.issuer.token(
                roles=roles,
                venues=venues,
                subject=f"test-{roles[0]}",
                guest_id=guest_id,
                departments=departments,
            )
            headers["Authorization"] = f"Bearer {token}"
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)

    def document(self) -> Json:
        """Its OpenAPI document."""
        return httpx.get(f"{self.url}/openapi.json", timeout=60).raise_for_status().json()

    def complaints(self) -> list[str]:
        """The unexpected errors it logged."""
        found = []
        for line in self.log.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                said = json.loads(line)
                if said.get("logger") == "infra.chassis.problems":
                    found.append(f"{said['message']}: {said.get('exception')}")
        return found


@contextlib.contextmanager
def running(name: str, mongo_url: str, bootstrap: str, folder: Path) -> Iterator[Running]:
    """The service, from alive to stopped, on a database of its own."""
    with started(name, mongo_url, bootstrap, folder) as service:
        service.until_alive()
        yield service


@contextlib.contextmanager
def started(
    name: str, mongo_url: str, bootstrap: str, folder: Path, *, beside: Running | None = None
) -> Iterator[Running]:
    """As `running`, not waiting until it is alive: several may start at once.

    Args:
        beside: another process of the service, whose database and issuer it shares.
    """
    port = free_port()
    issuer = beside.issuer if beside else Issuer(folder, "http://127.0.0.1:8100")
    database = beside.database if beside else f"t_{uuid.uuid4().hex}"
    keys, log = folder / "jwks.json", folder / f"{name}-{port}.log"
    keys.write_text(json.dumps(issuer.jwks()), encoding="utf-8")
    told = {
        "CLUBHOUSE_MONGO_URL": mongo_url,
        "CLUBHOUSE_MONGO_DATABASE": database,
        "CLUBHOUSE_KAFKA_BOOTSTRAP": bootstrap,
        "CLUBHOUSE_PORT": str(port),
        "CLUBHOUSE_JWKS": str(keys),
        "CLUBHOUSE_ISSUER": issuer.url,
        "CLUBHOUSE_DATA_DIR": str(folder),
        "CLUBHOUSE_REQUESTS_PER_SECOND": "0",  # a fuzzer is one caller with many requests
    }
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", f"services.{name}.main"],
            cwd=ROOT,
            env={**os.environ, **told},
            stdout=said,
            stderr=said,
        )
    try:
        yield Running(name, f"http://127.0.0.1:{port}", log, issuer, mongo_url, database, process)
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)

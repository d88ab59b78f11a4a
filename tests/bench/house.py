"""Services for a bench, each a process of its own as on the embedded stack."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from infra.local.child import Child
from infra.local.issuer import Issuer
from infra.local.ports import free_port
from infra.local.stack import Stack

__all__ = ["ROOMS", "House", "housed", "open_venue", "post"]

ROOMS = 40
_ISSUER = "http://127.0.0.1:8100"


class House:
    """The services of a run.

    Attributes:
        databases: the name of each service's database.
    """

    def __init__(self, issuer: Issuer, name: str, services: tuple[str, ...]) -> None:
        self._issuer = issuer
        self.ports = {service: free_port() for service in services}
        self.databases = {service: f"{name}_{service}" for service in services}
        self.children: dict[str, Child] = {}

    @asynccontextmanager
    async def booking(self) -> AsyncIterator[httpx.AsyncClient]:
        """A manager's client of the booking service."""
        headers = {"Authorization": f"Bearer {self._issuer.token(roles=['manager'])}"}
        url = f"http://127.0.0.1:{self.ports['booking']}"
        limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60, limits=limits) as client:
            yield client

    def megabytes(self, service: str) -> float:
        """Resident memory of a service."""
        status = Path(f"/proc/{self.children[service].pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@asynccontextmanager
async def housed(stack: Stack, *services: str, environment: Mapping[str, str]) -> AsyncIterator[House]:
    """These services, from ready to stopped, on databases of their own."""
    with tempfile.TemporaryDirectory() as folder:
        issuer = Issuer(Path(folder) / "issuer", _ISSUER)
        keys = Path(folder) / "jwks.json"
        keys.write_text(json.dumps(issuer.jwks()))
        house = House(issuer, f"bench_{uuid.uuid4().hex[:8]}", services)
        for service in services:
            settings = {
                "CLUBHOUSE_MONGO_URL": stack.mongo_url,
                "CLUBHOUSE_MONGO_DATABASE": house.databases[service],
                "CLUBHOUSE_KAFKA_BOOTSTRAP": stack.bootstrap,
                "CLUBHOUSE_KAFKA_SESSION_MS": "3000",
                "CLUBHOUSE_KAFKA_FETCH_WAIT_MS": "200",
                "CLUBHOUSE_JWKS": str(keys),
                "CLUBHOUSE_PORT": str(house.ports[service]),
            }
            argv = (sys.executable, "-m", f"services.{service}.main")
            log = Path(folder) / f"{service}.log"
            child = house.children[service] = Child(service, argv, log, env={**settings, **environment})
            child.start()
        try:
            for service, child in house.children.items():
                await child.ready(partial(_answers, house.ports[service]), 120)
            yield house
        finally:
            await asyncio.gather(*(child.stop() for child in house.children.values()))


async def open_venue(client: httpx.AsyncClient) -> None:
    """A venue with equal rooms, open day and night."""
    card = {"venue_id": "bench", "name": "Bench", "kind": "ktv", "timezone": "Asia/Shanghai"}
    rooms = [
        {"id": f"r{n}", "kind": "room", "category": "ktv", "name": f"R{n}", "capacity": 6}
        for n in range(ROOMS)
    ]
    await post(client, "/venues", card)
    await post(client, "/venues/bench/resources", {"resources": rooms})


async def post(client: httpx.AsyncClient, path: str, body: Any) -> Any:
    """The answer to a POST that must succeed."""
    answer = await client.post(path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
    answer.raise_for_status()
    return answer.json()


async def _answers(port: int) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"http://127.0.0.1:{port}/readyz")).is_success
        except httpx.HTTPError:
            return False

"""The booking service on real servers, with callers of every role."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from infra.chassis.clock import Clock, ManualClock
from infra.chassis.mongo import Database
from infra.chassis.service import Service
from infra.local.issuer import Issuer
from services.booking.main import build
from services.booking.settings import BookingSettings

NOON = datetime(2025, 6, 2, 4, 0, tzinfo=UTC)
"""Noon in Shanghai, a Monday."""


class Api:
    """A caller of the service: every POST and PUT with a fresh Idempotency-Key unless one is given."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def post(
        self, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> httpx.Response:
        headers = {"Idempotency-Key": key or uuid.uuid4().hex, **headers}
        return await self.client.post(path, json=body, headers=headers)

    async def put(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return await self.client.put(
            path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex, **headers}
        )

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.client.get(path, params=params)

    async def made(self, path: str, body: Any = None) -> dict[str, Any]:
        """The body of a POST that must succeed."""
        answer = await self.post(path, body)
        assert answer.status_code in (200, 201), answer.text
        found: dict[str, Any] = answer.json()
        return found


class House:
    """A running service with its clock, its database and its callers."""

    def __init__(self, service: Service, clock: ManualClock, issuer: Issuer) -> None:
        self.service = service
        self.clock = clock
        self._issuer = issuer

    def api(self, *roles: str, venues: tuple[str, ...] = ("*",), guest_id: str | None = None) -> Api:
        """A caller with these roles; without any, an anonymous one."""
        headers = {}
        if roles:
            token = self._issuer.token(roles=roles, venues=venues, subject=f"{roles[0]}-1", guest_id=guest_id)
            headers = {"Authorization": f"Bearer {token}"}
        transport = httpx.ASGITransport(app=self.service.app)
        return Api(httpx.AsyncClient(transport=transport, base_url="http://booking", headers=headers))

    async def events(self, key: str) -> list[tuple[str, dict[str, Any]]]:
        """What was told of an aggregate, in order: (short type, body)."""
        found = []
        for name in ("outbox", "outbox_sent"):  # in the order events go, so that none is missed on its way
            told = self.service.db.collection(name).find({"aggregateid": key})
            found += [(e["_id"], e["type"].split(".")[2], json.loads(e["payload"])) async for e in told]
        return [
            (kind, body) for _, kind, body in sorted({e[0]: e for e in found}.values(), key=lambda e: e[0])
        ]

    async def venue(self, venue_id: str = "harbour", rooms: int = 1, **card: Any) -> str:
        """A KTV, open around the clock, with equal rooms r1, r2 … for six."""
        manager = self.api("manager")
        given = {"venue_id": venue_id, "name": "Harbour", "kind": "ktv", "timezone": "Asia/Shanghai"}
        await manager.made("/venues", given | card)
        resources = [
            {"id": f"r{number}", "kind": "room", "category": "ktv", "name": f"Room {number}", "capacity": 6}
            for number in range(1, rooms + 1)
        ]
        if resources:
            await manager.made(f"/venues/{venue_id}/resources", {"resources": resources})
        return venue_id


def wish(venue_id: str = "harbour", **changes: Any) -> dict[str, Any]:
    """Two hours of any room this evening, by phone."""
    return {
        "venue_id": venue_id,
        "kind": "room",
        "party_size": 4,
        "starts_at": "2025-06-02T20:00:00+08:00",
        "ends_at": "2025-06-02T22:00:00+08:00",
        "channel": "phone",
        "guest": {"name": "李先生", "phone": "+8613800138000", "member_card": "C-1"},
        "remarks": "靠窗",
    } | changes


async def until(condition: Callable[[], Awaitable[Any]], seconds: float = 20) -> Any:
    """Wait for a condition and return what it gave; fail when it does not come true in time."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):
            await asyncio.sleep(0.02)
    return found


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return Issuer(tmp_path_factory.mktemp("issuer"), "http://127.0.0.1:8100")


@pytest.fixture
def settings(
    mongo_url: str, bootstrap: str, database_name: str, issuer: Issuer, tmp_path: Path
) -> BookingSettings:
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps(issuer.jwks()))
    return BookingSettings(
        mongo_url=mongo_url, mongo_database=database_name, kafka_bootstrap=bootstrap, jwks=str(keys)
    )


@pytest.fixture
async def house(db: Database, settings: BookingSettings, issuer: Issuer) -> AsyncIterator[House]:
    """The service; `db` outlives it and drops its database."""
    clock = ManualClock(NOON)
    service = build(settings, clock)
    await service.start()
    yield House(service, clock, issuer)
    await service.stop()


@pytest.fixture
async def client(db: Database, settings: BookingSettings, issuer: Issuer) -> AsyncIterator[httpx.AsyncClient]:
    """A manager of the service as it is run, on a port of its own."""
    service = build(settings, Clock())
    server = uvicorn.Server(uvicorn.Config(service.app, port=0, log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    headers = {"Authorization": f"Bearer {issuer.token(roles=['manager'])}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30) as client:
        yield client
    server.should_exit = True
    await serving

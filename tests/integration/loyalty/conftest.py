"""The loyalty service on real servers, with callers of every role."""

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

from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.clock import ManualClock
from infra.chassis.mongo import Database
from infra.chassis.outbox import Outbox
from infra.chassis.service import Service
from infra.local.issuer import Issuer
from services.loyalty.main import build
from services.loyalty.settings import LoyaltySettings

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
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
        return _body(await self.post(path, body))

    async def placed(self, path: str, body: Any) -> dict[str, Any]:
        """The body of a PUT that must succeed."""
        return _body(await self.put(path, body))

    async def seen(self, path: str, **params: Any) -> dict[str, Any]:
        """The body of a GET that must succeed."""
        return _body(await self.get(path, **params))


def _body(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


class House:
    """A running service with its clock, its database and its callers."""

    def __init__(self, service: Service, clock: ManualClock, issuer: Issuer) -> None:
        self.service = service
        self.db = service.db
        self.clock = clock
        self._issuer = issuer

    def api(
        self,
        *roles: str,
        venues: tuple[str, ...] = ("*",),
        guest_id: str | None = None,
        subject: str | None = None,
    ) -> Api:
        """A caller with these roles."""
        token = self._issuer.token(
            roles=roles, venues=venues, subject=subject or f"{roles[0]}-1", guest_id=guest_id
        )
        transport = httpx.ASGITransport(app=self.service.app)
        headers = {"Authorization": f"Bearer {token}"}
        return Api(httpx.AsyncClient(transport=transport, base_url="http://loyalty", headers=headers))

    async def guest(self, phone: str | None = "+8613800138000", **more: Any) -> str:
        """A registered guest's id."""
        body = {"name": "李雷", "phone": phone, **more}
        return str((await self.api("agent").made("/guests", body))["guest_id"])

    async def visit(self, guest_id: str, receipt: str, yuan: int, **more: Any) -> dict[str, Any]:
        """A till's bill."""
        body = {
            "guest_id": guest_id,
            "venue_id": "bund",
            "receipt": receipt,
            "at": self.clock.now().isoformat(),
            "spend_fen": yuan * 100,
            **more,
        }
        return await self.api("integrator").made("/visits", body)

    async def account(self, guest_id: str) -> dict[str, Any]:
        """How the account stands."""
        return await self.api("agent").seen(f"/guests/{guest_id}/account")

    async def told(self, key: str, topic: str = "") -> list[tuple[str, dict[str, Any]]]:
        """What was told of an aggregate, in order: (short type, body)."""
        found = {}
        for name in ("outbox_sent", "outbox"):
            query = {"aggregateid": key, "aggregatetype": {"$regex": topic}}
            async for each in self.db.collection(name).find(query):
                found[each["_id"]] = each["type"].split(".")[2], json.loads(each["payload"])
        return [found[key] for key in sorted(found)]

    async def hears(self, source: str, topic: Topic, *events: Event) -> None:
        """Another service publishes events; they go the real way, through an outbox and the broker."""
        outbox = Outbox(self.db, source, [topic])
        milliseconds = int(datetime.now(UTC).timestamp() * 1000)
        documents = outbox.documents(
            events,
            milliseconds=milliseconds,
            first_sequence=1,
            causation_id=uuid.uuid4().hex,
            traceparent=None,
        )
        await self.service.outbox.pending.insert_many(documents)
        self.service.desk.on_events()


async def until(condition: Callable[[], Awaitable[Any]], seconds: float = 30) -> Any:
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
) -> LoyaltySettings:
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps(issuer.jwks()))
    return LoyaltySettings(
        mongo_url=mongo_url,
        mongo_database=database_name,
        kafka_bootstrap=bootstrap,
        jwks=str(keys),
        data_dir=tmp_path,
    )


@pytest.fixture
async def house(db: Database, settings: LoyaltySettings, issuer: Issuer) -> AsyncIterator[House]:
    """The service; `db` outlives it and drops its database."""
    clock = ManualClock(NOON)
    service = build(settings, clock)
    await service.start()
    yield House(service, clock, issuer)
    await service.stop()

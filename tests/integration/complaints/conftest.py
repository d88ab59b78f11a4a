"""The complaints service on real servers, with a venue's people and callers of every role."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from contracts.envelope import Envelope, encode
from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.clock import ManualClock
from infra.chassis.ids import new_id
from infra.chassis.mongo import Database
from infra.chassis.service import Service
from infra.local.issuer import Issuer
from services.complaints.main import build
from services.complaints.settings import ComplaintsSettings

MORNING = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai, a Monday."""


class Api:
    """A caller of the service: every POST with a fresh Idempotency-Key unless one is given."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def post(
        self, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> httpx.Response:
        headers = {"Idempotency-Key": key or uuid.uuid4().hex, **headers}
        return await self.client.post(path, json=body, headers=headers)

    async def made(self, path: str, body: Any = None) -> dict[str, Any]:
        """The body of a POST that must succeed."""
        answer = await self.post(path, body)
        assert answer.status_code in (200, 201), answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def refused(self, path: str, body: Any = None) -> tuple[int, str]:
        """Status and code of a POST that must not succeed."""
        answer = await self.post(path, body)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()["code"]

    async def got(self, path: str, **params: Any) -> Any:
        """The body of a GET that must succeed."""
        answer = await self.client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()


class House:
    """A running service with its clock, a venue of its own, and its callers."""

    def __init__(self, service: Service, clock: ManualClock, issuer: Issuer) -> None:
        self.service = service
        self.clock = clock
        self.venue = f"venue-{uuid.uuid4().hex[:10]}"
        self._issuer = issuer

    def api(
        self,
        role: str | None = "agent",
        subject: str = "ann",
        *,
        venues: tuple[str, ...] = ("*",),
        guest_id: str | None = None,
        departments: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
    ) -> Api:
        """A caller with this role, and with others if they have them; without one, nobody known."""
        headers = {}
        if role:
            token = self._issuer.token(
                roles=(role, *also),
                venues=venues,
                subject=subject,
                guest_id=guest_id,
                departments=departments,
            )
            headers = {"Authorization": f"Bearer {token}"}
        transport = httpx.ASGITransport(app=self.service.app)
        return Api(httpx.AsyncClient(transport=transport, base_url="http://complaints", headers=headers))

    async def events(self, key: str, kind: str | None = None) -> list[tuple[str, dict[str, Any]]]:
        """What was told of an aggregate, in order: (short type, body)."""
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        for name in ("outbox", "outbox_sent"):  # in the order events go, so that none is missed on its way
            async for each in self.service.db.collection(name).find({"aggregateid": key}):
                found[each["_id"]] = (each["type"].split(".")[2], json.loads(each["payload"]))
        told = [found[id] for id in sorted(found)]
        return [each for each in told if kind in (None, each[0])]

    async def hear(self, topic: Topic, service: str, key: str, *events: Event) -> None:
        """Publish what another service tells of one of its aggregates."""
        producer = AIOKafkaProducer(bootstrap_servers=self.service.settings.kafka_bootstrap)
        await producer.start()
        for sequence, event in enumerate(events, 1):
            told = Envelope(new_id(), f"clubhouse/{service}", self.clock.now(), key, sequence, event)
            record_key, headers, value = encode(told)
            await producer.send_and_wait(topic.name, value, key=record_key, headers=headers)
        await producer.stop()

    async def people(self) -> None:
        """A kitchen, a floor, and someone on every level."""
        lines = [
            "what,id,venue_id,department_id,name,head_id,level,badge",
            f"department,kitchen,{self.venue},,厨房,chef,,",
            f"department,floor,{self.venue},,楼面,floor-head,,",
            f"staff,chef,{self.venue},kitchen,,,department,K1",
            f"staff,sue,{self.venue},,,,supervisor,S1",
            f"staff,max,{self.venue},,,,manager,M1",
            f"staff,gina,{self.venue},,,,gm,G1",
            f"staff,ann,{self.venue},,,,desk,A1",
        ]
        answer = await self.api("manager", "boss").client.post(
            "/people/import",
            content="\n".join(lines).encode(),
            headers={"Content-Type": "text/csv", "Idempotency-Key": uuid.uuid4().hex},
        )
        assert answer.json()["refused"] == [], answer.text

    async def case(self, **changes: Any) -> dict[str, Any]:
        """A complaint by phone, taken by Ann."""
        return await self.api().made("/cases", complaint(self.venue, **changes))

    async def resolved(self, **changes: Any) -> dict[str, Any]:
        """A general complaint whose result was given."""
        case = await self.case(**changes)
        ann, path = self.api(), f"/cases/{case['id']}"
        await ann.made(f"{path}/classification", {"responsibility": "responsible"})
        await ann.made(f"{path}/dispatches", {"department_ids": ["kitchen"]})
        await ann.made(f"{path}/reactions", {"department_id": "kitchen"})
        await ann.made(f"{path}/findings", {"department_id": "kitchen", "facts": "炉子坏了"})
        await ann.made(f"{path}/cause", {"cause": "house", "code": "equipment"})
        return await ann.made(f"{path}/result", {"message": "非常抱歉，谢谢您。"})

    def pass_time(self, **span: float) -> None:
        """Move the clock on."""
        self.clock.advance(timedelta(**span))


def complaint(venue: str, **changes: Any) -> dict[str, Any]:
    """What Ann writes down."""
    return {
        "venue_id": venue,
        "channel": "phone",
        "category": "food",
        "content": "等了一个小时才上菜，汤是凉的",
        "contact": {"name": "李先生", "phone": "13800138000", "member_card": "G-1"},
        "remedy_wanted": "希望减免服务费",
    } | changes


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
    stack_settings: dict[str, Any], database_name: str, issuer: Issuer, tmp_path: Path
) -> ComplaintsSettings:
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps(issuer.jwks()))
    return ComplaintsSettings(**stack_settings, mongo_database=database_name, jwks=str(keys))


@pytest.fixture
async def house(db: Database, settings: ComplaintsSettings, issuer: Issuer) -> AsyncIterator[House]:
    """The service, whose consumers may still be joining; `db` outlives it and drops its database."""
    clock = ManualClock(MORNING)
    service = build(settings, clock)
    await service.start()
    made = House(service, clock, issuer)
    await made.people()
    yield made
    await service.stop()

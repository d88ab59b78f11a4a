"""The loyalty service on real servers, with callers of every role."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from contracts.catalog import EVENTS, topic_of
from contracts.envelope import Envelope
from contracts.event import Event
from infra.chassis import timers
from infra.chassis.clock import ManualClock, floor_ms
from infra.chassis.consumers import Subscription
from infra.chassis.ids import event_id
from infra.chassis.mongo import Database
from infra.chassis.service import Service
from infra.chassis.timers import TimerWorker
from infra.local.issuer import Issuer
from services.loyalty.main import build
from services.loyalty.settings import LoyaltySettings

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Noon in Shanghai, a Monday."""


class RunningClock(ManualClock):
    """Runs as time does, and can be moved besides: what failed is tried again later, as in the world."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._began = monotonic()

    def now(self) -> datetime:
        return floor_ms(super().now() + timedelta(seconds=monotonic() - self._began))

    def advance(self, by: timedelta) -> None:
        self.set(super().now() + by)


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
        self._sequence = 0

    def api(
        self,
        *roles: str,
        venues: tuple[str, ...] = ("*",),
        guest_id: str | None = None,
        subject: str | None = None,
        of: Service | None = None,
    ) -> Api:
        """A caller with these roles (of this process, or `of` another)."""
        token = self._issuer.token(
            roles=roles, venues=venues, subject=subject or f"{roles[0]}-1", guest_id=guest_id
        )
        transport = httpx.ASGITransport(app=(of or self.service).app)
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
        for name in ("outbox", "outbox_sent"):  # in the order events go, so that none is missed on its way
            query = {"aggregateid": key, "aggregatetype": {"$regex": topic}}
            async for each in self.db.collection(name).find(query):
                found[each["_id"]] = each["type"].split(".")[2], json.loads(each["payload"])
        return [found[key] for key in sorted(found)]

    async def hears(
        self, *events: Event, source: str = "clubhouse/test", settled: bool = True
    ) -> list[Envelope]:
        """Let the service hear events of other services, once each, in order, and settle."""
        envelopes = []
        for event in events:
            self._sequence += 1
            envelope = Envelope(
                id=event_id(self.clock.now() + timedelta(milliseconds=self._sequence), 0),
                source=source,
                time=self.clock.now(),
                subject=str(getattr(event, topic_of(event.TYPE).key)),
                sequence=self._sequence,
                data=event,
            )
            envelopes.append(envelope)
            await self.again(envelope)
        if settled:
            await self.settle()
        return envelopes

    async def again(self, envelope: Envelope, of: Service | None = None) -> None:
        """Let the service (this process, or `of` another) hear an event, for the first time or once more."""
        for consumer in (of or self.service)._consumers:
            heard = consumer.topic is topic_of(envelope.type)
            if heard and isinstance(consumer, Subscription) and consumer.takes(envelope):
                await consumer.handle(envelope)

    async def settle(self, by: timedelta = timedelta()) -> None:
        """Move the clock, fire what is due and hand the service its own events, until nothing is left."""
        self.clock.advance(by)
        worker = TimerWorker(self.db, self.clock, self.service._fires)
        while (told := await self.unheard()) or await worker.fire_due():
            for envelope in told:
                await self.again(envelope)

    async def unheard(self) -> list[Envelope]:
        """What the service told since, as the broker would hand it back."""
        outbox, sent = self.db.collection("outbox"), self.db.collection("outbox_sent")
        waiting = [each async for each in outbox.find({}, sort=[("_id", 1)])]
        for document in waiting:
            await sent.insert_one(document)
            await outbox.delete_one({"_id": document["_id"]})
        return [
            Envelope(
                id=document["_id"],
                source="clubhouse/loyalty",
                time=document["time"],
                subject=document["aggregateid"],
                sequence=document["sequence"],
                data=EVENTS[document["type"]].model_validate_json(document["payload"]),
            )
            for document in waiting
        ]


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
    """The service without broker and timers of its own; `db` outlives it and drops its database."""
    clock = ManualClock(NOON)
    service = build(settings, clock)
    await prepared(service)
    yield House(service, clock, issuer)
    service.db.close()


@pytest.fixture
async def twin(house: House, settings: LoyaltySettings) -> AsyncIterator[Service]:
    """Another process of the service on the same database: in-process locks do not reach it."""
    other = build(settings, house.clock)
    await prepared(other)
    yield other
    other.db.close()


@pytest.fixture
async def running(db: Database, settings: LoyaltySettings, issuer: Issuer) -> AsyncIterator[House]:
    """The whole service at work."""
    clock = RunningClock(NOON)
    service = build(settings, clock)
    await service.start()
    yield House(service, clock, issuer)
    await service.stop()


async def prepared(service: Service) -> None:
    """Create collections and indexes, as `Service.start` does first."""
    for ensure in (
        service.inbox.ensure,
        service.outbox.ensure,
        lambda: timers.ensure(service.db),
        *(each.ensure for each in service._stores),
        *(each.ensure for each in service._policies),
        *service._ensures,
    ):
        await ensure()

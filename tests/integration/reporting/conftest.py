"""A reporting service on real servers, and a producer that speaks for the other services."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from contracts.catalog import topic_of
from contracts.envelope import Envelope, encode
from infra.chassis.clock import ManualClock
from infra.chassis.mongo import Database
from infra.chassis.service import Service
from infra.local.issuer import Issuer
from services.reporting.main import build
from services.reporting.settings import ReportingSettings

__all__ = ["Running", "until"]


async def until(condition: Callable[[], Awaitable[Any]], seconds: float = 30) -> Any:
    """Wait for a condition, and return what it found."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):
            await asyncio.sleep(0.05)
    return found


class Running:
    """A started reporting service with a client, a clock and a voice on the topics."""

    def __init__(self, service: Service, clock: ManualClock, issuer: Issuer, bootstrap: str) -> None:
        self.service = service
        self.db = service.db
        self.clock = clock
        self._issuer = issuer
        self._bootstrap = bootstrap
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=service.app), base_url="http://127.0.0.1"
        )

    async def tell(self, envelopes: Iterable[Envelope]) -> None:
        """Publish events, in order."""
        producer = AIOKafkaProducer(bootstrap_servers=self._bootstrap)
        await producer.start()
        try:
            for envelope in envelopes:
                key, headers, value = encode(envelope)
                await producer.send(topic_of(envelope.type).name, value, key=key, headers=headers)
            await producer.flush()
        finally:
            await producer.stop()

    def token(self, *roles: str, venues: tuple[str, ...] = ("*",), subject: str = "tester") -> dict[str, str]:
        token = self._issuer.token(roles=roles or ("gm",), venues=venues, subject=subject)
        return {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}

    async def get(self, path: str, **params: Any) -> Any:
        answer = await self.http.get(path, params=params, headers=self.token())
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def heard(self, envelopes: Iterable[Envelope]) -> None:
        """Wait until the cards hold these events and their sheets are made."""
        wanted = {each.id for each in envelopes}

        async def all_there() -> bool:
            seen = set()
            async for card in self.db.collection("cards_1").find({}, {"events": 1}):
                seen |= {event[0] for event in card["events"]}
            return wanted <= seen and not await self.db.collection("marks_1").count_documents({})

        await until(all_there)


@pytest.fixture
async def start(
    stack_settings: dict[str, object], clock: ManualClock, tmp_path: Any, mongo_url: str
) -> AsyncIterator[Callable[..., Awaitable[Running]]]:
    """Start reporting services, each on a database of its own; they hear the topics from the beginning."""
    issuer = Issuer(tmp_path, "http://127.0.0.1:8100")
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps(issuer.jwks()))
    running: list[Running] = []

    async def started(**settings: Any) -> Running:
        name = f"t_{uuid.uuid4().hex}"
        made = ReportingSettings(
            **{
                **stack_settings,
                "mongo_database": name,
                "consumer_group": f"reporting-{name}",
                "jwks": str(keys),
                **settings,
            }
        )
        service = build(made, clock)
        await service.start()
        await service.connected()
        running.append(Running(service, clock, issuer, str(stack_settings["kafka_bootstrap"])))
        return running[-1]

    yield started
    for each in running:
        await each.http.aclose()
        await each.service.stop()
        leftover = Database(mongo_url, each.db.name)
        await leftover.client.drop_database(each.db.name)
        leftover.close()


@pytest.fixture
async def reporting(start: Callable[..., Awaitable[Running]]) -> Running:
    """One reporting service."""
    return await start()

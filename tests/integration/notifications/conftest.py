"""The notifications service on a real store, with real providers and a clock of its own.

`World.hear` hands events to the very consumers the service registers; the broker between is proven in
`test_over_the_bus.py`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from contracts import booking, contacts
from contracts.catalog import EVENTS, topic_of
from contracts.envelope import Envelope
from contracts.event import Event
from infra.chassis import timers
from infra.chassis.clock import ManualClock
from infra.chassis.consumers import Projection, Subscription
from infra.chassis.ids import event_id
from infra.chassis.mongo import Session
from infra.chassis.service import Service
from infra.chassis.timers import TimerWorker
from infra.local.issuer import Issuer
from services.notifications.channels.sms_http import HttpSmsSettings
from services.notifications.domain.delivery import Delivery
from services.notifications.main import build
from services.notifications.settings import NotificationSettings, SmtpSettings
from services.notifications.store import Stores
from tests.integration.notifications.providers import HttpProvider, Mail, http_provider, mail_server

NOON = datetime(2026, 5, 1, 4, 0, tzinfo=UTC)
"""Noon in Shanghai, a Friday."""

GUEST = contacts.GuestContactGiven(
    guest_id="g1", name="李先生", phone="+8613800138000", email="li@example.com", language="zh-CN"
)
ABOUT = {
    "booking_id": "b1",
    "venue_id": "harbour",
    "guest_id": "g1",
    "business_date": date(2026, 5, 1),
    "at": NOON,
}
EVENING = NOON + timedelta(hours=8)


class World:
    """The service with its clock, its providers and its callers."""

    def __init__(
        self, service: Service, clock: ManualClock, issuer: Issuer, sms: HttpProvider, mail: Mail
    ) -> None:
        self.service = service
        self.clock = clock
        self.sms = sms
        self.mail = mail
        self._issuer = issuer
        self._sequence = 0

        self.stores = Stores(service.desk)

    async def hear(
        self, *events: Event, source: str = "clubhouse/test", ago: timedelta = timedelta()
    ) -> list[Envelope]:
        """Let the service hear events, each once, as the bus would; provider calls have ended afterwards.

        They happened `ago` before now.
        """
        envelopes = await self.begin(*events, source=source, ago=ago)
        await self.settled()
        return envelopes

    async def begin(
        self, *events: Event, source: str = "clubhouse/test", ago: timedelta = timedelta()
    ) -> list[Envelope]:
        """The same, while provider calls may still be under way."""
        envelopes = []
        for event in events:
            self._sequence += 1
            now = self.clock.now() - ago
            envelope = Envelope(
                id=event_id(now + timedelta(milliseconds=self._sequence), 0),
                source=source,
                time=now,
                subject=str(getattr(event, topic_of(event.TYPE).key)),
                sequence=self._sequence,
                data=event,
            )
            envelopes.append(envelope)
            await self._take(envelope)
        return envelopes

    async def again(self, envelope: Envelope) -> None:
        """Let the service hear an event, for the first time or once more."""
        await self._take(envelope)
        await self.settled()

    async def _take(self, envelope: Envelope) -> None:
        for consumer in self.service._consumers:
            if consumer.topic is not topic_of(envelope.type):
                continue
            if isinstance(consumer, Subscription):
                await consumer.handle(envelope)
            else:
                await self.project(consumer, envelope)

    async def project(self, projection: Projection, envelope: Envelope) -> None:
        """Fold one event, in a transaction of its own."""

        async def work(session: Session) -> None:
            await projection.apply(session, [envelope])

        await self.service.db.transact(work)

    async def settled(self) -> None:
        """Wait until no provider is being called."""
        await self.service._closings[0]()

    async def tick(self, by: timedelta = timedelta()) -> None:
        """Move the clock and fire what is due, until nothing is."""
        self.clock.advance(by)
        worker = TimerWorker(self.service.db, self.clock, self.service._fires)
        while await worker.fire_due():
            await self.settled()

    async def run(self, span: timedelta, step: timedelta = timedelta(minutes=1)) -> None:
        """Let time pass in steps."""
        end = self.clock.now() + span
        while self.clock.now() < end:
            await self.tick(min(step, end - self.clock.now()))

    async def told(self) -> list[Event]:
        """What the service itself has told, in order, and has not heard again yet."""
        found = self.service.db.collection("outbox").find({}, sort=[("_id", 1)])
        return [EVENTS[each["type"]].model_validate_json(each["payload"]) async for each in found]

    async def hear_itself(self) -> None:
        """Relay the service's own events back to it, as the broker would."""
        outbox = self.service.db.collection("outbox")
        async for document in outbox.find({}, sort=[("_id", 1)]):
            await outbox.delete_one({"_id": document["_id"]})
            await self.again(
                Envelope(
                    id=document["_id"],
                    source="clubhouse/notifications",
                    time=self.clock.now(),
                    subject=document["aggregateid"],
                    sequence=1,
                    data=EVENTS[document["type"]].model_validate_json(document["payload"]),
                )
            )

    async def deliveries(self, **state: Any) -> list[Delivery]:
        """Deliveries whose fields are so, e.g. ``plan="inapp"``."""
        query = {f"state.{name.replace('__', '.')}": value for name, value in state.items()}
        return [stored.state for stored in await self.stores.deliveries.find(query)]

    async def delivery(self, kind: str, plan: str = "sms>email") -> Delivery:
        """The one delivery of a kind and plan."""
        [found] = await self.deliveries(notice__kind=kind, plan=plan)
        return found

    def api(
        self,
        *roles: str,
        subject: str | None = None,
        venues: tuple[str, ...] = ("*",),
        guest_id: str | None = None,
    ) -> Api:
        """A caller with these roles; without any, an anonymous one."""
        headers = {}
        if roles:
            token = self._issuer.token(
                roles=roles, venues=venues, subject=subject or f"{roles[0]}-1", guest_id=guest_id
            )
            headers = {"Authorization": f"Bearer {token}"}
        transport = httpx.ASGITransport(app=self.service.app)
        return Api(httpx.AsyncClient(transport=transport, base_url="http://notifications", headers=headers))


class Api:
    """A caller of the service; every change has a fresh Idempotency-Key unless one is given."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self._client.get(path, params=params)

    async def send(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **params: Any
    ) -> httpx.Response:
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return await self._client.request(method, path, json=body, headers=headers, params=params)

    async def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        return await self.send("POST", path, body, **options)

    async def got(self, path: str, **params: Any) -> Any:
        """The body of a GET that must succeed."""
        answer = await self.get(path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def made(self, path: str, body: Any = None, **options: Any) -> Any:
        """The body of a POST that must succeed."""
        answer = await self.post(path, body, **options)
        assert answer.status_code in (200, 201, 202), answer.text
        return answer.json()


def confirmed(**changes: Any) -> booking.BookingConfirmed:
    """A booking of this evening is confirmed."""
    fields = {
        **ABOUT,
        "confirmation_number": "K7Q4M2",
        "kind": "room",
        "item": "海景厅 1",
        "party_size": 4,
        "starts_at": EVENING,
        "ends_at": EVENING + timedelta(hours=3),
        "channel": "web",
        "effective": True,
    }
    return booking.BookingConfirmed.model_validate(fields | changes)


def reminder(**changes: Any) -> booking.ReminderDue:
    """The guest of that booking is to be reminded."""
    fields = {
        **ABOUT,
        "reminder": "soon",
        "confirmation_number": "K7Q4M2",
        "item": "海景厅 1",
        "party_size": 4,
        "starts_at": EVENING,
        "valid_until": EVENING,
    }
    return booking.ReminderDue.model_validate(fields | changes)


def venue(**changes: Any) -> booking.VenueOpened:
    """The venue of that booking."""
    fields = {
        "venue_id": "harbour",
        "name": "海港 KTV",
        "name_en": "Harbour KTV",
        "kind": "ktv",
        "timezone": "Asia/Shanghai",
        "day_closes_minutes": 360,
    }
    return booking.VenueOpened.model_validate(fields | changes)


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return Issuer(tmp_path_factory.mktemp("issuer"), "http://127.0.0.1:8100")


@pytest.fixture
async def sms() -> AsyncIterator[HttpProvider]:
    async with http_provider() as running:
        yield running


@pytest.fixture
async def mail() -> AsyncIterator[Mail]:
    async with mail_server() as running:
        yield running


@pytest.fixture(scope="session")
def shared_database(mongo_url: str) -> Iterator[str]:
    """One database for all these tests, emptied between them: its forty collections are slow to make."""
    name = f"t_notifications_{uuid.uuid4().hex}"
    yield name
    with MongoClient[dict[str, Any]](mongo_url) as client:
        client.drop_database(name)


@pytest.fixture
def settings(
    stack_settings: dict[str, Any],
    shared_database: str,
    issuer: Issuer,
    tmp_path: Path,
    sms: HttpProvider,
    mail: Mail,
) -> NotificationSettings:
    """One SMS provider that knows keys, one mail server, webhooks to this machine; an empty database."""
    with MongoClient[dict[str, Any]](stack_settings["mongo_url"]) as client:
        for name in client[shared_database].list_collection_names():
            client[shared_database][name].delete_many({})
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps(issuer.jwks()))
    return NotificationSettings(
        **stack_settings,
        mongo_database=shared_database,
        jwks=str(keys),
        sms_http=[
            HttpSmsSettings(
                name="sms",
                url=f"{sms.url}/send",
                idempotency_header="Idempotency-Key",
                timeout_seconds=3,
            )
        ],
        smtp=[
            SmtpSettings(
                name="mail", host="127.0.0.1", port=mail.port, sender="club@example.com", start_tls=False
            )
        ],
        webhooks_may_be_private=True,
    )


@pytest.fixture
async def world(
    settings: NotificationSettings, issuer: Issuer, sms: HttpProvider, mail: Mail
) -> AsyncIterator[World]:
    """The service without broker and timers of its own."""
    clock = ManualClock(NOON)
    service = build(settings, clock)
    if service.db.name not in _PREPARED:
        await prepared(service)
        _PREPARED.add(service.db.name)
    world = World(service, clock, issuer, sms, mail)
    yield world
    await world.settled()
    for closing in service._closings:
        await closing()
    service.db.close()


_PREPARED: set[str] = set()


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

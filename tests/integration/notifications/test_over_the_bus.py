"""The whole service: events arrive by the broker, timers fire by themselves, webhooks leave signed.

The broker is the session's: events of other suites arrive too, so every look is at our own guest.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer
from standardwebhooks import Webhook as Reference

from contracts.catalog import topic_of
from contracts.envelope import Envelope, encode
from contracts.event import Event
from infra.chassis.ids import new_id
from infra.chassis.service import Service
from infra.local.issuer import Issuer
from services.notifications.main import build
from services.notifications.settings import NotificationSettings
from services.notifications.store import Stores
from tests.integration.notifications.conftest import GUEST, confirmed
from tests.integration.notifications.providers import HttpProvider, Mail, fails

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


async def until(condition: Callable[[], Awaitable[Any]], seconds: float = 30) -> Any:
    """Wait for a condition and return what it gave; fail when it does not come true in time."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):
            await asyncio.sleep(0.02)
    return found


class Bus:
    """Another service, as the broker sees it."""

    def __init__(self, producer: AIOKafkaProducer) -> None:
        self._producer = producer
        self._sequence = 0

    async def publish(self, event: Event) -> Envelope:
        """Publish one event."""
        self._sequence += 1
        topic = topic_of(event.TYPE)
        subject = str(getattr(event, topic.key))
        envelope = Envelope(
            new_id(),
            "clubhouse/booking",
            datetime.now(UTC),
            subject,
            self._sequence,
            event,
            traceparent=TRACE,
        )
        key, headers, value = encode(envelope)
        await self._producer.send_and_wait(topic.name, value, key=key, headers=headers)
        return envelope


@pytest.fixture
async def service(settings: NotificationSettings) -> AsyncIterator[Service]:
    running = build(settings)
    await running.start()
    await asyncio.wait_for(running.connected(), 60)
    yield running
    await running.stop()


@pytest.fixture
async def bus(service: Service, bootstrap: str) -> AsyncIterator[Bus]:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap)
    await producer.start()
    yield Bus(producer)
    await producer.stop()


def tonight(**changes: Any) -> Any:
    """A booking that lies ahead, at noon in Shanghai, which no reminder the evening before is due for."""
    noon = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
    starts_at = noon + timedelta(days=2)
    return confirmed(
        booking_id=new_id(), starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **changes
    )


@pytest.mark.rule("N2", "N5")
async def test_what_booking_publishes_reaches_the_guest_and_the_outcome_is_published(
    service: Service, bus: Bus, sms: HttpProvider
) -> None:
    guest = GUEST.model_copy(update={"guest_id": new_id()})
    await bus.publish(guest)
    envelope = await bus.publish(tonight(guest_id=guest.guest_id))
    stores = Stores(service.desk)

    async def sent() -> bool:
        found = await stores.deliveries.find({"state.event_id": envelope.id, "state.status": "sent"})
        return len(found) == 2

    await until(sent)
    found = await stores.deliveries.find({"state.event_id": envelope.id})
    keys = {each.id for each in found}
    assert [seen.json["to"] for seen in sms.seen if seen.json["id"] in keys] == [guest.phone]
    assert {each.state.traceparent for each in found} == {TRACE}


@pytest.mark.rule("N5")
async def test_retries_fire_by_themselves(service: Service, bus: Bus, sms: HttpProvider, mail: Mail) -> None:
    [book] = service._policies
    book.defaults = type(book.defaults)(retry_seconds=(1,), tries_per_route=2)
    sms.otherwise = fails(503)
    guest_id = new_id()
    guest = GUEST.model_copy(update={"guest_id": guest_id, "email": f"{guest_id}@example.com"})
    await bus.publish(guest)
    await bus.publish(tonight(guest_id=guest.guest_id))

    async def arrived() -> bool:
        return [str(each["To"]) for each in mail.caught].count(f"{guest_id}@example.com") == 1

    await until(arrived)
    stores = Stores(service.desk)
    query = {"state.notice.recipient.id": guest_id, "state.plan": "sms>email"}
    [delivery] = await stores.deliveries.find(query)
    assert [each.route.channel for each in delivery.state.attempts] == ["sms", "sms", "email"]


@pytest.mark.rule("N1", "N5")
async def test_an_integrator_gets_signed_events_until_it_is_gone(
    service: Service, bus: Bus, issuer: Issuer, sms: HttpProvider
) -> None:
    token = issuer.token(roles=("integrator",), venues=("*",), subject="integrator-1")
    transport = httpx.ASGITransport(app=service.app)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://notifications", headers=headers
    ) as api:
        body = {"url": f"{sms.url}/hooks", "types": ["clubhouse.booking.confirmed.v1"]}
        made = (await api.post("/webhooks", json=body)).json()
        sms.otherwise = fails(204)
        event = tonight(guest_id=new_id(), recorded=True)
        sent = await bus.publish(event)

        async def received() -> Any:
            hooks = (seen for seen in sms.seen if seen.path == "/hooks")
            return next((seen for seen in hooks if seen.json["id"] == sent.id), None)

        seen = await until(received)
        told = Reference(made["secret"]).verify(seen.body, seen.headers)
        assert (told["id"], told["subject"]) == (sent.id, event.booking_id)
        assert told["data"] == json.loads(event.model_dump_json())

        sms.otherwise = fails(410)
        await bus.publish(tonight(guest_id=new_id(), recorded=True))

        async def disabled() -> bool:
            shown = (await api.get(f"/webhooks/{made['id']}")).json()
            return bool(shown["status"] == "disabled" and shown["reason"] == "gone")

        await until(disabled)

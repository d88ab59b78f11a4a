"""A reporting service as a process of its own with a few weeks behind it, and a headless Chromium."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import sys
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from aiokafka import AIOKafkaProducer
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service as Driver

from contracts import booking, complaints
from contracts.catalog import topic_of
from contracts.envelope import Envelope, encode
from infra.local.child import Child
from infra.local.issuer import Issuer
from infra.local.places import ROOT
from infra.local.ports import free_port
from tests.servers import Servers
from tests.unit.reporting.telling import Tale, booked, complained

__all__ = ["Console", "browser", "running_console", "some_weeks", "venue_opened"]

VENUES = (("v-bund", "外滩会所", "The Bund Club"), ("v-west", "西湖 KTV", "West Lake KTV"))
SHANGHAI = timedelta(hours=8)


class Console:
    """The running service."""

    def __init__(self, url: str, issuer: Issuer, bootstrap: str) -> None:
        self.url = url
        self._issuer = issuer
        self._bootstrap = bootstrap

    def token(self, *roles: str, venues: Iterable[str] = ("*",), subject: str = "gm-1") -> str:
        return self._issuer.token(roles=roles or ("gm",), venues=tuple(venues), subject=subject)

    def call(self, method: str, path: str, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token()}", "Idempotency-Key": uuid.uuid4().hex}
        answer = httpx.request(method, f"{self.url}{path}", headers=headers, timeout=30, **body)
        answer.raise_for_status()
        return answer.json()

    def tell(self, envelopes: Iterable[Envelope]) -> None:
        """Publish events, in order."""
        asyncio.run(self._tell(list(envelopes)))

    async def _tell(self, envelopes: list[Envelope]) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self._bootstrap)
        await producer.start()
        try:
            for envelope in envelopes:
                key, headers, value = encode(envelope)
                await producer.send(topic_of(envelope.type).name, value, key=key, headers=headers)
            await producer.flush()
        finally:
            await producer.stop()


@contextlib.contextmanager
def running_console(servers: Servers, folder: Path, *, deaf: bool = False) -> Iterator[Console]:
    """Start the service on a database of its own, hearing the topics from their beginning.

    Args:
        deaf: it finds no broker, so it hears nothing: the console of a chain on its very first day.
    """
    bootstrap = f"127.0.0.1:{free_port()}" if deaf else servers.bootstrap
    port, name = free_port(), f"t_{uuid.uuid4().hex}"
    url = f"http://127.0.0.1:{port}"
    issuer = Issuer(folder, "http://127.0.0.1:8100")
    keys = folder / "jwks.json"
    keys.write_text(json.dumps(issuer.jwks()))
    child = Child(
        "reporting",
        [sys.executable, "-m", "services.reporting.main"],
        folder / "reporting.log",
        env={
            "CLUBHOUSE_MONGO_URL": servers.mongo_url,
            "CLUBHOUSE_MONGO_DATABASE": name,
            "CLUBHOUSE_KAFKA_BOOTSTRAP": bootstrap,
            "CLUBHOUSE_KAFKA_SESSION_MS": "3000",
            "CLUBHOUSE_CONSUMER_GROUP": f"reporting-{name}",
            "CLUBHOUSE_PORT": str(port),
            "CLUBHOUSE_ISSUER": issuer.url,
            "CLUBHOUSE_JWKS": str(keys),
            "PYTHONPATH": str(ROOT),
        },
    )
    child.start()

    async def ready() -> bool:
        try:
            return (
                httpx.get(f"{url}/{'livez' if deaf else 'readyz'}", timeout=2).status_code == httpx.codes.OK
            )
        except httpx.TransportError:
            await asyncio.sleep(0.2)
            return False

    try:
        asyncio.run(child.ready(ready, 60))
        yield Console(url, issuer, bootstrap)
    finally:
        asyncio.run(child.stop())


@contextlib.contextmanager
def browser(*, width: int = 1280, height: int = 900) -> Iterator[webdriver.Chrome]:
    """A headless Chromium that talks to this machine only."""
    options = Options()
    options.binary_location = os.environ.get("CLUBHOUSE_TEST_CHROMIUM", "/usr/bin/chromium")
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=zh-CN",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ):
        options.add_argument(flag)
    options.add_argument(f"--window-size={width},{height}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Driver("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


def venue_opened() -> list[Envelope]:
    """The chain's venues and one department."""
    told = []
    for id, name, english in VENUES:
        tale = Tale(id, start=datetime(2024, 1, 1, tzinfo=UTC))
        tale.tell(
            booking.VenueOpened(
                venue_id=id, name=name, name_en=english, kind="ktv", timezone="Asia/Shanghai",
                day_closes_minutes=360, featured=id == "v-bund",
            )
        )  # fmt: skip
        told += tale.envelopes
    return told


def some_weeks(now: datetime) -> list[Envelope]:
    """Bookings and complaints of the last 45 days, ending today."""
    dice = random.Random(3)
    told: list[Envelope] = []
    today = (now + SHANGHAI - timedelta(hours=6)).date()
    for back in range(45, -1, -1):
        day = today - timedelta(days=back)
        noon = now - timedelta(days=back)
        for venue, _, _ in VENUES:
            for n in range(dice.randrange(4, 12)):
                tale = booked(
                    venue, day, guest=f"g{dice.randrange(60)}", agent=f"agent-{n % 4}", start=noon,
                    party=dice.randrange(2, 9),
                )  # fmt: skip
                channel = dice.choice(["phone", "app", "web"])
                tale.confirmed(effective=dice.random() > 0.2, channel=channel)
                chance = dice.random()
                if chance < 0.12:
                    tale.cancelled()
                elif chance < 0.18:
                    tale.no_show()
                else:
                    tale.seated().spent(dice.randrange(20_000, 300_000)).completed()
                tale.say(
                    booking.HandlingMeasured, step="feedback", agent_id=f"agent-{n % 4}",
                    seconds=dice.randrange(60, 240), target_seconds=180,
                )  # fmt: skip
                told += tale.envelopes
            if dice.random() < 0.4:
                case = complained(venue, owner=f"agent-{dice.randrange(4)}", start=noon).opened(
                    dice.choice(["service-attitude", "dish-quality", "waiting-time"])
                )
                case.say(complaints.CaseDispatched, department_id="d1", joint=False, react_by=case.now)
                case.say(complaints.CaseReacted, department_id="d1", staff_id="s1", after_seconds=300)
                if back > 1:
                    case.resolved(in_time=dice.random() < 0.8).closed(satisfied=dice.random() < 0.75)
                told += case.envelopes
    return told

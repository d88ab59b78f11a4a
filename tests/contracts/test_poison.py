"""What the contracts let a service publish is applied or set aside by all who hear it; the rest goes on."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import uuid
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from infra.contracts_gate.apis import SERVICES
from infra.local.issuer import ROLES
from infra.local.stack import Stack
from tests.contracts.poison import Told, decent, poisonous, spoiled_headers
from tests.contracts.requests import operations
from tests.contracts.running import Running, running

pytestmark = [pytest.mark.slow]
House = Mapping[str, Running]
_PATIENCE_SECONDS = 400
_LOOPING = ("sheets: ", "catching up: ", "relay: ", "the batch waits", "guest analysis: ", "occupancy: ")
"""How the logs tell of work that fails and is begun again."""


@pytest.fixture
async def stack() -> AsyncIterator[Stack]:
    """Servers of the test's own: what it leaves on the topics is nothing for others."""
    own = await Stack.temporary("embedded")
    yield own
    await own.stop()


async def test_an_event_that_nobody_expects_stops_nothing_but_its_own_key(
    stack: Stack, tmp_path: Path
) -> None:
    with _house(stack, tmp_path) as house:
        before = await _fares(house, stack, decent())
        await _fares(house, stack, [*poisonous(), *spoiled_headers()])
        after = await _fares(house, stack, decent())
        assert after == before, "the same good events fare otherwise after the bad ones"
        assert [said for service in house.values() for said in _loops(service)] == []
        reporting = house["reporting"]
        with reporting.caller(*ROLES) as caller:
            shown = _figures(caller)
            assert len(shown) > 3, "too little was counted to compare"
            await _rebuilt(caller)
            assert _figures(caller) == shown
            assert _unread(reporting, caller) == []
        assert [each for service in house.values() for each in service.complaints()] == []


@contextlib.contextmanager
def _house(stack: Stack, folder: Path) -> Iterator[House]:
    """All services, running."""
    with contextlib.ExitStack() as open_:
        house = {}
        for name in SERVICES:
            (folder / name).mkdir()
            house[name] = open_.enter_context(running(name, stack.mongo_url, stack.bootstrap, folder / name))
        yield house


async def _fares(house: House, stack: Stack, records: Iterable[Told]) -> set[tuple[str, str]]:
    """Publish; once all is done with: which services set what aside."""
    producer = AIOKafkaProducer(bootstrap_servers=stack.bootstrap, max_request_size=1_000_000)
    await producer.start()
    labels = {}
    for each in records:
        labels[each.key.decode(errors="replace")] = each.label
        await producer.send(each.topic, each.value, each.key, headers=each.headers)
    await producer.stop()
    async with asyncio.timeout(_PATIENCE_SECONDS):
        quiet = 0
        while quiet < 3:  # the gauges are set every other second
            await asyncio.sleep(2)
            quiet = quiet + 1 if all(_done(each) for each in house.values()) else 0
    return {
        (name, labels[letter["key"]])
        for name, service in house.items()
        for letter in _set_aside(service)
        if letter["key"] in labels
    }


def _done(service: Running) -> bool:
    wanted = re.compile(
        r"^clubhouse_(?:consumer_lag_records|outbox_depth_events)(?:{.*})? (.+)$", re.MULTILINE
    )
    found = wanted.findall(httpx.get(f"{service.url}/metrics", timeout=60).text)
    ready = httpx.get(f"{service.url}/readyz", timeout=60).status_code == 200
    return ready and len(found) > 1 and not any(map(float, found))


def _set_aside(service: Running) -> list[dict[str, str]]:
    with service.caller(*ROLES) as caller:
        found: list[dict[str, str]] = caller.get("/dead-letters", params={"limit": 1000}).json()
        return found


def _loops(service: Running) -> list[str]:
    said = [
        json.loads(line) for line in service.log.read_text(encoding="utf-8").splitlines() if line[:1] == "{"
    ]
    return [
        f"{service.name}: {each['message']} {each.get('exception')}"
        for each in said
        if each["level"] in {"warning", "error", "critical"}
        and any(word in each["message"] for word in _LOOPING)
    ]


def _figures(caller: httpx.Client) -> dict[str, object]:
    """What is told of days near and far, of the chain and of venues with names of all kinds."""
    shown: dict[str, object] = {}
    for venue in ("*", "venue id", "$a.b", "a|b|d|2026-01-01", "Asia"):
        for first in ("1800-01-01", "2026-01-01", "2026-06-01", "2400-12-01"):
            days = {"venue_id": venue, "first": first, "last": f"{first[:4]}-12-31"}
            for each in caller.get("/v1/daily-reports", params=days).raise_for_status().json():
                shown[f"{venue} {each['day']}"] = (each["figures"], each["parts"])
    return shown


async def _rebuilt(caller: httpx.Client) -> None:
    asked = caller.post("/v1/projection/rebuilds", headers={"Idempotency-Key": uuid.uuid4().hex})
    number = asked.raise_for_status().json()["number"]
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while not any(
            (each["number"], each["state"]) == (number, "live")
            for each in caller.get("/v1/projection").json()
        ):
            await asyncio.sleep(0.5)


def _unread(service: Running, caller: httpx.Client) -> list[str]:
    """What does not answer: the API, and the console from page to page."""
    reading = [each for each in operations(service.document()) if each.method == "GET"]
    answers = [(each, each.ask(caller, {"venue_id": ["*"]})) for each in reading]
    wrong = [f"{each}: {answer.text}" for each, answer in answers if answer.status >= 500]
    token = caller.headers["Authorization"].removeprefix("Bearer ")
    caller.post("/console/sign-in", data={"token": token}, headers={"Origin": service.url})
    seen: set[str] = set()
    to_see = ["/console"]
    while to_see and len(seen) < 60:
        page = to_see.pop()
        seen.add(page)
        answer = caller.get(page, follow_redirects=True)
        if answer.status_code >= 500:
            wrong.append(f"{page}: {answer.text}")
        links = {each.replace("&amp;", "&") for each in re.findall(r'href="(/console[^"#]*)"', answer.text)}
        to_see += [each for each in links - seen if each.isprintable() and "static" not in each]
    assert len(seen) > 10, "the console was not signed in to"
    return wrong

"""What a soak left behind: final states, the topics' own records, what guests got, what the gauges show."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiokafka import AIOKafkaConsumer, TopicPartition
from prometheus_client.parser import text_string_to_metric_families

from contracts.catalog import TOPICS
from infra.chassis.mongo import Database
from infra.local.settings import SERVICES
from tests.soak.caller import Caller
from tests.soak.house import House, Process
from tests.soak.load import leaks

__all__ = [
    "Read",
    "at_rest",
    "called_off",
    "explained",
    "figures",
    "final",
    "heard",
    "published",
    "sent",
    "settled",
]

_AT_ONCE = 8
_RETRY_SECONDS = 30
"""What failed may come due again within it; a clock that nearly stands would keep it waiting."""
_BUSY = (
    "clubhouse_consumer_lag_records",
    "clubhouse_parked_records",
    "clubhouse_timers_overdue_seconds",
)


@dataclass
class Read:
    """The records of all open topics.

    Attributes:
        logs: topic to aggregate to (sequence, event id), as they stand.
        leaked: topics to what of a guest was in them.
        repeated: records that stand more than once, as at-least-once allows.
    """

    logs: dict[str, dict[str, list[tuple[int, str]]]] = field(default_factory=dict)
    leaked: dict[str, set[str]] = field(default_factory=dict)
    repeated: int = 0
    records: int = 0


async def published(bootstrap: str) -> Read:
    """Read every open topic from its beginning."""
    read = Read()
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)
    await consumer.start()
    try:
        parts = [
            TopicPartition(topic.name, number)
            for topic in TOPICS
            if not topic.restricted
            for number in range(topic.partitions)
        ]
        consumer.assign(parts)
        await consumer.seek_to_beginning(*parts)
        ends = await consumer.end_offsets(parts)
        while any([await consumer.position(part) < end for part, end in ends.items()]):
            for part, records in (await consumer.getmany(timeout_ms=500)).items():
                for record in records:
                    _note(read, part.topic, record)
    finally:
        await consumer.stop()
    return read


def _note(read: Read, topic: str, record: Any) -> None:
    told = dict(record.headers)
    key, entry = told["ce_subject"].decode(), (int(told["ce_sequence"]), told["ce_id"].decode())
    entries = read.logs.setdefault(topic, {}).setdefault(key, [])
    read.records += 1
    if entry in entries:
        read.repeated += 1
    else:
        entries.append(entry)
    text = (record.value or b"").decode() + repr(record.headers) + repr(record.key)
    if found := leaks(text):
        read.leaked[topic] = read.leaked.get(topic, set()) | found


async def final(caller: Caller, service: str, route: str, ids: Iterable[str], member: str) -> dict[str, Any]:
    """One member of each thing's present state, by id."""

    async def one(id: str) -> tuple[str, Any]:
        return id, (await caller.get(service, route, id=id))[member]

    return dict([each async for each in _each(one, ids)])


async def heard(caller: Caller, bookings: Iterable[str]) -> dict[str, list[str]]:
    """The events reporting holds of each booking: it is the last to hear of it."""

    async def one(id: str) -> tuple[str, list[str]]:
        events = await caller.get("reporting", "/v1/cards/{kind}/{key}/events", id=("booking", id))
        return id, [event["id"] for event in events]

    return dict([each async for each in _each(one, bookings)])


async def sent(house: House, phones: Iterable[str]) -> dict[str, list[int]]:
    """What the sink caught for each phone: of every message, how many copies."""
    async with httpx.AsyncClient(base_url=house.current["notifications"].url, timeout=30) as http:

        async def one(phone: str) -> tuple[str, list[int]]:
            caught = (await http.get("/sink/messages", params={"to": phone})).raise_for_status().json()
            return phone, [message["copies"] for message in caught]

        return dict([each async for each in _each(one, phones)])


async def called_off(caller: Caller, bookings: Iterable[str]) -> set[str]:
    """Those whose confirmation was dropped, as its explanation says: they were cancelled before it went."""

    async def one(id: str) -> tuple[str, bool]:
        told = await _explanations(caller, subject_id=id, kind="booking-confirmed")
        return id, any(line["code"] == "cancelled" for each in told for line in each["lines"])

    return {id async for id, so in _each(one, bookings) if so}


async def explained(caller: Caller, booking: str) -> str:
    """What became of every message about a booking, step by step."""
    return " / ".join(
        f"{told['delivery_id']}: " + "; ".join(f"{line['at']} {line['text']}" for line in told["lines"])
        for told in await _explanations(caller, subject_id=booking)
    )


async def _explanations(caller: Caller, **sought: str) -> list[Any]:
    found = (await caller.get("notifications", "/deliveries", params=sought))["items"]
    route = "/deliveries/{delivery_id}/explain"
    return [await caller.get("notifications", route, id=each["id"]) for each in found]


async def figures(process: Process) -> tuple[dict[str, float], str]:
    """A process's metrics, summed over labels but for HTTP's, and their text."""
    async with httpx.AsyncClient(timeout=30) as http:
        text = (await http.get(f"{process.url}/metrics")).raise_for_status().text
    shown: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            name = sample.name
            if name == "http_server_request_duration_seconds_count":
                labels = sample.labels
                name = " ".join(
                    (labels["http_request_method"], labels["http_route"], labels["http_response_status_code"])
                )
            shown[name] = shown.get(name, 0.0) + sample.value
    return shown, text


async def settled(
    process: Process, mongo_url: str, patience: float = 15
) -> tuple[dict[str, float], str, int]:
    """A process's figures, their text, and the events its outbox holds; the gauge has time to follow."""
    ends = time.monotonic() + patience
    while True:
        held = (await waiting(mongo_url))[process.service]
        shown, text = await figures(process)
        if shown.get("clubhouse_outbox_depth_events") == held or time.monotonic() > ends:
            return shown, text, held
        await asyncio.sleep(0.5)


async def waiting(mongo_url: str) -> dict[str, int]:
    """Events in each service's outbox, by the store itself."""
    found = {}
    for service in SERVICES:
        database = Database(mongo_url, f"clubhouse_{service}")
        found[service] = await database.collection("outbox").count_documents({})
        database.close()
    return found


async def at_rest(house: House, mongo_url: str, patience: float) -> list[str]:
    """Wait until what was asked for is done: every outbox, lag and timer has been seen with nothing left.

    Then the clock nearly stands, so that no further deadline makes work, until nothing at all is under way.

    Returns:
        What still was under way after `patience` seconds, a line each.
    """
    began = time.monotonic()
    ends = began + patience
    left = set(await _under_way(house, mongo_url))
    while (left or time.monotonic() < began + _RETRY_SECONDS) and time.monotonic() < ends:
        await asyncio.sleep(1)
        left &= set(await _under_way(house, mongo_url))
    house.slow()
    calm = 0
    while calm < 3:
        busy = await _under_way(house, mongo_url)
        if busy and time.monotonic() > ends:
            return [f"{name}: {much:g}" for name, much in busy.items()]
        calm = 0 if busy else calm + 1
        await asyncio.sleep(2)
    return []


async def _under_way(house: House, mongo_url: str) -> dict[str, float]:
    """Where something waits, and how much."""
    busy: dict[str, float] = {
        f"events of {service} to publish": events
        for service, events in (await waiting(mongo_url)).items()
        if events
    }
    for process in house.current.values():
        _, text = await figures(process)
        for line in filter(_is_busy, text.splitlines()):
            name, _, much = line.rpartition(" ")
            busy[f"{process}: {name}"] = float(much)
    return busy


def _is_busy(line: str) -> bool:
    return line.startswith(_BUSY) and float(line.rpartition(" ")[2]) > 0


async def _each(one: Any, ids: Iterable[str]) -> AsyncIterator[Any]:
    """`one` for all ids, some at a time."""
    rest = list(ids)
    while rest:
        now, rest = rest[:_AT_ONCE], rest[_AT_ONCE:]
        for result in await asyncio.gather(*(one(id) for id in now)):
            yield result

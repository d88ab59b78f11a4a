"""Reporting: folding events, building everything anew, and pages with a year of fifty venues behind them."""

from __future__ import annotations

import asyncio
import json
import os
import random
import resource
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from aiokafka import AIOKafkaProducer
from motor.motor_asyncio import AsyncIOMotorClient

from contracts import booking
from contracts.envelope import Envelope, encode
from infra.chassis.mongo import Collection, Session
from infra.chassis.service import Service, settle_memory
from infra.chassis.writing import write
from infra.local.issuer import Issuer
from infra.local.stack import Stack
from services.reporting.domain.folding import TOPICS, fold
from services.reporting.domain.sheets import Sheet, together
from services.reporting.main import build
from services.reporting.settings import ReportingSettings
from services.reporting.store.documents import card_document, sheet_document
from services.reporting.store.journal import Journal
from services.reporting.store.projecting import Projector
from services.reporting.store.versions import Versions
from tests.bench.harness import Row, Timings, bench
from tests.unit.reporting.telling import booked, complained

EVENTS = 40_000
REBUILT = int(os.environ.get("BENCH_REBUILD_EVENTS", "1000000"))
PAGE = 500
VENUES = 50
DAYS = 365
TODAY = datetime.now(UTC).date()


def settings(stack: Stack, **more: Any) -> ReportingSettings:
    name = f"bench_{uuid.uuid4().hex[:8]}"
    return ReportingSettings(
        mongo_url=stack.mongo_url,
        mongo_database=name,
        kafka_bootstrap=stack.bootstrap,
        kafka_session_ms=3_000,
        consumer_group=name,
        **more,
    )


def visits(count: int) -> Iterator[Envelope]:
    """The events of visits: four each, as a busy evening mixes them (ten visits at a time)."""
    dice = random.Random(1)
    made = 0
    while made < count:
        tales = []
        for _ in range(10):
            day = TODAY - timedelta(days=dice.randrange(30))
            tale = booked(f"v{dice.randrange(VENUES)}", day, guest=f"g{dice.randrange(5000)}", agent="a1")
            tales.append(tale.confirmed().seated().spent(50_000).completed().envelopes)
        for step in range(4):
            for told in tales:
                yield told[step]
                made += 1


@bench("projection")
async def projection(stack: Stack) -> list[Row]:
    """Events from the topic to cards and marks, beside raw inserts of the same events, 500 a transaction."""
    producer = AIOKafkaProducer(bootstrap_servers=stack.bootstrap)
    await producer.start()
    service = build(settings(stack))
    raw = await _raw_inserts(service.db.client, EVENTS)
    await service.start()
    await service.connected()
    settle_memory()
    heard = _Heard(service.db.collection("journal"))
    for envelope in visits(EVENTS):
        key, headers, value = encode(envelope)
        await producer.send(booking.BOOKINGS.name, value, key=key, headers=headers)
    await producer.flush()
    await producer.stop()
    first, began = await heard.count(), time.perf_counter()
    while await heard.count() < EVENTS:
        await asyncio.sleep(0.1)
    rate = (EVENTS - first) / (time.perf_counter() - began)
    await service.stop()
    return [Row("projection, events", "1/s", rate, raw)]


class _Heard:
    """Counts the events whose effect is committed, looking only at pages it has not seen."""

    def __init__(self, journal: Collection) -> None:
        self._journal = journal
        self._last = self._events = 0

    async def count(self) -> int:
        new = {"topic": booking.BOOKINGS.name, "number": {"$gt": self._last}}
        async for page in self._journal.find(new, {"number": 1, "size": {"$size": "$events"}}):
            self._last, self._events = max(self._last, page["number"]), self._events + page["size"]
        return self._events


async def _raw_inserts(client: AsyncIOMotorClient[dict[str, Any]], count: int) -> float:
    """Each event inserted once, and a mark, 500 a transaction: what the same I/O can do."""
    db = client[f"raw_{uuid.uuid4().hex[:8]}"]
    await db.create_collection("events")
    await db.create_collection("marks")
    bodies = [each.data.model_dump_json() for each in visits(PAGE)][:PAGE]
    began = time.perf_counter()
    for _ in range(count // PAGE):
        async with await client.start_session() as session, session.start_transaction():
            await db.events.insert_many([{"body": body} for body in bodies], session=session)
            await db.marks.insert_many([{"body": 1} for _ in bodies], session=session)
    return count / (time.perf_counter() - began)


@bench("rebuild")
async def rebuild(stack: Stack) -> list[Row]:
    """A new version of everything from the journal; how much the process grew between a tenth and the end."""
    service = build(settings(stack))
    journal = Journal(service.db, TOPICS)
    versions = Versions(service.db, [topic.name for topic in TOPICS])
    projector = Projector(journal, versions, service.db.transact)
    await journal.ensure()
    batch: list[Envelope] = []

    async def journaled(session: Session) -> None:
        page = await journal.turn(session, booking.BOOKINGS)
        await write(session, [journal.page(booking.BOOKINGS, page, batch)])

    for envelope in visits(REBUILT):
        batch.append(envelope)
        if len(batch) == PAGE:
            await service.db.transact(journaled)
            batch.clear()
    await versions.ensure()
    version = await versions.live()
    began, early = time.perf_counter(), asyncio.create_task(_memory_after(versions, REBUILT // PAGE // 10))
    await projector.catch_up(version)
    seconds = time.perf_counter() - began
    grown = _resident() - await early
    service.db.close()
    return [
        Row(f"rebuild of {REBUILT:,} events", "1/s", REBUILT / seconds),
        Row("rebuild, memory grown from 10 % on", "MB", grown),
    ]


async def _memory_after(versions: Versions, pages: int) -> float:
    while (await versions.progress(1))[booking.BOOKINGS.name] < pages:
        await asyncio.sleep(0.2)
    return _resident()


def _resident() -> float:
    statm = Path("/proc/self/statm").read_text().split()
    return int(statm[1]) * resource.getpagesize() / 1_000_000


@bench("console")
async def console(stack: Stack) -> list[Row]:
    """Server time of every console page with a year of a 50-venue chain behind it."""
    folder = Path(tempfile.mkdtemp())
    issuer = Issuer(folder, "http://127.0.0.1:8100")
    (folder / "jwks.json").write_text(json.dumps(issuer.jwks()))
    service = build(settings(stack, jwks=str(folder / "jwks.json")))
    await service.start()
    await _a_year(service)
    headers = {"Authorization": f"Bearer {issuer.token(roles=('gm',))}"}
    month = (TODAY.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    pages = {
        "today": "/console",
        "venue": "/console/venues/v1",
        "daily": f"/console/daily?day={TODAY}",
        "figure": f"/console/daily/open?venue=*&day={TODAY}&figure=orders",
        "figure of a month": f"/console/daily/open?day={month}-01&last={month}-28&figure=orders&agent=a1-1",
        "analysis": f"/console/analysis?month={month}",
        "scorecards": f"/console/scorecards?month={month}",
        "performance": f"/console/performance?month={month}",
        "guests": "/console/guests",
    }
    rows = []
    transport = httpx.ASGITransport(app=service.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bench", headers=headers) as http:
        for name, path in pages.items():
            timings = Timings()
            for _ in range(20):
                answer = await http.get(path)
                assert answer.status_code == httpx.codes.OK, answer.text
                timings.seconds.append(answer.elapsed.total_seconds())
            rows.append(Row(f"console page: {name}", "ms p95", timings.percentile(95)))
    await service.stop()
    return rows


async def _a_year(service: Service) -> None:
    """Sheets of a year, venues, staff, open cases: what the pages read, written as the service would."""
    dice = random.Random(2)
    sheets, cards = service.db.collection("sheets_1"), service.db.collection("cards_1")
    since = datetime(2020, 1, 1, tzinfo=UTC)
    calendar = {"since": since, "zone": "Asia/Shanghai", "closes": 360}
    await cards.insert_many(
        [
            {
                "_id": f"venue/v{n}", "lines": [], "events": [], "cells": [],
                "facts": {"name": f"门店{n}", "name_en": f"Venue {n}", "featured": False, "contracted": True,
                          "calendars": [calendar]},
            }
            for n in range(VENUES)
        ]
    )  # fmt: skip
    for back in range(DAYS):
        day: date = TODAY - timedelta(days=back)
        made = {f"v{n}": _busy_day(dice, n) for n in range(VENUES)}
        documents = [sheet_document(venue, day, sheet) for venue, sheet in made.items()]
        documents.append(sheet_document("*", day, together(made.values(), people=False)))
        await sheets.insert_many(documents)
    told = [complained(f"v{n % VENUES}").opened() for n in range(500)]
    folded = [fold(None, "clubhouse.complaints.cases", tale.envelopes[:1]) for tale in told]
    await cards.insert_many([card_document(card) for card in folded if card is not None])


def _busy_day(dice: random.Random, venue: int) -> Sheet:
    figures = ("orders", "effective", "seated", "guests", "cancelled", "no_show", "completed", "tables")
    totals = {name: dice.randrange(20, 300) for name in figures} | {
        "spend_fen": dice.randrange(10**6, 10**7), "complaints": 2, "cases_opened": 3, "cases_closed": 3,
        "resolved": 3, "resolved_in_time": 2, "satisfied": 9, "unsatisfied": 1, "dispatched": 2,
    }  # fmt: skip
    labels = {"orders": {"phone": 50, "app": 40, "web": 30}, "complaints": {"dish-quality": 1, "waiting": 1}}
    agents = {
        f"a{venue}-{n}": {
            name: dice.randrange(5, 40) for name in (*figures[:4], "handled", "handled_in_time")
        }
        for n in range(10)
    }
    departments = {
        f"d{venue}-{n}": {"dispatched": 2, "reacted_in_time": 1, "closed_for": 2} for n in range(4)
    }
    return Sheet(totals, labels, agents, departments)

"""The case desk with many open cases: how late a breach is published, and what a tick costs."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aiokafka import AIOKafkaConsumer

from contracts.complaints import CASES, CaseClockChanged
from contracts.envelope import decode
from infra.chassis.clock import Clock
from infra.chassis.codec import to_document
from infra.chassis.ids import new_id
from infra.chassis.service import Service
from infra.chassis.timers import TimerWorker
from infra.local.stack import Stack
from services.complaints.domain import dispatching
from services.complaints.domain.calendars import built_in
from services.complaints.domain.case import Case, timers
from services.complaints.domain.course import catch_up
from services.complaints.domain.opening import Opening, open_case
from services.complaints.domain.parts import Contact, Intake
from services.complaints.domain.people import Department, Directory, Staff
from services.complaints.domain.policy import CasePolicy
from services.complaints.domain.rules import Rules
from services.complaints.main import build
from services.complaints.settings import ComplaintsSettings
from tests.bench.harness import Row, Timings, bench

FEW, MANY = 1_000, 100_000
BREACHES = 500
GAP = timedelta(milliseconds=20)
BURST = 2_000
TWO_HOURS = timedelta(hours=2)
PEOPLE = Directory(
    "v",
    (Department("kitchen", "v", "kitchen", "chef"),),
    tuple(Staff(f"s-{level}", "v", None, level, "") for level in ("supervisor", "manager", "gm")),
)


@bench("complaints")
async def complaints(stack: Stack) -> list[Row]:
    """100,000 open cases, while 50 breaches a second are published; beside the same with 1,000."""
    settings = ComplaintsSettings(
        mongo_url=stack.mongo_url,
        mongo_database=f"bench_complaints_{uuid.uuid4().hex[:8]}",
        kafka_bootstrap=stack.bootstrap,
        kafka_session_ms=3_000,
    )
    service = build(settings)
    await service.start()
    await service.connected()
    await _people(service)
    await _open(service, FEW)
    few_idle, few_rate = await _idle(service), await _burst(service)
    await _open(service, MANY - FEW)
    many_idle, many_rate = await _idle(service), await _burst(service)
    late = await _lateness(service, stack.bootstrap)
    await service.stop()
    itop = "iTop, ten seconds at best"
    return [
        Row("complaints: breach to topic p50", "ms", late.percentile(50), peer=10_000, peer_name=itop),
        Row("complaints: breach to topic p99", "ms", late.percentile(99), peer=10_000, peer_name=itop),
        Row("complaints: idle tick, 100,000 (1,000) open", "ms", many_idle, few_idle),
        Row("complaints: turns, 100,000 (1,000) open", "1/s", many_rate, few_rate),
    ]


def _rules() -> Rules:
    return Rules(CasePolicy(), 0, built_in("v", Clock().now().year), PEOPLE)


def _case(opened_at: datetime) -> Case:
    """A complaint in the kitchen's hands, as it stands now."""
    intake = Intake("phone", "the soup was cold", Contact("Guest", "+8613800138000"))
    opening = Opening(new_id(), "complaint", "v", "guest", "ann", "food", intake)
    rules = _rules()
    case, _ = open_case(None, opening, rules, opened_at)
    case, _ = dispatching.dispatch(case, rules, opened_at, ("kitchen",), "ann")
    case, _ = dispatching.react(case, rules, opened_at, "kitchen", "chef")
    return catch_up(case, rules, max(opened_at, Clock().now()))[0]


async def _people(service: Service) -> None:
    now = Clock().now()
    for name, people in (("departments", PEOPLE.departments), ("staff", PEOPLE.staff)):
        await service.db.collection(name).insert_many(
            [_document(each.id, to_document(each), now) for each in people]
        )


async def _open(service: Service, count: int) -> None:
    """Open cases whose next turn is an hour away, written as the store would have left them."""
    template = _case(Clock().now())
    for start in range(0, count, 5_000):
        many = range(start, min(start + 5_000, count))
        await _insert(service, [replace(template, id=new_id(), number=f"N{uuid.uuid4().hex}") for _ in many])


async def _insert(service: Service, cases: Sequence[Case]) -> None:
    now = Clock().now()
    await service.db.collection("cases").insert_many(
        [_document(case.id, to_document(case), now) for case in cases], ordered=False
    )
    rows = [
        {
            "_id": f"case/{case.id}/{name}",
            "aggregate": "case",
            "aggregate_id": case.id,
            "name": name,
            "due": due,
            "open_at": due,
        }
        for case in cases
        for name, due in timers(case).items()
    ]
    await service.db.collection("timers").insert_many(rows, ordered=False)


def _document(id: str, state: dict[str, Any], at: datetime) -> dict[str, Any]:
    return {"_id": id, "version": 1, "sequence": 0, "updated_at": at, "state": state}


async def _idle(service: Service) -> float:
    """Milliseconds of a look that finds nothing due."""
    worker = TimerWorker(service.db, Clock(), {})
    timings = Timings()
    for _ in range(200):
        await timings.of(worker.fire_due())
    return timings.percentile(50)


async def _burst(service: Service) -> float:
    """Turns a second when many cases turn at one moment."""
    due = Clock().now() + timedelta(seconds=2)
    template = _case(due - timedelta(minutes=60))
    await _insert(
        service, [replace(template, id=new_id(), number=f"B{uuid.uuid4().hex}") for _ in range(BURST)]
    )
    rows = service.db.collection("timers")
    await asyncio.sleep(Clock().seconds_until(due))
    timings = Timings()
    while await rows.find_one({"name": "sla", "due": {"$lte": due}}, {"_id": 1}):
        await asyncio.sleep(0.01)
    timings.seconds = [0.0] * BURST
    return timings.rate


async def _lateness(service: Service, bootstrap: str) -> Timings:
    """From the moment of each breach to its event in a consumer's hands."""
    consumer = AIOKafkaConsumer(CASES.name, bootstrap_servers=bootstrap, auto_offset_reset="latest")
    await consumer.start()
    first = Clock().now() + timedelta(seconds=15)
    await _insert(service, [_case(first + GAP * number - TWO_HOURS) for number in range(BREACHES)])
    timings = Timings()
    while len(timings.seconds) < BREACHES:
        record = await consumer.getone()
        told = decode(CASES, record.headers, record.value).data
        if isinstance(told, CaseClockChanged) and told.status == "breached" and told.at >= first:
            timings.seconds.append((Clock().now() - told.at).total_seconds())
    await consumer.stop()
    return timings

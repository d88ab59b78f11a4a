"""The processes a fault run kills: a source with relay and timers, and sinks that keep an effect log.

``python -m tests.faults.programs source|sink JSON``, where JSON is a `Plan`. `sabotage` plants a bug that
the judge must catch.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis import timers as timer_rows
from infra.chassis.cause import Cause
from infra.chassis.consumers import Projection, Subscription
from infra.chassis.decision import Decided
from infra.chassis.inbox import Inbox
from infra.chassis.leases import Lease, Leases
from infra.chassis.mongo import Session
from infra.chassis.parking import RetryPlan
from infra.chassis.processing import Processing
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.counter import Counted, Counter, Counters, on_alarm, topic

__all__ = ["Plan", "source"]

QUICK = RetryPlan(immediate=2, delays=(0.1, 0.3, 1, 2, 4, 8), jitter=0.3)


@dataclass(frozen=True)
class Plan:
    """Where a run's processes work."""

    name: str
    mongo_url: str
    bootstrap: str
    session_ms: int
    clock_file: str
    sabotage: str = ""

    @property
    def topic(self) -> Topic:
        """The run's topic."""
        return topic(self.name)

    def settings(self, role: str) -> ServiceSettings:
        """Settings of a process."""
        return ServiceSettings(
            mongo_url=self.mongo_url,
            mongo_database=f"{self.name}_{role}",
            kafka_bootstrap=self.bootstrap,
            kafka_session_ms=self.session_ms,
            kafka_fetch_wait_ms=50,
            clock_file=Path(self.clock_file),
        )

    def argv(self, role: str) -> list[str]:
        """The command of a process."""
        return [sys.executable, "-m", "tests.faults.programs", role, json.dumps(asdict(self))]


def source(plan: Plan) -> tuple[Service, Counters]:
    """Counters whose changes are published and whose alarms fire."""
    service = Service("test", plan.settings("source"), publishes=[plan.topic])
    counters = service.store(Counters(service.desk))
    service.fires(counters, partial(counters.fire, decide=on_alarm))
    return service, counters


class Effects(Counters):
    """Counters that note every effect, in the transaction of the effect."""

    async def beside(self, session: Session, before: Counter | None, after: Counter) -> None:
        await self.desk.db.collection("effects").insert_one(
            {"key": after.id, "place": after.alarms, "value": after.value}, session=session
        )


def sink(plan: Plan) -> Service:
    """Hears the counters twice: event by event, and as a projection."""
    service = Service("sink", plan.settings("sink"), publishes=(), plan=QUICK)
    effects = service.store(Effects(service.desk))
    folded = service.db.collection("folded")

    async def hear(envelope: Envelope, cause: Cause) -> None:
        data = envelope.data
        assert isinstance(data, Counted)

        def note(state: Counter | None, _now: datetime) -> Decided[Counter]:
            return Counter(data.counter_id, value=data.value, alarms=(state.alarms if state else 0) + 1), ()

        await effects.change(envelope.subject, note, cause)

    async def fold(session: Session, envelopes: Sequence[Envelope]) -> None:
        for envelope in envelopes:
            assert isinstance(envelope.data, Counted)
            await folded.update_one(
                {"_id": envelope.subject},
                {"$push": {"values": envelope.data.value}},
                upsert=True,
                session=session,
            )

    async def ensure() -> None:
        await service.db.ensure("effects", [])
        await service.db.ensure("folded", [])

    service.ensure(ensure)
    service.hears(
        Subscription(plan.topic, f"{plan.name}.effects", {Counted: hear}),
        Projection(plan.topic, f"{plan.name}.folded", fold),
    )
    return service


async def _serve(service: Service) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await service.start()
    await stop.wait()
    await service.stop()


def _plant(sabotage: str) -> None:
    """The bugs the judge has to catch."""
    if sabotage == "inbox off":

        async def unseen(*_: Any, **__: Any) -> set[str]:
            return set()

        async def unmarked(*_: Any, **__: Any) -> None:
            return None

        Inbox.seen = unseen  # type: ignore[method-assign]
        Inbox.mark = unmarked  # type: ignore[method-assign]
    elif sabotage == "commit before effect":
        process = Processing.process

        async def late(bus: Processing, consumer: Any, batch: Any) -> None:
            task = asyncio.create_task(_later(bus, consumer, batch))
            _LATE.add(task)

        async def _later(bus: Processing, consumer: Any, batch: Any) -> None:
            await asyncio.sleep(0.5)
            await process(bus, consumer, batch)

        Processing.process = late  # type: ignore[method-assign, assignment]
    elif sabotage == "relay without lease":

        async def always(leases: Leases, name: str) -> Lease:
            return Lease(name, 1, float("inf"))

        Leases.acquire = always  # type: ignore[method-assign, assignment]


_LATE: set[asyncio.Task[None]] = set()


def main() -> None:
    """Run one process until SIGTERM."""
    role, plan = sys.argv[1], Plan(**json.loads(sys.argv[2]))
    _plant(plan.sabotage)
    timer_rows.log.setLevel("ERROR")
    asyncio.run(_serve(source(plan)[0] if role == "source" else sink(plan)))
    os._exit(0)


if __name__ == "__main__":
    main()

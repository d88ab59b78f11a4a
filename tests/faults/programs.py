"""The processes a fault run kills: a source with relay and timers, and sinks that keep an effect log.

`sabotage` plants a bug that the judge must catch. A file named by `Plan.order_to_die` makes the first process
that comes to that point kill itself there, as a power cut would.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from aiokafka import TopicPartition

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis import timers as timer_rows
from infra.chassis.bus import Bus, _Joining
from infra.chassis.cause import Cause
from infra.chassis.consumers import Projection, Subscription
from infra.chassis.decision import Decided
from infra.chassis.inbox import Inbox
from infra.chassis.leases import Lease, Leases
from infra.chassis.mongo import Session
from infra.chassis.parking import RetryPlan
from infra.chassis.processing import Processing
from infra.chassis.relay import Relay
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from infra.chassis.writing import InsertOne, Write
from tests.faults.process import Process
from tests.integration.chassis.counter import Counted, Counter, Counters, on_alarm, topic

__all__ = ["ASSIGNED", "Plan", "sink", "source", "work"]

ASSIGNED = "assigned partitions"
"""What a process's log says when a group gave it some."""

Work = Callable[..., Awaitable[Any]]
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

    @property
    def partitions(self) -> list[TopicPartition]:
        """The topic's partitions."""
        return [TopicPartition(self.topic.name, number) for number in range(self.topic.partitions)]

    def order_to_die(self, point: str) -> Path:
        """The file that makes the first process at `point` remove it and kill itself."""
        return Path(f"{self.clock_file}.{point}")

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

    def process(self, role: str, number: int) -> Process:
        """A process of the run, not yet started."""
        log = Path(f"{self.clock_file}.{role}{number}.log")
        return Process(f"{role}{number}", work, (role, json.dumps(asdict(self))), log)


def source(plan: Plan) -> tuple[Service, Counters]:
    """Counters whose changes are published and whose alarms fire."""
    service = Service("test", plan.settings("source"), publishes=[plan.topic])
    counters = service.store(Counters(service.desk))
    service.fires(counters, partial(counters.fire, decide=on_alarm))
    return service, counters


class Effects(Counters):
    """Counters that note every effect, in the transaction of the effect."""

    def writes(self, changed: Sequence[tuple[Counter | None, Counter]]) -> Iterator[Write]:
        noted = [{"key": each.id, "place": each.alarms, "value": each.value} for _, each in changed]
        yield Write(self.desk.db.collection("effects"), [InsertOne(each) for each in noted])


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

        def unmarked(inbox: Inbox, *_: Any) -> Write:
            return Write(inbox._marks, ())

        Inbox.seen = unseen  # type: ignore[method-assign]
        Inbox.marking = unmarked  # type: ignore[method-assign, assignment]
        Inbox.marking_page = unmarked  # type: ignore[method-assign, assignment]
    elif sabotage == "commit before effect":
        take = Bus._take

        async def commit_first(bus: Bus, consumer: Any, batch: Any, client: Any, taken_as: Any) -> None:
            await client.commit({TopicPartition(e.topic, e.partition): e.offset + 1 for e in batch})
            await asyncio.sleep(0.2)
            await take(bus, consumer, batch, client, taken_as)

        Bus._take = commit_first  # type: ignore[method-assign, assignment]
    elif sabotage == "relay without lease":

        async def always(leases: Leases, name: str) -> Lease:
            return Lease(name, 1, float("inf"))

        Leases.acquire = always  # type: ignore[method-assign, assignment]


def _obey_orders_to_die(plan: Plan) -> None:
    """Points at which a process can be told to kill itself."""

    def dies(point: str | None) -> None:
        if point is None:
            return
        with contextlib.suppress(FileNotFoundError):
            plan.order_to_die(point).unlink()
            os.kill(os.getpid(), signal.SIGKILL)

    def around(step: Work, *, before: str | None = None, after: str | None = None) -> Any:
        async def work_until_then(*arguments: Any) -> Any:
            dies(before)
            result = await step(*arguments)
            dies(after)
            return result

        return work_until_then

    Processing.process = around(Processing.process, before="before-effect", after="after-effect")  # type: ignore[method-assign]
    Relay._send_batch = around(Relay._send_batch, after="first-acknowledged")  # type: ignore[method-assign]
    Relay._send = around(Relay._send, after="all-acknowledged")  # type: ignore[method-assign]


def _say_what_is_assigned() -> None:
    """The run reads in the log when a group gave this process partitions."""
    logging.basicConfig(format="%(asctime)s %(name)s %(message)s")
    assigned = _Joining.on_partitions_assigned

    async def tell(listener: _Joining, partitions: Any) -> None:
        await assigned(listener, partitions)
        if partitions:
            print(ASSIGNED, len(partitions), flush=True)

    _Joining.on_partitions_assigned = tell  # type: ignore[method-assign, assignment]


def work(role: str, written: str) -> None:
    """Be one process, a ``source`` or a ``sink``, until SIGTERM."""
    plan = Plan(**json.loads(written))
    _plant(plan.sabotage)
    _obey_orders_to_die(plan)
    _say_what_is_assigned()
    timer_rows.log.setLevel("ERROR")
    asyncio.run(_serve(source(plan)[0] if role == "source" else sink(plan)))
    os._exit(0)

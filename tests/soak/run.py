"""One soak: load, rolling restarts of every service, rest, verdict."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infra.chassis.clock import ScaledClock
from infra.local.settings import SERVICES
from infra.local.stack import Stack
from tests.soak import evidence, judge
from tests.soak.caller import Caller
from tests.soak.house import House
from tests.soak.load import Load, leaks

__all__ = ["Verdict", "soak"]

BOOKINGS = "clubhouse.booking.bookings"
_REST_SECONDS = 600
"""A slow machine has a queue left when the people go home; only one that never ends is a fault."""
_SHOWN = 5
_DETAIL = re.compile(r"[0-9a-f-]{36}|\d+")


@dataclass(frozen=True)
class Verdict:
    """What a soak did, and every promise it broke."""

    did: Counter[str]
    requests: int
    retries: Counter[str]
    slowest: float
    replaced: int
    records: int
    repeated: int
    exports: int
    megabytes: dict[str, str]
    folder: Path
    broken: list[str]

    def __str__(self) -> str:
        lines = [
            f"did        {', '.join(f'{times} x {what}' for what, times in sorted(self.did.items()))}",
            f"requests   {self.requests} answered, the slowest after {self.slowest:.1f} s; declared retries: "
            + (", ".join(f"{times} {why}" for why, times in sorted(self.retries.items())) or "none"),
            f"restarts   {self.replaced}",
            f"records    {self.records} on the open topics, {self.repeated} of them repeated",
            f"traces     {self.exports} exports",
            *(f"memory     {name} {held}" for name, held in self.megabytes.items()),
            *(f"BROKEN     {each}" for each in _told(self.broken)),
            f"{len(self.broken) or 'no'} promises broken; what the services said is in {self.folder}",
        ]
        return "\n".join(lines)


async def soak(
    stack: Stack,
    folder: Path,
    *,
    minutes: float,
    waves: int,
    seed: int,
    people: int = 6,
    pause: float = 0.5,
    say: Callable[[str], None] = print,
) -> Verdict:
    """Let `people` work for so long while every service is replaced `waves` times, one after another.

    Args:
        pause: seconds between two things one person does, on average.
        say: told in one line what happens.
    """
    house = House(stack, folder, leaks)
    began = time.monotonic()

    def tell(line: str) -> None:
        say(f"{time.monotonic() - began:6.0f} s  {line}")

    await house.open()
    caller = Caller(house)
    load = Load(caller, ScaledClock(house.clock_file).now, seed, pause)
    watching = asyncio.create_task(house.watch())
    try:
        await load.prepare()
        tell(f"five services work; {people} people for {minutes:g} minutes")
        stop, replaced = asyncio.Event(), 0
        working = asyncio.create_task(load.work(people, stop))
        ends = time.monotonic() + minutes * 60
        length = minutes * 60 / waves
        for wave in range(waves):
            await asyncio.sleep(max(0.0, ends - minutes * 60 + (wave + 0.4) * length - time.monotonic()))
            for service in random.Random(seed + wave).sample(SERVICES, len(SERVICES)):
                await house.replace(service)
                replaced += 1
                tell(f"{house.current[service]} took over")
        await asyncio.sleep(max(0.0, ends - time.monotonic()))
        stop.set()
        await working
        tell("the people go home; the house comes to rest")
        broken = await _judged(house, stack, caller, load, tell)
        return Verdict(
            load.did,
            caller.answered,
            caller.retries,
            max(caller.seconds, default=0.0),
            replaced,
            broken.read.records,
            broken.read.repeated,
            house.exports,
            _held(house),
            folder,
            broken.all,
        )
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        await caller.close()
        await house.close()


@dataclass
class _Broken:
    read: evidence.Read
    all: list[str]


async def _judged(
    house: House, stack: Stack, caller: Caller, load: Load, tell: Callable[[str], None]
) -> _Broken:
    promised = load.promises
    broken = [*house.complaints, *(f"request failed: {each}" for each in caller.failures), *promised.doubted]
    restless = await evidence.at_rest(house, stack.mongo_url, _REST_SECONDS)
    broken += [f"not at rest after {_REST_SECONDS} s: {each}" for each in restless]
    tell("reading what is there")
    read = await evidence.published(stack.bootstrap)
    for topic, log in read.logs.items():
        broken += [f"{topic}: {each}" for each in judge.logs(log)]

    states = await evidence.final(caller, "booking", "/bookings/{booking_id}", promised.bookings, "status")
    broken += judge.same("booking", promised.bookings, states)
    published = {key: [id for _, id in log] for key, log in read.logs.get(BOOKINGS, {}).items()}
    broken += judge.same("booking", dict.fromkeys(promised.bookings, True), dict.fromkeys(published, True))
    broken += judge.told(published, await evidence.heard(caller, published))
    cancelled = [id for id, status in promised.bookings.items() if status == "cancelled"]
    called_off = await evidence.called_off(caller, cancelled)
    due = {
        phone: {"held": 0, "confirmed": 1, "cancelled": 2}[promised.bookings[id]] - (id in called_off)
        for id, phone in promised.phones.items()
    }
    got = await evidence.sent(house, due)
    for id, phone in promised.phones.items():
        if wrong := judge.messages({phone: due[phone]}, got):
            broken += [*wrong, f"messages of booking {id}: {await evidence.explained(caller, id)}"]

    points = await evidence.final(caller, "loyalty", "/guests/{guest_id}/account", promised.points, "balance")
    broken += judge.same("points of", promised.points, points)
    visits = await evidence.final(caller, "loyalty", "/guests/{guest_id}/visits", promised.bills, "items")
    broken += judge.same("bills of", promised.bills, {id: len(items) for id, items in visits.items()})
    kinds = await evidence.final(caller, "complaints", "/cases/{case_id}", promised.cases, "responsibility")
    broken += judge.same("case", dict.fromkeys(promised.cases, "responsible"), kinds)

    for process in house.processes:
        broken += [f"{process} let a caller down: {each}" for each in process.let_down]
        broken += judge.memory(str(process), process.memory)
    for service, process in house.current.items():
        shown, text, held = await evidence.settled(process, stack.mongo_url)
        true = {
            "clubhouse_outbox_depth_events": (held, held),
            "clubhouse_consumer_lag_records": (0, 0),
            "clubhouse_parked_records": (0, 0),
            "clubhouse_dead_letters": (0, 0),
            **{
                " ".join((method, route, str(status))): (times, times + process.unanswered)
                for (method, route, status), times in process.asked.items()
            },
        }
        broken += judge.gauges(str(process), shown, true)
        broken += [f"metrics of {service} hold {found}" for found in leaks(text)]
    for service, said in house.logs().items():
        broken += [f"logs of {service} hold {found}" for found in leaks(said)]
        broken += [f"{service} logged an error: {each}" for each in judge.errors(said)]
    broken += [f"{topic} holds {', '.join(found)}" for topic, found in read.leaked.items()]
    broken += [f"traces hold {found}" for found in house.leaked]
    return _Broken(read, broken)


def _told(broken: list[str]) -> list[str]:
    """Some of each kind: one fault that shows a hundred times must not hide another that shows once."""
    kinds: dict[str, list[str]] = {}
    for each in broken:
        kinds.setdefault(_DETAIL.sub("", each), []).append(each)
    lines = []
    for alike in kinds.values():
        lines += alike[:_SHOWN]
        if (more := len(alike) - _SHOWN) > 0:
            lines.append(f"… and {more} more like it")
    return lines


def _held(house: House) -> dict[str, str]:
    """Megabytes of each process: when first looked at, and at last."""
    return {str(process): _from_to(process.memory) for process in house.processes if process.memory}


def _from_to(memory: list[tuple[float, float]]) -> str:
    (_, first), (age, last) = memory[0], memory[-1]
    return f"{first:.0f} MB, {last:.0f} MB after {age:.0f} s"

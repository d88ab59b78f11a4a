"""Everything that can go wrong. A fault returns once it has bitten, and raises `DidNotBite` otherwise."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from pymongo.errors import PyMongoError

from infra.chassis.ids import new_id
from infra.chassis.kafka import KafkaAccess, Topics
from tests.faults.process import Process
from tests.faults.world import World

__all__ = ["FAULTS", "Fault"]

Fault = Callable[[World], Awaitable[None]]


async def kill_source(world: World) -> None:
    """kill -9 of the source at any moment, its timers perhaps in mid-firing."""
    await _kill(world, world.random.choice(world.sources))


async def kill_sink(world: World) -> None:
    """kill -9 of a consumer at any moment."""
    await _kill(world, world.random.choice(world.sinks))


async def kill_relay_in_mid_batch(world: World) -> None:
    """kill -9 when the broker has acknowledged one partition's share of a batch, and perhaps no other."""
    await _kill_at(world, world.sources, "first-acknowledged")


async def kill_relay_before_it_notes(world: World) -> None:
    """kill -9 when a whole batch is acknowledged and nothing of it has left the outbox."""
    await _kill_at(world, world.sources, "all-acknowledged")


async def kill_before_effect(world: World) -> None:
    """kill -9 of a consumer that has taken a batch and done nothing about it."""
    await _kill_at(world, world.sinks, "before-effect")


async def kill_between_effect_and_commit(world: World) -> None:
    """kill -9 of a consumer whose batch has had its effect and whose offsets are not committed."""
    await _kill_at(world, world.sinks, "after-effect")


async def freeze_sink(world: World) -> None:
    """A consumer stands still beyond its session, loses its partitions, and wakes up as a zombie."""
    frozen = world.random.choice(world.sinks)
    [other] = [each for each in world.sinks if each is not frozen]
    gone = partial(world.assigned, other, since=world.assignments(other))
    frozen.pause()
    try:
        await world.eventually(gone, "the other never got its partitions")
    finally:
        frozen.resume()


async def freeze_source(world: World) -> None:
    """The relay stands still, perhaps in mid-batch, perhaps beyond its lease."""
    child = world.random.choice(world.sources)
    child.pause()
    await asyncio.sleep(world.random.choice((0.5, 2, 12)))
    child.resume()


async def restart_broker(world: World) -> None:
    """kill -9 of the broker. The embedded one comes back empty; Apache Kafka comes back with its log."""
    await world.stack.broker.child.kill()
    await asyncio.sleep(world.random.random())
    await world.stack.broker.start(timedelta(minutes=4))
    await world.eventually(lambda: _has_records(world), "nobody published again")


async def freeze_broker(world: World) -> None:
    """The broker does not answer for a while."""
    world.stack.broker.child.pause()
    await asyncio.sleep(world.random.uniform(0.5, 8))
    world.stack.broker.child.resume()


async def restart_mongo(world: World) -> None:
    """kill -9 of the store."""
    await world.stack.mongo.child.kill()
    await asyncio.sleep(world.random.random())
    await world.stack.mongo.start()


async def step_down(world: World) -> None:
    """The primary steps down; an election follows."""
    before = await _term(world)
    with contextlib.suppress(PyMongoError):
        await world.service.db.client.admin.command({"replSetStepDown": 1, "force": True})

    async def elected() -> bool:
        return await _term(world) > before

    await world.eventually(elected, "no election followed")


async def rebalance_storm(world: World) -> None:
    """Consumers come, get partitions, and go: by kill -9 or politely."""
    for number in range(3):
        extra = world.plan.process("sink", 90 + number)
        joined = partial(world.assigned, extra, since=world.assignments(extra))
        extra.start()
        try:
            await world.eventually(joined, "it never joined")
        finally:
            await (extra.kill() if world.random.random() < 0.5 else extra.stop())


async def jump_clock(world: World) -> None:
    """The clock of all processes jumps forwards, then backwards."""
    world.jump(timedelta(hours=3))
    await asyncio.sleep(0.5)
    world.jump(-timedelta(hours=1))
    await asyncio.sleep(0.5)


async def repeat_and_reorder(world: World) -> None:
    """What was delivered comes again, in any order."""
    outbox = world.service.outbox
    await world.eventually(lambda: _at_least(outbox.sent.estimated_document_count, 20), "nothing was sent")
    documents = await outbox.sent.find({"raw": None}, sort=[("_id", -1)], limit=200).to_list(200)
    records = [outbox.record(each) for each in world.random.sample(documents, min(50, len(documents)))]
    await world.send([(each.key, each.value, each.headers) for each in records])


async def poison(world: World) -> None:
    """Records nobody can read, on keys of their own and on keys in use."""
    good = {
        "ce_specversion": b"1.0",
        "ce_id": new_id().encode(),
        "ce_source": b"clubhouse/test",
        "ce_type": b"clubhouse.test.counted.v1",
        "ce_time": datetime.now(UTC).isoformat().encode(),
        "ce_subject": b"k0",
        "ce_sequence": b"1",
    }
    body = b'{"counter_id": "k1", "value": 1, "step": 1}'
    await world.send(
        [
            (b"k0", b"not json", list(good.items())),
            (b"k1", body, list((good | {"ce_type": b"clubhouse.test.unheard-of.v1"}).items())),
            (b"k2", b'{"counter_id": 7}', list(good.items())),
            (b"poison-1", b"{}", []),
            (b"poison-2", b"{}", [("ce_id", b"\xff")]),
            (b"poison-3", body, list((good | {"ce_time": b"yesterday"}).items())),
            (b"poison-4", b"", list(good.items())),
        ]
    )


FAULTS: dict[str, Fault] = {
    each.__name__: each
    for each in (
        kill_source,
        kill_sink,
        kill_relay_in_mid_batch,
        kill_relay_before_it_notes,
        kill_before_effect,
        kill_between_effect_and_commit,
        freeze_sink,
        freeze_source,
        restart_broker,
        freeze_broker,
        restart_mongo,
        step_down,
        rebalance_storm,
        jump_clock,
        repeat_and_reorder,
        poison,
    )
}


async def _kill(world: World, child: Process) -> None:
    await child.kill()
    await asyncio.sleep(world.random.random())
    child.start()


async def _kill_at(world: World, children: list[Process], point: str) -> None:
    """Let the first process that comes to `point` kill itself there; start it again a little later."""
    order = world.plan.order_to_die(point)
    order.touch()

    async def died() -> bool:
        return not order.exists() and not all(each.running for each in children)

    await world.eventually(died, f"nobody came to {point}")
    await asyncio.sleep(world.random.random())
    for child in children:
        child.start()


async def _has_records(world: World) -> bool:
    topics = Topics(KafkaAccess(world.plan.bootstrap))
    try:
        return any((await topics.ends(world.plan.partitions)).values())
    finally:
        await topics.stop()


async def _term(world: World) -> int:
    status = await world.service.db.client.admin.command({"replSetGetStatus": 1})
    return int(status["term"])


async def _at_least(count: Callable[[], Awaitable[int]], number: int) -> bool:
    return await count() >= number

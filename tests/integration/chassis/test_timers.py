"""Timers fire once, when due, whoever works on them; a cancelled or moved one does not fire."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from infra.chassis.cause import Cause
from infra.chassis.changes import Change
from infra.chassis.clock import ManualClock
from infra.chassis.decision import Decided
from infra.chassis.desk import Desk
from infra.chassis.ids import new_id
from infra.chassis.timers import Firing, TimerWorker
from tests.integration.chassis.counter import Counter, Counters, count, on_alarm


def request() -> Cause:
    return Cause("http", "someone", new_id(), fingerprint="same")


def worker(desk: Desk, counters: Counters, clock: ManualClock) -> TimerWorker:
    return TimerWorker(desk.db, clock, {"counter": partial(counters.fire, decide=on_alarm)})


async def set_alarm(counters: Counters, id: str, due: datetime) -> None:
    await counters.change(id, count(id, alarm=due), request())


async def test_a_timer_fires_when_due_and_not_before(
    counters: Counters, desk: Desk, clock: ManualClock
) -> None:
    await set_alarm(counters, "a", clock.now() + timedelta(minutes=10))
    assert await worker(desk, counters, clock).fire_due() == 0
    clock.advance(timedelta(minutes=10))
    assert await worker(desk, counters, clock).fire_due() == 1
    assert await worker(desk, counters, clock).fire_due() == 0
    assert (await counters.need("a")).state.alarms == 1


async def test_a_moved_timer_fires_only_at_its_new_time(
    counters: Counters, desk: Desk, clock: ManualClock
) -> None:
    await set_alarm(counters, "a", clock.now() + timedelta(minutes=10))
    await set_alarm(counters, "a", clock.now() + timedelta(minutes=30))
    clock.advance(timedelta(minutes=20))
    assert await worker(desk, counters, clock).fire_due() == 0
    clock.advance(timedelta(minutes=10))
    assert await worker(desk, counters, clock).fire_due() == 1


async def test_a_timer_cancelled_after_it_was_claimed_has_no_effect(
    counters: Counters, desk: Desk, clock: ManualClock
) -> None:
    await set_alarm(counters, "a", clock.now())

    async def cancel_first(firings: Sequence[Firing]) -> None:
        def off(state: Counter | None, _now: datetime) -> Decided[Counter]:
            assert state is not None
            return replace(state, alarm=None), ()

        await counters.change("a", off, request())
        await counters.fire(firings, on_alarm)

    await TimerWorker(desk.db, clock, {"counter": cancel_first}).fire_due()
    assert (await counters.need("a")).state.alarms == 0


async def test_many_workers_fire_every_timer_once(counters: Counters, desk: Desk, clock: ManualClock) -> None:
    await asyncio.gather(*(set_alarm(counters, f"c{n:03}", clock.now()) for n in range(200)))
    workers = [
        TimerWorker(desk.db, clock, {"counter": partial(counters.fire, decide=on_alarm)}, batch=20)
        for _ in range(8)
    ]

    async def drain(each: TimerWorker) -> None:
        while await each.fire_due():
            pass

    await asyncio.gather(*(drain(each) for each in workers))
    states = [stored.state for stored in await counters.find({})]
    assert [state.alarms for state in states] == [1] * 200
    assert [state.value for state in states] == [2] * 200


async def test_a_firing_that_failed_comes_again(counters: Counters, desk: Desk, clock: ManualClock) -> None:
    await set_alarm(counters, "a", clock.now())
    tries = 0

    async def fail_once(firings: Sequence[Firing]) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise ValueError("not today")
        await counters.fire(firings, on_alarm)

    flaky = TimerWorker(desk.db, clock, {"counter": fail_once})
    await flaky.fire_due()
    assert (await counters.need("a")).state.alarms == 0
    clock.advance(timedelta(seconds=5))
    await flaky.fire_due()
    assert (await counters.need("a")).state.alarms == 1


async def test_a_worker_that_died_is_replaced_when_its_lease_ends(
    counters: Counters, desk: Desk, clock: ManualClock
) -> None:
    await set_alarm(counters, "a", clock.now())

    async def die(_: Sequence[Firing]) -> None:
        raise asyncio.CancelledError

    dead = TimerWorker(desk.db, clock, {"counter": die})
    await asyncio.gather(dead.fire_due(), return_exceptions=True)
    healthy = worker(desk, counters, clock)
    assert await healthy.fire_due() == 0
    clock.advance(timedelta(seconds=31))
    assert await healthy.fire_due() == 1


async def test_overdue_timers_fire_in_due_order(counters: Counters, desk: Desk, clock: ManualClock) -> None:
    dues = {f"c{n}": clock.now() + timedelta(minutes=minutes) for n, minutes in enumerate((30, 10, 20))}
    for id, due in dues.items():
        await set_alarm(counters, id, due)
    clock.advance(timedelta(days=2))
    fired: list[str] = []

    async def note(firings: Sequence[Firing]) -> None:
        fired.extend(firing.aggregate_id for firing in firings)
        await counters.fire(firings, on_alarm)

    await TimerWorker(desk.db, clock, {"counter": note}).fire_due()
    assert fired == ["c1", "c2", "c0"]


async def test_a_timer_whose_time_was_taken_back_while_it_fired_fires_at_its_time(
    counters: Counters, desk: Desk, clock: ManualClock
) -> None:
    due = clock.now()
    await set_alarm(counters, "a", due)

    def when_due(state: Counter, name: str, now: datetime) -> Decided[Counter]:
        return on_alarm(state, name, now) if now >= due else (state, ())

    async def set_back_first(firings: Sequence[Firing]) -> None:
        clock.advance(timedelta(minutes=-5))
        await counters.fire(firings, when_due)

    await TimerWorker(desk.db, clock, {"counter": set_back_first}).fire_due()
    assert await worker(desk, counters, clock).fire_due() == 0
    clock.set(due)
    assert await worker(desk, counters, clock).fire_due() == 1
    assert (await counters.need("a")).state.alarms == 1


async def test_a_timer_moved_by_a_change_it_is_committed_with_fires_only_at_its_new_time(
    counters: Counters, desk: Desk, clock: ManualClock
) -> None:
    await set_alarm(counters, "a", clock.now())
    later = clock.now() + timedelta(hours=1)

    async def moved_meanwhile(firings: Sequence[Firing]) -> None:
        def fired(state: Counter | None, now: datetime) -> Decided[Counter]:
            assert state is not None
            return on_alarm(state, "alarm", now)

        event = Cause("test", "somewhere", new_id())
        moved = Change("a", count("a", alarm=later), event)
        done = await counters.change_many([moved, *(Change("a", fired, each.cause) for each in firings)])
        assert not any(isinstance(each, Exception) for each in done)

    await TimerWorker(desk.db, clock, {"counter": moved_meanwhile}).fire_due()
    assert (await counters.need("a")).state.alarms == 0
    clock.set(later)
    assert await worker(desk, counters, clock).fire_due() == 1
    assert (await counters.need("a")).state.alarms == 1

"""Changes that come at the same time are committed together, and each still for itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from infra.chassis import telemetry
from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome
from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.gathering import Gathering
from tests.integration.chassis.counter import Counter, Counters, count

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e473{}-00f067aa0ba902b7-01"


class Counting(Counters):
    """Counts its commits."""

    commits = 0

    async def _commit(self, changes: Sequence[Change[Counter]]) -> list[Outcome[Counter]]:
        self.commits += 1
        return await super()._commit(changes)


def event(number: int) -> Cause:
    return Cause("group", "clubhouse/test", f"e{number}")


async def test_what_comes_at_once_takes_a_few_commits(counters: Counters, desk: Desk) -> None:
    store = Counting(desk)
    await asyncio.gather(*(store.change(f"c{number}", count("c"), event(number)) for number in range(100)))
    assert store.commits == 2
    assert len(await counters.find({})) == 100


async def test_one_that_fails_fails_alone(counters: Counters, desk: Desk) -> None:
    store = Counting(desk)
    steps = {number: 2_000_000 if number == 7 else 1 for number in range(20)}
    outcomes: list[Any] = await asyncio.gather(
        *(store.change(f"c{number}", count("c", step), event(number)) for number, step in steps.items()),
        return_exceptions=True,
    )
    assert [number for number, each in enumerate(outcomes) if isinstance(each, Refused)] == [7]
    assert {each.id for each in await counters.find({})} == {f"c{number}" for number in steps if number != 7}


async def test_an_event_that_comes_again_among_others_changes_nothing_twice(
    counters: Counters, desk: Desk
) -> None:
    store = Counting(desk)
    await store.change("c3", count("c3"), event(3))
    outcomes = await asyncio.gather(
        *(store.change(f"c{number}", count("c"), event(number)) for number in range(6))
    )
    assert [each.replayed for each in outcomes] == [number == 3 for number in range(6)]
    assert [each.state.value for each in await counters.find({})] == [1] * 6


async def test_a_request_is_never_made_with_others(counters: Counters, desk: Desk) -> None:
    store = Counting(desk)
    causes = [Cause("http", "someone", f"k{number}", fingerprint="f") for number in range(4)]
    await asyncio.gather(*(store.change(cause.id, count(cause.id), cause) for cause in causes))
    assert store.commits == 4


async def test_one_that_comes_alone_is_committed_at_once(counters: Counters, desk: Desk) -> None:
    store = Counting(desk)
    for number in range(3):
        assert (await store.change("c", count("c"), event(number))).version == number + 1
    assert store.commits == 3


async def test_who_comes_the_moment_all_commits_end_is_not_left_waiting(counters: Counters) -> None:
    first, again, beside = (Change(id, count(id), event(at)) for at, id in enumerate(("a", "a", "b")))
    both, ready = asyncio.Event(), 0

    async def commit(changes: Sequence[Change[Counter]]) -> list[Outcome[Counter] | Exception]:
        nonlocal ready
        outcomes = await counters.change_many(changes)
        ready += 1
        await both.wait()
        return outcomes

    together: Gathering[Change[Counter], Outcome[Counter]] = Gathering(commit, most=64, at_once=2)

    async def twice() -> None:
        await together.ask(first)
        await together.ask(again)

    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        for coming in (twice(), together.ask(beside)):
            before = ready
            tasks.create_task(coming)
            while ready == before:
                await asyncio.sleep(0.01)
        both.set()
    assert (await counters.need("a")).state.value == 2


async def test_what_is_committed_together_goes_on_in_its_own_trace_or_in_none(
    counters: Counters, desk: Desk
) -> None:
    async def traced(number: int) -> None:
        with telemetry.span("heard", telemetry.SpanKind.CONSUMER, {}, parent=TRACE.format(number)):
            await counters.change(f"c{number}", count(f"c{number}"), event(number))

    await asyncio.gather(*(traced(number) for number in range(4)), counters.change("c", count("c"), event(4)))
    events = await desk.outbox.pending.find({}).to_list(None)
    traces = {each["aggregateid"]: each.get("traceparent", "")[:35] for each in events}
    assert traces == {"c": ""} | {f"c{number}": TRACE.format(number)[:35] for number in range(4)}

"""Changes that come at the same time are committed together, and each still for itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome
from infra.chassis.decision import Decided, Refused
from services.notifications.domain.preferences import Preferences, consent
from services.notifications.store import PreferenceStore, Together
from tests.integration.notifications.conftest import World

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e473{}-00f067aa0ba902b7-01"


class Counting(PreferenceStore):
    """Counts its commits."""

    commits = 0

    async def change_many(
        self, changes: Sequence[Change[Preferences]]
    ) -> list[Outcome[Preferences] | Exception]:
        self.commits += 1
        return await super().change_many(changes)


def agrees(number: int) -> Change[Preferences]:
    """A guest agrees to greetings; the seventh is refused."""

    def decide(state: Preferences | None, now: datetime) -> Decided[Preferences]:
        if number == 7:
            raise Refused("no-seventh", "not this one")
        return consent(state, f"g{number}", now, marketing=True)

    trace = TRACE.format(number % 10)
    return Change(f"g{number}", decide, Cause("test", "together", f"c{number}"), traceparent=trace)


async def test_a_hundred_at_once_take_a_few_commits_and_one_that_fails_fails_alone(world: World) -> None:
    store = Counting(world.service.desk)
    outcomes: list[Any] = await Together(store).change_many([agrees(number) for number in range(100)])
    assert store.commits == 2
    assert [number for number, each in enumerate(outcomes) if isinstance(each, Refused)] == [7]
    assert [each.id for each in outcomes if not isinstance(each, Refused)] == [
        f"g{number}" for number in range(100) if number != 7
    ]
    assert len(await store.find({})) == 99


async def test_one_that_comes_alone_is_committed_at_once(world: World) -> None:
    store = Counting(world.service.desk)
    together = Together(store)
    for number in range(3):
        assert (await together.change(agrees(number))).version == 1
    assert store.commits == 3


async def test_what_is_committed_together_goes_on_in_its_own_trace(world: World) -> None:
    together = Together(world.stores.preferences)
    await asyncio.gather(*(together.change(agrees(number)) for number in range(4)))
    events = world.service.db.collection("outbox").find({})
    traces = {each["aggregateid"]: each["traceparent"] async for each in events}
    assert traces == {f"g{number}": TRACE.format(number) for number in range(4)}

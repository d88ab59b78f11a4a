"""Places in the rate and money: handed out once, in order, also to many who ask at once (rule N5)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from fastapi import Response

from infra.chassis.policy import CHAIN
from services.notifications.store import Limits
from tests.integration.notifications.conftest import GUEST, NOON, World, confirmed
from tests.integration.notifications.providers import Seen, fails


class Counting(Limits):
    """Counts how often a lane is moved on."""

    moves = 0

    async def _move_on(self, lane: str, milliseconds: float, now: float) -> float:
        self.moves += 1
        return await super()._move_on(lane, milliseconds, now)


@pytest.mark.rule("N5")
async def test_who_asks_at_once_is_answered_at_once_each_with_a_place_of_its_own(world: World) -> None:
    limits = Counting(world.service.db, world.clock)
    places = await asyncio.gather(*(limits.place("sms/one", 10) for _ in range(50)))
    assert places[:11] == [None] * 11, "a second's allowance, and the one whose turn it is"
    assert places[11:] == [NOON + timedelta(milliseconds=100 * number) for number in range(1, 40)]
    assert limits.moves == 1
    assert await limits.place("sms/one", 10) == NOON + timedelta(seconds=4)
    assert await limits.place("sms/other", 10) is None, "a lane of its own"
    other = Limits(world.service.db, world.clock)
    assert await other.place("sms/one", 5) == NOON + timedelta(seconds=4.1), (
        "another process goes on from there"
    )
    assert await limits.place("sms/one", 5) == NOON + timedelta(seconds=4.3)


@pytest.mark.rule("N5")
async def test_of_many_who_ask_first_on_a_day_nobody_is_told_that_the_money_is_spent(world: World) -> None:
    """The UTC day begins at 08:00 in Shanghai, when quiet hours end and all that waited goes out at once."""
    processes = [Limits(world.service.db, world.clock) for _ in range(4)]
    granted = await asyncio.gather(*(each.spend("sms", 5, 60) for _ in range(5) for each in processes))
    assert len(granted) - granted.count(None) == 12, "the whole budget, and no more"
    assert await processes[0].spent_today("sms") == 60


@pytest.mark.rule("N5")
async def test_a_provider_that_is_down_uses_up_no_budget(world: World) -> None:
    """It took nothing, so it bills nothing; what was in doubt stays spent."""
    [book] = world.service._policies
    await book.publish(
        scope=CHAIN, effective_from=NOON, changes={"daily_cap_fen": {"sms": 10}}, author="m1", reason="budget"
    )
    world.sms.script = [fails(503), fails(429), fails(500)]
    await world.hear(GUEST, confirmed())
    await world.run(timedelta(minutes=2), timedelta(seconds=10))
    assert (await world.delivery("booking-confirmed")).current.route.channel == "sms"  # type: ignore[union-attr]
    assert len(world.sms.seen) == 4
    assert await world.stores.limits.spent_today("sms") == 10


@pytest.mark.rule("N5")
async def test_what_was_taken_before_midnight_and_is_given_back_after_it_was_not_spent(world: World) -> None:
    [book] = world.service._policies
    await book.publish(
        scope=CHAIN, effective_from=NOON, changes={"daily_cap_fen": {"sms": 10}}, author="m1", reason="budget"
    )
    before, after = (NOON.replace(hour=23, minute=59), NOON + timedelta(hours=21))

    async def slow_and_down(seen: Seen) -> Response:
        world.clock.set(after)
        return await fails(503)(seen)

    world.sms.script = [slow_and_down]
    world.clock.set(before)
    await world.hear(GUEST, confirmed(starts_at=after + timedelta(days=1), ends_at=after + timedelta(days=2)))
    assert len(world.sms.seen) == 1
    world.clock.set(before)
    assert await world.stores.limits.spent_today("sms") == 0


@pytest.mark.rule("N5")
async def test_after_an_outage_those_whose_places_were_in_it_keep_to_the_rate(world: World) -> None:
    [book] = world.service._policies
    await book.publish(
        scope=CHAIN, effective_from=NOON, changes={"per_second": {"sms": 1}}, author="m1", reason="contract"
    )
    await world.hear(GUEST)
    for number in range(12):
        await world.hear(confirmed(booking_id=f"b{number}"))
    before = len(world.sms.seen)
    await world.tick(timedelta(minutes=5))
    assert len(world.sms.seen) - before <= 2, "a second's allowance, and the one whose turn it is"
    await world.run(timedelta(seconds=15), timedelta(seconds=1))
    assert len(world.sms.seen) == 12

"""The rate limiter's places: each handed out once, in order, also to many who ask at once (rule N5)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from services.notifications.store import Limits
from tests.integration.notifications.conftest import NOON, World


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

"""The hands for one provider: waited for while they come back, never lost (rule N5)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from fastapi import Response
from pymongo.errors import InvalidOperation

from infra.chassis.mongo import Database
from services.notifications.main import build
from services.notifications.settings import NotificationSettings
from services.notifications.store import Limits
from tests.integration.notifications.conftest import GUEST, World, confirmed, reminder
from tests.integration.notifications.providers import Seen

HANDS = 4


@pytest.fixture
async def small(settings: NotificationSettings, world: World) -> AsyncIterator[World]:
    """A service with few hands."""
    service = build(settings.model_copy(update={"provider_hands": HANDS}), world.clock)
    small = World(service, world.clock, world._issuer, world.sms, world.mail)
    await small.hear(GUEST)
    yield small
    await small.settled()
    for closing in service._closings:
        await closing()
    service.db.close()


async def burst(world: World, bookings: range) -> None:
    await asyncio.gather(*(world.begin(confirmed(booking_id=f"b{number}")) for number in bookings))
    await world.settled()


@pytest.mark.rule("N5")
async def test_a_burst_to_a_provider_that_answers_waits_for_its_hands_and_is_not_put_off(
    small: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.notifications.dispatch.permits._MOMENT_SECONDS", 30.0)
    at_once = most = 0
    every_hand = asyncio.Barrier(HANDS)

    async def play(seen: Seen) -> Response:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await every_hand.wait()  # no call comes back before all hands are in use, however slow the machine
        at_once -= 1
        return await small.sms.take(seen)

    small.sms.otherwise = play
    await burst(small, range(10 * HANDS))
    assert len(small.sms.seen) == 10 * HANDS, "though the clock stands still"
    assert most == HANDS


@pytest.mark.rule("N5")
async def test_a_message_the_store_fails_takes_no_hand_with_it(
    small: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = Database("mongodb://127.0.0.1:1", "away")
    away.close()
    with monkeypatch.context() as broken:
        broken.setattr(Limits, "place", Limits(away, small.clock).place)
        for number in range(2 * HANDS):
            with pytest.raises(ExceptionGroup) as failed:
                await small.begin(confirmed(booking_id=f"b{number}"))
            assert failed.value.subgroup(InvalidOperation) is not None
    await burst(small, range(2 * HANDS))
    assert len(small.sms.seen) == 2 * HANDS


@pytest.mark.rule("N5")
async def test_what_comes_due_at_once_waits_for_no_fellow_that_waits_itself(
    small: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.notifications.dispatch.permits._MOMENT_SECONDS", 30.0)
    night, morning = timedelta(hours=10), timedelta(hours=10)
    small.clock.advance(night)
    tomorrow = small.clock.now() + morning + timedelta(hours=4)
    for number in range(5 * HANDS):
        await small.begin(reminder(booking_id=f"b{number}", starts_at=tomorrow, valid_until=tomorrow))
    assert small.sms.seen == []
    await small.tick(morning)
    assert len(small.sms.seen) == 5 * HANDS, "at the first firing: those that had a hand were not held back"

"""The waitlist while its worker is in the middle of a note: each race is brought about, not hoped for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.loyalty import TierChanged
from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.policy import PolicyBook
from services.booking.domain.booking import Booking, Status
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import Request
from services.booking.domain.waiting import Waiting
from services.booking.store.bookings import BookingStore
from services.booking.store.clerk import Answer, Clerk
from services.booking.store.guests import GuestStore
from services.booking.store.placing import Placing
from services.booking.store.vacancies import VACANCIES, vacancy
from services.booking.store.venues import VenueStore
from services.booking.store.waitlist import Waitlist, WaitlistStore
from tests.integration.booking.conftest import House, until, wish
from tests.integration.booking.test_hearing import hear
from tests.integration.booking.test_waitlist import offered, quiet, wait

Act = Callable[[Clerk], Awaitable[Any]]
EIGHT, TEN = (datetime(2025, 6, 2, hour, tzinfo=UTC) for hour in (12, 14))
"""Of the evening, in Shanghai."""


async def nothing(_clerk: Clerk) -> None:
    """What happens where nothing is to."""


def at_the_turn_of(
    monkeypatch: pytest.MonkeyPatch, waiting_id: str, *, before: Act = nothing, after: Act = nothing
) -> Callable[[], Awaitable[bool]]:
    """Let things happen right before and after the worker next looks for a place for a guest.

    Returns whether they have happened, for `until`.
    """
    turn = Clerk.hold
    turns = [waiting_id]
    ended = asyncio.Event()

    async def hold(
        clerk: Clerk, request: Request, cause: Cause, answer: Answer | None = None
    ) -> Outcome[Booking]:
        if request.waiting_id not in turns:
            return await turn(clerk, request, cause, answer)
        turns.remove(waiting_id)
        try:
            await before(clerk)
            outcome = await turn(clerk, request, cause, answer)
            await after(clerk)
        finally:
            ended.set()
        return outcome

    async def happened() -> bool:
        return ended.is_set()

    monkeypatch.setattr(Clerk, "hold", hold)
    return happened


def another_worker(house: House) -> Waitlist:
    """One that shares nothing with the service's own but the database."""
    desk = house.service.desk
    bookings, venues = BookingStore(desk), VenueStore(desk)
    policies = PolicyBook(desk.db, desk.clock, BookingPolicy())
    clerk = Clerk(bookings, venues, GuestStore(desk), policies, Placing(bookings, venues))
    return Waitlist(clerk, WaitlistStore(desk))


async def holds_for(house: House, waiting_id: str) -> list[Status]:
    """How everything that was ever held for an entry stands."""
    found = await BookingStore(house.service.desk).find({"state.waiting_id": waiting_id})
    return [each.state.status for each in found]


async def times_offered(house: House, waiting_id: str) -> int:
    return sum(kind == "waiting-offered" for kind, _ in await house.events(waiting_id))


async def statuses(house: House, *waiting_ids: str) -> list[str]:
    """How entries stand once every vacancy has been worked through."""
    await until(lambda: quiet(house))
    agent = house.api("agent")
    return [(await agent.get(f"/waitlist/{each}")).json()["status"] for each in waiting_ids]


@pytest.mark.rule("B13")
async def test_a_place_that_comes_free_after_the_first_guest_s_turn_is_still_theirs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.venue()
    agent = house.api("agent")
    booking = await agent.made("/bookings", wish())
    first, second, third = [await wait(agent, number) for number in (1, 2, 3)]
    assert await statuses(house, first, second, third) == ["waiting"] * 3
    happened = at_the_turn_of(
        monkeypatch, second, before=lambda _: agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    )
    await house.service.db.collection(VACANCIES).insert_one(vacancy("harbour"))
    await until(happened)
    assert await statuses(house, first, second, third) == ["offered", "waiting", "waiting"]


@pytest.mark.rule("B13")
async def test_a_place_that_comes_free_meanwhile_at_a_time_the_note_does_not_tell_of_is_still_the_first_s(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first waits for 22:00-24:00, the second for 21:00-23:00; the note is of 20:00-22:00."""
    await house.venue()
    agent = house.api("agent")
    whole = await agent.made("/bookings", wish(ends_at="2025-06-03T00:00:00+08:00"))
    late = {"starts_at": "2025-06-02T22:00:00+08:00", "ends_at": "2025-06-03T00:00:00+08:00"}
    between = {"starts_at": "2025-06-02T21:00:00+08:00", "ends_at": "2025-06-02T23:00:00+08:00"}
    first, second = await wait(agent, 1, **late), await wait(agent, 2, **between)
    assert await statuses(house, first, second) == ["waiting"] * 2
    happened = at_the_turn_of(
        monkeypatch, second, before=lambda _: agent.made(f"/bookings/{whole['booking_id']}/cancel", {})
    )
    await house.service.db.collection(VACANCIES).insert_one(vacancy("harbour", EIGHT, TEN))
    await until(happened)
    assert await statuses(house, first, second) == ["offered", "waiting"]


@pytest.mark.rule("B13")
async def test_who_joins_and_stands_first_while_a_hold_is_made_gets_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.venue()
    agent = house.api("agent")
    booking = await agent.made("/bookings", wish())
    ordinary = await wait(agent, 1)
    assert await statuses(house, ordinary) == ["waiting"]
    joined = []

    async def join(_: Clerk) -> None:
        joined.append(await wait(agent, 2, "gold"))

    happened = at_the_turn_of(monkeypatch, ordinary, after=join)
    await agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    await until(happened)
    assert await statuses(house, *joined, ordinary) == ["offered", "waiting"]


@pytest.mark.rule("B13")
async def test_a_guest_who_may_not_book_that_far_ahead_keeps_no_place_from_the_next(house: House) -> None:
    """A gold guest who waits for a day three weeks off is ordinary by the time it comes free."""
    await house.venue()
    agent = house.api("agent")
    far = {"starts_at": "2025-06-22T20:00:00+08:00", "ends_at": "2025-06-22T22:00:00+08:00"}
    booking = await agent.made("/bookings", wish(tier="gold", **far))
    gold, silver = await wait(agent, 1, "gold", **far), await wait(agent, 2, "silver", **far)
    guest_id = (await agent.get(f"/waitlist/{gold}")).json()["guest_id"]
    fallen = TierChanged(
        guest_id=guest_id, tier="ordinary", previous="gold", booking_window_days=14, waitlist_rank=3
    )
    await hear(house, fallen)
    await agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    await offered(agent, silver)
    assert await statuses(house, gold, silver) == ["waiting", "offered"]


@pytest.mark.rule("B13")
async def test_a_worker_that_stops_between_hold_and_offer_has_its_hold_offered_by_the_next_try(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another room has come free by then; it is not held as well."""
    await house.venue(rooms=2)
    agent = house.api("agent")
    one, other = [await agent.made("/bookings", wish()) for _ in range(2)]
    waiting = await wait(agent, 1)
    assert await statuses(house, waiting) == ["waiting"]

    async def stop(_: Clerk) -> None:
        await agent.made(f"/bookings/{other['booking_id']}/cancel", {})
        raise ConnectionError("the worker stops here")

    happened = at_the_turn_of(monkeypatch, waiting, after=stop)
    await agent.made(f"/bookings/{one['booking_id']}/cancel", {})
    await until(happened)
    assert await statuses(house, waiting) == ["offered"]
    assert await holds_for(house, waiting) == ["held"]
    assert await times_offered(house, waiting) == 1


@pytest.mark.rule("B13")
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_two_workers_at_one_note_make_one_hold_and_one_offer(
    house: House, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """The second works the whole note through before or after the first's hold."""
    await house.venue(rooms=2)
    agent = house.api("agent")
    one, other = [await agent.made("/bookings", wish()) for _ in range(2)]
    waiting = await wait(agent, 1)
    assert await statuses(house, waiting) == ["waiting"]

    async def work_it_through(_: Clerk) -> None:
        await agent.made(f"/bookings/{other['booking_id']}/cancel", {})
        assert await another_worker(house).step()

    happened = at_the_turn_of(monkeypatch, waiting, **{moment: work_it_through})
    await agent.made(f"/bookings/{one['booking_id']}/cancel", {})
    await until(happened)
    assert await statuses(house, waiting) == ["offered"]
    assert await holds_for(house, waiting) == ["held"]
    assert await times_offered(house, waiting) == 1


@pytest.mark.rule("B13")
async def test_what_one_worker_dropped_another_does_not_offer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One finds the hold due to its guest; before it says so a gold guest joins, and the other drops it."""
    await house.venue()
    agent = house.api("agent")
    booking = await agent.made("/bookings", wish())
    ordinary = await wait(agent, 1)
    assert await statuses(house, ordinary) == ["waiting"]
    gold: list[str] = []
    change = WaitlistStore.change

    async def offer(store: WaitlistStore, id: str, *args: Any, **options: Any) -> Outcome[Waiting]:
        if id == ordinary and not gold:
            gold.append(await wait(agent, 2, "gold"))
            assert await another_worker(house).step()
        return await change(store, id, *args, **options)

    monkeypatch.setattr(WaitlistStore, "change", offer)
    await agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    await until(lambda: dropped(house, ordinary))
    assert await statuses(house, *gold, ordinary) == ["offered", "waiting"]
    assert await times_offered(house, ordinary) == 0


async def dropped(house: House, waiting_id: str) -> bool:
    return await holds_for(house, waiting_id) == ["cancelled"]

"""Two hundred clients fight over twenty slots: one winner each, and nobody is refused while one is free."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.chassis.writing import InsertOne, Write
from services.booking.domain.booking import Booking, Status, claims
from services.booking.store.bookings import BookingStore
from tests.integration.booking.conftest import Api, House, wish

ROOMS, EVENINGS, CLIENTS = 10, 2, 200
FIRST = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)
_LIVE = {"held", "confirmed", "reminded"}


def slot(evening: int) -> dict[str, str]:
    starts_at = FIRST + timedelta(days=evening)
    return {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat()}


async def fighter(api: Api, number: int, refusals: list[tuple[str, int]]) -> None:
    """Holds any room of an evening, confirms it, and half the time tries to move to the other evening."""
    chance = random.Random(number)
    evening = chance.randrange(EVENINGS)
    guest = {"name": f"G{number}", "phone": f"+86138{number:08d}"}
    held = await api.post("/bookings", wish(guest=guest, **slot(evening)))
    if held.status_code != 201:
        refusals.append((held.json()["code"], evening))
        return
    path = f"/bookings/{held.json()['booking_id']}"
    assert (await api.post(f"{path}/confirm")).status_code == 200
    if chance.random() < 0.5:
        moved = await api.post(f"{path}/reschedule", slot(1 - evening))
        assert moved.status_code in (200, 409), moved.text
    if chance.random() < 0.2:
        assert (await api.post(f"{path}/cancel", {})).status_code == 200


async def double_bookings(house: House) -> list[str]:
    """The checker: resources that two live bookings hold at once, found from the bookings alone."""
    found = []
    bookings = [each.state for each in await BookingStore(house.service.desk).find({})]
    live = [booking for booking in bookings if booking.status.value in _LIVE]
    for index, one in enumerate(live):
        for other in live[index + 1 :]:
            shared = set(one.resource_ids) & set(other.resource_ids)
            if shared and one.starts_at < other.ends_at and other.starts_at < one.ends_at:
                found.append(f"{sorted(shared)} by {one.id} and {other.id}")
    return found


async def fight(house: House) -> list[tuple[str, int]]:
    await house.venue(rooms=ROOMS)
    api = house.api("agent")
    refusals: list[tuple[str, int]] = []
    await asyncio.gather(*(fighter(api, number, refusals) for number in range(CLIENTS)))
    return refusals


@pytest.mark.rule("B15")
async def test_two_hundred_clients_over_twenty_slots_leave_one_winner_each(house: House) -> None:
    refusals = await fight(house)
    assert await double_bookings(house) == []
    assert {code for code, _ in refusals} <= {"slot-taken"}
    await claims_are_what_bookings_hold(house)


@pytest.mark.rule("B15")
async def test_nobody_is_refused_while_a_suitable_room_is_free(house: House) -> None:
    """As many clients as slots, all at once, all for "any suitable": every one of them must get a room."""
    await house.venue(rooms=ROOMS)
    api = house.api("agent")

    async def book(number: int) -> int:
        guest = {"phone": f"+86139{number:08d}"}
        return (await api.post("/bookings", wish(guest=guest, **slot(number % EVENINGS)))).status_code

    answers = await asyncio.gather(*(book(number) for number in range(ROOMS * EVENINGS)))
    assert Counter(answers) == {201: ROOMS * EVENINGS}
    late = await asyncio.gather(*(book(number) for number in range(10)))
    assert set(late) == {409}


@pytest.mark.rule("B15")
async def test_a_full_house_that_is_rescheduled_onto_itself_keeps_every_slot_single(house: House) -> None:
    """Every booking wants the other evening while every slot is sold: all are refused, none is lost."""
    await house.venue(rooms=ROOMS)
    api = house.api("agent")
    made: list[dict[str, Any]] = [
        await api.made("/bookings", wish(guest={"phone": f"+86137{n:08d}"}, **slot(n % EVENINGS)))
        for n in range(ROOMS * EVENINGS)
    ]
    moves = [
        api.post(f"/bookings/{booking['booking_id']}/reschedule", slot(1 - number % EVENINGS))
        for number, booking in enumerate(made)
    ]
    assert {answer.status_code for answer in await asyncio.gather(*moves)} == {409}
    assert await double_bookings(house) == []
    await claims_are_what_bookings_hold(house)


async def test_the_checker_does_find_double_bookings_when_claims_are_not_exclusive(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same fight with every claim made unique to its booking, which is what removing the index does."""

    def not_exclusive(
        self: BookingStore, changed: Sequence[tuple[Booking | None, Booking]]
    ) -> Iterator[Write]:
        for before, after in changed:
            had = claims(before) if before else frozenset()
            made = [InsertOne({"_id": f"{claim}#{after.id}"}) for claim in claims(after) - had]
            yield Write(self.claims, made)

    monkeypatch.setattr(BookingStore, "writes", not_exclusive)
    await fight(house)
    assert await double_bookings(house)


async def claims_are_what_bookings_hold(house: House) -> None:
    store = BookingStore(house.service.desk)
    bookings = [each.state for each in await store.find({})]
    wanted = {claim: booking.id for booking in bookings for claim in claims(booking)}
    kept = {each["_id"]: each["booking_id"] async for each in store.claims.find({})}
    assert kept == wanted
    assert {booking.status for booking in bookings} <= {Status.HELD, Status.CONFIRMED, Status.CANCELLED}

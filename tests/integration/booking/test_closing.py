"""Whatever is booked and whatever shuts: every booking in the way is moved or told, never lost or doubled."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.booking.domain.booking import FINAL, Booking, claims
from services.booking.store.bookings import BookingStore
from services.booking.store.venues import VenueStore
from tests.integration.booking.conftest import House, until, wish

SEED = int(os.environ.get("CLUBHOUSE_TEST_SEED") or random.randrange(1_000_000))
EVENING = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)


@pytest.mark.rule("B15")
@pytest.mark.parametrize("round_", range(3))
async def test_every_closure_s_bookings_are_accounted_for(house: House, round_: int) -> None:
    print(f"seed {SEED}: CLUBHOUSE_TEST_SEED={SEED} repeats this")
    chance = random.Random(SEED + round_)
    await house.venue(rooms=chance.randint(2, 5))
    agent, manager = house.api("agent"), house.api("manager")
    for number in range(chance.randint(3, 9)):
        starts_at = EVENING + timedelta(minutes=30 * chance.randint(0, 8))
        times = {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat()}
        made = await agent.post("/bookings", wish(guest={"phone": f"+86135{number:08d}"}, **times))
        if made.status_code == 201 and chance.random() < 0.7:
            await agent.made(f"/bookings/{made.json()['booking_id']}/confirm")
    before = {each.id: each for each in await bookings(house)}
    rooms = [f"r{n}" for n in range(1, 6) if chance.random() < 0.5]
    have = [each.id for each in (await VenueStore(house.service.desk).need("harbour")).state.resources]
    shut = [room for room in rooms if room in have] or have[:1]
    starts_at = EVENING + timedelta(minutes=30 * chance.randint(-2, 6))
    ends_at = starts_at + timedelta(hours=chance.randint(1, 6))
    body = {
        "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(), "resource_ids": shut,
        "reason": "burst pipe",
    }  # fmt: skip
    await manager.made("/venues/harbour/closures", body)
    house.clock.advance(timedelta(minutes=1, seconds=1))
    closure = await until(lambda: settled(house))

    def in_the_way(booking: Booking) -> bool:
        overlaps = booking.starts_at < ends_at and starts_at < booking.ends_at
        return overlaps and bool(set(booking.resource_ids) & set(shut))

    hit = {each.id for each in before.values() if in_the_way(each)}
    assert set(closure["moved"]) | set(closure["displaced"]) == hit
    assert not set(closure["moved"]) & set(closure["displaced"])
    after = await bookings(house)
    for each in after:
        if each.id in closure["displaced"]:
            assert (each.displaced_by, claims(each)) == (closure["closure_id"], frozenset())
        else:
            assert each.displaced_by is None
            assert claims(each), "nobody else lost a place"
            assert not in_the_way(each), "somebody still sits where it is shut"
        changed = each.id in hit
        kinds = [kind for kind, _ in await house.events(each.id)]
        assert (kinds[-1] in {"rescheduled", "displaced"}) == changed, "the guest is told, and nobody else"
    held = [claim for each in after for claim in claims(each)]
    assert len(held) == len(set(held)), "two bookings on one claim"


async def bookings(house: House) -> list[Booking]:
    found = await BookingStore(house.service.desk).find({})
    return [each.state for each in found if each.state.status not in FINAL]


async def settled(house: House) -> Any:
    [closure] = (await house.api("agent").get("/venues/harbour/closures")).json()
    return closure if closure["settled"] else None

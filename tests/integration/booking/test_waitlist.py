"""The waitlist on the running service."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.booking.domain.booking import FINAL, Booking, claims
from services.booking.domain.placement import Taken, free_placements
from services.booking.domain.waiting import Waiting, in_order
from services.booking.store.bookings import BookingStore
from services.booking.store.venues import VenueStore
from services.booking.store.waitlist import WaitlistStore
from tests.integration.booking.conftest import Api, House, until, wish

SEED = int(os.environ.get("CLUBHOUSE_TEST_SEED") or random.randrange(1_000_000))


async def wait(api: Api, number: int, tier: str = "ordinary", **changes: Any) -> str:
    guest = {"name": f"G{number}", "phone": f"+86136{number:08d}"}
    return str((await api.made("/waitlist", wish(guest=guest, tier=tier, **changes)))["waiting_id"])


async def offered(api: Api, waiting_id: str) -> Any:
    """The entry once it is offered a hold."""

    async def look() -> Any:
        entry = (await api.get(f"/waitlist/{waiting_id}")).json()
        return entry if entry["status"] == "offered" else None

    return await until(look)


@pytest.mark.rule("B13")
async def test_a_freed_place_is_offered_by_tier_then_time_and_passes_on_when_missed(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    booking = await agent.made("/bookings", wish())
    await agent.made(f"/bookings/{booking['booking_id']}/confirm")
    early = await wait(agent, 1)
    late = await wait(agent, 2)
    gold = await wait(agent, 3, "gold")
    line = (await agent.get("/waitlist", venue_id="harbour")).json()["items"]
    assert [each["waiting_id"] for each in line] == [gold, early, late]
    await agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    await offered(agent, gold)
    house.clock.advance(timedelta(minutes=10, seconds=1))
    entry = await offered(agent, early)
    await until(lambda: status(agent, gold, "waiting"))
    await agent.made(f"/bookings/{entry['booking_id']}/confirm")
    await until(lambda: status(agent, early, "served"))
    assert (await agent.get(f"/waitlist/{late}")).json()["status"] == "waiting"


@pytest.mark.rule("B13")
async def test_no_place_stays_idle_while_somebody_waits(house: House) -> None:
    """Whoever joins while there is a place gets it; a new room serves the first whom it fits."""
    await house.venue(rooms=1)
    agent = house.api("agent")
    first = await wait(agent, 1)
    await offered(agent, first)
    large = await wait(agent, 2, "platinum", party_size=6)
    small = await wait(agent, 3, party_size=2)
    tiny = {"id": "tiny", "kind": "room", "category": "ktv", "name": "Tiny", "capacity": 2}
    await house.api("manager").made("/venues/harbour/resources", {"resources": [tiny]})
    await offered(agent, small)
    assert (await agent.get(f"/waitlist/{large}")).json()["status"] == "waiting"


async def test_a_guest_who_left_is_offered_nothing(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    booking = await agent.made("/bookings", wish())
    left, stays = await wait(agent, 1), await wait(agent, 2)
    await agent.made(f"/waitlist/{left}/leave")
    await agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    await offered(agent, stays)
    assert (await agent.get(f"/waitlist/{left}")).json()["status"] == "left"


async def test_a_guest_who_leaves_while_a_place_is_offered_gives_it_to_the_next_at_once(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    booking = await agent.made("/bookings", wish())
    first, second = await wait(agent, 1), await wait(agent, 2)
    await agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    await offered(agent, first)
    await agent.made(f"/waitlist/{first}/leave")
    await offered(agent, second)
    assert (await agent.get(f"/waitlist/{first}")).json()["status"] == "left"


@pytest.mark.rule("B13")
async def test_time_that_only_cleaning_or_a_coarse_grid_held_is_offered_too(house: House) -> None:
    """20:00-22:00 with an hour's cleaning keeps 22:00-24:00 away; once it is gone, that time is free."""
    await house.venue(rooms=0)
    slow = {
        "id": "slow", "kind": "room", "category": "ktv", "name": "Slow", "capacity": 6, "slot_minutes": 120,
        "cleaning_minutes": 60,
    }  # fmt: skip
    await house.api("manager").made("/venues/harbour/resources", {"resources": [slow]})
    agent = house.api("agent")
    booking = await agent.made("/bookings", wish())
    after = {"starts_at": "2025-06-02T22:30:00+08:00", "ends_at": "2025-06-02T23:30:00+08:00"}
    assert (await agent.post("/bookings", wish(**after))).status_code == 409
    waiting = await wait(agent, 1, **after)
    await agent.made(f"/bookings/{booking['booking_id']}/cancel", {})
    await offered(agent, waiting)


@pytest.mark.rule("B13")
@pytest.mark.parametrize("round_", range(3))
async def test_whatever_happens_no_seat_is_idle_while_somebody_waits_and_the_line_is_kept(
    house: House, round_: int
) -> None:
    """Guests of all tiers join, leave, confirm or miss their offers; bookings come and go, at random."""
    print(f"seed {SEED}: CLUBHOUSE_TEST_SEED={SEED} repeats this")
    chance = random.Random(SEED + round_)
    await house.venue(rooms=2)
    agent = house.api("agent")
    for number in range(24):
        house.clock.advance(timedelta(seconds=1))
        act = chance.choice(["join", "join", "join", "cancel", "cancel", "confirm", "miss", "leave"])
        entries = await everybody(house)
        if act == "join":
            tier = chance.choice(["ordinary", "silver", "gold", "platinum"])
            hour = chance.choice([20, 20, 21])
            times = {
                "starts_at": f"2025-06-02T{hour}:00:00+08:00",
                "ends_at": f"2025-06-02T{hour + 2}:00:00+08:00",
            }
            await wait(agent, number, tier, party_size=chance.randint(1, 6), **times)
        elif act == "cancel" and (live := [each for each in await live_bookings(house) if each.confirmed_at]):
            await agent.made(f"/bookings/{chance.choice(live).id}/cancel", {})
        elif act == "confirm" and (some := [each for each in entries if each.status == "offered"]):
            await agent.made(f"/bookings/{chance.choice(some).booking_id}/confirm")
        elif act == "leave" and (some := [each for each in entries if each.status in ("offered", "waiting")]):
            await agent.made(f"/waitlist/{chance.choice(some).id}/leave")
        elif act == "miss":
            house.clock.advance(timedelta(minutes=10, seconds=1))
            await until(lambda: nothing_due(house))
        await until(lambda: quiet(house))
        await nobody_waits_for_a_free_place(house)
    await offers_went_by_the_line(house)


async def nobody_waits_for_a_free_place(house: House) -> None:
    venue = (await VenueStore(house.service.desk).need("harbour")).state
    taken = Taken({claim for each in await live_bookings(house) for claim in claims(each)})
    for each in await everybody(house):
        if each.status == "waiting":
            free = list(free_placements(venue, each.ask, taken))
            assert not free, f"{free[0].item} is idle while {each.id} waits for it"


async def offers_went_by_the_line(house: House) -> None:
    """Nobody's first offer came while somebody of the same wish stood before them without any."""
    entries = [each for each in await everybody(house) if "waiting-offered" in await moments(house, each.id)]
    assert entries, "nobody was offered anything, so nothing is shown"
    for one in entries:
        offered_at = (await moments(house, one.id))["waiting-offered"]
        for other in await everybody(house):
            same = (other.ask.starts_at, other.ask.ends_at) == (one.ask.starts_at, one.ask.ends_at)
            stands_before = in_order([replace(each, missed=0) for each in (one, other)])[0].id == other.id
            of_other = await moments(house, other.id)
            ends = ("waiting-offered", "waiting-left")
            first = min(of_other.get(kind, datetime.max.replace(tzinfo=UTC)) for kind in ends)
            if other.id != one.id and same and stands_before and other.joined_at < offered_at:
                assert first <= offered_at, f"{one.id} was offered a place before {other.id}"


async def moments(house: House, waiting_id: str) -> dict[str, datetime]:
    """When each kind of thing first happened to an entry."""
    found: dict[str, datetime] = {}
    for name in ("outbox", "outbox_sent"):
        async for each in house.service.db.collection(name).find({"aggregateid": waiting_id}):
            kind = each["type"].split(".")[2]
            found[kind] = min(found.get(kind, each["time"]), each["time"])
    return found


async def everybody(house: House) -> list[Waiting]:
    return [each.state for each in await WaitlistStore(house.service.desk).find({})]


async def live_bookings(house: House) -> list[Booking]:
    found = await BookingStore(house.service.desk).find({})
    return [each.state for each in found if each.state.status not in FINAL]


async def quiet(house: House) -> bool:
    """Whether every vacancy has been worked through."""
    return not await house.service.db.collection("vacancies").count_documents({})


async def nothing_due(house: House) -> bool:
    due = {"due": {"$lte": house.clock.now()}}
    return not await house.service.db.collection("timers").count_documents(due)


async def status(api: Api, waiting_id: str, wanted: str) -> bool:
    return bool((await api.get(f"/waitlist/{waiting_id}")).json()["status"] == wanted)

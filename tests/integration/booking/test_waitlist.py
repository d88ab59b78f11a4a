"""The waitlist on the running service."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.booking.conftest import Api, House, until, wish


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


async def status(api: Api, waiting_id: str, wanted: str) -> bool:
    return bool((await api.get(f"/waitlist/{waiting_id}")).json()["status"] == wanted)

"""A venue's own policy: it binds that venue from its day on, and a booking remembers what judged it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.booking.conftest import House, wish

NEXT_WEEK = {"starts_at": "2025-06-11T20:00:00+08:00", "ends_at": "2025-06-11T22:00:00+08:00"}


async def publish(house: House, effective_in: timedelta, **changes: Any) -> int:
    """A version of harbour's rules; returns its number."""
    own = {"venue_id": "harbour", "effective_from": (house.clock.now() + effective_in).isoformat()}
    made = await house.api("gm").made("/policy/versions", own | {"changes": changes, "reason": "a test"})
    return int(made["version"])


@pytest.mark.rule("B3", "B4")
async def test_a_venue_s_own_rules_bind_it_from_their_day_on_and_no_other_venue(house: House) -> None:
    await house.venue("harbour")
    await house.venue("lake", kind="golf")
    version = await publish(house, timedelta(hours=1), hold_minutes=4, alternatives=1)
    agent = house.api("agent")

    async def hold(venue_id: str) -> tuple[str, int, int]:
        """Until when it is held, the version it remembers, and how many others are offered for its time."""
        held = await agent.made("/bookings", wish(venue_id))
        refused = (await agent.post("/bookings", wish(venue_id))).json()
        await agent.made(f"/bookings/{held['booking_id']}/cancel", {})
        return held["hold_expires_at"], held["policy_version"], len(refused["alternatives"])

    assert await hold("harbour") == ("2025-06-02T04:10:00Z", 0, 5)
    house.clock.advance(timedelta(hours=1))
    assert await hold("harbour") == ("2025-06-02T05:04:00Z", version, 1)
    assert await hold("lake") == ("2025-06-02T05:10:00Z", 0, 5)


@pytest.mark.rule("B5", "B8")
async def test_a_booking_remembers_the_version_that_judged_it_last(house: House) -> None:
    """Its hold was given under one version, its reminders and arrival checks are planned under another."""
    await house.venue()
    agent = house.api("agent")
    held = await agent.made("/bookings", wish(**NEXT_WEEK))
    path = f"/bookings/{held['booking_id']}"
    first = await publish(house, timedelta(minutes=1), arrival_check_minutes=25)
    house.clock.advance(timedelta(minutes=2))
    confirmed = await agent.made(f"{path}/confirm")
    assert (held["policy_version"], confirmed["policy_version"]) == (0, first)
    second = await publish(house, timedelta(minutes=1), arrival_check_minutes=30)
    house.clock.advance(timedelta(minutes=2))
    assert (await agent.get(path)).json()["policy_version"] == first, "what was planned under it stands"
    later = {"starts_at": "2025-06-11T21:00:00+08:00", "ends_at": "2025-06-11T23:00:00+08:00"}
    assert (await agent.made(f"{path}/reschedule", later))["policy_version"] == second
    timer = await house.service.db.collection("timers").find_one(
        {"aggregate_id": held["booking_id"], "name": "arrival-check"}
    )
    assert timer
    assert timer["due"].isoformat() == "2025-06-11T13:30:00+00:00"

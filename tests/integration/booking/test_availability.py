"""Searching for free places, and that what is told free can be taken."""

from __future__ import annotations

from typing import Any

from tests.integration.booking.conftest import House, until, wish

WINDOW = {
    "kind": "room", "party_size": 4, "minutes": 120,
    "starts_at": "2025-06-02T18:00:00+08:00", "ends_at": "2025-06-03T02:00:00+08:00",
}  # fmt: skip


async def search(house: House, **changes: Any) -> list[dict[str, Any]]:
    answer = await house.api().get("/availability", **(WINDOW | changes))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def ready(house: House) -> bool:
    return bool((await house.api().get("/availability", **WINDOW)).status_code == 200)


async def test_what_is_told_free_can_be_taken_and_what_is_taken_is_not_told(house: House) -> None:
    await house.venue(hours=[{"weekday": day, "opens": 1080, "closes": 1560} for day in range(7)])
    await until(lambda: ready(house))
    [room] = await search(house, starts=100)
    assert room["starts"][0] == "2025-06-02T10:00:00Z"
    assert room["starts"][-1] == "2025-06-02T16:00:00Z", "the last two hours before closing"
    agent = house.api("agent")
    await agent.made("/bookings", wish())

    left = [
        "2025-06-02T10:00:00Z", "2025-06-02T14:00:00Z", "2025-06-02T14:30:00Z", "2025-06-02T15:00:00Z",
        "2025-06-02T15:30:00Z", "2025-06-02T16:00:00Z",
    ]  # fmt: skip

    async def followed() -> bool:
        [found] = await search(house, starts=100)
        return bool(found["starts"] == left)

    await until(followed)
    for start in left[:2]:
        ends = f"{start[:11]}{int(start[11:13]) + 2:02}{start[13:]}"
        assert (await agent.post("/bookings", wish(starts_at=start, ends_at=ends))).status_code == 201


async def test_a_session_is_told_only_to_parties_that_still_fit(house: House) -> None:
    await house.venue(rooms=0)
    show = {
        "id": "show", "kind": "seat", "category": "show", "name": "Show", "capacity": 10, "shared": True,
        "slot_minutes": 60,
    }  # fmt: skip
    await house.api("manager").made("/venues/harbour/resources", {"resources": [show]})
    await until(lambda: ready(house))
    await house.api("agent").made("/bookings", wish(kind="seat", party_size=7))

    async def sold() -> bool:
        found = await search(house, kind="seat", party_size=4, minutes=60, starts=100)
        return "2025-06-02T12:00:00Z" not in found[0]["starts"]

    await until(sold)
    smaller = await search(house, kind="seat", party_size=3, minutes=60, starts=100)
    assert "2025-06-02T12:00:00Z" in smaller[0]["starts"]


async def test_too_long_a_window_is_refused(house: House) -> None:
    answer = await house.api().get("/availability", **(WINDOW | {"ends_at": "2026-06-03T02:00:00+08:00"}))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-window")

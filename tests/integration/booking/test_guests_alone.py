"""Guests without an account, series, boards and calendars."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.integration.booking.conftest import House, until, wish

KEY = {"phone": "+8613800138000"}


async def confirmed(house: House) -> dict[str, str]:
    agent = house.api("agent")
    held = await agent.made("/bookings", wish())
    booked = await agent.made(f"/bookings/{held['booking_id']}/confirm")
    return {"confirmation_number": booked["confirmation_number"], **KEY}


async def test_a_guest_finds_moves_and_cancels_by_number_and_phone(house: House) -> None:
    await house.venue()
    key = await confirmed(house)
    guest = house.api()
    found = await guest.made(
        "/self-service/find", {**key, "confirmation_number": key["confirmation_number"].lower()}
    )
    assert found["status"] == "confirmed"
    later = {"starts_at": "2025-06-02T21:00:00+08:00", "ends_at": "2025-06-02T23:00:00+08:00"}
    assert (await guest.made("/self-service/reschedule", key | later))["starts_at"] == "2025-06-02T13:00:00Z"
    assert (await guest.made("/self-service/party", key | {"party_size": 2}))["party_size"] == 2
    assert (await guest.made("/self-service/cancel", key))["status"] == "cancelled"


async def test_numbers_cannot_be_tried_until_one_fits(house: House) -> None:
    await house.venue()
    key = await confirmed(house)
    guest = house.api()
    wrong = key | {"phone": "+8613800138009"}
    answers = [(await guest.post("/self-service/find", wrong)).status_code for _ in range(11)]
    assert answers == [404] * 10 + [429]
    assert (await guest.post("/self-service/find", key)).status_code == 429, "even the right one, for an hour"
    house.clock.advance(timedelta(hours=1))
    assert (await guest.post("/self-service/find", key)).status_code == 200


async def test_many_guesses_at_once_count_as_many(house: House) -> None:
    await house.venue()
    key = await confirmed(house)
    guest = house.api()
    wrong = [guest.post("/self-service/find", key | {"phone": f"+861380013{n:04d}"}) for n in range(40)]
    answers = [answer.status_code for answer in await asyncio.gather(*wrong)]
    assert answers.count(404) == 10
    assert answers.count(429) == 30


async def test_a_phone_is_understood_as_people_write_it(house: House) -> None:
    await house.venue()
    key = await confirmed(house)
    assert (
        await house.api().post("/self-service/find", key | {"phone": "+86 138-0013 8000"})
    ).status_code == 200


@pytest.mark.rule("B3")
async def test_a_guest_alone_takes_the_alternative_they_are_offered_by_themselves(house: House) -> None:
    await house.venue()
    key = await confirmed(house)
    later = {"starts_at": "2025-06-02T22:00:00+08:00", "ends_at": "2025-06-02T23:59:00+08:00"}
    other = {"name": "G", "phone": "+8613900139000"}
    await house.api("agent").made("/bookings", wish(guest=other, **later))
    guest = house.api()
    refused = await guest.post("/self-service/reschedule", key | later)
    assert refused.status_code == 409
    hold = refused.json()["alternatives"][0]["hold"]
    assert hold["href"].startswith("/self-service/")
    moved = await guest.made(hold["href"], hold["body"])
    assert moved["starts_at"] == refused.json()["alternatives"][0]["starts_at"]


@pytest.mark.rule("B3")
async def test_the_alternatives_of_a_larger_party_take_the_larger_party(house: House) -> None:
    """At 20:00 the hall is sold; what is offered instead is the hall at another time, for all ten."""
    await house.venue()
    hall = {"id": "hall", "kind": "room", "category": "ktv", "name": "Hall", "capacity": 20}
    await house.api("manager").made("/venues/harbour/resources", {"resources": [hall]})
    key = await confirmed(house)
    await house.api("agent").made("/bookings", wish(guest={}, resource_ids=["hall"]))
    refused = await house.api().post("/self-service/party", key | {"party_size": 10})
    hold = refused.json()["alternatives"][0]["hold"]
    moved = await house.api().made(hold["href"], hold["body"])
    assert (moved["party_size"], moved["resource_ids"]) == (10, ["hall"])


async def test_a_series_holds_what_it_can_and_says_why_not_for_the_rest(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    week_later = {"starts_at": "2025-06-09T20:00:00+08:00", "ends_at": "2025-06-09T22:00:00+08:00"}
    await agent.made("/bookings", wish(**week_later))
    made = await agent.made("/series", wish(every_days=7, times=4))
    assert [each["code"] for each in made["occurrences"]] == [None, "slot-taken", None, "too-early"]
    assert made["occurrences"][1]["alternatives"]
    done = await agent.made(f"/series/{made['series_id']}/confirm")
    assert [each["booking"]["status"] for each in done["occurrences"]] == ["confirmed", "confirmed"]
    off = await agent.made(f"/series/{made['series_id']}/cancel")
    assert {each["booking"]["status"] for each in off["occurrences"]} == {"cancelled"}


async def test_a_series_a_partner_was_asked_to_place_is_called_off_as_a_whole(house: House) -> None:
    await house.venue(rooms=0, partner=True)
    agent = house.api("agent")
    made = await agent.made("/series", wish(every_days=7, times=2))
    path = f"/series/{made['series_id']}"
    assert states(await agent.made(f"{path}/confirm")) == [("asked", None)] * 2
    assert states(await agent.made(f"{path}/cancel")) == [("cancelled", None)] * 2


async def test_a_series_is_called_off_from_now_on_and_not_the_evening_that_has_been(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    made = await agent.made("/series", wish(every_days=7, times=2))
    path = f"/series/{made['series_id']}"
    await agent.made(f"{path}/confirm")
    house.clock.advance(timedelta(days=2))  # and nobody said how the first evening ended
    off = await agent.made(f"{path}/cancel")
    assert [each["booking"]["status"] == "cancelled" for each in off["occurrences"]] == [False, True]


async def test_a_series_is_confirmed_but_for_those_that_cannot_be_which_say_why(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    made = await agent.made("/series", wish(every_days=7, times=2))
    shut = {"starts_at": "2025-06-02T18:00:00+08:00", "ends_at": "2025-06-02T23:00:00+08:00"}
    await house.api("manager").made("/venues/harbour/closures", shut | {"reason": "burst pipe"})

    async def homeless() -> Any:
        return (await agent.get("/bookings", displaced=True)).json()["items"]

    await until(homeless)
    done = await agent.made(f"/series/{made['series_id']}/confirm")
    assert states(done) == [("held", "no-place"), ("confirmed", None)]


def states(series: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["booking"]["status"], each["code"]) for each in series["occurrences"]]


async def test_a_group_takes_several_rooms_as_one_booking(house: House) -> None:
    await house.venue(rooms=3)
    agent = house.api("agent")
    group = await agent.made("/bookings", wish(party_size=12, count=2))
    assert len(group["resource_ids"]) == 2
    assert (await agent.post("/bookings", wish(party_size=12, count=2))).status_code == 409
    await agent.made(f"/bookings/{group['booking_id']}/cancel", {})
    assert (await agent.post("/bookings", wish(party_size=12, count=2))).status_code == 201


async def test_a_calendar_link_needs_no_token_and_tells_no_guest(house: House) -> None:
    await house.venue()
    await confirmed(house)
    link = await house.api("manager").made("/venues/harbour/calendars", {})
    feed = await house.api().get(link["href"])
    assert feed.headers["content-type"].startswith("text/calendar")
    assert feed.text.count("BEGIN:VEVENT") == 1
    assert "李先生" not in feed.text
    assert (await house.api().get("/calendars/guess/bookings.ics")).status_code == 404


async def test_a_calendar_shows_a_long_visit_until_a_week_after_its_end(house: House) -> None:
    await house.venue()
    long = await house.api("agent").made("/bookings", wish(ends_at="2025-06-22T22:00:00+08:00"))
    await house.api("agent").made(f"/bookings/{long['booking_id']}/confirm")
    link = await house.api("manager").made("/venues/harbour/calendars", {})
    for days, shown in ((18, 1), (8, 1), (9, 0)):
        house.clock.advance(timedelta(days=days))
        assert (await house.api().get(link["href"])).text.count("BEGIN:VEVENT") == shown

"""The catalogue, recommendations, gaps and closures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.booking.conftest import House, until, wish

HERE = {"latitude": 31.23, "longitude": 121.47}


async def offer(house: House, venue_id: str, percent: int) -> None:
    body = {
        "id": "o1", "title": "优惠", "discount_percent": percent, "first_day": "2025-01-01",
        "last_day": "2025-12-31",
    }  # fmt: skip
    await house.api("manager").made(f"/venues/{venue_id}/offers", body)


async def ids(answer: Any) -> list[str]:
    return [each["venue_id"] for each in (await answer).json()]


@pytest.mark.rule("B12")
async def test_nearby_contracted_venues_are_recommended_better_discount_first_then_featured(
    house: House,
) -> None:
    await house.venue("plain", rooms=0, **HERE)
    await house.venue("featured", rooms=0, featured=True, **HERE)
    await house.venue("cheap", rooms=0, **HERE)
    await house.venue("loose", rooms=0, contracted=False, **HERE)
    await house.venue("far", rooms=0, latitude=39.9, longitude=116.4)
    for venue_id, percent in (("plain", 10), ("featured", 10), ("cheap", 25), ("loose", 50), ("far", 50)):
        await offer(house, venue_id, percent)
    agent = house.api("agent")
    assert await ids(agent.get("/recommendations", kind="ktv", **HERE)) == ["cheap", "featured", "plain"]
    first = (await agent.get("/recommendations", kind="ktv", **HERE)).json()[0]
    assert first["reasons"] == ["25 % off: 优惠", "0.0 km away"]


@pytest.mark.rule("B12")
async def test_a_guest_who_named_a_contracted_venue_is_never_steered_to_another(house: House) -> None:
    await house.venue("harbour")
    await house.venue("lake", featured=True)
    await offer(house, "lake", 50)
    agent = house.api("agent")
    assert await ids(agent.get("/recommendations", named_venue_id="harbour")) == ["harbour"]
    await agent.made("/bookings", wish())
    refused = (await agent.post("/bookings", wish())).json()
    assert {each["venue_id"] for each in refused["alternatives"]} == {"harbour"}
    [standing] = (await agent.get("/bookings")).json()["items"]
    path = f"/bookings/{standing['booking_id']}/alternatives"
    assert {each["venue_id"] for each in (await agent.get(path)).json()} == {"harbour"}
    asked = (await agent.get(path, open_to_other_venues=True)).json()
    assert {each["venue_id"] for each in asked} == {"harbour", "lake"}, "only a guest who wishes it is told"


@pytest.mark.rule("B14")
async def test_the_catalogue_answers_service_price_hours_and_address(house: House) -> None:
    evening = [{"weekday": 0, "opens": 1080, "closes": 1560}]
    await house.venue(
        "lake", district="静安", price_fen=30_000, services=["停车"], address="南京西路 1 号", hours=evening
    )
    await house.venue("dear", district="静安", price_fen=90_000)
    anyone = house.api()
    assert await ids(anyone.get("/venues", district="静安", most_price_fen=50_000, service="停车")) == [
        "lake"
    ]
    card = (await anyone.get("/venues/lake")).json()["card"]
    assert (card["address"], card["hours"][0]["closes"], card["services"]) == (
        "南京西路 1 号",
        1560,
        ["停车"],
    )


@pytest.mark.rule("B14")
async def test_a_gap_in_a_venue_s_information_is_reported_tracked_and_answered(house: House) -> None:
    await house.venue()
    agent, manager = house.api("agent"), house.api("manager")
    question = {"field": "parking", "question": "有没有停车场?"}
    [gap] = (await agent.made("/venues/harbour/gaps", question))["items"]
    assert len((await agent.made("/venues/harbour/gaps", question))["items"]) == 1
    house.clock.advance(timedelta(hours=5))
    await manager.made(f"/venues/harbour/gaps/{gap['gap_id']}/answer", {"answer": "有,200 个车位"})
    [listed] = (await agent.get("/gaps")).json()
    assert listed["answer"] == "有,200 个车位"
    assert (await house.events("harbour"))[-1][1]["hours_open"] == 5
    assert (
        await agent.post(f"/venues/harbour/gaps/{gap['gap_id']}/answer", {"answer": "x"})
    ).status_code == 403


async def test_a_closure_moves_what_it_can_displaces_the_rest_and_accounts_for_all(house: House) -> None:
    await house.venue(rooms=3)
    agent, manager = house.api("agent"), house.api("manager")
    made = [await agent.made("/bookings", wish(resource_ids=[f"r{n}"])) for n in (1, 2)]
    for each in made:
        await agent.made(f"/bookings/{each['booking_id']}/confirm")
    shut = {
        "starts_at": "2025-06-02T18:00:00+08:00", "ends_at": "2025-06-03T06:00:00+08:00",
        "resource_ids": ["r1", "r2"], "reason": "burst pipe",
    }  # fmt: skip
    await manager.made("/venues/harbour/closures", shut)
    assert (await agent.post("/bookings", wish(resource_ids=["r1"]))).json()["code"] == "closed"
    [closure] = await until(lambda: accounted(house, 2))
    assert sorted(closure["moved"] + closure["displaced"]) == sorted(each["booking_id"] for each in made)
    assert len(closure["moved"]) == 1
    moved = (await agent.get(f"/bookings/{closure['moved'][0]}")).json()
    assert (moved["resource_ids"], moved["status"]) == (["r3"], "confirmed")
    homeless = (await agent.get("/bookings", displaced=True)).json()["items"]
    assert [each["booking_id"] for each in homeless] == closure["displaced"]
    assert (await agent.post(f"/bookings/{closure['displaced'][0]}/seat", {})).json()["code"] == "no-place"
    house.clock.advance(timedelta(minutes=1, seconds=1))
    assert await until(lambda: settled(house))


async def accounted(house: House, number: int) -> Any:
    found = (await house.api("agent").get("/venues/harbour/closures")).json()
    return found if len(found[0]["moved"] + found[0]["displaced"]) == number else None


async def settled(house: House) -> bool:
    found = (await house.api("agent").get("/venues/harbour/closures")).json()
    return bool(found[0]["settled"])


async def test_no_venue_is_called_what_stands_for_the_whole_chain(house: House) -> None:
    """Its rules and its figures would be taken for the chain's."""
    card = {"name": "Harbour", "kind": "ktv", "timezone": "Asia/Shanghai"}
    for reserved in ("chain", "*"):
        refused = await house.api("manager").post("/venues", card | {"venue_id": reserved})
        assert refused.status_code == 422
        assert "venue_id" in refused.text

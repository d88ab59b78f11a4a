"""A venue's own numbers, on the running service: they bind that venue from their day on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.booking import BOOKINGS, BookingCompleted
from tests.integration.complaints.conftest import House, until


async def publish(house: House, effective_in: timedelta, **changes: Any) -> None:
    """A version of the house's own venue."""
    at = (house.clock.now() + effective_in).isoformat()
    own = {"venue_id": house.venue, "effective_from": at, "changes": changes, "reason": "a test"}
    await house.api("gm", "gina").made("/policy/versions", own)


def days_from_now(house: House, moment: str) -> float:
    return (datetime.fromisoformat(moment) - house.clock.now()) / timedelta(days=1)


@pytest.mark.rule("C23")
async def test_a_found_thing_is_kept_as_long_as_its_venue_keeps_things_from_that_day_on(house: House) -> None:
    async def kept(venue_id: str) -> float:
        found = {"kind": "phone", "venue_id": venue_id, "found_at": "2026-11-02T09:30:00+08:00"}
        item = await house.api().made("/lost-items/found", found)
        return days_from_now(house, item["keep_until"])

    await publish(house, timedelta(hours=1), lost_item_days=3)
    assert await kept(house.venue) == 15
    house.pass_time(hours=1)
    assert await kept(house.venue) == 3
    assert await kept("elsewhere") == 15


@pytest.mark.rule("C24", "C25")
async def test_a_venue_says_what_falls_due_soon_and_how_long_an_alarm_waits(house: House) -> None:
    ann = house.api()
    await publish(house, timedelta(0), handover_hours=1, emergency_minutes=9)
    house.pass_time(seconds=3)
    case = await house.case()
    wish = {"venue_id": house.venue, "relief_id": "bob"}
    assert (await ann.made("/handovers", wish))["due"] == [], "it is promised in two hours"
    house.pass_time(minutes=61)
    shift = await ann.made("/handovers", wish | {"announcements": ["电梯维修中"]})
    assert [each["case_id"] for each in shift["due"]] == [case["id"]]
    [found] = [
        each
        for each in (await house.api("agent", "bob").got("/handovers", venue_id=house.venue))["items"]
        if each["id"] == shift["id"]
    ]
    assert found["announcements"] == ["电梯维修中"], "the relief reads them before taking over"
    alarm = {"venue_id": house.venue, "kind": "fire", "what": "起火", "department_ids": ["kitchen", "floor"]}
    called = await ann.made("/emergencies", alarm)
    assert datetime.fromisoformat(called["answer_by"]) - house.clock.now() == timedelta(minutes=9)


@pytest.mark.rule("C13")
async def test_a_venue_draws_its_own_share_of_assist_cases_and_calls_back_in_its_own_time(
    house: House,
) -> None:
    ann = house.api()
    await publish(house, timedelta(0), assist_sample_percent=100, assist_callback_days=5)
    house.pass_time(seconds=3)
    for _ in range(3):
        path = f"/cases/{(await house.case())['id']}"
        await ann.made(f"{path}/classification", {"responsibility": "assist"})
        await ann.made(f"{path}/referral", {"body": "消费者协会", "public_number": "12315"})
        await ann.made(f"{path}/result", {"message": "请联系消费者协会，谢谢您。"})

    async def all_owed() -> Any:
        found = (await ann.got("/callbacks", status="owed", mine=True))["items"]
        return found if len(found) == 3 else None

    for owed in await until(all_owed):
        assert owed["reason"] == "sample"
        assert round(days_from_now(house, owed["due_at"]), 2) == 5


@pytest.mark.rule("C22")
async def test_a_venue_says_which_answer_is_bad_and_how_long_one_is_awaited(house: House) -> None:
    ann, now = house.api(), house.clock.now()
    await publish(house, timedelta(0), survey_bad_score=3, survey_days=2)
    house.pass_time(seconds=3)
    visit = BookingCompleted(
        booking_id="booking-9",
        venue_id=house.venue,
        guest_id="guest-9",
        business_date=now.date(),
        at=now,
        party_size=4,
        starts_at=now,
        ended_at=now,
    )
    await house.hear(BOOKINGS, "booking", "booking-9", visit)

    async def asked() -> Any:
        return (await ann.got("/surveys", ref_id="booking-9"))["items"]

    [survey] = await until(asked)
    assert round(days_from_now(house, survey["lapses_at"]), 2) == 2
    await ann.made(f"/surveys/{survey['id']}/recording", {"score": 3, "remark": "上菜太慢"})

    async def opened() -> Any:
        return (await ann.got("/cases", venue_id=house.venue, q="上菜太慢"))["items"]

    [case] = await until(opened)
    assert case["intake"]["channel"] == "survey"


@pytest.mark.rule("C13")
async def test_a_callback_nobody_made_in_time_is_told_by_a_timer(house: House) -> None:
    case = await house.resolved()

    async def owed() -> Any:
        return (await house.api().got("/callbacks", case_id=case["id"], status="owed"))["items"]

    [callback] = await until(owed)
    house.pass_time(days=2)

    async def overdue() -> Any:
        return await house.events(callback["id"], "callback-overdue")

    [(_, told)] = await until(overdue)
    assert (told["assigned_to"], told["due_at"]) == ("ann", callback["due_at"])


@pytest.mark.rule("C21")
async def test_a_venues_new_weekly_quota_is_owed_by_its_agents_from_their_next_week_on(house: House) -> None:
    async def closed(week: str) -> Any:
        return await house.events(f"ann:2026-{week}", "quota-closed")

    await until(lambda: house.service.db.collection("quotas").find_one({"_id": "ann"}))
    await publish(house, timedelta(days=1), weekly_callbacks=7)
    owed = []
    for week in ("W45", "W46"):
        house.pass_time(days=7)
        [(_, told)] = await until(lambda week=week: closed(week))  # type: ignore[misc]
        owed.append(told["owed"])
    assert owed == [20, 7]
    people = await house.api().got("/people", venue_id=house.venue)
    assert [each["weekly_callbacks"] for each in people["staff"] if each["id"] == "ann"] == [7]

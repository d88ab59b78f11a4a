"""Clocks on the running service: timers climb the ladder, policies and calendars reach only what is new."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from infra.chassis.policy import PolicyBook
from services.complaints.domain.policy import CasePolicy
from tests.integration.complaints.conftest import MORNING, House, complaint, until


async def climbed(house: House, case_id: str, levels: list[str]) -> list[dict[str, Any]]:
    async def there() -> Any:
        told = [body for _, body in await house.events(case_id, "escalated")]
        return told if [body["level"] for body in told] == levels else None

    return await until(there)  # type: ignore[no-any-return]


@pytest.mark.rule("C6", "C7")
async def test_a_stalling_department_is_climbed_to_the_general_manager_by_timers(house: House) -> None:
    case = await house.case()
    await house.api().made(f"/cases/{case['id']}/dispatches", {"department_ids": ["kitchen"]})
    house.pass_time(minutes=10)
    await climbed(house, case["id"], ["supervisor"])
    house.pass_time(minutes=5)
    await climbed(house, case["id"], ["supervisor", "manager"])
    house.pass_time(minutes=5)
    told = await climbed(house, case["id"], ["supervisor", "manager", "gm"])
    assert [body["staff_ids"] for body in told] == [["sue"], ["max"], ["gina"]]
    warned = [
        body
        for _, body in await house.events(case["id"], "clock-changed")
        if body["clock"] == "reaction" and body["status"] == "breached"
    ]
    assert [body["level"] for body in warned] == ["department", "supervisor", "manager"]


@pytest.mark.rule("C7")
async def test_after_an_outage_every_missed_turn_is_told_with_its_own_time(house: House) -> None:
    case = await house.case()
    house.pass_time(hours=9)
    told = await climbed(house, case["id"], ["supervisor", "manager", "gm"])
    assert [body["at"] for body in told] == [
        (MORNING + timedelta(minutes=late)).isoformat().replace("+00:00", "Z") for late in (10, 15, 20)
    ]


@pytest.mark.rule("C6")
async def test_a_new_policy_or_calendar_does_not_rejudge_what_was_promised(house: House) -> None:
    old = await house.case()
    boss = house.api("gm", "gina")
    house.pass_time(seconds=1)
    later = (house.clock.now() + timedelta(seconds=1)).isoformat()
    change = {
        "venue_id": house.venue,
        "effective_from": later,
        "changes": {"result_general_minutes": 30},
        "reason": "faster",
    }
    await boss.made("/policy/versions", change)
    nights = [[{"starts_minute": 1080, "ends_minute": 1560}]] * 7
    published = await boss.made(f"/calendars/{house.venue}", {"timezone": "Asia/Shanghai", "week": nights})
    assert published == {"version": 1}
    house.pass_time(seconds=5)
    new = await house.case()
    assert new["guest_due_at"] == "2026-11-02T02:30:06Z"
    assert (new["calendar_version"], old["calendar_version"]) == (1, 0)
    major = await house.api().made(f"/cases/{old['id']}/severity", {"grounds": ["loss-or-injury"]})
    assert major["guest_due_at"] == "2026-11-04T02:00:00Z"
    assert major["policy_version"] == old["policy_version"] != new["policy_version"]


@pytest.mark.rule("C6")
async def test_a_case_is_judged_by_the_version_it_remembers(house: House) -> None:
    """A version took effect by another process while this one still opened cases by the one before."""
    desk = house.service.desk
    await house.case()  # whoever opens it reads the policies
    elsewhere = PolicyBook(desk.db, house.clock, CasePolicy())
    await elsewhere.publish(
        scope=house.venue,
        effective_from=house.clock.now(),
        changes={"result_general_minutes": 30},
        author="gina",
        reason="faster",
    )
    case = await house.case()
    assert (case["policy_version"], case["guest_due_at"]) == (0, "2026-11-02T04:00:00Z")
    house.pass_time(seconds=5)
    await house.api().made(f"/cases/{case['id']}/dispatches", {"department_ids": ["kitchen"]})
    judged = await house.api().got(f"/cases/{case['id']}")
    assert (judged["policy_version"], judged["guest_due_at"]) == (0, "2026-11-02T04:00:00Z")


@pytest.mark.rule("C5", "C6")
async def test_preview_and_account_of_the_clocks(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    shown = await ann.got(f"{path}/severity/preview", ground="loss-or-injury")
    assert (shown["severity"], shown["due_at"]) == ("major", "2026-11-04T02:00:00Z")
    assert (await ann.got(path))["severity"] == "general"
    await ann.made(f"{path}/severity", {"grounds": ["loss-or-injury"]})
    house.pass_time(days=1)
    account = await ann.got(f"{path}/clocks/explain")
    guest = next(each for each in account["accounts"] if each["clock"] == "guest")
    assert (guest["unit"], guest["used"], guest["allowed"]) == ("working-days", 1.0, 2.0)
    assert [each["why"] for each in guest["segments"]] == ["counted", "no working time", "counted"]


@pytest.mark.rule("C5")
async def test_five_guests_on_one_matter_make_every_case_major(house: House) -> None:
    cases = []
    for number in range(5):
        contact = {"name": f"客人{number}", "phone": f"1390013800{number}"}
        about = "中秋套餐" if number < 4 else "something else"
        cases.append(await house.case(contact=contact, about=about))
    await house.api().made(f"/cases/{cases[4]['id']}/matter", {"category": "food", "about": "中秋套餐"})

    async def all_major() -> Any:
        shown = [await house.api().got(f"/cases/{each['id']}") for each in cases]
        return all(each["severity"] == "major" and each["level"] == "gm" for each in shown)

    await until(all_major)
    [(_, told)] = await house.events(cases[0]["id"], "severity-changed")
    assert (told["found_by_system"], told["grounds"]) == (True, ["collective"])


@pytest.mark.rule("C5")
async def test_a_case_left_for_a_month_turns_major_by_itself(house: House) -> None:
    case = await house.case()
    house.pass_time(days=30)

    async def major() -> Any:
        return (await house.api().got(f"/cases/{case['id']}"))["grounds"] == ["unresolved-month"]

    await until(major)


@pytest.mark.rule("C8", "C17")
async def test_owner_and_area_manager_are_reminded_by_timers(house: House) -> None:
    case = await house.api().made("/cases", complaint(house.venue, dispute_before_payment=True))
    house.pass_time(minutes=10)

    async def chased() -> Any:
        return len(await house.events(case["id"], "dispute-chased")) == 2

    await until(chased)
    await house.api().made(f"/cases/{case['id']}/dispute/honoured")
    house.pass_time(hours=24)

    async def reminded() -> Any:
        return await house.events(case["id"], "progress-due")

    [(_, told)] = await until(reminded)
    assert told["owner_id"] == "ann"
    assert len(await house.events(case["id"], "dispute-chased")) == 2

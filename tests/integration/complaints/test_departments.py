"""Departments on the running service: inspection, joint investigation with the bill, queries that climb."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.complaints.conftest import House, until


@pytest.mark.rule("C4")
async def test_an_inspection_is_called_for_chased_and_decides(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    floor = house.api("department", "floor-head", venues=(house.venue,), departments=("floor",))
    decided = {"found": "标识缺失", "responsibility": "responsible"}
    assert await ann.refused(f"{path}/inspection/result", decided) == (409, "no-inspection")
    at = "2026-11-02T11:00:00+08:00"
    await ann.made(f"{path}/inspection", {"department_id": "floor", "inspect_at": at})
    [(_, asked)] = await house.events(case["id"], "inspection-scheduled")
    assert asked["staff_ids"] == ["floor-head"]
    house.pass_time(hours=1)

    async def chased() -> Any:
        return await house.events(case["id"], "inspection-overdue")

    [(_, told)] = await until(chased)
    assert told["staff_ids"] == ["floor-head"]
    shown = await floor.made(f"{path}/inspection/result", decided)
    assert (shown["responsibility"], shown["inspection"]["found"]) == ("responsible", "标识缺失")
    [(_, classified)] = await house.events(case["id"], "classified")
    assert (classified["previous"], classified["responsibility"]) == ("undecided", "responsible")


@pytest.mark.rule("C6", "C10", "C11")
async def test_two_departments_investigate_jointly_and_state_the_bill(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    await ann.made(f"{path}/classification", {"responsibility": "responsible"})
    await ann.made(f"{path}/dispatches", {"department_ids": ["kitchen", "floor"]})
    told = [body for _, body in await house.events(case["id"], "dispatched")]
    assert [(body["department_id"], body["staff_ids"]) for body in told] == [
        ("kitchen", ["chef"]),
        ("floor", ["floor-head"]),
    ]
    bill = {
        "total_fen": 128_800,
        "discountable_fen": 98_800,
        "minimum_spend_fen": 60_000,
        "not_discountable": ["酒水", "海鲜"],
    }
    found: dict[str, dict[str, Any]] = {
        "kitchen": {"facts": "上菜慢"},
        "floor": {"facts": "折扣算错", "bill": bill},
    }
    for name, facts in found.items():
        caller = house.api("department", name, venues=(house.venue,), departments=(name,))
        said = {"department_id": name, **facts}
        assert await caller.refused(f"{path}/findings", said) == (409, "not-in-hand")
        await caller.made(f"{path}/reactions", {"department_id": name})
        await caller.made(f"{path}/findings", said)
        if name == "kitchen":
            await ann.made(f"{path}/cause", {"cause": "house", "code": "billing"})
            early = await ann.refused(f"{path}/result", {"message": "抱歉。"})
            assert early == (409, "findings-missing")
    shown = await ann.made(f"{path}/result", {"message": "已按约定折扣退款，抱歉。"})
    assert [(each["department_id"], each["bill"]) for each in shown["findings"]] == [
        ("kitchen", None),
        ("floor", bill),
    ]
    [(_, cause)] = await house.events(case["id"], "cause-found")
    assert cause["valid"] is True


@pytest.mark.rule("C9")
async def test_a_deadline_is_extended_before_it_passes_and_never_after(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}/extensions"
    wish = {"until": "2026-11-02T16:00:00+08:00", "reason": "等待供应商", "agreed": True}
    assert await ann.refused(path, wish | {"agreed": False}) == (422, "agreement-missing")
    shown = await ann.made(path, wish)
    assert (shown["guest_due_at"], shown["first_promised_at"]) == (
        "2026-11-02T08:00:00Z",
        "2026-11-02T04:00:00Z",
    )
    [(_, told)] = await house.events(case["id"], "extended")
    assert (told["guest_id"], told["previous_due_at"]) == (case["guest_id"], "2026-11-02T04:00:00Z")
    house.pass_time(hours=6)
    late = wish | {"until": "2026-11-02T20:00:00+08:00"}
    assert await ann.refused(path, late) == (409, "deadline-passed")


@pytest.mark.rule("C25")
async def test_a_query_a_department_leaves_unanswered_climbs_by_timers(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    asked = await ann.made(f"{path}/queries", {"department_id": "floor", "question": "报告在哪里？"})
    query = asked["queries"][0]["id"]
    [(_, told)] = await house.events(case["id"], "queried")
    assert (told["staff_ids"], told["asked_by"]) == (["floor-head"], "ann")
    climbed: list[tuple[str, list[str]]] = [("supervisor", ["sue"]), ("manager", ["max"]), ("gm", ["gina"])]
    for steps in range(1, 4):
        house.pass_time(minutes=30)

        async def overdue(steps: int = steps) -> Any:
            found = [body for _, body in await house.events(case["id"], "query-overdue")]
            return [(body["level"], body["staff_ids"]) for body in found] == climbed[:steps]

        await until(overdue)
    floor = house.api("department", "floor-head", venues=(house.venue,), departments=("floor",))
    await floor.made(f"{path}/queries/{query}/answer", {"answer": "刚刚交上"})
    [(_, answered)] = await house.events(case["id"], "query-answered")
    assert answered["after_seconds"] == 90 * 60


@pytest.mark.rule("C4", "C25")
async def test_a_department_answers_for_itself_only(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    chef = house.api("department", "chef", venues=(house.venue,), departments=("kitchen",))
    await ann.made(f"{path}/dispatches", {"department_ids": ["kitchen"]})
    at = "2026-11-02T11:00:00+08:00"
    await ann.made(f"{path}/inspection", {"department_id": "floor", "inspect_at": at})
    decided = {"found": "厨房没有问题", "responsibility": "not-responsible"}
    assert await chef.refused(f"{path}/inspection/result", decided) == (403, "other-department")
    asked = await ann.made(f"{path}/queries", {"department_id": "floor", "question": "报告在哪里？"})
    answer = f"{path}/queries/{asked['queries'][0]['id']}/answer"
    assert await chef.refused(answer, {"answer": "没有报告"}) == (403, "other-department")
    assert (await ann.got(path))["responsibility"] == "undecided"

    inquiry = f"/cases/{(await house.case(kind='inquiry', content='几点关门？'))['id']}"
    await ann.made(f"{inquiry}/passing-on", {"department_id": "floor"})
    await ann.made(f"{inquiry}/queries", {"department_id": "kitchen", "question": "厨房几点关？"})
    assert await chef.refused(f"{inquiry}/answer", {"message": "两点。"}) == (403, "other-department")


@pytest.mark.rule("L14")
async def test_who_is_a_guest_too_sees_no_more_of_other_departments_cases(house: House) -> None:
    case = await house.case()
    await house.api().made(f"/cases/{case['id']}/dispatches", {"department_ids": ["kitchen"]})
    both = house.api("department", "waiter", venues=(house.venue,), departments=("floor",), also=("guest",))
    answer = await both.client.get(f"/cases/{case['id']}")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")
    assert (await both.got("/cases"))["items"] == []
    took = await both.refused(f"/cases/{case['id']}/reactions", {"department_id": "kitchen"})
    assert took == (403, "other-department")


@pytest.mark.rule("C7", "C17")
async def test_whoever_is_lent_for_the_night_is_called_where_they_are_on_duty(house: House) -> None:
    boss, lake = house.api("manager", "boss"), f"lake-{house.venue}"
    await boss.made("/staff/sam", {"venue_id": lake, "level": "supervisor", "badge": "S2"})
    await boss.made("/staff/liz", {"venue_id": lake, "level": "supervisor", "badge": "S3"})
    tonight = {"starts_at": "2026-11-02T08:00:00+08:00", "ends_at": "2026-11-02T20:00:00+08:00"}
    await boss.made("/staff/sam/duties/d1", tonight | {"venue_id": house.venue, "level": "supervisor"})

    async def called(**changes: Any) -> Any:
        case = await house.case(dispute_before_payment=True, **changes)
        [(_, told)] = await house.events(case["id"], "dispute-chased")
        return told["staff_ids"]

    assert await called() == ["max", "sam"]
    assert await called(venue_id=lake) == ["liz", "sam"], "nobody is on duty there: all of its own are called"

"""Promotions, coupons, member events and rule trials over HTTP, on the real store."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from infra.chassis.service import Service
from tests.integration.loyalty.conftest import House


def terms(**changes: Any) -> dict[str, Any]:
    """Ten percent off for members, this year."""
    return {
        "name": "会员九折",
        "kind": "member",
        "effect": "discount",
        "percent": 10,
        "starts_at": "2026-01-01T00:00:00+08:00",
        "ends_at": "2027-01-01T00:00:00+08:00",
    } | changes


@pytest.mark.rule("L13")
async def test_a_budget_is_never_overspent_however_many_bills_ask_at_once(
    house: House, twin: Service
) -> None:
    manager, till = house.api("manager"), house.api("integrator")
    tills = [till, house.api("integrator", of=twin)]
    saves = {"effect": "spend_and_save", "spend_fen": 1000_00, "save_fen": 100_00, "budget_fen": 700_00}
    await manager.placed("/promotions/save100", terms(**saves))
    guest = await house.guest()
    bills = [
        {"guest_id": guest, "venue_id": "bund", "receipt": f"r{number}", "bill_fen": 1500_00}
        for number in range(12)
    ]
    answers = await asyncio.gather(
        *(tills[number % 2].post("/promotion-uses", bill) for number, bill in enumerate(bills))
    )
    assert sorted(answer.status_code for answer in answers) == [201] * 7 + [409] * 5
    [listed] = (await manager.seen("/promotions"))["items"]
    assert listed["left_fen"] == 0
    told = [kind for kind, _ in await house.told("save100")]
    assert told == ["promotion-published", "promotion-budget-spent"]
    used = next(answer.json() for answer in answers if answer.status_code == 201)
    await house.api("supervisor").made(f"/promotion-uses/{used['use_id']}/withdrawal")
    assert (await till.post("/promotion-uses", bills[0] | {"receipt": "one more"})).status_code == 201


@pytest.mark.rule("L13", "L6")
async def test_a_request_that_comes_again_has_its_first_answer_though_it_took_the_last_there_was(
    house: House,
) -> None:
    manager, senior, till = house.api("manager"), house.api("supervisor"), house.api("integrator")
    saves = {"effect": "spend_and_save", "spend_fen": 1000_00, "save_fen": 100_00, "budget_fen": 100_00}
    await manager.placed("/promotions/save100", terms(**saves))
    await manager.placed("/gifts/tea", {"name": "茶礼盒", "points": 10, "value_fen": 30_00, "stock": 1})
    guest = await house.guest()
    await house.visit(guest, "r0", 1000)
    about = {"guest_id": guest, "venue_id": "bund"}
    coupon = await senior.made("/coupons", about | {"kind": "voucher-50"})
    requests = [
        (till, "/promotion-uses", about | {"receipt": "r1", "bill_fen": 1500_00}),
        (
            till,
            f"/coupons/{coupon['coupon_id']}/use",
            {"venue_id": "bund", "receipt": "r1", "bill_fen": 500_00},
        ),
        (senior, f"/guests/{guest}/redemptions", {"use": "gift", "venue_id": "bund", "gift_id": "tea"}),
        (senior, "/coupons", about | {"kind": "voucher-50"}),
    ]

    async def answers(key: str) -> list[httpx.Response]:
        return [await caller.post(path, body, key=f"{key} {path}") for caller, path, body in requests]

    first = await answers("first")
    assert [each.status_code for each in first] == [201, 200, 201, 201]
    for _ in range(2):
        again = await answers("first")
        assert [(each.status_code, each.json()) for each in again] == [
            (each.status_code, each.json()) for each in first
        ]
        assert {each.headers.get("Idempotent-Replayed") for each in again} == {"true"}
        await manager.made(f"/guests/{guest}/erasure", {"reason": "the guest asked"})  # nor does this matter
        await house.settle()
    assert [each.status_code for each in await answers("another")] == [409, 200, 404, 404]


@pytest.mark.rule("L13")
async def test_one_guest_has_a_promotion_no_oftener_than_it_is_given(house: House, twin: Service) -> None:
    manager = house.api("manager")
    tills = [house.api("integrator"), house.api("integrator", of=twin)]
    await manager.placed("/promotions/twice", terms(per_guest=2))
    await manager.placed("/promotions/welcome", terms(kind="new_guest", percent=20, stack="welcome"))
    guest = await house.guest()
    bills = [
        {"guest_id": guest, "venue_id": "bund", "receipt": f"r{number}", "bill_fen": 500_00}
        for number in range(8)
    ]
    answers = await asyncio.gather(
        *(tills[number % 2].post("/promotion-uses", bill) for number, bill in enumerate(bills))
    )
    used = [line["promotion_id"] for answer in answers for line in answer.json().get("lines", ())]
    assert (used.count("twice"), used.count("welcome")) == (2, 1)
    assert {answer.status_code for answer in answers} == {201, 409}
    # A withdrawn bill gives its turn back.
    spent = next(each.json() for each in answers if each.status_code == 201)
    await house.api("supervisor").made(f"/promotion-uses/{spent['use_id']}/withdrawal")
    assert (await tills[0].post("/promotion-uses", bills[0] | {"receipt": "again"})).status_code == 201


@pytest.mark.rule("L13")
async def test_a_budget_that_is_lifted_no_longer_limits(house: House) -> None:
    manager, till = house.api("manager"), house.api("integrator")
    await manager.placed("/promotions/ten", terms(budget_fen=60_00))
    guest = await house.guest()
    bill = {"guest_id": guest, "venue_id": "bund", "bill_fen": 500_00}
    assert (await till.post("/promotion-uses", bill | {"receipt": "r1"})).status_code == 201
    assert (await till.post("/promotion-uses", bill | {"receipt": "r2"})).status_code == 409
    too_low = await manager.put("/promotions/ten", terms(budget_fen=40_00))
    assert (too_low.status_code, too_low.json()["code"]) == (409, "budget-spent")
    await manager.placed("/promotions/ten", terms())
    assert (await till.post("/promotion-uses", bill | {"receipt": "r2"})).status_code == 201


@pytest.mark.rule("L13")
async def test_withdrawn_promotions_take_the_points_they_gave_with_them(house: House) -> None:
    points = terms(effect="points", points=60, save_fen=6_00, budget_fen=12_00)
    await house.api("manager").placed("/promotions/points", points)
    guest = await house.guest()
    till, senior = house.api("integrator"), house.api("supervisor")
    bill = {"guest_id": guest, "venue_id": "bund", "receipt": "r1", "bill_fen": 500_00}
    await house.visit(guest, "r1", 100)  # a visit of the same receipt has points of its own
    for balance in (70, 10, 70):
        step = "/promotion-uses" if balance == 70 else "/promotion-uses/bund:r1/withdrawal"
        await (till if balance == 70 else senior).made(step, bill if balance == 70 else None)
        await house.settle()
        assert (await house.account(guest))["balance"] == balance
    # What is spent meanwhile cannot be taken back; the books say so.
    wish = {"use": "tier_credit", "venue_id": "bund", "points": 50}
    made = await house.api("agent").made(f"/guests/{guest}/redemptions", wish)
    await house.api("agent").made(f"/guests/{guest}/redemptions/{made['redemption_id']}/confirmation")
    await senior.made("/promotion-uses/bund:r1/withdrawal")
    await house.settle()
    assert (await house.account(guest))["balance"] == 0
    told = [body for kind, body in await house.told(guest) if kind == "points-taken-back"]
    assert [(each["points"], each["shortfall_points"]) for each in told] == [(60, 0), (20, 40)]
    assert (await senior.seen(f"/reconciliation/{guest}"))["agrees"]


@pytest.mark.rule("L13")
async def test_points_of_promotions_used_for_the_wrong_guest_follow_the_bill_to_the_right_one(
    house: House,
) -> None:
    points = terms(effect="points", points=60, save_fen=6_00)
    await house.api("manager").placed("/promotions/points", points)
    wrong, right = await house.guest("+8613800138000"), await house.guest("+8613900139000")
    till, senior = house.api("integrator"), house.api("supervisor")
    bill = {"venue_id": "bund", "receipt": "r1", "bill_fen": 500_00}
    await till.made("/promotion-uses", bill | {"guest_id": wrong})
    await house.settle()
    # Both happen before the service hears of the one.
    await senior.made("/promotion-uses/bund:r1/withdrawal")
    await till.made("/promotion-uses", bill | {"guest_id": right})
    await house.settle()
    assert [(await house.account(each))["balance"] for each in (wrong, right)] == [0, 60]
    # What the right one has spent is not made up for by the wrong one.
    wish = {"use": "tier_credit", "venue_id": "bund", "points": 40}
    made = await house.api("agent").made(f"/guests/{right}/redemptions", wish)
    await house.api("agent").made(f"/guests/{right}/redemptions/{made['redemption_id']}/confirmation")
    await senior.made("/promotion-uses/bund:r1/withdrawal")
    await house.settle()
    await till.made("/promotion-uses", bill | {"guest_id": wrong})
    await house.settle()
    assert [(await house.account(each))["balance"] for each in (wrong, right)] == [60, 0]
    for each in (wrong, right):
        assert (await senior.seen(f"/reconciliation/{each}"))["agrees"]


@pytest.mark.rule("L13")
async def test_a_promotions_gift_comes_out_of_the_stock(house: House) -> None:
    manager, till = house.api("manager"), house.api("integrator")
    gift = terms(effect="gift", gift_id="tea", save_fen=30_00)
    unknown = await manager.put("/promotions/tea", gift)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "gift-not-found")
    await manager.placed("/gifts/tea", {"name": "茶礼盒", "points": 50, "value_fen": 30_00, "stock": 2})
    await manager.placed("/promotions/tea", gift)
    guest = await house.guest()
    bills = [
        {"guest_id": guest, "venue_id": "bund", "receipt": f"r{number}", "bill_fen": 500_00}
        for number in range(4)
    ]
    answers = await asyncio.gather(*(till.post("/promotion-uses", bill) for bill in bills))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert (await manager.seen("/gifts/tea"))["left"] == 0
    used = next(answer.json() for answer in answers if answer.status_code == 201)
    await house.api("supervisor").made(f"/promotion-uses/{used['use_id']}/withdrawal")
    assert (await manager.seen("/gifts/tea"))["left"] == 1


@pytest.mark.rule("L13")
async def test_promotions_of_one_stack_exclude_each_other_and_the_best_combination_wins(house: House) -> None:
    manager = house.api("manager")
    await manager.placed("/promotions/ten", terms())
    await manager.placed("/promotions/twenty", terms(percent=20, kind="new_guest"))
    await manager.placed(
        "/promotions/fifty-off",
        terms(effect="spend_and_save", spend_fen=400_00, save_fen=50_00, stack="cash"),
    )
    await manager.placed("/promotions/party", terms(kind="group", least_party=6, percent=30, stack="group"))
    await manager.placed(
        "/promotions/points", terms(effect="points", points=66, save_fen=6_60, stack="points")
    )
    guest = await house.guest()
    bill = {"guest_id": guest, "venue_id": "bund", "receipt": "r1", "bill_fen": 500_00}
    made = await house.api("agent").made("/promotions/quotes", bill)
    assert made["saved_fen"] == 150_00  # 20 % and 50 off; ten percent is of the same stack
    assert {line["promotion_id"] for line in made["lines"]} == {"twenty", "fifty-off", "points"}
    refused = {line["promotion_id"]: line["refused"] for line in made["refused"]}
    assert refused == {"party": "for a larger party", "ten": "a better combination is used"}
    used = await house.api("integrator").made("/promotion-uses", bill)
    assert used["saved_fen"] == 150_00
    await house.settle()
    assert (await house.account(guest))["balance"] == 66
    again = await house.api("integrator").post("/promotion-uses", bill)
    assert (again.status_code, again.json()["code"]) == (409, "bill-reduced")
    await house.visit(guest, "r1", 350)
    second = await house.api("agent").made("/promotions/quotes", bill | {"receipt": "r2", "party_size": 8})
    assert {line["promotion_id"] for line in second["lines"]} == {"ten", "fifty-off", "party", "points"}


@pytest.mark.rule("L13")
async def test_a_timed_promotion_holds_only_in_its_hours_and_ends_by_itself(house: House) -> None:
    hours = [{"weekdays": [0], "opens": 18 * 60, "closes": 26 * 60}]
    await house.api("manager").placed("/promotions/monday", terms(kind="holiday", hours=hours))
    guest = await house.guest()
    bill = {"guest_id": guest, "venue_id": "bund", "receipt": "r1", "bill_fen": 500_00}
    desk = house.api("agent")
    assert (await desk.made("/promotions/quotes", bill))["refused"][0]["refused"] == "not at this hour"
    house.clock.advance(timedelta(hours=13))  # 01:00 on Tuesday still belongs to Monday night
    assert (await desk.made("/promotions/quotes", bill))["saved_fen"] == 50_00
    await house.settle(timedelta(days=60))
    assert "promotion-ended" in dict(await house.told("monday"))


@pytest.mark.rule("L13")
async def test_a_coupon_is_used_once_by_its_guest_and_ends_in_time(house: House) -> None:
    guest = await house.guest()
    senior, till = house.api("supervisor"), house.api("integrator")
    body = {"guest_id": guest, "venue_id": "bund", "kind": "voucher-50"}
    first, second = await senior.made("/coupons", body), await senior.made("/coupons", body)
    path = f"/coupons/{first['coupon_id']}/use"
    small = await till.post(path, {"venue_id": "bund", "receipt": "r1", "bill_fen": 199_99})
    assert (small.status_code, small.json()["code"]) == (409, "bill-too-small")
    bill = {"venue_id": "bund", "receipt": "r1", "bill_fen": 200_00}
    assert (await till.made(path, bill))["status"] == "used"
    assert (await till.made(path, bill))["status"] == "used"  # the same bill asks again
    assert (await till.post(path, bill | {"receipt": "r2"})).status_code == 409
    assert (await senior.made(f"/coupons/{first['coupon_id']}/release"))["status"] == "issued"
    await house.settle(timedelta(days=90))
    late = await till.post(f"/coupons/{second['coupon_id']}/use", bill)
    assert (late.status_code, late.json()["code"]) == (409, "coupon-not-usable")
    assert [kind for kind, _ in await house.told(second["coupon_id"])] == ["coupon-issued", "coupon-expired"]


@pytest.mark.rule("L15")
async def test_a_member_event_fills_to_its_capacity_and_its_waitlist_moves_up_by_tier(house: House) -> None:
    senior, desk = house.api("supervisor"), house.api("agent")
    guests = [await house.guest(f"+861380013800{number}") for number in range(6)]
    await house.visit(guests[5], "r1", 6000)  # silver
    body = {"venue_id": "bund", "title": "品酒会", "starts_at": "2026-12-24T19:00:00+08:00", "capacity": 4}
    event = (await senior.made("/member-events", body))["member_event_id"]
    path = f"/member-events/{event}"
    first = [desk.post(f"{path}/sign-ups", {"guest_id": guest}) for guest in guests[:5]]
    answers = await asyncio.gather(*first)
    assert all(answer.status_code == 201 for answer in answers)
    await desk.made(f"{path}/sign-ups", {"guest_id": guests[5]})
    shown = await desk.seen(path)
    assert (shown["seats_taken"], sum(each["waiting"] for each in shown["sign_ups"])) == (4, 2)
    seated = next(each["guest_id"] for each in shown["sign_ups"] if not each["waiting"])
    own = house.api("guest", guest_id=seated)
    assert [each["guest_id"] for each in (await own.seen(path))["sign_ups"]] == [seated]
    await own.made(f"{path}/withdrawals", {"guest_id": seated})
    shown = await desk.seen(path)
    moved_up = next(each for each in shown["sign_ups"] if each["guest_id"] == guests[5])
    assert not moved_up["waiting"]  # silver goes before the ordinary guest who waited longer
    await desk.made(f"{path}/attendance", {"guest_id": guests[5]})
    told = [kind for kind, _ in await house.told(event)]
    assert told[-3:] == ["member-withdrew", "member-signed-up", "member-attended"]


@pytest.mark.rule("L15")
async def test_an_event_for_higher_tiers_refuses_others(house: House) -> None:
    guest = await house.guest()
    body = {
        "venue_id": "bund", "title": "白金之夜", "starts_at": "2026-12-24T19:00:00+08:00", "capacity": 4,
        "least_tier": "platinum",
    }  # fmt: skip
    event = (await house.api("supervisor").made("/member-events", body))["member_event_id"]
    refused = await house.api("agent").post(f"/member-events/{event}/sign-ups", {"guest_id": guest})
    assert (refused.status_code, refused.json()["code"]) == (403, "tier-too-low")


@pytest.mark.rule("L5")
async def test_rules_are_tried_on_history_before_they_are_published(house: House) -> None:
    guest = await house.guest()
    lines = [{"category": "seafood", "amount_fen": 400_00}]
    await house.visit(guest, "r1", 1000, lines=lines)
    await house.visit(guest, "r2", 500, venue_id="lake")
    trial = {
        "changes": {"excluded_categories": ["seafood"], "settlement_fen_per_point": 20},
        "since": "2026-11-01T00:00:00+08:00",
        "until": "2026-12-01T00:00:00+08:00",
    }
    found = await house.api("manager").made("/policy/trials", trial)
    assert found["venues"] == [
        {
            "venue_id": "bund", "visits": 1, "spend_fen": 1000_00, "points_given": 100, "points_tried": 60,
            "cost_given_fen": 10_00, "cost_tried_fen": 12_00,
        },
        {
            "venue_id": "lake", "visits": 1, "spend_fen": 500_00, "points_given": 50, "points_tried": 50,
            "cost_given_fen": 5_00, "cost_tried_fen": 10_00,
        },
    ]  # fmt: skip
    assert found["difference_fen"] == 7_00
    assert found["untried_fields"] == []
    other = await house.api("manager").made("/policy/trials", trial | {"changes": {"lot_months": 6}})
    assert (other["difference_fen"], other["untried_fields"]) == (0, ["lot_months"])
    wrong = await house.api("manager").post("/policy/trials", trial | {"changes": {"no_such_rule": 1}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "unknown-policy-field")
    assert (await house.account(guest))["balance"] == 150


@pytest.mark.rule("L5")
async def test_a_trial_of_the_chains_rules_leaves_a_venues_own_in_force(house: House) -> None:
    later = house.clock.now() + timedelta(minutes=1)
    own = {
        "venue_id": "lake",
        "effective_from": later.isoformat(),
        "changes": {"rates": {"standard": {"points": 20}, "gold-card": {"points": 2}}},
        "reason": "opening month",
    }
    await house.api("gm").made("/policy/versions", own)
    house.clock.advance(timedelta(minutes=2))
    guest = await house.guest()
    await house.visit(guest, "r1", 1000)
    await house.visit(guest, "r2", 1000, venue_id="lake")
    trial = {
        "changes": {"rates": {"standard": {"points": 5}}},
        "since": "2026-11-01T00:00:00+08:00",
        "until": "2026-12-01T00:00:00+08:00",
    }
    chain = (await house.api("manager").made("/policy/trials", trial))["venues"]
    assert [(each["points_given"], each["points_tried"]) for each in chain] == [(100, 50), (200, 200)]
    venue = (await house.api("manager").made("/policy/trials", trial | {"venue_id": "lake"}))["venues"]
    assert [(each["points_given"], each["points_tried"]) for each in venue] == [(200, 50)]


@pytest.mark.rule("L15")
async def test_a_merged_guest_keeps_their_seat(house: House) -> None:
    kept, double = await house.guest("+8613800138000"), await house.guest("+8613900139000")
    body = {"venue_id": "bund", "title": "品酒会", "starts_at": "2026-12-24T19:00:00+08:00", "capacity": 4}
    event = (await house.api("supervisor").made("/member-events", body))["member_event_id"]
    path, desk = f"/member-events/{event}", house.api("agent")
    await desk.made(f"{path}/sign-ups", {"guest_id": double})
    merge = {"merged_guest_id": double, "reason": "one person, two phones"}
    await house.api("supervisor").made(f"/guests/{kept}/merges", merge)
    await house.settle()
    await desk.made(f"{path}/sign-ups", {"guest_id": kept})  # they have a seat already
    assert (await desk.seen(path))["seats_taken"] == 1
    assert len((await house.api("guest", guest_id=kept).seen(path))["sign_ups"]) == 1
    await desk.made(f"{path}/attendance", {"guest_id": kept})
    assert [each["attended"] for each in (await desk.seen(path))["sign_ups"]] == [True]

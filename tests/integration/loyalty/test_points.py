"""Points over HTTP, on the real store: earned once, used in two steps, never below zero."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from infra.chassis.service import Service
from tests.integration.loyalty.conftest import House


@pytest.mark.rule("L5", "L12")
async def test_a_receipt_counts_once_whatever_is_retried(house: House) -> None:
    guest = await house.guest()
    first = await house.visit(guest, "r1", 688)
    assert (first["status"], first["points"]) == ("recorded", 68)
    again = await house.visit(guest, "r1", 688)
    assert (again["status"], again["points"]) == ("known", 68)
    account = await house.account(guest)
    assert account["balance"] == 68
    visits = await house.api("guest", guest_id=guest).seen(f"/guests/{guest}/visits")
    assert [visit["spend_fen"] for visit in visits["items"]] == [688_00]
    ledger = await house.api("agent").seen(f"/guests/{guest}/ledger")
    assert [(line["kind"], line["balance"]) for line in ledger["items"]] == [("earn", 68)]


@pytest.mark.rule("L5", "L12")
async def test_a_bill_told_again_by_the_same_request_is_answered_as_the_first_time(
    house: House, twin: Service
) -> None:
    guest, till = await house.guest(), house.api("integrator")
    bill = _bill(house, guest, "r1", 688_00)
    both = await asyncio.gather(
        till.post("/visits", bill, key="k"), house.api("integrator", of=twin).post("/visits", bill, key="k")
    )
    first = both[0].json()
    assert (first["status"], first["points"]) == ("recorded", 68)
    assert [(each.status_code, each.json()) for each in both] == [(201, first)] * 2
    told = await till.post("/visits", bill, key="another request")
    assert (told.status_code, told.json()) == (200, first | {"status": "known"})
    await house.visit(guest, "r1", 300, at=bill["at"], revision=2)
    for key, answer in (("k", both[0]), ("another request", told)):
        again = await till.post("/visits", bill, key=key)
        assert (again.status_code, again.json()) == (answer.status_code, answer.json())
        assert again.headers["Idempotent-Replayed"] == "true"
        for other in (_bill(house, guest, "r2", 100), bill | {"revision": 2}):
            reused = await till.post("/visits", other, key=key)
            assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")
    assert (await house.account(guest))["balance"] == 30


@pytest.mark.rule("L5", "L12")
async def test_a_feed_told_again_is_answered_as_the_first_time_and_tries_again_what_was_refused(
    house: House,
) -> None:
    guest, till = await house.guest(), house.api("integrator")
    await house.visit(guest, "r0", 100)
    later = _bill(house, guest, "r2", 300_00) | {"guest_id": None, "phone": "+8613900139000"}
    bills = [_bill(house, guest, "r0", 100_00), _bill(house, guest, "r1", 200_00), later]
    first = await till.post("/visits/feed", {"bills": bills}, key="k")
    assert [each["status"] for each in first.json()["bills"]] == ["known", "recorded", "refused"]
    again = await till.post("/visits/feed", {"bills": bills}, key="k")
    assert (again.status_code, again.json()) == (200, first.json())
    await house.guest("+8613900139000")
    third = (await till.post("/visits/feed", {"bills": bills}, key="k")).json()["bills"]
    assert third[:2] == first.json()["bills"][:2]
    assert (third[2]["status"], third[2]["points"]) == ("recorded", 30)
    last = await till.post("/visits/feed", {"bills": bills}, key="k")
    assert (last.json()["bills"], last.headers["Idempotent-Replayed"]) == (third, "true")
    for other in (bills[:2], bills[1:], bills[:1], [*bills, later]):
        reused = await till.post("/visits/feed", {"bills": other}, key="k")
        assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")
    assert (await house.account(guest))["balance"] == 30


@pytest.mark.rule("L5")
async def test_excluded_categories_earn_nothing_and_a_revision_corrects_the_bill(house: House) -> None:
    guest = await house.guest()
    lines = [{"category": "tobacco", "amount_fen": 100_00}, {"category": "food", "amount_fen": 400_00}]
    assert (await house.visit(guest, "r1", 500, lines=lines))["points"] == 40
    differs = await house.api("integrator").post(
        "/visits",
        {
            "guest_id": guest,
            "venue_id": "bund",
            "receipt": "r1",
            "at": house.clock.now().isoformat(),
            "spend_fen": 1,
        },
    )
    assert (differs.status_code, differs.json()["code"]) == (409, "receipt-differs")
    corrected = await house.visit(guest, "r1", 300, revision=2)
    assert (corrected["status"], corrected["points"]) == ("recorded", 30)
    assert (await house.account(guest))["balance"] == 30
    voided = await house.api("supervisor").made(
        "/visits/voids", {"venue_id": "bund", "receipt": "r1", "reason": "paid twice"}
    )
    assert voided["status"] == "voided"
    assert (await house.account(guest))["balance"] == 0


@pytest.mark.rule("L5")
async def test_a_bill_out_of_the_window_is_not_earned_anew_by_a_revision(house: House) -> None:
    guest = await house.guest()
    paid = house.clock.now().isoformat()
    await house.visit(guest, "r1", 500)
    house.clock.advance(timedelta(days=370))
    await house.visit(guest, "r2", 0)  # the account forgets what has left the window
    bill = {"guest_id": guest, "venue_id": "bund", "receipt": "r1", "at": paid, "spend_fen": 900_00}
    late = await house.api("integrator").post("/visits", bill | {"revision": 2})
    assert (late.status_code, late.json()["code"]) == (409, "visit-not-counting")
    assert (await house.visit(guest, "r1", 500, at=paid))["status"] == "known"
    told = [body["spend_fen"] for kind, body in await house.told(guest) if kind == "visit-recorded"]
    assert told == [500_00, 0]
    visits = (await house.api("agent").seen(f"/guests/{guest}/visits"))["items"]
    assert sorted(each["spend_fen"] for each in visits) == [0, 500_00]


@pytest.mark.rule("L5")
async def test_a_voided_receipt_counts_again_only_as_a_revision(house: House) -> None:
    guest, paid = await house.guest(), house.clock.now().isoformat()
    await house.visit(guest, "r1", 500)
    senior, voiding = house.api("supervisor"), {"venue_id": "bund", "receipt": "r1", "reason": "wrong table"}
    voided = await senior.post("/visits/voids", voiding, key="k")
    assert (voided.status_code, voided.json()["status"], voided.json()["points"]) == (200, "voided", 50)
    await house.visit(guest, "r1", 500, at=paid)  # the till repeats itself
    assert (await house.account(guest))["balance"] == 0
    assert (await house.visit(guest, "r1", 400, at=paid, revision=2))["points"] == 40
    repeated = await senior.post("/visits/voids", voiding, key="k")
    assert (repeated.status_code, repeated.json()) == (200, voided.json())
    assert (await house.account(guest))["balance"] == 40


@pytest.mark.rule("L6")
async def test_a_cancelled_redemption_gives_back_the_very_lots_it_took(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 1000)
    house.clock.advance(timedelta(days=40))
    await house.visit(guest, "r2", 1000)
    before = (await house.account(guest))["lots"]
    desk = house.api("agent")
    wish = {"use": "bill", "venue_id": "lake", "points": 130, "receipt": "b1", "bill_fen": 500_00}
    reserved = await desk.made(f"/guests/{guest}/redemptions", wish)
    assert (reserved["points"], reserved["value_fen"]) == (130, 13_00)
    path = f"/guests/{guest}/redemptions/{reserved['redemption_id']}"
    spent = await desk.made(f"{path}/confirmation")
    assert (spent["balance"], spent["held"], len(spent["lots"])) == (70, 0, 1)
    returned = await desk.made(f"{path}/reversal", {"reason": "the bill was cancelled"})
    assert returned["lots"] == before
    told = [kind for kind, _ in await house.told(guest, "accounts")]
    assert told[-3:] == ["points-reserved", "points-redeemed", "points-reversed"]


@pytest.mark.rule("L6")
async def test_an_unconfirmed_reservation_goes_back_by_itself(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 1000)
    wish = {"use": "tier_credit", "venue_id": "bund", "points": 60}
    await house.api("agent").made(f"/guests/{guest}/redemptions", wish)
    assert (await house.account(guest))["balance"] == 40
    await house.settle(timedelta(minutes=15))
    assert (await house.account(guest))["balance"] == 100


@pytest.mark.rule("L6")
async def test_a_hundred_clients_never_overdraw_one_balance_nor_are_refused_what_is_there(
    house: House, twin: Service
) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 6000)  # 600 points: sixty wishes of ten
    desks = [house.api("agent"), house.api("agent", of=twin)]

    async def redeem(number: int) -> bool:
        desk = desks[number % 2]
        wish = {"use": "tier_credit", "venue_id": "bund", "points": 10}
        reserved = await desk.post(f"/guests/{guest}/redemptions", wish)
        if reserved.status_code == 409:
            assert reserved.json()["code"] == "not-enough-points"
            return False
        path = f"/guests/{guest}/redemptions/{reserved.json()['redemption_id']}"
        await desk.made(f"{path}/confirmation")
        return True

    won = await asyncio.gather(*(redeem(number) for number in range(100)))
    assert sum(won) == 60
    account = await house.account(guest)
    assert (account["balance"], account["held"]) == (0, 0)
    assert (await desks[0].seen(f"/reconciliation/{guest}"))["agrees"]


@pytest.mark.rule("L6")
async def test_a_gift_is_never_given_twice(house: House) -> None:
    manager = house.api("manager")
    await manager.placed("/gifts/tea", {"name": "茶礼盒", "points": 50, "value_fen": 30_00, "stock": 3})
    guests = [await house.guest(f"+861380013800{number}") for number in range(6)]
    for number, guest in enumerate(guests):
        await house.visit(guest, f"r{number}", 600)
    wish = {"use": "gift", "venue_id": "bund", "gift_id": "tea"}
    desk = house.api("agent")
    answers = await asyncio.gather(
        *(desk.post(f"/guests/{guest}/redemptions", wish, key=f"key {guest}") for guest in guests)
    )
    assert sorted(answer.status_code for answer in answers) == [201, 201, 201, 409, 409, 409]
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"gift-out-of-stock"}
    winner = next(guest for guest, answer in zip(guests, answers, strict=True) if answer.status_code == 201)
    made = next(answer.json() for answer in answers if answer.status_code == 201)
    taken_off = {"name": "茶礼盒", "points": 50, "value_fen": 30_00, "stock": 3, "offered": False}
    await manager.placed("/gifts/tea", taken_off)
    repeated = await desk.post(f"/guests/{winner}/redemptions", wish, key=f"key {winner}")
    assert (repeated.status_code, repeated.json()) == (201, made)  # a desk that lost the answer has it still
    refused = await desk.post(f"/guests/{winner}/redemptions", wish)
    assert (refused.status_code, refused.json()["code"]) == (409, "gift-not-offered")
    await manager.placed("/gifts/tea", taken_off | {"offered": True})
    await desk.made(f"/guests/{winner}/redemptions/{made['redemption_id']}/release")
    assert (await manager.seen("/gifts/tea"))["left"] == 1
    again = (await desk.made(f"/guests/{winner}/redemptions", wish))["redemption_id"]
    await desk.made(f"/guests/{winner}/redemptions/{again}/confirmation")
    assert (await manager.seen("/gifts/tea"))["left"] == 0
    await desk.made(f"/guests/{winner}/redemptions/{again}/reversal", {"reason": "broken"})
    assert (await manager.seen("/gifts/tea"))["left"] == 1


@pytest.mark.rule("L7")
async def test_lots_expire_at_month_end_oldest_first_after_a_notice(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 500)
    house.clock.advance(timedelta(days=10))
    await house.visit(guest, "r2", 300)
    house.clock.set(house.clock.now().replace(year=2027, month=11, day=30, hour=15, minute=59))
    assert (await house.account(guest))["balance"] == 80
    await house.settle()
    assert any(kind == "points-expiring" for kind, _ in await house.told(guest))
    house.clock.advance(timedelta(minutes=1))  # midnight in Shanghai: November is over
    assert (await house.account(guest))["balance"] == 30
    await house.settle()
    [told] = [body for kind, body in await house.told(guest) if kind == "points-expired"]
    assert (told["points"], told["balance"]) == (50, 30)


@pytest.mark.rule("L7")
async def test_a_correction_needs_a_reason_and_a_second_person(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 500)
    proposer = house.api("manager", subject="kim")
    body = {"venue_id": "bund", "points": -20, "reason": ""}
    assert (await proposer.post(f"/guests/{guest}/corrections", body)).status_code == 422
    made = await proposer.made(f"/guests/{guest}/corrections", body | {"reason": "counted twice"})
    path = f"/guests/{guest}/corrections/{made['correction_id']}"
    alone = await proposer.post(f"{path}/approval")
    assert (alone.status_code, alone.json()["code"]) == (403, "second-person-needed")
    approved = await house.api("gm", subject="lee").made(f"{path}/approval")
    assert approved["balance"] == 30
    [line, *_] = (await proposer.seen(f"/guests/{guest}/ledger"))["items"]
    assert (line["kind"], line["by"], line["approved_by"], line["reason"]) == (
        "correct",
        "kim",
        "lee",
        "counted twice",
    )


@pytest.mark.rule("L7")
async def test_a_difference_is_found_by_itself_and_names_its_entries(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 500)
    await house.visit(guest, "r2", 300)
    await house.db.collection("accounts").update_one(
        {"_id": guest}, {"$inc": {"state.points.lots.1.available": 7}}
    )
    await house.settle(timedelta(minutes=6))
    [(kind, found)] = await house.told("reconciliation")
    assert kind == "reconciliation-difference-found"
    assert (found["guest_id"], found["entry_ids"]) == (guest, [f"{guest}/2"])
    assert (found["ledger_points"], found["lots_points"], found["balance_points"]) == (80, 87, 80)
    seen = await house.api("agent").seen("/reconciliation")
    assert seen["differing_guest_ids"] == [guest]


@pytest.mark.rule("L6")
async def test_venues_settle_for_points_the_other_honoured(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 1000)  # the bund issues 100
    desk, manager, path = house.api("agent"), house.api("manager"), ""
    for venue, points in (("lake", 30), ("bund", 20), ("lake", 10)):
        wish = {"use": "bill", "venue_id": venue, "points": points, "receipt": "b", "bill_fen": 100_00}
        made = await desk.made(f"/guests/{guest}/redemptions", wish)
        path = f"/guests/{guest}/redemptions/{made['redemption_id']}"
        await desk.made(f"{path}/confirmation")
    await desk.made(f"{path}/reversal", {"reason": "cancelled"})
    owed = [{"debtor_venue_id": "bund", "creditor_venue_id": "lake", "points": 30, "amount_fen": 3_00}]
    assert await manager.seen("/settlements/2026-11") == {"month": "2026-11", "closed": False, "owed": owed}
    early = await manager.post("/settlements/2026-11")
    assert (early.status_code, early.json()["code"]) == (409, "month-not-over")
    house.clock.advance(timedelta(days=10))
    assert (await manager.made("/settlements/2026-11"))["closed"]
    assert [kind for kind, _ in await house.told("2026-11")] == ["settlement-closed"]


def _bill(house: House, guest_id: str, receipt: str, spend_fen: int) -> dict[str, Any]:
    at = house.clock.now().isoformat()
    return {"guest_id": guest_id, "venue_id": "bund", "receipt": receipt, "at": at, "spend_fen": spend_fen}


@pytest.mark.rule("L6")
async def test_two_accounts_together_take_no_more_points_for_a_bill_than_it_is_worth(
    house: House, twin: Service
) -> None:
    guests = [await house.guest(f"+861380013800{number}") for number in range(2)]
    desks = [house.api("agent"), house.api("agent", of=twin)]
    for number, guest in enumerate(guests):
        await house.visit(guest, f"r{number}", 2000)
    wish = {"use": "bill", "venue_id": "bund", "points": 80, "receipt": "b", "bill_fen": 10_00}
    paths = [f"/guests/{guest}/redemptions" for guest in guests]
    both = await asyncio.gather(*(desk.post(path, wish) for desk, path in zip(desks, paths, strict=True)))
    assert sorted(each.status_code for each in both) == [201, 422]
    told = next(each.json() for each in both if each.status_code == 422)
    assert (told["code"], told["detail"]) == ("points-exceed-bill", "the bill takes 20 points at most")
    one = next(number for number, each in enumerate(both) if each.status_code == 201)
    other = 1 - one
    made = both[one].json()["redemption_id"]
    await desks[0].made(f"{paths[other]}", wish | {"points": 20})
    # What is given back leaves room for others, reserved or paid.
    await desks[0].made(f"{paths[one]}/{made}/confirmation")
    assert (await desks[0].post(paths[other], wish | {"points": 1})).status_code == 422
    await desks[0].made(f"{paths[one]}/{made}/reversal", {"reason": "the guest pays cash"})
    assert (await desks[0].post(paths[other], wish)).status_code == 201


@pytest.mark.rule("L6")
async def test_a_reservation_whose_time_is_over_takes_nothing_off_a_bill_before_its_timer_runs(
    house: House,
) -> None:
    guests = [await house.guest(f"+861380013800{number}") for number in range(2)]
    for number, guest in enumerate(guests):
        await house.visit(guest, f"r{number}", 2000)
    wish = {"use": "bill", "venue_id": "bund", "points": 80, "receipt": "b", "bill_fen": 10_00}
    first, second = (f"/guests/{guest}/redemptions" for guest in guests)
    desk = house.api("agent")
    await desk.made(first, wish)
    house.clock.advance(timedelta(minutes=15))
    made = await desk.made(second, wish)
    await desk.made(f"{second}/{made['redemption_id']}/confirmation")
    house.clock.advance(timedelta(minutes=15))
    assert (await desk.post(first, wish)).status_code == 422, "what is paid with stays off the bill"


@pytest.mark.rule("L6", "L14")
async def test_whoever_waits_for_a_reservation_hears_that_it_is_gone_with_its_erased_guest(
    house: House,
) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 2000)
    wish = {"use": "tier_credit", "venue_id": "bund", "points": 80}
    made = await house.api("agent").made(f"/guests/{guest}/redemptions", wish)
    await house.api("manager").made(f"/guests/{guest}/erasure", {"reason": "the guest asked"})
    await house.settle()
    told = dict(await house.told(guest, "accounts"))
    assert (told["points-released"]["redemption_id"], told["points-released"]["points"]) == (
        made["redemption_id"],
        80,
    )
    assert told["points-expired"]["points"] == 200

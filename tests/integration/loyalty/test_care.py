"""Tiers, benefits, birthdays, referrals, compensation: what the house does for its members."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts.booking import BookingCompleted, BookingSeated, SpendCaptured
from contracts.complaints.handling import CompensationRequested
from tests.integration.loyalty.conftest import NOON, House


@pytest.mark.rule("L3", "L2")
async def test_a_tier_rises_at_once_and_explains_itself(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 3000)
    house.clock.advance(timedelta(days=30))
    await house.visit(guest, "r2", 2500)
    told = dict(await house.told(guest))
    assert told["tier-changed"] == {
        "guest_id": guest,
        "tier": "silver",
        "previous": "ordinary",
        "booking_window_days": 21,
        "waitlist_rank": 1,
        "recorded": False,
    }
    why = await house.api("guest", guest_id=guest).seen(f"/guests/{guest}/tier")
    assert (why["tier"], why["spend_fen"], why["visits"]) == ("silver", 5500_00, 2)
    assert [(each["counts_until"][:10], each["tier_afterwards"]) for each in why["counts"]] == [
        ("2027-11-23", "ordinary"),
        ("2027-12-23", "ordinary"),
    ]
    assert why["next_tier"] == {
        "tier": "gold",
        "spend_fen_missing": 14500_00,
        "visits_missing": 16,
        "referrals_missing": 8,
    }
    assert why["review_at"] == "2027-11-30T16:00:00Z"


@pytest.mark.rule("L3")
async def test_a_tier_falls_only_after_a_review_and_a_notice(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 6000)
    house.clock.set(datetime(2027, 11, 30, 16, 0, tzinfo=UTC))
    await house.settle()
    at_risk = dict(await house.told(guest))["tier-at-risk"]
    assert (at_risk["tier"], at_risk["next_tier"]) == ("silver", "ordinary")
    assert (await house.account(guest))["tier"] == "silver"
    await house.settle(timedelta(days=30))
    assert (await house.account(guest))["tier"] == "ordinary"


@pytest.mark.rule("L2")
async def test_guests_are_classed_by_spend_frequency_and_tier(house: House) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 20_000)
    assert (await house.account(guest))["guest_class"] == "vip"
    await house.visit(guest, "r2", 80_000)
    account = await house.account(guest)
    assert (account["guest_class"], account["tier"]) == ("diamond", "platinum")
    classes = [body["guest_class"] for kind, body in await house.told(guest) if kind == "guest-classed"]
    assert classes == ["vip", "diamond"]


@pytest.mark.rule("L4")
async def test_a_tiers_benefits_are_given_so_often_a_month(house: House) -> None:
    guest = await house.guest()
    desk = house.api("agent")
    path = f"/guests/{guest}/benefits/free-drink/uses"
    refused = await desk.post(path, {"venue_id": "bund"})
    assert (refused.status_code, refused.json()["code"]) == (422, "benefit-not-given")
    await house.visit(guest, "r1", 6000)
    account = await desk.made(path, {"venue_id": "bund"})
    assert account["discount_percent"] == 5
    assert account["benefits"] == [{"benefit": "free-drink", "per_month": 1, "left": 0}]
    again = await desk.post(path, {"venue_id": "bund"})
    assert (again.status_code, again.json()["code"]) == (409, "benefit-used-up")
    house.clock.advance(timedelta(days=8))  # December
    assert (await desk.post(path, {"venue_id": "bund"})).status_code == 200


@pytest.mark.rule("L8")
async def test_a_birthday_is_greeted_and_gifted_at_nine_once_a_year(house: House) -> None:
    guest = await house.guest(birthday={"month": 11, "day": 24, "year": 1990})
    house.clock.set(datetime(2026, 11, 24, 0, 59, tzinfo=UTC))
    await house.settle()
    assert "birthday-reached" not in dict(await house.told(guest))
    await house.settle(timedelta(minutes=1))  # 09:00 in Shanghai
    assert dict(await house.told(guest))["birthday-reached"]["year"] == 2026
    assert (await house.account(guest))["balance"] == 20
    # Correcting the file on the day, or naming a later day, brings no second gift this year.
    body = {"name": "李雷", "phone": "+8613800138000", "birthday": {"month": 11, "day": 26}}
    await house.api("agent").placed(f"/guests/{guest}/personal", body)
    await house.settle(timedelta(days=5))
    assert [kind for kind, _ in await house.told(guest)].count("birthday-reached") == 1
    await house.settle(timedelta(days=364))
    assert [kind for kind, _ in await house.told(guest)].count("birthday-reached") == 2


@pytest.mark.rule("L9")
async def test_holidays_are_greeted_for_those_who_want_it(house: House) -> None:
    guest = await house.guest()
    quiet = await house.guest("+8613900139000")
    wants = {"marketing": False, "birthday": True, "holidays": True}
    await house.api("guest", guest_id=guest).placed(f"/guests/{guest}/consents", wants)
    house.clock.set(datetime(2027, 2, 28, tzinfo=UTC))
    await house.settle()
    greeted = [body["holiday"] for kind, body in await house.told(guest) if kind == "holiday-reached"]
    assert greeted == ["new-year"]  # found late, and told once; the next is the spring festival's successor
    house.clock.set(datetime(2027, 5, 1, 1, 0, tzinfo=UTC))
    await house.settle()
    greeted = [body["holiday"] for kind, body in await house.told(guest) if kind == "holiday-reached"]
    assert greeted == ["new-year", "labour-day"]
    assert "holiday-reached" not in dict(await house.told(quiet))


@pytest.mark.rule("L9", "L4")
async def test_a_holiday_is_greeted_and_gifted_once_whatever_moves_its_hour(house: House) -> None:
    gifts = {"discount_percent": 0, "birthday_points": 0, "booking_window_days": 14}
    rights = {tier: gifts | {"holiday_points": 8} for tier in ("ordinary", "silver", "gold", "platinum")}
    guest = await house.guest(consents={"holidays": True})

    async def publish(**changes: object) -> None:
        later = (house.clock.now() + timedelta(minutes=1)).isoformat()
        body = {"effective_from": later, "changes": {"rights": rights, **changes}, "reason": "a new year"}
        await house.api("gm").made("/policy/versions", body)
        house.clock.advance(timedelta(minutes=2))

    await publish()
    house.clock.set(datetime(2027, 1, 1, 1, 0, tzinfo=UTC))  # 09:00 in Shanghai
    await house.settle()
    assert (await house.account(guest))["balance"] == 8
    # The house moves its greetings to the evening, and the guest says again that they want them.
    await publish(greeting_minutes=18 * 60)
    for wanted in (False, True):
        wants = {"marketing": False, "birthday": True, "holidays": wanted}
        await house.api("agent").placed(f"/guests/{guest}/consents", wants)
    await house.settle(timedelta(hours=12))
    assert [kind for kind, _ in await house.told(guest)].count("holiday-reached") == 1
    assert (await house.account(guest))["balance"] == 8


@pytest.mark.rule("L10")
async def test_a_referral_is_rewarded_after_the_first_paid_visit_once(house: House) -> None:
    referrer = await house.guest("+8613800138000")
    friend = await house.guest("+8613900139000", referred_by=referrer)
    await house.visit(friend, "r0", 0)
    await house.settle()
    assert (await house.account(referrer))["balance"] == 0
    await house.visit(friend, "r1", 100)
    await house.visit(friend, "r2", 100)
    await house.settle()
    assert (await house.account(referrer))["balance"] == 50
    rewarded = [body for kind, body in await house.told(referrer) if kind == "referral-rewarded"]
    assert rewarded == [{"guest_id": referrer, "referred_guest_id": friend, "points": 50}]
    why = await house.api("agent").seen(f"/guests/{referrer}/tier")
    assert why["referrals"] == 1


@pytest.mark.rule("L11")
async def test_a_cases_compensation_is_granted_once_and_answered(house: House) -> None:
    guest = await house.guest()
    asked = CompensationRequested(
        case_id="c1", number="C-1", remedy_id="m1", venue_id="bund", guest_id=guest,
        reason="remedy", points=300, coupon="goodwill", value_fen=88_00,
    )  # fmt: skip
    [envelope] = await house.hears(asked, source="clubhouse/complaints")
    await house.again(envelope)
    await house.hears(asked, source="clubhouse/complaints")  # asked twice, under another event id
    assert (await house.account(guest))["balance"] == 300
    answers = [body for kind, body in await house.told(guest) if kind == "compensation-granted"]
    assert answers == [
        {
            "guest_id": guest, "case_id": "c1", "remedy_id": "m1", "reason": "remedy", "points": 300,
            "coupon_id": "remedy-m1",
        }
    ]  # fmt: skip
    coupons = await house.api("guest", guest_id=guest).seen(f"/guests/{guest}/coupons")
    assert [(each["coupon_id"], each["value_fen"]) for each in coupons["items"]] == [("remedy-m1", 88_00)]
    [line] = (await house.api("agent").seen(f"/guests/{guest}/ledger"))["items"]
    assert (line["subject"], line["reason"]) == ("m1", "case c1")


@pytest.mark.rule("L11")
async def test_a_suggestion_is_rewarded_and_what_exceeds_the_limit_is_refused(
    house: House,
) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 0)
    asked = CompensationRequested(
        case_id="s1", number="S-1", remedy_id="m2", venue_id="bund", guest_id=guest,
        reason="suggestion", points=80, coupon=None, value_fen=0,
    )  # fmt: skip
    greedy = asked.model_copy(update={"remedy_id": "m3", "points": 1_000_000})
    greedy = greedy.model_copy(update={"coupon": "goodwill", "value_fen": 88_00})
    odd = asked.model_copy(update={"remedy_id": "m4", "coupon": "no-such-kind"})
    await house.hears(greedy, asked, odd, source="clubhouse/complaints")
    told = await house.told(guest, "accounts")
    earned = [body for kind, body in told if kind == "points-earned"]
    assert [(body["origin"], body["reference"]) for body in earned] == [("suggestion", "m2")]
    refused = [(body["remedy_id"], body["refusal"]) for kind, body in told if kind == "compensation-refused"]
    assert refused == [("m3", "over-limit"), ("m4", "coupon-unknown")]
    # What is refused is refused as a whole: no coupon stays behind.
    assert (await house.api("agent").seen(f"/guests/{guest}/coupons"))["items"] == []


@pytest.mark.rule("L5")
async def test_a_bookings_points_are_pending_until_the_visit_ends(house: House) -> None:
    guest = await house.guest()
    about = {
        "booking_id": "b1", "venue_id": "bund", "guest_id": guest, "business_date": NOON.date(), "at": NOON,
    }  # fmt: skip
    seated = BookingSeated(**about, party_size=4, seated_at=NOON)
    spent = SpendCaptured(**about, receipt="r9", spend_fen=900_00, excluded_fen=100_00)
    done = BookingCompleted(**about, party_size=4, starts_at=NOON, ended_at=NOON)
    await house.hears(seated, spent, source="clubhouse/booking")
    account = await house.account(guest)
    assert (account["balance"], account["pending"]) == (0, 80)
    await house.hears(done, source="clubhouse/booking")
    account = await house.account(guest)
    assert (account["balance"], account["pending"]) == (80, 0)
    # The till tells of the same receipt too: it counts once.
    again = await house.visit(guest, "r9", 900, at=NOON.isoformat())
    assert again["status"] == "known"
    # The captured spend is corrected later.
    await house.hears(
        spent.model_copy(update={"spend_fen": 500_00, "revision": 2}), source="clubhouse/booking"
    )
    assert (await house.account(guest))["balance"] == 40


@pytest.mark.rule("L5")
async def test_a_venue_and_a_programme_have_their_own_rates(house: House) -> None:
    guest = await house.guest()
    later = house.clock.now() + timedelta(minutes=1)
    change = {
        "venue_id": "lake",
        "effective_from": later.isoformat(),
        "changes": {
            "rates": {
                "standard": {"points": 20, "per_fen": 10000, "percent": {"silver": 150}},
                "gold-card": {"points": 2},
            }
        },
        "reason": "opening month",
    }
    published = await house.api("gm").post("/policy/versions", change)
    assert published.is_success, published.text
    house.clock.advance(timedelta(minutes=2))
    assert (await house.visit(guest, "r1", 6000))["points"] == 600
    assert (await house.visit(guest, "r1", 100, venue_id="lake"))["points"] == 30  # silver by now
    await house.api("manager").placed(f"/guests/{guest}/programme", {"programme": "gold-card"})
    assert (await house.visit(guest, "r2", 100))["points"] == 2

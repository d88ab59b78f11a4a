"""What two accounts were in the middle of when they turned out to be one guest's (rules L1, L3, L5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts.booking import BookingCompleted, SpendCaptured
from contracts.contacts import GuestContactGiven
from tests.integration.loyalty.conftest import NOON, House


@pytest.mark.rule("L1", "L5")
@pytest.mark.parametrize("spend_first", [True, False])
async def test_a_visit_whose_bill_and_end_came_to_two_accounts_is_recorded_when_they_are_one(
    house: House, *, spend_first: bool
) -> None:
    later = house.clock.now() + timedelta(minutes=1)
    own = {"venue_id": "bund", "effective_from": later.isoformat(), "reason": "opening month"}
    rates = {"rates": {"standard": {"points": 20}, "gold-card": {"points": 2}}}
    await house.api("gm").made("/policy/versions", own | {"changes": rates})
    house.clock.advance(timedelta(minutes=2))
    referrer = await house.guest("+8613900139000")
    kept = await house.guest("+8613800138000", referred_by=referrer)
    about = {
        "booking_id": "b1", "venue_id": "bund", "guest_id": "met", "business_date": NOON.date(), "at": NOON,
    }  # fmt: skip
    spent = SpendCaptured(**about, receipt="r1", spend_fen=500_00)
    done = BookingCompleted(**about, party_size=2, starts_at=NOON, ended_at=NOON)
    before, after = (spent, done) if spend_first else (done, spent)
    # Booking met the guest; who they are is heard between the two, and their file is on its way.
    await house.hears(before, source="clubhouse/booking")
    met = GuestContactGiven(guest_id="met", name="李雷", phone="+8613800138000")
    await house.hears(met, after, source="clubhouse/booking", settled=False)
    assert (await house.account(kept))["balance"] == 0
    await house.settle()
    account = await house.account(kept)
    assert (account["balance"], account["pending"]) == (100, 0)
    assert (await house.account(referrer))["balance"] == 50
    assert (await house.api("agent").seen(f"/reconciliation/{kept}"))["agrees"]


@pytest.mark.rule("L1", "L3")
async def test_a_tier_that_had_its_notice_is_kept_by_a_merge_and_falls_on_the_day_it_was_told(
    house: House,
) -> None:
    double = await house.guest("+8613800138000")
    await house.visit(double, "r1", 6000)
    house.clock.set(datetime(2027, 11, 30, 16, 0, tzinfo=UTC))
    await house.settle()
    ends_at = (await house.account(double))["tier_ends_at"]
    assert ends_at is not None
    kept = await house.guest("+8613900139000")
    merge = {"merged_guest_id": double, "reason": "one person, two phones"}
    await house.api("supervisor").made(f"/guests/{kept}/merges", merge)
    await house.settle(timedelta(days=29))
    account = await house.account(kept)
    assert (account["tier"], account["tier_ends_at"]) == ("silver", ends_at)
    await house.settle(timedelta(days=1))
    assert (await house.account(kept))["tier"] == "ordinary"
    told = [
        (body["previous"], body["tier"]) for kind, body in await house.told(kept) if kind == "tier-changed"
    ]
    assert told == [("ordinary", "silver"), ("silver", "ordinary")]


@pytest.mark.rule("L6", "L14")
async def test_a_gift_held_by_a_double_of_an_erased_guest_is_back_in_stock(house: House) -> None:
    manager = house.api("manager")
    gift = {"name": "茶礼盒", "points": 50, "value_fen": 30_00, "stock": 3}
    await manager.placed("/gifts/tea", gift)
    double, kept = await house.guest("+8613800138000"), await house.guest("+8613900139000")
    await house.visit(double, "r1", 600)
    wish = {"use": "gift", "venue_id": "bund", "gift_id": "tea"}
    await house.api("agent").made(f"/guests/{double}/redemptions", wish)
    merge = {"merged_guest_id": double, "reason": "one person, two phones"}
    await house.api("supervisor").made(f"/guests/{kept}/merges", merge)
    await manager.made(f"/guests/{kept}/erasure", {"reason": "the guest asked"})
    await house.settle()
    assert (await manager.seen("/gifts/tea"))["left"] == 3


@pytest.mark.rule("L1", "L14")
async def test_who_merged_two_files_and_why_is_in_the_audit_log_once(house: House) -> None:
    double, kept = await house.guest("+8613800138000"), await house.guest("+8613900139000")
    merge = {"merged_guest_id": double, "reason": "one person, two phones"}
    senior = house.api("supervisor", subject="kim")
    for _ in range(2):
        assert (await senior.post(f"/guests/{kept}/merges", merge, key="m1")).status_code == 202
    await house.settle()
    refused = await senior.post(f"/guests/{kept}/merges", merge | {"merged_guest_id": kept})
    assert (refused.status_code, refused.json()["code"]) == (422, "merge-with-self")
    [row] = (await house.api("gm").seen("/audit", target=double))["items"]
    assert (row["subject"], row["action"], row["reason"]) == ("kim", "guest.merge", merge["reason"])


@pytest.mark.rule("L14")
async def test_an_export_has_what_a_merged_file_still_holds(house: House) -> None:
    double = await house.guest("+8613800138000", address="上海市外滩1号", occupation="teacher")
    kept = await house.guest("+8613900139000", address="北京市", preferences=["window seat"])
    await house.visit(double, "r1", 600)
    merge = {"merged_guest_id": double, "reason": "one person, two phones"}
    await house.api("supervisor").made(f"/guests/{kept}/merges", merge)
    await house.settle()
    everything = await house.api("guest", guest_id=kept).seen(f"/guests/{kept}/export")
    assert everything["personal"]["address"] == "北京市"
    [other] = everything["doubles"]
    assert (other["file"]["guest_id"], other["file"]["kept_guest_id"]) == (double, kept)
    assert (other["personal"]["phone"], other["personal"]["address"]) == ("+8613800138000", "上海市外滩1号")
    assert other["account"]["closed_into"] == kept

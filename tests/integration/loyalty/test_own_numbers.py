"""What the service itself reckons with a policy's numbers: approvals, incidents, settlements, coupons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.loyalty.conftest import House

FILE: dict[str, Any] = {
    "name": "李雷",
    "phone": "+8613800138000",
    "email": "lilei@example.com",
    "member_card": "G-100234",
    "language": "en",
    "sex": "male",
    "birthday": {"month": 4, "day": 10, "year": 1990, "lunar": True, "leap": True},
    "occupation": "teacher",
    "address": "Bund 1",
    "preferences": ["window seat"],
    "special_needs": ["wheelchair"],
}


async def publish(house: House, venue_id: str | None = None, **changes: Any) -> None:
    """Another policy from a minute on; the clock is past it afterwards."""
    effective = (house.clock.now() + timedelta(minutes=1)).isoformat()
    body = {"effective_from": effective, "changes": changes, "reason": "a house of its own"}
    await house.api("gm").made("/policy/versions", body | ({"venue_id": venue_id} if venue_id else {}))
    house.clock.advance(timedelta(minutes=2))


@pytest.mark.rule("L14", "L6")
async def test_approvals_incidents_and_settlements_go_by_the_chains_numbers(house: House) -> None:
    await publish(house, access_hours=2, incident_hours=24, settlement_fen_per_point=25)
    guest = await house.guest()
    desk, senior, manager = house.api("agent"), house.api("supervisor"), house.api("manager")
    leak = {"what": "a list was left at the desk", "guest_ids": [guest]}
    incident = await desk.made("/incidents", leak)
    assert incident["due_at"] == "2026-11-24T04:02:00Z"
    asked = await desk.made("/access-requests", {"guest_id": guest, "purpose": "send a parcel"})
    await senior.made(f"/access-requests/{asked['access_id']}/approval")
    path, approval = f"/guests/{guest}/personal", {"access_id": asked["access_id"]}
    house.clock.advance(timedelta(hours=2) - timedelta(seconds=1))
    assert (await desk.seen(path, **approval))["phone"] == "+8613800138000"
    house.clock.advance(timedelta(seconds=1))
    over = await desk.get(path, **approval)
    assert (over.status_code, over.json()["code"]) == (403, "approval-needed")
    await house.visit(guest, "r1", 1000)
    wish = {"use": "bill", "venue_id": "lake", "points": 30, "receipt": "b", "bill_fen": 100_00}
    made = await desk.made(f"/guests/{guest}/redemptions", wish)
    await desk.made(f"/guests/{guest}/redemptions/{made['redemption_id']}/confirmation")
    [owed] = (await manager.seen("/settlements/2026-11"))["owed"]
    assert (owed["points"], owed["amount_fen"]) == (30, 7_50)


@pytest.mark.rule("L13", "L11")
async def test_a_coupon_is_of_its_venues_kinds_and_ends_as_they_say(house: House) -> None:
    tea = {"value_fen": 18_00, "minimum_spend_fen": 50_00, "days": 3}
    await publish(house, "lake", coupons={"tea": tea, "goodwill": {}})
    guest, senior = await house.guest(), house.api("supervisor")
    body = {"guest_id": guest, "venue_id": "bund", "kind": "tea"}
    unknown = await senior.post("/coupons", body)
    assert (unknown.status_code, unknown.json()["code"]) == (422, "coupon-unknown")
    made = await senior.made("/coupons", body | {"venue_id": "lake"})
    assert (made["value_fen"], made["minimum_spend_fen"]) == (18_00, 50_00)
    await house.settle(timedelta(days=3) - timedelta(seconds=1))
    assert "coupon-expired" not in dict(await house.told(made["coupon_id"]))
    await house.settle(timedelta(seconds=1))
    assert "coupon-expired" in dict(await house.told(made["coupon_id"]))


@pytest.mark.rule("L1", "L12")
async def test_a_file_keeps_all_it_was_told_and_a_correction_replaces_it(house: House) -> None:
    guest = await house.guest(**FILE)
    me = house.api("guest", guest_id=guest)

    async def kept() -> dict[str, Any]:
        seen = await me.seen(f"/guests/{guest}/personal")
        return {name: seen[name] for name in FILE}

    assert await kept() == FILE
    corrected = FILE | {
        "sex": "other", "occupation": "", "address": "Bund 2", "birthday": None, "preferences": ["quiet"],
        "special_needs": [], "email": None,
    }  # fmt: skip
    await house.api("agent").placed(f"/guests/{guest}/personal", corrected)
    assert await kept() == corrected
    await house.visit(guest, "r1", 688)
    await house.visit(guest, "r2", 12)
    why = await me.seen(f"/guests/{guest}/tier")
    assert (why["visits"], why["spend_fen"]) == (2, 700_00)

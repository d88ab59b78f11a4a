"""What happens at a venue is judged by that venue's own rules (rules L4, L6, L7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.loyalty.conftest import NOON, House
from tests.integration.loyalty.test_bills import told


@pytest.mark.rule("L4", "L6", "L7")
async def test_benefits_redemptions_and_corrections_at_a_venue_go_by_its_own_rules(house: House) -> None:
    chain = (await house.api("gm").seen("/policy"))["values"]
    rights = chain["rights"] | {
        "silver": chain["rights"]["silver"] | {"benefits": [{"name": "free-tea", "per_month": 1}]}
    }
    own = {
        "venue_id": "lake",
        "effective_from": (house.clock.now() + timedelta(minutes=1)).isoformat(),
        "changes": {"rights": rights, "reversal_days": 1, "lot_months": 2},
        "reason": "a house of its own",
    }
    await house.api("gm").made("/policy/versions", own)
    house.clock.advance(timedelta(minutes=2))
    guest, desk = await house.guest(), house.api("agent")
    await house.visit(guest, "r1", 6000)
    for venue, benefit, given in (
        ("lake", "free-drink", False),
        ("bund", "free-tea", False),
        ("lake", "free-tea", True),
    ):
        taken = await desk.post(f"/guests/{guest}/benefits/{benefit}/uses", {"venue_id": venue})
        assert taken.is_success is given, (venue, benefit)
    wish = {"use": "bill", "venue_id": "lake", "points": 10, "receipt": "b", "bill_fen": 100_00}
    made = await desk.made(f"/guests/{guest}/redemptions", wish)
    spent = await desk.made(f"/guests/{guest}/redemptions/{made['redemption_id']}/confirmation")
    assert spent["redemptions"][0]["until"] == "2026-11-24T04:02:00Z"
    more = {"venue_id": "lake", "points": 5, "reason": "counted again"}
    proposed = await house.api("manager", subject="kim").made(f"/guests/{guest}/corrections", more)
    path = f"/guests/{guest}/corrections/{proposed['correction_id']}/approval"
    lots = (await house.api("gm", subject="lee").made(path))["lots"]
    assert [lot["expires_at"][:10] for lot in lots if lot["origin"] == "correction"] == ["2027-01-31"]
    lines = (await desk.seen(f"/guests/{guest}/ledger"))["items"]
    assert [line["policy_version"] for line in lines if line["kind"] in ("confirm", "correct")] == [1, 1]


@pytest.mark.rule("L5")
@pytest.mark.parametrize("of_before", [False, True])
@pytest.mark.parametrize("by", ["till", "booking"])
async def test_a_corrected_bill_earns_by_the_rates_and_the_tier_of_its_visit(
    house: House, by: str, of_before: bool
) -> None:
    rates = {"standard": {"points": 10, "per_fen": 100_00, "percent": {"silver": 150}}}
    guest = await house.guest()

    async def spend(yuan: int, revision: int) -> None:
        if by == "till":
            await house.visit(guest, "r1", yuan, at=NOON.isoformat(), revision=revision)
        else:
            spent: dict[str, Any] = {"spend_fen": yuan * 100, "revision": revision}
            await house.hears(*told(guest, **spent), source="clubhouse/booking")

    async def rate(**percent: int) -> None:
        body = {
            "effective_from": (house.clock.now() + timedelta(minutes=1)).isoformat(),
            "changes": {"rates": {"standard": rates["standard"] | percent}},
            "reason": "a campaign",
        }
        await house.api("gm").made("/policy/versions", body)
        house.clock.advance(timedelta(minutes=2))

    house.clock.set(NOON - timedelta(hours=1))
    await rate()
    house.clock.set(NOON)
    await spend(500, 1)
    house.clock.advance(timedelta(days=1))
    await rate(points=20)
    await house.visit(guest, "r2", 6000)
    account = await house.account(guest)
    assert (account["tier"], account["balance"]) == ("silver", 50 + 1200)
    if of_before:  # the version that did not note a visit's tier on its count
        counts = "state.standing.counts.$[]"
        unnoted = {f"{counts}.tier": "", f"{counts}.programme": ""}
        await house.db.collection("accounts").update_one({"_id": guest}, {"$unset": unnoted})
    for revision in (2, 3):
        await spend(300 + revision, revision)
        assert (await house.account(guest))["balance"] == 30 + 1200
    await house.visit(guest, "r3", 100)
    assert (await house.account(guest))["balance"] == 30 + 1200 + 30

"""What two accounts were in the middle of when they turned out to be one guest's (rules L1, L3, L5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.loyalty.conftest import House


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

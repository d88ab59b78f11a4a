"""Budgets of promotions whose terms change while bills use them (rule L13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.loyalty.conftest import House
from tests.integration.loyalty.test_promotions import terms


@pytest.mark.rule("L13")
async def test_a_budget_set_later_counts_what_was_spent_before_it(house: House) -> None:
    manager, till = house.api("manager"), house.api("integrator")
    await manager.placed("/promotions/ten", terms())
    bill = {"guest_id": await house.guest(), "venue_id": "bund", "bill_fen": 500_00}
    for receipt in ("r1", "r2"):
        await till.made("/promotion-uses", bill | {"receipt": receipt})
    too_low = await manager.put("/promotions/ten", terms(budget_fen=60_00))
    assert (too_low.status_code, too_low.json()["code"]) == (409, "budget-spent")
    await manager.placed("/promotions/ten", terms(budget_fen=150_00))
    assert [each["left_fen"] for each in (await manager.seen("/promotions"))["items"]] == [50_00]
    await house.api("supervisor").made("/promotion-uses/bund:r1/withdrawal")
    await till.made("/promotion-uses", bill | {"receipt": "r3"})
    # Nor is it forgotten by a budget that is lifted for a while.
    await manager.placed("/promotions/ten", terms())
    await till.made("/promotion-uses", bill | {"receipt": "r4"})
    await manager.placed("/promotions/ten", terms(budget_fen=150_00))
    assert (await till.post("/promotion-uses", bill | {"receipt": "r5"})).status_code == 409
    await house.api("supervisor").made("/promotion-uses/bund:r4/withdrawal")
    await manager.made("/promotions/ten/end")
    assert dict(await house.told("ten"))["promotion-ended"]["spent_fen"] == 100_00


@pytest.mark.rule("L13")
@pytest.mark.parametrize("by_hand", [True, False])
async def test_what_a_promotion_without_a_budget_cost_is_told_at_its_end(house: House, by_hand: bool) -> None:
    manager, till = house.api("manager"), house.api("integrator")
    await manager.placed("/promotions/ten", terms())
    bill = {"guest_id": await house.guest(), "venue_id": "bund", "bill_fen": 500_00}
    for receipt in ("r1", "r2", "r3"):
        await till.made("/promotion-uses", bill | {"receipt": receipt})
    await house.api("supervisor").made("/promotion-uses/bund:r3/withdrawal")
    if by_hand:
        await manager.made("/promotions/ten/end")
    else:
        await house.settle(timedelta(days=40))
    told = dict(await house.told("ten"))["promotion-ended"]
    assert (told["early"], told["spent_fen"]) == (by_hand, 100_00)

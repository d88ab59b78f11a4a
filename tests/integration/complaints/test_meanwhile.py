"""A case goes its own way while a callback is owed or a shift is handed over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.complaints.conftest import House, until


@pytest.mark.rule("C3", "C24")
async def test_a_case_given_to_another_meanwhile_is_not_taken_by_the_relief(house: House) -> None:
    given, kept = await house.case(), await house.case()
    ann, bob, sue = house.api(), house.api("agent", "bob"), house.api("supervisor", "sue")
    shift = await ann.made("/handovers", {"venue_id": house.venue, "relief_id": "bob"})
    moved = {"case_ids": [given["id"]], "owner_id": "carl", "reason": "speaks English"}
    await sue.made("/cases/reassignment", moved)
    await bob.made(f"/handovers/{shift['id']}/acknowledgement")

    async def owner(case: dict[str, Any]) -> str:
        return str((await ann.got(f"/cases/{case['id']}"))["owner_id"])

    async def taken() -> bool:
        return await owner(kept) == "bob"

    await until(taken)
    assert await owner(given) == "carl"

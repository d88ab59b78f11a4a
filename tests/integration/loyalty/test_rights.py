"""What concerns the whole chain needs rights at all venues; what concerns some, at each of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.loyalty.conftest import Api, House
from tests.integration.loyalty.test_promotions import terms

GIFT = {"name": "茶礼盒", "points": 50, "value_fen": 30_00, "stock": 3}
TRIAL = {
    "changes": {"settlement_fen_per_point": 20},
    "since": "2026-11-01T00:00:00+08:00",
    "until": "2026-12-01T00:00:00+08:00",
}


async def refused(caller: Api, method: str, path: str, body: Any = None) -> None:
    if method == "GET":
        answer = await caller.get(path)
    else:
        answer = await (caller.put if method == "PUT" else caller.post)(path, body)
    assert (answer.status_code, answer.json()["code"]) == (403, "other-venue"), (path, answer.text)


@pytest.mark.rule("L14")
async def test_what_concerns_every_venue_needs_rights_at_all(house: House) -> None:
    guest = await house.guest()
    local, chain = house.api("manager", venues=("lake",)), house.api("manager")
    await refused(local, "PUT", f"/guests/{guest}/programme", {"programme": "gold-card"})
    await refused(local, "PUT", "/promotions/ten", terms())
    await refused(local, "PUT", "/gifts/tea", GIFT)
    await refused(local, "POST", "/policy/trials", TRIAL)
    await refused(local, "GET", "/settlements/2026-10")
    await refused(local, "POST", "/settlements/2026-10")
    programme = await chain.placed(f"/guests/{guest}/programme", {"programme": "gold-card"})
    assert programme["programme"] == "gold-card"
    await local.placed("/promotions/lakes-own", terms(venue_ids=["lake"]))
    await local.placed("/gifts/lakes-own", GIFT | {"venue_ids": ["lake"]})
    await local.made("/policy/trials", TRIAL | {"venue_id": "lake"})


@pytest.mark.rule("L14")
async def test_a_venues_own_offer_is_not_taken_over_by_another(house: House) -> None:
    bund, lake = (house.api("manager", venues=(venue,)) for venue in ("bund", "lake"))
    await bund.placed("/promotions/ten", terms(venue_ids=["bund"]))
    await bund.placed("/gifts/tea", GIFT | {"venue_ids": ["bund"]})
    await refused(lake, "PUT", "/promotions/ten", terms(venue_ids=["lake"]))
    await refused(lake, "PUT", "/gifts/tea", GIFT | {"venue_ids": ["lake"]})
    await refused(lake, "POST", "/promotions/ten/end")

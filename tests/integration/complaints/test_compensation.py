"""What loyalty answers, heard from its topic: granted, refused, said twice, said after the case's end."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.loyalty import ACCOUNTS, CompensationGranted, CompensationRefused
from tests.integration.complaints.conftest import House, until


async def wanted(house: House, case_id: str) -> dict[str, Any]:
    """What loyalty was asked for last."""
    return (await house.events(case_id, "compensation-requested"))[-1][1]


def granted(asked: dict[str, Any]) -> CompensationGranted:
    """Loyalty's yes."""
    names = ("guest_id", "case_id", "remedy_id", "reason", "points")
    return CompensationGranted(**{name: asked[name] for name in names})


async def settled(house: House, case_id: str, count: int) -> list[dict[str, Any]]:
    """The remedies settled, once there are so many."""

    async def told() -> Any:
        found = [body for _, body in await house.events(case_id, "remedy-settled")]
        return found if len(found) >= count else None

    return await until(told)  # type: ignore[no-any-return]


@pytest.mark.rule("C12")
async def test_a_refusal_by_loyalty_leads_to_another_remedy_which_is_granted_once(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    await ann.made(f"{path}/classification", {"responsibility": "responsible"})
    for points in (900_000, 50):
        offer = {"kind": "points", "message": "赠送积分，谢谢您。", "points": points}
        remedy = (await ann.made(f"{path}/remedies", offer))["remedies"][-1]["id"]
        await ann.made(f"{path}/remedies/{remedy}/acceptance")
        asked = await wanted(house, case["id"])
        assert (asked["remedy_id"], asked["points"]) == (remedy, points)
        if points == 50:
            await house.hear(ACCOUNTS, "loyalty", case["guest_id"], granted(asked), granted(asked))
        else:
            names = ("guest_id", "case_id", "remedy_id", "reason")
            no = CompensationRefused(**{name: asked[name] for name in names}, refusal="over-limit")
            await house.hear(ACCOUNTS, "loyalty", case["guest_id"], no)
            await settled(house, case["id"], 1)
    first, second = await settled(house, case["id"], 2)
    assert (first["granted"], first["refusal"], first["points"]) == (False, "over-limit", 0)
    assert (second["granted"], second["points"]) == (True, 50)

    shown = await ann.got(path)
    assert [each["status"] for each in shown["remedies"]] == ["not-granted", "granted"]


@pytest.mark.rule("C20")
async def test_the_reward_of_an_adopted_suggestion_is_settled_after_its_case_has_ended(house: House) -> None:
    idea = await house.case(kind="suggestion", content="菜单加上英文")
    path = f"/cases/{idea['id']}/suggestion"
    await house.api().made(f"{path}/judgement", {"sensible": True, "feasible": True})
    await house.api().made(f"{path}/forwarding", {"department_id": "floor"})
    [(_, forwarded)] = await house.events(idea["id"], "suggestion-forwarded")
    assert forwarded["staff_ids"] == ["floor-head"]
    decided = {"message": "我们采纳了，谢谢您。", "adopted": True}
    shown = await house.api("supervisor", "sue").made(f"{path}/decision", decided)
    assert shown["status"] == "closed"
    asked = await wanted(house, idea["id"])
    assert asked["reason"] == "suggestion"
    await house.hear(ACCOUNTS, "loyalty", idea["guest_id"], granted(asked))
    [told] = await settled(house, idea["id"], 1)
    assert (told["granted"], told["points"]) == (True, 100)

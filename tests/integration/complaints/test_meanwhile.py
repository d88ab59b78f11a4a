"""A case goes its own way while a callback is owed or a shift is handed over."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.complaints import SAMPLES, SampleDrawn
from contracts.contacts import CONTACTS, GuestContactErased
from tests.integration.complaints.conftest import Api, House, until


async def callbacks(house: House, case_id: str, *, cycle: int, status: str) -> Any:
    """The callbacks of a cycle that stand so, once there are any."""

    async def some() -> Any:
        found = await house.api().got("/callbacks", case_id=case_id, status=status)
        return [each for each in found["items"] if each["cycle"] == cycle]

    return await until(some)


async def referred(house: House) -> tuple[Any, Api, str]:
    """A case the house only assists in, its guest referred and told so."""
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    await ann.made(f"{path}/classification", {"responsibility": "assist"})
    await ann.made(f"{path}/referral", {"body": "消费者协会", "public_number": "12315"})
    await ann.made(f"{path}/result", {"message": "请联系消费者协会，谢谢您。"})
    return case, ann, path


@pytest.mark.rule("C13", "C14")
async def test_a_case_reworked_before_its_callback_owes_one_for_the_new_result_only(house: House) -> None:
    case = await house.resolved()
    ann, path = house.api(), f"/cases/{case['id']}"
    [first] = await callbacks(house, case["id"], cycle=1, status="owed")
    await ann.made(f"{path}/rework")
    await callbacks(house, case["id"], cycle=1, status="cancelled")
    [(_, told)] = await house.events(first["id"], "callback-cancelled")
    assert told["reason"] == "case reworked"
    await ann.made(f"{path}/result", {"message": "我们重新做了一份，谢谢您。"})
    assert len(await callbacks(house, case["id"], cycle=2, status="owed")) == 1


@pytest.mark.rule("C13")
async def test_an_assist_case_once_drawn_is_called_back_about_the_result_of_its_rework(house: House) -> None:
    case, ann, path = await referred(house)
    await callbacks(house, case["id"], cycle=1, status="owed")
    await ann.made(f"{path}/rework")
    await callbacks(house, case["id"], cycle=1, status="cancelled")
    await ann.made(f"{path}/result", {"message": "我们再次联系了消费者协会，谢谢您。"})
    [again] = await callbacks(house, case["id"], cycle=2, status="owed")
    assert (again["reason"], again["due_at"][:16]) == ("sample", "2026-11-05T02:00")


@pytest.mark.rule("C13", "C14")
async def test_a_drawn_guest_who_was_not_satisfied_is_called_back_about_the_result_of_the_rework(
    house: House,
) -> None:
    case, ann, path = await referred(house)
    [first] = await callbacks(house, case["id"], cycle=1, status="owed")
    await ann.made(f"/callbacks/{first['id']}/attempts", {"effective": True, "satisfied": False})

    async def reworked() -> Any:
        return (await ann.got(path))["cycle"] == 2

    await until(reworked)
    await ann.made(f"{path}/result", {"message": "我们再次联系了消费者协会，谢谢您。"})
    [again] = await callbacks(house, case["id"], cycle=2, status="owed")
    assert again["reason"] == "sample"


@pytest.mark.rule("C13", "C14")
async def test_a_draw_heard_after_its_case_was_reworked_owes_a_callback_about_the_next_result(
    house: House,
) -> None:
    case, ann, path = await referred(house)
    [first] = await callbacks(house, case["id"], cycle=1, status="owed")
    await ann.made(f"{path}/rework")
    await callbacks(house, case["id"], cycle=1, status="cancelled")
    await house.service.db.collection("callbacks").delete_one(
        {"_id": first["id"]}
    )  # the draw was never heard
    drawn = SampleDrawn(
        sample_id="venue:2026-11", case_id=case["id"], venue_id=house.venue, position=1, draw=0, chosen=True,
        chosen_so_far=1,
    )  # fmt: skip
    await house.hear(SAMPLES, "complaints", "venue:2026-11", drawn)
    await callbacks(house, case["id"], cycle=1, status="cancelled")
    await ann.made(f"{path}/result", {"message": "我们再次联系了消费者协会，谢谢您。"})
    assert len(await callbacks(house, case["id"], cycle=2, status="owed")) == 1


@pytest.mark.rule("C13")
async def test_nobody_is_called_back_whose_draw_is_heard_after_they_withdrew(house: House) -> None:
    gone, other = await house.case(), await house.case()
    ann = house.api()
    await ann.made(f"/cases/{gone['id']}/withdrawal", {"reason": "settled among friends"})
    drawn = [
        SampleDrawn(
            sample_id="venue:2026-11", case_id=each["id"], venue_id=house.venue, position=number, draw=0,
            chosen=True, chosen_so_far=number,
        )
        for number, each in enumerate((gone, other), 1)
    ]  # fmt: skip
    await house.hear(SAMPLES, "complaints", "venue:2026-11", *drawn)
    await callbacks(house, other["id"], cycle=0, status="cancelled")  # heard after the one before
    assert (await ann.got("/callbacks", case_id=gone["id"]))["items"] == []


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


@pytest.mark.rule("C3")
async def test_a_case_that_ended_is_not_said_to_have_changed_hands(house: House) -> None:
    ended, open_case = await house.case(), await house.case()
    await house.api().made(f"/cases/{ended['id']}/withdrawal", {"reason": "settled"})
    moved = {"case_ids": [ended["id"], open_case["id"]], "owner_id": "carl", "reason": "ann is ill"}
    answer = await house.api("supervisor", "sue").made("/cases/reassignment", moved)
    assert [(each["moved"], each["code"]) for each in answer["items"]] == [
        (False, "case-closed"),
        (True, None),
    ]


@pytest.mark.rule("C13", "L14")
async def test_nobody_owes_a_callback_to_a_guest_who_was_erased_and_their_case_can_end(house: House) -> None:
    case = await house.resolved()
    [owed] = await callbacks(house, case["id"], cycle=1, status="owed")
    await house.hear(CONTACTS, "loyalty", case["guest_id"], GuestContactErased(guest_id=case["guest_id"]))
    await callbacks(house, case["id"], cycle=1, status="cancelled")
    [(_, told)] = await house.events(owed["id"], "callback-cancelled")
    assert told["reason"] == "guest erased"

    async def erased() -> Any:
        return (await house.api().got(f"/cases/{case['id']}"))["callback_due_at"] is None

    await until(erased)
    action = {"text": "每日检查炉子", "owner_id": "chef", "due_on": "2026-11-05"}
    closing = {"lesson": "设备要检查", "actions": [action]}
    closed = await house.api().made(f"/cases/{case['id']}/closing", closing)
    assert closed["status"] == "closed"

"""A complaint's life over HTTP, with what the bus adds: callback, rework, survey, compensation."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.contacts import CONTACTS, GuestContactErased
from tests.integration.complaints.conftest import House, complaint, until


async def callback_of(house: House, case_id: str, cycle: int) -> dict[str, Any]:
    """The callback a cycle owes, once the bus has brought it about."""

    async def owed() -> Any:
        found = await house.api().got("/callbacks", case_id=case_id, status="owed")
        return next((each for each in found["items"] if each["cycle"] == cycle), None)

    return await until(owed)  # type: ignore[no-any-return]


@pytest.mark.rule("C1", "C2")
async def test_the_guest_gets_number_and_promise_at_once(house: House) -> None:
    guest = house.api("guest", "guest", guest_id="guest-7")
    opened = await guest.made("/cases", complaint(house.venue, channel="app"))
    assert opened["number"].startswith("C261102-")
    assert opened["guest_due_at"] == "2026-11-02T04:00:00Z"
    assert "owner_id" not in opened
    [(_, told), *_] = await house.events(opened["id"])
    assert (told["guest_id"], told["owner_id"], told["channel"]) == ("guest-7", "ann", "app")


@pytest.mark.rule("C13", "C14", "C15", "C22")
async def test_not_satisfied_is_reworked_until_the_case_closes_with_an_action(house: House) -> None:
    case = await house.resolved()
    ann, path = house.api(), f"/cases/{case['id']}"
    action = {"text": "每日检查炉子", "owner_id": "chef", "due_on": "2026-11-05"}
    closing = {"lesson": "设备要检查", "actions": [action]}

    first = await callback_of(house, case["id"], 1)
    assert (first["mode"], first["assigned_to"]) == ("phone", "ann")
    said = {"mode": "phone", "effective": True, "satisfied": False, "said": "汤还是凉的"}
    await ann.made(f"/callbacks/{first['id']}/attempts", said)

    async def reworked() -> Any:
        return (await ann.got(path))["cycle"] == 2

    await until(reworked)
    assert await ann.refused(f"{path}/closing", closing) == (409, "not-resolved")
    await ann.made(f"{path}/result", {"message": "我们重新做了一份，谢谢您。"})
    second = await callback_of(house, case["id"], 2)
    await ann.made(f"/callbacks/{second['id']}/attempts", said | {"satisfied": True})

    async def satisfied() -> Any:
        return (await ann.got(path))["satisfied"]

    await until(satisfied)
    closed = await ann.made(f"{path}/closing", closing)
    assert (closed["status"], closed["cycle"]) == ("closed", 2)

    async def asked() -> Any:
        return (await ann.got("/surveys", ref_id=case["id"]))["items"]

    [survey] = await until(asked)
    assert (survey["about"], survey["status"]) == ("case", "asked")


@pytest.mark.rule("C12")
async def test_a_retried_acceptance_asks_loyalty_once(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    await ann.made(f"{path}/classification", {"responsibility": "responsible"})
    shown = await ann.made(f"{path}/remedies", {"kind": "points", "message": "赠送积分", "points": 50})
    accept = f"{path}/remedies/{shown['remedies'][0]['id']}/acceptance"
    first = await ann.post(accept, key="the-same")
    again = await ann.post(accept, key="the-same")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(await house.events(case["id"], "compensation-requested")) == 1
    settle = f"{path}/remedies/{shown['remedies'][0]['id']}/settlement"
    assert await ann.refused(settle, {"granted": True}) == (409, "loyalty-settles")


async def test_a_stale_reader_is_told_so(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    await ann.made(f"{path}/notes", {"text": "called the kitchen"})
    answer = await ann.post(f"{path}/classification", {"responsibility": "assist"}, **{"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (412, "version-mismatch")


@pytest.mark.rule("L14")
async def test_contacts_travel_on_the_restricted_topic_only(house: House) -> None:
    case = await house.case()
    told = await house.events(case["guest_id"])
    assert [kind for kind, _ in told] == ["contact-given"]
    assert told[0][1]["phone"] == "+8613800138000"
    everything = [
        each["payload"]
        for name in ("outbox", "outbox_sent")
        async for each in house.service.db.collection(name).find(
            {"aggregatetype": {"$ne": "clubhouse.guests.contacts"}}
        )
    ]
    assert everything
    assert not [body for body in everything if "13800138000" in body or "李先生" in body]


@pytest.mark.rule("L14")
async def test_an_erased_guest_is_gone_from_cases_and_from_what_is_beside_them(house: House) -> None:
    case = await house.resolved(content="我是李先生，汤是凉的")
    owed = await callback_of(house, case["id"], 1)
    said = {"mode": "phone", "effective": True, "satisfied": True, "said": "李先生说谢谢"}
    await house.api().made(f"/callbacks/{owed['id']}/attempts", said)
    thing = {"kind": "umbrella", "venue_id": house.venue}
    missed = {**thing, "last_seen_at": "2026-11-02T01:00:00+08:00", "guest_id": case["guest_id"]}
    sought = await house.api().made("/lost-items/sought", missed | {"description": "李先生的伞"})
    found = await house.api().made("/lost-items/found", {**thing, "found_at": "2026-11-02T09:30:00+08:00"})
    signed = {"returned_to": "李先生", "receipt": "李先生签字", "sought_id": sought["id"]}
    await house.api().made(f"/lost-items/{found['id']}/return", signed)
    gone = GuestContactErased(guest_id=case["guest_id"])
    await house.hear(CONTACTS, "loyalty", case["guest_id"], gone)

    async def forgotten() -> Any:
        guest = await house.service.db.collection("guests").find_one({"_id": case["guest_id"]})
        return guest and not guest["state"]["phone"]

    await until(forgotten)
    for name in ("cases", "callbacks", "guests", "case_texts", "lost_items"):
        async for document in house.service.db.collection(name).find({}):
            assert "李先生" not in str(document), name
            assert "13800138000" not in str(document), name


async def test_one_phone_is_one_guest(house: House) -> None:
    first, second = await house.case(), await house.case(content="again")
    assert first["guest_id"] == second["guest_id"]


async def test_who_may_see_a_case(house: House) -> None:
    case = await house.case()
    path = f"/cases/{case['id']}"
    stranger = house.api("guest", "x", guest_id="someone-else")
    other = house.api("agent", "bob", venues=("elsewhere",))
    kitchen = house.api("department", "chef", venues=(house.venue,), departments=("kitchen",))
    for caller, code in ((stranger, "not-yours"), (other, "other-venue"), (kitchen, "not-yours")):
        answer = await caller.client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, code)
    await house.api().made(f"{path}/dispatches", {"department_ids": ["kitchen"]})
    assert (await kitchen.got(path))["id"] == case["id"]
    assert await kitchen.refused(f"{path}/reactions", {"department_id": "floor"}) == (403, "other-department")
    assert (await house.api(None).client.get(path)).status_code == 401


@pytest.mark.rule("C13", "C18")
async def test_an_assist_case_meets_the_sample_and_its_draw_can_be_audited(house: House) -> None:
    case = await house.case(category="city-noise")
    ann, path = house.api(), f"/cases/{case['id']}"
    await ann.made(f"{path}/classification", {"responsibility": "assist"})
    await ann.made(f"{path}/referral", {"body": "消费者协会", "public_number": "12315"})
    await ann.made(f"{path}/result", {"message": "请联系消费者协会，我们会跟进。"})
    owed = await callback_of(house, case["id"], 1)
    assert owed["reason"] == "sample"
    sample = await ann.got(f"/callback-samples/{house.venue}:2026-11")
    assert sample["percent_chosen"] >= 30
    assert sample["draws"][0]["case_id"] == case["id"]


@pytest.mark.rule("C1")
async def test_everything_the_guest_says_at_intake_is_kept(house: House) -> None:
    said = {
        "reply_by": "visit",
        "reply_when": "晚上七点以后",
        "callback_declined": True,
        "reference": "信访-9",
    }
    case = await house.case(channel="authority", **said)
    shown = await house.api().got(f"/cases/{case['id']}")
    intake = shown["intake"]
    assert intake["contact"] == {
        "name": "李先生",
        "phone": "+8613800138000",
        "email": None,
        "member_card": "G-1",
    }
    assert {name: intake[name] for name in said} == said
    assert (intake["channel"], intake["remedy_wanted"]) == ("authority", "希望减免服务费")
    assert intake["content"] == "等了一个小时才上菜，汤是凉的"
    assert (shown["opened_at"], shown["severity"]) == ("2026-11-02T02:00:00Z", "major")


@pytest.mark.rule("C1")
async def test_a_guest_writes_by_web_or_app_and_judges_nothing(house: House) -> None:
    guest = house.api("guest", "guest", guest_id="guest-7")
    by_media = complaint(house.venue, channel="media")
    assert await guest.refused("/cases", by_media) == (422, "channel-not-yours")
    grave = complaint(house.venue, channel="web", grounds=["loss-or-injury"])
    assert await guest.refused("/cases", grave) == (422, "grounds-not-yours")


@pytest.mark.rule("C15")
async def test_an_overdue_action_is_chased_by_a_timer_after_the_case_has_ended(house: House) -> None:
    case = await house.resolved(callback_declined=True)
    ann, path = house.api(), f"/cases/{case['id']}"
    closing = {"lesson": "设备要检查"}
    assert await ann.refused(f"{path}/closing", closing) == (409, "action-missing")
    action = {"text": "每日检查炉子", "owner_id": "chef", "due_on": "2026-11-03"}
    closed = await ann.made(f"{path}/closing", closing | {"actions": [action]})
    for chases in (1, 2):
        house.pass_time(days=3 - chases)

        async def chased(chases: int = chases) -> Any:
            return len(await house.events(case["id"], "action-overdue")) == chases

        await until(chased)
    chef = house.api("department", "chef", venues=(house.venue,), departments=("kitchen",))
    done = await chef.made(f"{path}/actions/{closed['actions'][0]['id']}/done")
    assert done["actions"][0]["done_at"]
    house.pass_time(days=3)
    assert len(await house.events(case["id"], "action-overdue")) == 2


@pytest.mark.rule("C18")
async def test_a_case_the_house_is_not_responsible_for_is_followed_to_its_signed_end(house: House) -> None:
    case = await house.case()
    ann, path = house.api(), f"/cases/{case['id']}"
    await ann.made(f"{path}/classification", {"responsibility": "not-responsible"})
    await ann.made(f"{path}/result", {"message": "停车场由市政管理，我们已帮您联系，谢谢您。"})
    assert await ann.refused(f"{path}/closing", {"lesson": "立指示牌"}) == (409, "not-signed-off")
    await ann.made(f"{path}/sign-off", {"note": "已跟进"})
    closed = await ann.made(f"{path}/closing", {"lesson": "立指示牌"})
    assert closed["status"] == "closed"
    [(_, told)] = await house.events(case["id"], "closed")
    assert (told["outcome"], told["valid"]) == ("signed-off", False)

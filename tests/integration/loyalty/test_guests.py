"""Guests' files: one per person, sealed, found without being stored, merged with their history, erased."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from contracts.booking import SpendCaptured
from contracts.complaints.handling import CompensationRequested
from contracts.contacts import GuestContactGiven
from contracts.loyalty import GuestRetired
from infra.chassis.service import Service
from tests.integration.loyalty.conftest import NOON, House
from tests.integration.loyalty.test_promotions import terms

SECRETS = ("13800138000", "Han Meimei Unmistakable", "Rue de l'Exemple 9", "gluten makes her ill")
FILE: dict[str, Any] = {
    "name": SECRETS[1],
    "phone": "+8613800138000",
    "address": SECRETS[2],
    "special_needs": [SECRETS[3]],
    "birthday": {"month": 8, "day": 15, "lunar": True},
}


@pytest.mark.rule("L1")
async def test_one_phone_is_one_file_however_many_open_it_at_once(house: House) -> None:
    desk = house.api("agent")
    bodies = [
        {"name": "李雷", "phone": phone} for phone in ("13800138000", "+86 138 0013 8000", "+8613800138000")
    ]
    answers = await asyncio.gather(*(desk.post("/guests", body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    made = next(answer.json()["guest_id"] for answer in answers if answer.status_code == 201)
    for answer in answers:
        if answer.status_code == 409:
            assert (answer.json()["code"], answer.json()["guest_id"]) == ("guest-known", made)
    found = await desk.made("/guests/search", {"phone": "138 0013 8000"})
    assert [each["guest_id"] for each in found["items"]] == [made]
    assert found["items"][0]["phone"] == "***********000"


@pytest.mark.rule("L1", "L14")
async def test_a_file_that_is_not_opened_leaves_no_key(house: House) -> None:
    desk, keys = house.api("agent"), house.db.collection("guest_keys")
    body = {"name": "李雷", "phone": "+8613800138000"}
    first, again = [await desk.post("/guests", body, key="k1") for _ in range(2)]
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (await desk.post("/guests", body)).json()["code"] == "guest-known"
    bill = {"venue_id": "bund", "at": house.clock.now().isoformat(), "spend_fen": 100_00, "open_file": True}
    for receipt in ("r1", "r2"):  # the second finds the file of the first
        bills = [bill | {"receipt": f"{receipt}-{card}", "member_card": card} for card in ("c1", "c2")]
        await house.api("integrator").made("/visits/feed", {"bills": bills})
    met = GuestContactGiven(guest_id="met", name="李雷", phone="+8613800138000")
    await house.hears(met, met, source="clubhouse/booking")
    opened = {each["_id"] async for each in house.db.collection("guests").find({}, {"_id": 1})}
    assert len(opened) == 4
    assert {each["_id"] async for each in keys.find({}, {"_id": 1})} == opened


@pytest.mark.rule("L1")
async def test_a_merge_keeps_history_and_everybody_hears_of_it(house: House) -> None:
    kept = await house.guest("+8613800138000", name="李雷")
    double = await house.guest(
        "+8613900139000", name="李 雷", email="li@example.com", birthday={"month": 2, "day": 29}
    )
    await house.visit(kept, "r1", 300)
    await house.visit(double, "r2", 500)
    desk = house.api("agent")
    wish = {"use": "bill", "venue_id": "bund", "points": 10, "receipt": "b", "bill_fen": 100_00}
    held = await desk.made(f"/guests/{double}/redemptions", wish)
    senior = house.api("supervisor")
    merge = {"merged_guest_id": double, "reason": "the same person at the desk"}
    assert (await senior.post(f"/guests/{kept}/merges", merge)).status_code == 202
    await house.settle()
    account = await house.account(double)
    assert (account["guest_id"], account["balance"], account["held"]) == (kept, 70, 10)
    assert {lot["reference"] for lot in account["lots"]} == {"bund:r1", "bund:r2"}
    await desk.made(f"/guests/{double}/redemptions/{held['redemption_id']}/confirmation")
    assert (await house.account(kept))["held"] == 0
    visits = await desk.seen(f"/guests/{kept}/visits")
    assert {visit["receipt"] for visit in visits["items"]} == {"r1", "r2"}
    assert ("guest-merged", {"guest_id": kept, "merged_guest_id": double}) in await house.told(kept)
    assert (await desk.seen(f"/guests/{double}"))["guest_id"] == kept
    assert (await desk.seen(f"/reconciliation/{kept}"))["agrees"]
    assert (await desk.seen(f"/reconciliation/{double}"))["agrees"]
    # The next bill under the old id counts for the guest who is kept.
    assert (await house.visit(double, "r3", 100))["guest_id"] == kept
    [contact] = [body for kind, body in await house.told(kept, "contacts") if body.get("email")]
    assert contact["email"] == "li@example.com"


@pytest.mark.rule("L1")
async def test_a_guest_whom_two_services_met_is_one_guest(house: House) -> None:
    first = GuestContactGiven(guest_id="from-booking", name="韩梅梅", phone="+8613800138000")
    second = GuestContactGiven(
        guest_id="from-complaints", name="韩梅梅", phone="+8613800138000", email="h@example.com"
    )
    envelopes = await house.hears(first, second, source="clubhouse/booking")
    told = await house.told("from-booking", "guests")
    assert ("guest-merged", {"guest_id": "from-booking", "merged_guest_id": "from-complaints"}) in told
    for envelope in envelopes:
        await house.again(envelope)
    await house.settle()
    assert len(await house.told("from-booking", "guests")) == len(told)
    twins = await house.api("supervisor").seen("/guests/twins")
    assert twins == {"groups": []}


@pytest.mark.rule("L14")
@pytest.mark.parametrize("known", [True, False])
async def test_no_guest_becomes_another_by_typing_their_card_or_phone(house: House, *, known: bool) -> None:
    victim = await house.guest("+8613800138000", member_card="G-100234")
    thief = await house.guest("+8613900139000") if known else "g-thief"
    me = house.api("guest", guest_id=thief)
    for phone in ("+8613900139001", "+8613800138000"):
        typed = GuestContactGiven(
            guest_id=thief, name="贼", phone=phone, member_card="G-100234", by_guest=True
        )
        await house.hears(typed, source="clubhouse/booking")

    assert (await me.get(f"/guests/{victim}/export")).status_code == 403
    mine = await me.seen(f"/guests/{thief}/personal")
    assert (mine["guest_id"], mine["member_card"]) == (thief, None)
    assert mine["phone"] == ("+8613900139000" if known else "+8613900139001")


@pytest.mark.rule("L1")
async def test_many_doubles_found_at_once_become_one_guest_at_the_first_try(
    house: House, twin: Service
) -> None:
    kept = await house.guest("+8613800138000")
    met = [
        GuestContactGiven(guest_id=f"met-{number}", name="李雷", phone="+8613800138000")
        for number in range(32)
    ]
    await house.hears(*met, source="clubhouse/booking", settled=False)
    told = [each for each in await house.unheard() if isinstance(each.data, GuestRetired)]
    processes = (house.service, twin)
    # None may fail: while a record waits to be tried again, what comes for its guest waits behind it.
    await asyncio.gather(*(house.again(each, processes[n % 2]) for n, each in enumerate(told)))
    await house.settle()
    file = await house.api("agent").seen(f"/guests/{kept}")
    assert sorted(file["merged_guest_ids"]) == sorted(contact.guest_id for contact in met)
    for contact in met:
        assert (await house.account(contact.guest_id))["guest_id"] == kept


@pytest.mark.rule("L1")
async def test_two_files_merged_into_each_other_are_one_file(house: House, twin: Service) -> None:
    for at_once in (False, True):
        phones = ("+8613800138001", "+8613800138002") if at_once else ("+8613800138003", "+8613800138004")
        one, other = [await house.guest(phone) for phone in phones]
        await house.visit(one, f"r-{one}", 300)
        await house.visit(other, f"r-{other}", 500)
        seniors = house.api("supervisor"), house.api("supervisor", of=twin)
        merges = [
            seniors[0].post(f"/guests/{one}/merges", {"merged_guest_id": other, "reason": "one person"}),
            seniors[1].post(f"/guests/{other}/merges", {"merged_guest_id": one, "reason": "one person"}),
        ]
        answers = await asyncio.gather(*merges) if at_once else [await each for each in merges]
        told = sorted((each.status_code, each.json().get("code")) for each in answers)
        assert told in ([(202, None), (422, "merge-with-self")], [(202, None), (409, "guest-merged")])
        async with asyncio.timeout(30):
            await house.settle()
            accounts = [await house.account(guest) for guest in (one, other)]
        assert accounts[0] == accounts[1]
        assert accounts[0]["balance"] == 80


@pytest.mark.rule("L1")
async def test_a_correction_that_expects_no_version_is_not_refused_for_what_changed_meanwhile(
    house: House, twin: Service
) -> None:
    guest = await house.guest()
    desks = house.api("agent"), house.api("agent", of=twin)
    answers = await asyncio.gather(
        *(
            desks[number % 2].put(
                f"/guests/{guest}/personal", {"name": f"李雷 {number}", "phone": "13800138000"}
            )
            for number in range(12)
        )
    )
    assert [answer.status_code for answer in answers] == [200] * 12


@pytest.mark.rule("L1")
async def test_likely_doubles_are_shown_for_a_person_to_judge(house: House) -> None:
    birthday = {"month": 5, "day": 4, "year": 1990}
    ids = [
        await house.guest("+8613800138000", name="Li  Lei", birthday=birthday),
        await house.guest("+8613900139000", name="li lei", birthday=birthday),
    ]
    await house.guest("+8613700137000", name="Li Lei")
    assert await house.api("manager").seen("/guests/twins") == {"groups": [sorted(ids)]}


@pytest.mark.rule("L14")
async def test_what_is_personal_is_stored_nowhere_in_the_clear(house: House) -> None:
    guest = await house.guest(**FILE)
    await house.visit(guest, "r1", 300)
    names = await house.db.client.get_database(house.db.name).list_collection_names()
    for name in sorted(names):
        async for document in house.db.collection(name).find({}):
            if document.get("aggregatetype") == "clubhouse.guests.contacts":
                continue  # the one restricted topic, on its way
            text = json.dumps(document, default=str, ensure_ascii=False) + str(document)
            assert not [secret for secret in SECRETS if secret in text], (name, document)


@pytest.mark.rule("L14")
async def test_staff_read_in_full_only_with_a_second_persons_approval_and_every_reading_is_logged(
    house: House,
) -> None:
    guest = await house.guest(**FILE)
    desk, senior = house.api("agent", subject="kim"), house.api("supervisor", subject="lee")
    masked = await desk.seen(f"/guests/{guest}/personal")
    assert (masked["masked"], masked["address"], masked["special_needs"]) == (True, "", [])
    asked = await desk.made("/access-requests", {"guest_id": guest, "purpose": "send a parcel"})
    path = f"/guests/{guest}/personal"
    refused = await desk.get(path, access_id=asked["access_id"])
    assert (refused.status_code, refused.json()["code"]) == (403, "approval-needed")
    own = house.api("supervisor", subject="kim")
    assert (await own.post(f"/access-requests/{asked['access_id']}/approval")).status_code == 403
    await senior.made(f"/access-requests/{asked['access_id']}/approval")
    assert (await desk.seen(path, access_id=asked["access_id"]))["address"] == SECRETS[2]
    assert (await senior.get(path, access_id=asked["access_id"])).status_code == 403  # it is kim's approval
    export = await desk.seen(f"/guests/{guest}/export", access_id=asked["access_id"])
    assert export["personal"]["special_needs"] == [SECRETS[3]]
    log = await house.api("manager").seen(f"/guests/{guest}/readings")
    assert [(each["by"], each["what"], each["purpose"]) for each in log["items"]] == [
        ("kim", "export", "send a parcel"),
        ("kim", "personal", "send a parcel"),
    ]


@pytest.mark.rule("L14", "L12")
async def test_a_guest_sees_only_their_own(house: House) -> None:
    mine, other = await house.guest("+8613800138000"), await house.guest("+8613900139000")
    me = house.api("guest", guest_id=mine)
    assert (await me.seen(f"/guests/{mine}/personal"))["phone"] == "+8613800138000"
    await house.visit(mine, "r1", 100)
    everything = await me.seen(f"/guests/{mine}/export")
    assert len(everything["visits"]) == len(everything["ledger"]) == 1
    claimed = await me.put(f"/guests/{mine}/personal", {"name": "李雷", "member_card": "G-100234"})
    assert (claimed.status_code, claimed.json()["code"]) == (403, "card-not-shown")
    assert (await me.put(f"/guests/{mine}/personal", {"name": "李雷", "phone": "+8613800138000"})).is_success
    for path in ("", "/personal", "/account", "/visits", "/ledger", "/tier", "/export", "/coupons"):
        assert (await me.get(f"/guests/{other}{path}")).status_code == 403, path


@pytest.mark.rule("L14")
async def test_erasure_destroys_the_key_frees_the_phone_and_keeps_the_figures(house: House) -> None:
    guest = await house.guest(**FILE)
    await house.visit(guest, "r1", 300)
    await house.settle()
    sealed = (await house.db.collection("guests").find_one({"_id": guest}))["state"]["sealed"]  # type: ignore[index]
    assert sealed["data"]
    agent = await house.api("agent").post(f"/guests/{guest}/erasure", {"reason": "asked"})
    assert agent.status_code == 403
    await house.api("manager").made(f"/guests/{guest}/erasure", {"reason": "the guest asked"})
    await house.settle()
    assert await house.db.collection("guest_keys").count_documents({}) == 0
    assert await house.db.collection("guest_lookups").count_documents({}) == 0
    kinds = [kind for kind, _ in await house.told(guest)]
    assert {"guest-erased", "contact-erased", "points-expired"} <= set(kinds)
    gone = await house.api("manager").get(f"/guests/{guest}/personal")
    assert (gone.status_code, gone.json()["code"]) == (404, "guest-erased")
    visits = await house.api("agent").seen(f"/guests/{guest}/visits")
    assert visits["items"][0]["spend_fen"] == 300_00
    assert await house.guest(**FILE) != guest


@pytest.mark.rule("L14")
async def test_who_erased_a_guest_and_why_is_in_the_audit_log_once(house: House) -> None:
    guest, manager = await house.guest(**FILE), house.api("manager")
    for _ in range(2):
        gone = await manager.post(f"/guests/{guest}/erasure", {"reason": "the guest asked"}, key="e1")
        assert gone.status_code == 202
    assert (await house.api("agent").post(f"/guests/{guest}/erasure", {"reason": "no"})).status_code == 403
    assert (await manager.post("/guests/nobody/erasure", {"reason": "no"})).status_code == 404
    [row] = (await house.api("gm").seen("/audit"))["items"]
    assert (row["action"], row["target"], row["reason"]) == ("guest.erase", guest, "the guest asked")
    assert row["subject"]


@pytest.mark.rule("L14", "L1")
async def test_a_person_erased_while_their_files_are_merged_is_erased_in_both(house: House) -> None:
    kept, double = await house.guest("+8613900139000"), await house.guest(**FILE)
    await house.visit(double, "r1", 300)
    merge = {"merged_guest_id": double, "reason": "the same person at the desk"}
    assert (await house.api("supervisor").post(f"/guests/{kept}/merges", merge)).status_code == 202
    await house.api("manager").made(f"/guests/{kept}/erasure", {"reason": "the guest asked"})
    await house.settle()
    assert await house.db.collection("guest_keys").count_documents({}) == 0
    assert [kind for kind, _ in await house.told(kept, "contacts")].count("contact-erased") == 1
    assert "contact-erased" in dict(await house.told(double, "contacts"))
    account = await house.account(kept)
    assert (account["balance"], account["held"], account["lots"]) == (0, 0, [])
    for guest in (kept, double):
        assert (await house.api("agent").seen(f"/reconciliation/{guest}"))["agrees"]
    transit = house.db.collection("ledger").find({"postings.account": "transit"})
    assert [each["account"] async for line in transit for each in line["postings"]].count("transit") == 2


@pytest.mark.rule("L14")
async def test_of_an_erased_guest_nothing_is_recorded_and_nothing_gets_stuck(house: House) -> None:
    guest = await house.guest()
    await house.api("manager").made(f"/guests/{guest}/erasure", {"reason": "the guest asked"})
    await house.settle()
    about = {
        "booking_id": "b1", "venue_id": "bund", "guest_id": guest, "business_date": NOON.date(), "at": NOON,
    }  # fmt: skip
    asked = CompensationRequested(
        case_id="c1", number="C-1", remedy_id="m1", venue_id="bund", guest_id=guest,
        reason="remedy", points=300, coupon="goodwill", value_fen=88_00,
    )  # fmt: skip
    await house.hears(SpendCaptured(**about, receipt="r9", spend_fen=900_00), asked)
    assert (await house.account(guest))["pending"] == 0
    assert dict(await house.told(guest))["compensation-refused"]["refusal"] == "guest-erased"
    assert await house.db.collection("coupons").count_documents({}) == 0


@pytest.mark.rule("L14")
async def test_an_export_has_everything_about_a_guest(house: House) -> None:
    guest = await house.guest(**FILE)
    till, senior, me = house.api("integrator"), house.api("supervisor"), house.api("guest", guest_id=guest)
    await house.api("manager").placed("/promotions/ten", terms())
    bill = {"guest_id": guest, "venue_id": "bund", "receipt": "r1", "bill_fen": 500_00}
    await till.made("/promotion-uses", bill)
    await house.visit(guest, "r1", 450)
    await senior.made("/coupons", {"guest_id": guest, "venue_id": "bund", "kind": "voucher-50"})
    body = {"venue_id": "bund", "title": "品酒会", "starts_at": "2026-12-24T19:00:00+08:00", "capacity": 4}
    event = (await senior.made("/member-events", body))["member_event_id"]
    await me.made(f"/member-events/{event}/sign-ups", {"guest_id": guest})
    await house.api("agent").made("/access-requests", {"guest_id": guest, "purpose": "send a parcel"})
    leak = {"what": "a list was left at the desk", "guest_ids": [guest]}
    incident = (await house.api("agent").made("/incidents", leak))["incident_id"]
    await me.seen(f"/guests/{guest}/export")
    everything = await me.seen(f"/guests/{guest}/export")
    found = {name: len(everything[name]) for name in everything if isinstance(everything[name], list)}
    assert found == {
        "visits": 1, "ledger": 1, "coupons": 1, "promotion_uses": 1, "member_events": 1,
        "access_requests": 1, "incidents": 1, "readings": 2, "doubles": 0,
    }  # fmt: skip
    assert everything["personal"]["address"] == SECRETS[2]
    assert everything["account"]["guest_id"] == guest
    assert everything["incidents"] == [incident]
    assert everything["member_events"][0]["member_event_id"] == event


@pytest.mark.rule("L14")
async def test_a_leak_is_an_incident_with_a_deadline_and_cannot_be_closed_unfinished(house: House) -> None:
    body = {"what": "a list of numbers was left at the desk", "guest_ids": ["a", "b"]}
    made = await house.api("agent").made("/incidents", body)
    manager = house.api("manager")
    path = f"/incidents/{made['incident_id']}/steps"
    early = await manager.post(path, {"step": "closed", "note": "carelessness"})
    assert (early.status_code, early.json()["code"]) == (409, "incident-unfinished")
    await house.settle(timedelta(hours=72))
    for step in ("contained", "guests-told", "authority-told"):
        await manager.made(path, {"step": step, "note": "list shredded"})
    closed = await manager.made(path, {"step": "closed", "note": "carelessness"})
    assert closed["overdue"]
    told = [kind for kind, _ in await house.told(made["incident_id"])]
    assert told == ["incident-opened", "incident-overdue", "incident-closed"]

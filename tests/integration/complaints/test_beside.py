"""Beside the complaints, on the running service: surveys, quotas, lost items, emergencies, suggestions."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from contracts.booking import BOOKINGS, BookingCompleted
from infra.chassis.cause import Cause
from infra.chassis.mongo import Database, Session
from services.complaints.domain import survey
from services.complaints.domain.survey import Survey
from services.complaints.store.beside import SurveyStore
from tests.integration.complaints.conftest import House, complaint, until

T = TypeVar("T")


@pytest.mark.rule("C19", "C20")
async def test_inquiries_and_suggestions_come_to_an_end(house: House) -> None:
    ann, sue = house.api(), house.api("supervisor", "sue")
    asked = await house.case(kind="inquiry", content="几点关门？")
    await ann.made(f"/cases/{asked['id']}/passing-on", {"department_id": "floor"})
    answered = await ann.made(f"/cases/{asked['id']}/answer", {"message": "凌晨两点，谢谢您。"})
    assert answered["status"] == "closed"

    idea = await house.case(kind="suggestion", content="菜单加上英文")
    path = f"/cases/{idea['id']}/suggestion"
    await ann.made(f"{path}/judgement", {"sensible": True, "feasible": True})
    await ann.made(f"{path}/forwarding", {"department_id": "floor"})
    decided = {"message": "我们采纳了，谢谢您。", "adopted": True}
    assert await ann.refused(f"{path}/decision", decided) == (403, "role-required")
    await sue.made(f"{path}/decision", decided)
    [(_, wanted)] = await house.events(idea["id"], "compensation-requested")
    assert (wanted["reason"], wanted["points"]) == ("suggestion", 100)
    assert await ann.refused(f"/cases/{asked['id']}/notes", {"text": ""}) == (422, "invalid-input")


@pytest.mark.rule("C22")
async def test_a_bad_answer_by_the_guests_link_opens_a_case(house: House) -> None:
    surveys = SurveyStore(house.service.desk)
    id, now = uuid.uuid4().hex, house.clock.now()
    guest_id = (await house.case())["guest_id"]
    lapses = now.replace(month=12)
    wanted = Survey(id, "visit", "booking-1", house.venue, guest_id, "secret", now, lapses, 2)
    await surveys.change(id, lambda state, _: survey.ask(state, wanted), Cause("test", "test", id))
    nobody = house.api(None)
    wrong = {"code": "guess", "score": 1}
    assert await nobody.refused(f"/surveys/{id}/answer", wrong) == (404, "survey-not-found")
    assert await nobody.refused(f"/surveys/{id}/answer", wrong | {"code": "猜"}) == (404, "survey-not-found")
    said = {"code": "secret", "score": 1, "remark": "服务员态度很差"}
    assert (await nobody.made(f"/surveys/{id}/answer", said))["status"] == "answered"

    async def opened() -> Any:
        found = await house.api().got("/cases", venue_id=house.venue, q="态度很差")
        return found["items"]

    [case] = await until(opened)
    assert (case["intake"]["channel"], case["intake"]["booking_id"]) == ("survey", "booking-1")
    assert (case["guest_id"], case["owner_id"]) == (guest_id, "ann")
    assert case["intake"]["contact"]["phone"] == "+8613800138000"


@pytest.mark.rule("C21")
async def test_planned_callbacks_count_toward_the_week_and_the_shortfall_is_told(house: House) -> None:
    sue = house.api("supervisor", "sue")
    ann = house.api()

    async def owing() -> Any:
        found = await ann.got("/callback-quotas")
        return [each for each in found["items"] if each["venue_id"] == house.venue]

    [quota] = await until(owing)
    assert (quota["staff_id"], quota["owed"], quota["missing"]) == ("ann", 20, 20)
    plan = {
        "venue_id": house.venue,
        "purpose": "秋季菜单，问候",
        "mode": "email",
        "due_at": "2026-11-06T10:00:00+08:00",
        "calls": [{"guest_id": f"guest-{n}", "assigned_to": "ann"} for n in (1, 2)],
    }
    made = await sue.made("/callback-plans", plan)
    first, second = made["callbacks"]
    assert [first[name] for name in ("guest_id", "assigned_to", "purpose", "mode", "due_at")] == [
        "guest-1", "ann", plan["purpose"], "email", "2026-11-06T02:00:00Z",
    ]  # fmt: skip
    await ann.made(f"/callbacks/{first['id']}/attempts", {"effective": True, "said": "很好"})
    await ann.made(f"/callbacks/{second['id']}/attempts", {"effective": False})

    async def counted() -> Any:
        return (await owing())[0]["made"] == 1

    await until(counted)
    house.pass_time(days=7)

    async def closed() -> Any:
        return await house.events("ann:2026-W45", "quota-closed")

    [(_, told)] = await until(closed)
    assert (told["owed"], told["made"], told["missing"]) == (20, 1, 19)


@pytest.mark.rule("C21")
async def test_a_plan_is_made_in_one_change_and_made_once_however_often_it_is_sent(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sue = house.api("supervisor", "sue")
    guests = [f"guest-{n % 3}" for n in range(500)]
    plan = {
        "venue_id": house.venue,
        "purpose": "秋季菜单，问候",
        "due_at": "2026-11-06T10:00:00+08:00",
        "calls": [{"guest_id": each, "assigned_to": "ann"} for each in guests],
    }
    transact = Database.transact
    sizes: list[int] = []

    async def counted(db: Database, work: Callable[[Session], Awaitable[T]]) -> T:
        async def counting(session: Session) -> T:
            before = await db.collection("callbacks").count_documents({}, session=session)
            done = await work(session)
            sizes.append(await db.collection("callbacks").count_documents({}, session=session) - before)
            return done

        return await transact(db, counting)

    monkeypatch.setattr(Database, "transact", counted)
    answer = await sue.post("/callback-plans", plan, key="autumn")
    assert answer.status_code == 201, answer.text
    assert [each for each in sizes if each] == [500]
    made = answer.json()
    assert [each["guest_id"] for each in made["callbacks"]] == guests
    await house.api().made(f"/callbacks/{made['callbacks'][0]['id']}/attempts", {"effective": True})
    again = await sue.post("/callback-plans", plan, key="autumn")
    assert (again.status_code, again.json()) == (201, made), "told as it was told first"
    kept = house.service.db.collection("callbacks")
    assert await kept.count_documents({"state.plan_id": made["plan_id"]}) == 500
    reused = await sue.post("/callback-plans", plan | {"purpose": "别的"}, key="autumn")
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")


@pytest.mark.rule("C23")
async def test_a_missed_thing_is_matched_with_a_found_one_whichever_came_first(house: House) -> None:
    ann = house.api()
    looks = {"kind": "Phone", "color": "黑色", "brand": "Huawei", "venue_id": house.venue}
    found = await ann.made(
        "/lost-items/found", {**looks, "place": "三楼308包厢", "found_at": "2026-11-02T09:30:00+08:00"}
    )
    sought = await ann.made(
        "/lost-items/sought", {**looks, "place": "308包厢", "last_seen_at": "2026-11-02T01:00:00+08:00"}
    )

    async def matched() -> Any:
        return (await ann.got(f"/lost-items/{sought['id']}"))["matches"]

    [match] = await until(matched)
    assert match["found_id"] == found["id"]
    later = await ann.made("/lost-items/found", {**looks, "found_at": "2026-11-02T09:40:00+08:00"})

    async def both() -> Any:
        return {each["found_id"] for each in await matched()} == {found["id"], later["id"]}

    await until(both)
    listed = await ann.got("/lost-items", venue_id=house.venue, kind="Phone", side="found")
    assert {each["id"] for each in listed["items"]} == {found["id"], later["id"]}, "by the word it was given"
    house.pass_time(days=15)

    async def gone() -> Any:
        return (await ann.got(f"/lost-items/{found['id']}"))["status"] == "handed-over"

    await until(gone)
    owner = {"returned_to": "李先生", "receipt": "签字单 12"}
    assert await ann.refused(f"/lost-items/{found['id']}/return", owner) == (409, "item-gone")


@pytest.mark.rule("C25")
async def test_an_emergency_reports_who_is_silent(house: House) -> None:
    chef = house.api("department", "chef", venues=(house.venue,), departments=("kitchen",))
    wish = {
        "venue_id": house.venue,
        "kind": "fire",
        "what": "厨房起火",
        "department_ids": ["kitchen", "floor"],
    }
    alarm = await chef.made("/emergencies", wish)
    await chef.made(f"/emergencies/{alarm['id']}/answers", {"department_id": "kitchen"})
    house.pass_time(minutes=5)

    async def silent() -> Any:
        return await house.events(alarm["id"], "emergency-unanswered")

    [(_, told)] = await until(silent)
    assert (told["department_ids"], told["staff_ids"]) == (["floor"], ["gina", "max"])
    await house.api().made(f"/emergencies/{alarm['id']}/end")


@pytest.mark.rule("L14")
async def test_no_venues_manager_takes_another_venues_people_by_naming_them(house: House) -> None:
    theirs = {"venue_id": house.venue, "level": "desk", "badge": "A-1"}
    await house.api("manager", "boss").made("/staff/theirs", theirs)
    bar = {"venue_id": house.venue, "name": "酒吧", "head_id": "theirs"}
    await house.api("manager", "boss").made("/departments/their-bar", bar)
    rival = house.api("manager", "rival", venues=("elsewhere",))
    duty = {"starts_at": "2027-11-02T10:00:00+08:00", "ends_at": "2027-11-02T18:00:00+08:00", "level": "desk"}
    here = {"venue_id": "elsewhere"}
    for path, body in (
        ("/staff/theirs", theirs | here),
        ("/departments/their-bar", bar | here),
        ("/staff/theirs/duties/d1", duty | here),
    ):
        assert await rival.refused(path, body) == (403, "other-venue"), path
    people = await house.api().got("/people", venue_id=house.venue)
    assert "theirs" in {each["id"] for each in people["staff"]}
    assert "their-bar" in {each["id"] for each in people["departments"]}


@pytest.mark.rule("C7")
async def test_whoever_was_lent_to_a_venue_is_among_its_people_until_the_duty_is_over(house: House) -> None:
    boss, desk = house.api("manager", "boss"), house.api("agent", venues=("*",))
    own = {"venue_id": f"{house.venue}-b", "level": "desk", "badge": "A-1"}
    await boss.made("/staff/lent", own)
    starts_at = house.clock.now() + timedelta(hours=1)
    duty = {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=8)).isoformat()}
    lent = await boss.made("/staff/lent/duties/d1", duty | {"venue_id": house.venue, "level": "desk"})

    async def shown(venue_id: str) -> list[Any]:
        people = await desk.got("/people", venue_id=venue_id)
        return [each["duties"] for each in people["staff"] if each["id"] == "lent"]

    for hours in (0, 1, 7):
        house.pass_time(hours=hours)
        assert await shown(house.venue) == await shown(own["venue_id"]) == [lent["duties"]]
    house.pass_time(hours=1)
    assert (await shown(house.venue), await shown(own["venue_id"])) == ([], [[]])


async def test_a_people_file_reports_every_line_it_refuses(house: House) -> None:
    lines = [
        "what,id,venue_id,department_id,name,head_id,level,badge,staff_id,starts_at,ends_at",
        f"department,bar,{house.venue},,酒吧,bella,,,,,",
        f"staff,bella,{house.venue},bar,,,department,B1,,,",
        f"duty,d1,{house.venue},bar,,,department,,bella,2026-11-02T10:00:00+08:00,2026-11-02T18:00:00+08:00",
        f"staff,x,{house.venue},,,,king,X,,,",
        "ghost,y,,,,,,,,,",
        f"duty,d2,{house.venue},,,,desk,,nobody,2026-11-02T10:00:00+08:00,2026-11-02T18:00:00+08:00",
    ]
    boss = house.api("manager", "boss")
    for _ in range(2):
        answer = await boss.client.post(
            "/people/import",
            content="\n".join(lines).encode(),
            headers={"Content-Type": "text/csv", "Idempotency-Key": uuid.uuid4().hex},
        )
        told = answer.json()
        assert (told["lines"], told["accepted"]) == (6, 3)
        assert [(each["line"], each["code"], each["field"]) for each in told["refused"]] == [
            (5, "bad-line", "level"),
            (6, "bad-line", "what"),
            (7, "staff-not-found", None),
        ]
    people = await house.api().got("/people", venue_id=house.venue)
    assert next(each for each in people["staff"] if each["id"] == "bella")["duties"][0]["id"] == "d1"
    assert len(await house.events("bella", "duty-rostered")) == 1


@pytest.mark.rule("C1")
async def test_an_incomplete_intake_names_its_field(house: House) -> None:
    ann = house.api()
    body = complaint(house.venue, contact={"name": "x", "phone": "12"})
    assert await ann.refused("/cases", body) == (422, "invalid-input")
    assert await ann.refused("/cases", complaint(house.venue, contact={})) == (422, "contact-missing")
    assert (await ann.made("/cases", complaint(house.venue, contact={}, anonymous=True)))["guest_id"] is None


@pytest.mark.rule("C22")
async def test_visits_and_planned_callbacks_are_asked_about(house: House) -> None:
    ann, now = house.api(), house.clock.now()
    visit = BookingCompleted(
        booking_id="booking-9",
        venue_id=house.venue,
        guest_id="guest-9",
        business_date=now.date(),
        at=now,
        party_size=4,
        starts_at=now,
        ended_at=now,
    )
    await house.hear(BOOKINGS, "booking", "booking-9", visit)
    plan = {
        "venue_id": house.venue,
        "purpose": "问候",
        "due_at": "2026-11-06T10:00:00+08:00",
        "calls": [{"guest_id": "guest-8", "assigned_to": "ann"}],
    }
    planned = (await house.api("supervisor", "sue").made("/callback-plans", plan))["callbacks"][0]
    await ann.made(f"/callbacks/{planned['id']}/attempts", {"effective": True, "said": "很好"})

    async def asked() -> Any:
        found = [
            each
            for ref_id in ("booking-9", planned["id"])
            for each in (await ann.got("/surveys", ref_id=ref_id))["items"]
        ]
        return found if len(found) == 2 else None

    found = await until(asked)
    assert [(each["about"], each["guest_id"], each["staff_id"]) for each in found] == [
        ("visit", "guest-9", None),
        ("callback", "guest-8", "ann"),
    ]


@pytest.mark.rule("C23")
async def test_signing_a_thing_out_ends_the_search_for_it(house: House) -> None:
    ann = house.api()
    looks = {"kind": "umbrella", "color": "红色", "venue_id": house.venue}
    found = await ann.made("/lost-items/found", {**looks, "found_at": "2026-11-02T09:30:00+08:00"})
    sought = await ann.made("/lost-items/sought", {**looks, "last_seen_at": "2026-11-02T01:00:00+08:00"})
    path, signed = f"/lost-items/{found['id']}/return", {"returned_to": "李先生", "receipt": "签字单 12"}
    assert await ann.refused(path, signed | {"sought_id": found["id"]}) == (422, "not-sought-item")
    gone = await ann.made(path, signed | {"sought_id": sought["id"]})
    assert (gone["status"], gone["receipt"]) == ("returned", "签字单 12")

    async def back() -> Any:
        return (await ann.got(f"/lost-items/{sought['id']}"))["status"] == "returned"

    await until(back)


@pytest.mark.rule("C21")
async def test_an_agents_week_ends_by_the_calendar_their_venue_publishes_later(house: House) -> None:
    async def week_of(timezone: str) -> Any:
        found = await house.service.db.collection("quotas").find_one({"_id": "ann"})
        return found and found["state"]["timezone"] == timezone

    await until(lambda: week_of("Asia/Shanghai"))
    office = [{"starts_minute": 540, "ends_minute": 1080}]
    calendar = {"timezone": "America/New_York", "week": [office] * 7, "country": "US"}
    await house.api("manager", "boss").made(f"/calendars/{house.venue}", calendar)
    await until(lambda: week_of("America/New_York"))
    later = {"venue_id": f"{house.venue}-b", "level": "desk", "badge": "A1"}
    await house.api("manager", "boss").made("/staff/ann", later)
    await until(lambda: week_of("Asia/Shanghai"))

"""Calls to the level in charge, the evening digest, announcements and phone tasks (rules N1, N2, N6, N7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts import booking, complaints, contacts
from contracts.event import Event
from contracts.notifications import EveningDigestMade
from services.notifications.channels.base import Outgoing
from services.notifications.channels.house import AgentsPhone
from services.notifications.domain.delivery import Result
from tests.integration.notifications.conftest import ABOUT, EVENING, GUEST, NOON, World, confirmed, venue
from tests.integration.notifications.providers import fails


def escalated(**changes: object) -> complaints.CaseEscalated:
    """A case climbs to the supervisor because a clock was breached."""
    fields = {
        "case_id": "c1",
        "number": "C260501-1",
        "venue_id": "harbour",
        "previous": "department",
        "level": "supervisor",
        "clock": "reaction",
        "department_id": "d1",
        "reason": "breach",
        "at": NOON,
        "severity": "general",
    }
    return complaints.CaseEscalated.model_validate(fields | changes)


@pytest.mark.rule("N2")
async def test_an_escalation_reaches_the_level_in_charge_and_climbs_until_somebody_takes_it(
    world: World,
) -> None:
    await world.hear(venue(), escalated())
    supervisor = world.api("supervisor", venues=("harbour",))
    manager = world.api("manager", venues=("harbour",))
    assert "C260501-1" in (await supervisor.got("/inbox"))["items"][0]["title"]
    assert (await manager.got("/inbox"))["items"] == []

    await world.hear_itself()
    await world.tick(timedelta(minutes=10))
    await world.hear_itself()
    [passed_on] = (await manager.got("/inbox"))["items"]
    assert passed_on["kind"] == "escalation-passed-on"
    assert "C260501-1" in passed_on["title"]
    assert "C260501-1" in passed_on["body"]

    [call] = (await manager.got("/escalations", status="open"))["items"]
    assert call["levels"] == ["supervisor", "manager"]
    taken = await manager.made(f"/escalations/{call['id']}/acknowledge")
    assert (taken["status"], taken["acknowledged_by"]) == ("acknowledged", "manager-1")
    await world.tick(timedelta(hours=1))
    await world.hear_itself()
    assert (await world.api("gm").got("/inbox"))["items"] == []
    other = await world.api("supervisor", venues=("harbour",)).post(f"/escalations/{call['id']}/acknowledge")
    assert (other.status_code, other.json()["code"]) == (409, "already-acknowledged")


@pytest.mark.rule("N2", "N1")
async def test_who_has_rights_at_all_venues_finds_what_was_told_to_their_desk_at_each(world: World) -> None:
    """A general manager of the chain is the level above the managers of every venue."""
    await world.hear(
        venue(), escalated(level="gm", venue_id="harbour"), escalated(level="gm", venue_id="hill")
    )
    gm, other = world.api("gm"), world.api("gm", subject="gm-2", venues=("hill",))
    inbox = await gm.got("/inbox")
    assert (inbox["unread"], len(inbox["items"])) == (2, 2)
    assert [each["recipient"] for each in (await other.got("/inbox"))["items"]] == ["desk:gm@hill"]
    first, second = (each["id"] for each in inbox["items"])
    assert (await gm.made(f"/inbox/{first}/read"))["read_by"] == "gm-1"
    assert (await gm.made("/inbox/read", {"items": [second]}))["unread"] == 0
    assert (await world.api("manager").got("/inbox"))["items"] == [], "it is no other desk's"


@pytest.mark.rule("N2")
async def test_those_on_duty_are_called_by_name_and_on_their_own_phone_too(world: World) -> None:
    address = {"name": "Wang", "phone": "+8613900139000"}
    await world.api("manager").made("/addresses/staff/s1", address)
    await world.hear(venue(), escalated(staff_ids=("s1",)))
    assert [seen.json["to"] for seen in world.sms.seen] == ["+8613900139000"]
    inbox = await world.api("supervisor", subject="s1", venues=("harbour",)).got("/inbox")
    assert inbox["unread"] == 1


async def test_a_call_is_not_taken_by_somebody_of_another_venue(world: World) -> None:
    [envelope] = await world.hear(escalated())
    answer = await world.api("supervisor", venues=("elsewhere",)).post(
        f"/escalations/{envelope.id}/acknowledge"
    )
    assert answer.status_code == 403


@pytest.mark.rule("N6")
async def test_every_evening_the_managers_get_the_days_figures(world: World) -> None:
    await world.hear(venue(), GUEST)
    for number in range(3):
        await world.hear(confirmed(booking_id=f"b{number}"))
    await world.hear(confirmed(booking_id="b9", recorded=True))
    seated = ABOUT | {"party_size": 4, "seated_at": EVENING}
    await world.hear(booking.BookingSeated.model_validate(seated))
    for revision, fen in ((1, 100_00), (2, 120_50), (1, 100_00)):
        spend = ABOUT | {"receipt": "r1", "spend_fen": fen, "revision": revision}
        await world.hear(booking.SpendCaptured.model_validate(spend))

    world.clock.set(NOON + timedelta(hours=10, minutes=29))
    await world.tick()
    assert not await digests(world)
    await world.tick(timedelta(minutes=1))
    [told] = await digests(world)
    assert (told.confirmed, told.seated, told.guests, told.spend_fen) == (3, 1, 4, 12050)
    assert told.cancelled == 0

    await world.hear_itself()
    inbox = await world.api("manager", venues=("harbour",)).got("/inbox")
    assert inbox["items"][0]["title"] == "海港 KTV 5月1日（周五） 日报"
    assert "确认预订 3" in inbox["items"][0]["body"]
    assert "消费 120.50元" in inbox["items"][0]["body"]

    await world.tick(timedelta(days=1))
    [_, next_day] = [*[told], *await digests(world)]
    assert next_day.confirmed == 0


@pytest.mark.rule("N6")
async def test_what_is_heard_after_its_days_digest_is_told_in_the_next(world: World) -> None:
    await world.hear(venue(), confirmed())
    world.clock.set(NOON + timedelta(hours=10, minutes=30))
    await world.tick()
    world.clock.advance(timedelta(minutes=5))
    late = timedelta(minutes=20)
    await world.hear(confirmed(booking_id="b2"), ago=late)
    spend = ABOUT | {"booking_id": "b2", "receipt": "r1", "spend_fen": 100_00, "revision": 1}
    await world.hear(booking.SpendCaptured.model_validate(spend), ago=late)
    await world.tick(timedelta(days=1))
    assert [(each.day.day, each.confirmed, each.spend_fen) for each in await digests(world)] == [
        (1, 1, 0),
        (2, 1, 100_00),
    ]


@pytest.mark.rule("N6")
async def test_a_receipt_corrected_after_its_days_digest_is_corrected_in_the_next(world: World) -> None:
    async def spent(fen: int, revision: int) -> None:
        spend = ABOUT | {"receipt": "r1", "spend_fen": fen, "revision": revision}
        await world.hear(booking.SpendCaptured.model_validate(spend))

    await world.hear(venue())
    await spent(100_00, 1)
    await world.tick(timedelta(hours=10, minutes=30))
    world.clock.advance(timedelta(hours=12))
    await spent(120_00, 2)
    await spent(90_00, 3)
    await world.tick(timedelta(hours=12))
    world.clock.advance(timedelta(hours=12))
    await spent(95_00, 4)
    await world.tick(timedelta(hours=12))
    assert [(each.day.day, each.spend_fen) for each in await digests(world)] == [
        (1, 100_00),
        (2, -10_00),
        (3, 5_00),
    ]


async def digests(world: World) -> list[EveningDigestMade]:
    """Digests made and not yet heard."""
    return [each for each in await world.told() if isinstance(each, EveningDigestMade)]


@pytest.mark.rule("N7")
async def test_an_announcement_reaches_its_readers_and_shows_who_has_read_it(world: World) -> None:
    manager = world.api("manager", venues=("harbour",))
    body = {"title": "周五消防演练", "body": "请准时参加。", "venue_ids": ["harbour"], "roles": ["agent"]}
    told = await manager.made("/announcements", body)
    await world.hear_itself()
    agent = world.api("agent", subject="s1", venues=("harbour",))
    assert (await agent.got("/inbox"))["items"][0]["title"] == "通知：周五消防演练"
    assert [each["read_at"] for each in (await agent.got("/announcements"))["items"]] == [None]
    first = await agent.made(f"/announcements/{told['id']}/read")
    world.clock.advance(timedelta(hours=1))
    assert (await agent.made(f"/announcements/{told['id']}/read"))["read_at"] == first["read_at"]
    assert (await agent.got("/announcements", unread_only=True))["items"] == []
    receipts = await manager.got(f"/announcements/{told['id']}/receipts")
    assert [each["staff_id"] for each in receipts["receipts"]] == ["s1"]


@pytest.mark.rule("N7")
async def test_an_announcement_is_neither_shown_nor_confirmed_elsewhere(world: World) -> None:
    body = {"title": "t", "body": "b", "venue_ids": ["harbour"], "roles": ["agent"]}
    told = await world.api("manager", venues=("harbour",)).made("/announcements", body)
    stranger = world.api("agent", venues=("elsewhere",))
    assert (await stranger.got("/announcements"))["items"] == []
    assert (await stranger.post(f"/announcements/{told['id']}/read")).status_code == 404
    refused = await world.api("manager", venues=("elsewhere",)).post("/announcements", body)
    assert refused.status_code == 403


@pytest.mark.rule("N7")
async def test_who_of_the_whole_chain_has_read_it_is_shown_to_no_manager_of_one_venue(world: World) -> None:
    everywhere = world.api("gm")
    told = await everywhere.made("/announcements", {"title": "t", "body": "b", "roles": ["agent"]})
    path = f"/announcements/{told['id']}/receipts"
    refused = await world.api("manager", venues=("harbour",)).get(path)
    assert (refused.status_code, refused.json()["code"]) == (403, "other-venue")
    assert (await everywhere.got(path))["receipts"] == []


@pytest.mark.rule("N1")
async def test_a_displaced_guest_is_called_by_an_agent_and_the_outcome_is_on_record(world: World) -> None:
    displaced = ABOUT | {"closure_id": "x", "reason": "水管维修", "starts_at": EVENING}
    await world.hear(venue(), GUEST, booking.BookingDisplaced.model_validate(displaced))
    agent = world.api("agent", venues=("harbour",))
    [task] = (await agent.got("/phone-tasks", status="open"))["items"]
    detail = await agent.got(f"/phone-tasks/{task['id']}")
    assert (detail["guest_name"], detail["phone"]) == ("李先生", GUEST.phone)
    assert detail["facts"]["reason"] == "水管维修"
    await agent.made(f"/phone-tasks/{task['id']}/calls", {"outcome": "no-answer"})
    done = await agent.made(f"/phone-tasks/{task['id']}/calls", {"outcome": "reached", "remark": "改到周六"})
    assert (done["status"], len(done["calls"])) == ("done", 2)
    assert world.sms.seen == []


@pytest.mark.rule("N1", "N2")
async def test_a_call_nobody_makes_in_time_is_told_to_the_supervisor(world: World) -> None:
    displaced = ABOUT | {"closure_id": "x", "reason": "水管维修", "starts_at": EVENING}
    await world.hear(GUEST, booking.BookingDisplaced.model_validate(displaced))
    await world.tick(timedelta(hours=2))
    await world.hear_itself()
    inbox = await world.api("supervisor", venues=("harbour",)).got("/inbox")
    assert [item["kind"] for item in inbox["items"]] == ["call-missed"]


@pytest.mark.rule("N1", "N4")
@pytest.mark.parametrize("how", ["cancelled", "moved", "missed"])
async def test_nobody_calls_a_guest_about_what_was_settled_meanwhile(world: World, how: str) -> None:
    """The guest called first, and gave it up or took another place."""
    ends_at = EVENING + timedelta(hours=3)
    await world.hear(venue(), GUEST, confirmed())
    displaced = ABOUT | {"closure_id": "x", "reason": "水管维修", "starts_at": EVENING}
    await world.hear(booking.BookingDisplaced.model_validate(displaced))
    if how == "missed":
        await world.tick(timedelta(hours=2))
    fields = {"by": "guest", "starts_at": EVENING, "confirmation_number": "K7Q4M2"}
    over: booking.BookingEvent = booking.BookingCancelled.model_validate(ABOUT | fields)
    if how == "moved":
        place = {"item": "海景厅 2", "resource_ids": (), "previous_resource_ids": (), "party_size": 4}
        times = {"starts_at": EVENING, "ends_at": ends_at}
        before = {"previous_starts_at": EVENING, "previous_ends_at": ends_at, "reason": "venue"}
        over = booking.BookingRescheduled.model_validate(ABOUT | place | times | before)
    await world.hear(over)
    agent = world.api("agent", venues=("harbour",))
    assert (await agent.got("/phone-tasks", status="open"))["items"] == []
    [task] = (await agent.got("/phone-tasks", status="settled"))["items"]
    if how != "missed":
        await world.tick(timedelta(hours=2))
        await world.hear_itself()
        assert (await world.api("supervisor", venues=("harbour",)).got("/inbox"))["items"] == []
    called = await agent.made(f"/phone-tasks/{task['id']}/calls", {"outcome": "reached"})
    assert called["status"] == "done", "who had called already"


CANCELLED = {"by": "guest", "starts_at": EVENING, "confirmation_number": "K7Q4M2"}


@pytest.mark.rule("N1", "N4")
@pytest.mark.parametrize(
    "heard",
    [
        booking.BookingCancelled.model_validate(ABOUT | CANCELLED),
        contacts.GuestContactErased(guest_id=GUEST.guest_id),
    ],
    ids=lambda event: type(event).__name__,
)
async def test_nobody_calls_a_guest_about_what_is_void_as_the_call_is_opened(
    world: World, monkeypatch: pytest.MonkeyPatch, heard: Event
) -> None:
    await world.hear(venue(), GUEST, confirmed())
    opening = AgentsPhone.send

    async def heard_first(phone: AgentsPhone, message: Outgoing) -> Result:
        await world.begin(heard)
        return await opening(phone, message)

    monkeypatch.setattr(AgentsPhone, "send", heard_first)
    displaced = ABOUT | {"closure_id": "x", "reason": "水管维修", "starts_at": EVENING}
    await world.hear(booking.BookingDisplaced.model_validate(displaced))
    [task] = (await world.api("agent").got("/phone-tasks"))["items"]
    assert task["status"] == "settled"


@pytest.mark.rule("N1", "L14")
async def test_nobody_is_to_call_a_guest_who_was_erased(world: World) -> None:
    displaced = ABOUT | {"closure_id": "x", "reason": "水管维修", "starts_at": EVENING}
    await world.hear(venue(), GUEST, booking.BookingDisplaced.model_validate(displaced))
    agent = world.api("agent", venues=("harbour",))
    assert len((await agent.got("/phone-tasks", status="open"))["items"]) == 1
    await world.hear(contacts.GuestContactErased(guest_id="g1"))
    [task] = (await agent.got("/phone-tasks"))["items"]
    assert task["status"] == "settled"
    await world.tick(timedelta(hours=2))
    await world.hear_itself()
    assert (await world.api("supervisor", venues=("harbour",)).got("/inbox"))["items"] == []


@pytest.mark.rule("N1", "N5")
async def test_when_nothing_else_gets_through_to_a_guest_who_wished_it_an_agent_calls(world: World) -> None:
    wishes = {"channels": ["email", "phone"], "muted": ["sms"]}
    await world.api("guest", guest_id="g1").made("/guests/g1/preferences", wishes)
    world.mail.answers = ["550 No such mailbox"]
    await world.hear(GUEST, confirmed())
    await world.tick()
    [task] = (await world.api("agent").got("/phone-tasks"))["items"]
    assert task["kind"] == "booking-confirmed"
    assert world.sms.seen == []


async def test_a_failing_sms_provider_does_not_hold_up_the_inbox(world: World) -> None:
    world.sms.otherwise = fails(503)
    await world.hear(GUEST, confirmed())
    assert (await world.api("guest", guest_id="g1").got("/inbox"))["unread"] == 1


@pytest.mark.rule("N2")
async def test_a_call_climbs_no_further_once_its_case_is_resolved(world: World) -> None:
    await world.hear(venue(), escalated())
    await world.hear_itself()
    resolved = {
        "case_id": "c1", "number": "C260501-1", "venue_id": "harbour", "guest_id": None, "cycle": 1,
        "in_time": False, "after_seconds": 60, "message": "已处理", "responsibility": "responsible",
        "severity": "general", "callback_due_at": None,
    }  # fmt: skip
    await world.hear(complaints.CaseResolved.model_validate(resolved))
    await world.run(timedelta(hours=1), timedelta(minutes=10))
    await world.hear_itself()
    assert (await world.api("manager", venues=("harbour",)).got("/inbox"))["items"] == []
    [call] = (await world.api("manager").got("/escalations"))["items"]
    assert call["status"] == "settled"


@pytest.mark.rule("N2")
async def test_a_call_to_the_supervisor_is_not_taken_by_an_agent(world: World) -> None:
    [envelope] = await world.hear(escalated())
    path = f"/escalations/{envelope.id}/acknowledge"
    answer = await world.api("agent", venues=("harbour",)).post(path)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-called")
    assert (await world.api("supervisor", venues=("harbour",)).made(path))["status"] == "acknowledged"


@pytest.mark.rule("N6")
async def test_the_digest_comes_when_the_venues_policy_says_and_tells_of_all_until_then(world: World) -> None:
    await world.hear(venue(), GUEST, confirmed(booking_id="b1"))
    [book] = world.service._policies
    later = {"digest_at": "22:45"}
    await book.publish(
        scope="harbour", effective_from=NOON, changes=later, author="m1", reason="a long night"
    )
    world.clock.set(NOON + timedelta(hours=10, minutes=30))
    await world.tick()
    assert not await digests(world)
    await world.tick(timedelta(minutes=14))
    await world.hear(confirmed(booking_id="b2"))
    await world.tick(timedelta(minutes=1))
    [told] = await digests(world)
    assert told.confirmed == 2


@pytest.mark.rule("N6")
async def test_a_manager_of_a_venue_elsewhere_gets_the_digest_by_mail_at_half_past_ten_there(
    world: World,
) -> None:
    """It is quiet hours by then; but managers are no guests."""
    address = {"name": "Wang", "email": "wang@example.com", "language": "en"}
    await world.api("manager").made("/addresses/desk/manager@harbour", address)
    there = NOON + timedelta(hours=22, minutes=30)  # half past ten in the evening in New York
    await world.hear(venue(timezone="America/New_York"), confirmed(booking_id="b1"))
    world.clock.set(there - timedelta(minutes=1))
    await world.tick()
    assert await digests(world) == []
    await world.hear(confirmed(booking_id="b2"))
    await world.tick(timedelta(minutes=1))
    await world.hear_itself()
    [mail] = world.mail.caught
    assert (mail["To"], mail["Subject"]) == ("wang@example.com", "Harbour KTV: figures of Friday, 1 May")
    assert "confirmed 2" in mail.get_content()

"""What happens while a message waits for the morning, and what must come of it (rules N1, N4, N5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from contracts import booking, contacts, loyalty
from infra.chassis.policy import CHAIN
from services.notifications.channels.house import HouseInbox
from services.notifications.channels.sms_http import HttpSms
from services.notifications.dispatch import Dispatcher
from services.notifications.domain.delivery import Status
from services.notifications.store import DeliveryStore
from tests.integration.notifications.conftest import ABOUT, EVENING, GUEST, NOON, World, confirmed, venue

NIGHT = NOON + timedelta(hours=11)
TOMORROW = EVENING + timedelta(days=1)
ENDS = TOMORROW + timedelta(hours=2)


def party() -> booking.PartyChanged:
    fields = {"item": "海景厅 1", "resource_ids": (), "previous_party_size": 4, "party_size": 6}
    return booking.PartyChanged.model_validate(ABOUT | fields)


def displaced() -> booking.BookingDisplaced:
    fields = {"closure_id": "x", "reason": "水管维修", "starts_at": TOMORROW}
    return booking.BookingDisplaced.model_validate(ABOUT | fields)


def cancelled() -> booking.BookingCancelled:
    fields = {"by": "guest", "starts_at": TOMORROW, "confirmation_number": "K7Q4M2"}
    return booking.BookingCancelled.model_validate(ABOUT | fields)


def replaced() -> booking.BookingRescheduled:
    """Another room at the same time."""
    fields: dict[str, Any] = {
        "reason": "closure", "item": "海景厅 2", "resource_ids": (), "party_size": 4,
        "starts_at": TOMORROW, "ends_at": ENDS,
        "previous_starts_at": TOMORROW, "previous_ends_at": ENDS, "previous_resource_ids": (),
    }  # fmt: skip
    return booking.BookingRescheduled.model_validate(ABOUT | fields)


@pytest.mark.rule("N3", "N4", "B5")
async def test_the_early_reminder_tells_the_party_and_the_place_of_then(world: World) -> None:
    """It was planned when the booking was confirmed, days before."""
    starts_at = NOON + timedelta(hours=20, minutes=30)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    await world.hear(venue(), GUEST, confirmed(**times))
    moved = replaced().model_copy(update={**times, "confirmation_number": "K7Q4M2"})
    await world.hear(moved, party().model_copy(update={"item": "海景厅 3"}))
    sent = len(world.sms.seen)
    await world.run(timedelta(hours=10), timedelta(minutes=10))
    [told] = world.sms.seen[sent:]
    assert "海景厅 3，6位" in told.json["text"]
    found = await world.deliveries(notice__kind="booking-reminder", plan="sms>email")
    assert sorted((each.status, each.notes[-1].code) for each in found if each.notes) == [
        (Status.DROPPED, "moved")
    ]


@pytest.mark.rule("N4")
async def test_nothing_more_is_told_of_a_booking_that_was_cancelled_in_the_night(world: World) -> None:
    await world.hear(venue(), GUEST, confirmed(starts_at=TOMORROW, ends_at=ENDS))
    world.clock.set(NIGHT)
    await world.hear(party(), cancelled())
    await world.tick(timedelta(hours=10))
    told = await world.delivery("booking-party-changed")
    assert (told.status, told.notes[-1].code) == (Status.DROPPED, "cancelled")
    assert "取消" in world.sms.seen[-1].json["text"]


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("meanwhile", "code"), [(cancelled(), "cancelled"), (replaced(), "moved"), (None, "")]
)
async def test_a_displaced_guest_is_called_in_the_morning_unless_it_was_settled_in_the_night(
    world: World, meanwhile: booking.BookingEvent | None, code: str
) -> None:
    await world.hear(venue(), GUEST, confirmed(starts_at=TOMORROW, ends_at=ENDS))
    world.clock.set(NIGHT)
    await world.hear(displaced())
    if meanwhile is not None:
        await world.hear(meanwhile)
    await world.tick(timedelta(hours=10))
    told = await world.delivery("booking-displaced", "phone>sms>email")
    calls = (await world.api("agent").got("/phone-tasks"))["items"]
    if meanwhile is None:
        assert (told.status, len(calls)) == (Status.SENT, 1)
    else:
        assert (told.status, told.notes[-1].code, calls) == (Status.DROPPED, code, [])


@pytest.mark.rule("N4")
async def test_a_guest_who_went_elsewhere_meanwhile_sleeps_by_the_nights_there(world: World) -> None:
    await world.hear(venue(), GUEST, confirmed(starts_at=TOMORROW, ends_at=ENDS))
    world.clock.set(NIGHT)
    await world.hear(party())
    sent = len(world.sms.seen)
    await world.api("guest", guest_id="g1").made("/guests/g1/preferences", {"zone": "Europe/London"})
    await world.tick(timedelta(hours=10))
    told = await world.delivery("booking-party-changed")
    assert (told.status, len(world.sms.seen)) == (Status.SCHEDULED, sent), "it is one in the morning there"
    await world.tick(told.due - world.clock.now())
    assert told.due == NOON.replace(day=2, hour=7), "eight in London"
    assert len(world.sms.seen) == sent + 1


@pytest.mark.rule("N1")
async def test_an_agent_has_as_long_for_a_call_as_the_venues_policy_says(world: World) -> None:
    [book] = world.service._policies
    for scope, minutes in ((CHAIN, 60), ("harbour", 30)):
        await book.publish(
            scope=scope, effective_from=NOON, changes={"phone_task_minutes": minutes}, author="m1", reason="b"
        )
    await world.hear(venue(), GUEST, displaced())
    [task] = (await world.api("agent").got("/phone-tasks"))["items"]
    assert task["call_by"] == "2026-05-01T04:30:00Z"


@pytest.mark.rule("N1")
async def test_what_a_double_was_told_comes_up_in_the_live_inbox_of_the_kept_guest(world: World) -> None:
    """A feed resumed from before the merge looks for what changed since: the item must have."""
    await world.hear(GUEST, GUEST.model_copy(update={"guest_id": "g2"}), confirmed())
    world.clock.advance(timedelta(hours=1))
    before = world.clock.now()
    world.clock.advance(timedelta(minutes=1))
    await world.hear(loyalty.GuestMerged(guest_id="g2", merged_guest_id="g1"))
    [item] = await world.stores.inbox.find({"state.recipient": "guest:g2", "updated_at": {"$gt": before}})
    assert item.state.kind == "booking-confirmed"


@pytest.mark.rule("N5")
async def test_a_guest_can_ask_about_messages_that_came_for_their_double(world: World) -> None:
    await world.hear(GUEST, GUEST.model_copy(update={"guest_id": "g2", "phone": "+8613800138001"}))
    await world.hear(loyalty.GuestMerged(guest_id="g2", merged_guest_id="g1"), confirmed())
    kept, other = (world.api("guest", guest_id=each) for each in ("g2", "g3"))
    [item] = (await kept.got("/inbox"))["items"]
    assert (await kept.got(f"/deliveries/{item['id']}/explain"))["status"] == "sent"
    assert len((await kept.got("/recipients/guest/g2/explain"))["items"]) == 2
    assert (await other.get(f"/deliveries/{item['id']}/explain")).status_code == 404
    assert (await kept.get("/recipients/guest/g1/explain")).status_code == 404


@pytest.mark.rule("N1", "N4", "N5")
async def test_a_guest_who_signs_in_as_the_double_is_the_guest_who_is_kept(world: World) -> None:
    """A sign-in may know the old id for long: what is wished by it must be heeded."""
    await world.hear(venue(), GUEST, loyalty.GuestMerged(guest_id="g2", merged_guest_id="g1"))
    await world.hear(GUEST.model_copy(update={"guest_id": "g2"}), confirmed(guest_id="g2"))
    double, kept = (world.api("guest", guest_id=each) for each in ("g1", "g2"))
    [item] = (await double.got("/inbox"))["items"]
    assert (await double.made(f"/inbox/{item['id']}/read"))["read_at"]
    assert (await double.got(f"/deliveries/{item['id']}/explain"))["status"] == "sent"
    assert len((await double.got("/recipients/guest/g1/explain"))["items"]) == 2
    await double.made("/guests/g1/preferences", {"muted": ["sms"], "marketing": False})
    for who, name in ((double, "g1"), (kept, "g2")):
        wishes = await who.got(f"/guests/{name}/preferences")
        assert (wishes["muted"], wishes["marketing"]) == (["sms"], False)
    sent = len(world.sms.seen)
    await world.hear(confirmed(guest_id="g2", booking_id="b2"))
    assert len(world.sms.seen) == sent
    assert (await world.api("guest", guest_id="g3").got("/inbox"))["items"] == []


@pytest.mark.rule("N1", "L14")
async def test_what_a_double_of_an_erased_guest_was_told_lies_in_no_inbox(world: World) -> None:
    """Two files are found to be one person's after they asked to be forgotten."""
    await world.hear(GUEST, confirmed(), GUEST.model_copy(update={"guest_id": "g2"}))
    await world.hear(contacts.GuestContactErased(guest_id="g2"))
    await world.hear(loyalty.GuestMerged(guest_id="g2", merged_guest_id="g1"))
    await world.hear(contacts.GuestContactErased(guest_id="g1"))
    assert await world.stores.inbox.find({}) == []


@pytest.mark.rule("N4")
async def test_what_a_double_refused_the_kept_guest_is_not_told(world: World) -> None:
    await world.api("guest", guest_id="g1").made(
        "/guests/g1/preferences", {"muted": ["sms"], "marketing": False}
    )
    await world.api("guest", guest_id="g2").made("/guests/g2/preferences", {"muted": ["email"]})
    await world.hear(loyalty.GuestMerged(guest_id="g2", merged_guest_id="g1"))
    wishes = await world.api("guest", guest_id="g2").got("/guests/g2/preferences")
    assert (wishes["muted"], wishes["marketing"]) == (["email", "sms"], False)


@pytest.mark.rule("N1", "L1")
async def test_what_a_double_wished_fills_what_the_kept_guest_left_open(world: World) -> None:
    wished = {"channels": ["email"], "zone": "Europe/London"}
    await world.api("guest", guest_id="g1").made("/guests/g1/preferences", wished)
    await world.hear(loyalty.GuestMerged(guest_id="g2", merged_guest_id="g1"))
    kept = world.api("guest", guest_id="g2")
    wishes = await kept.got("/guests/g2/preferences")
    assert (wishes["channels"], wishes["zone"]) == (["email"], "Europe/London")
    await world.api("guest", guest_id="g3").made("/guests/g3/preferences", {"channels": ["sms"]})
    await world.hear(loyalty.GuestMerged(guest_id="g2", merged_guest_id="g3"))
    assert (await kept.got("/guests/g2/preferences"))["channels"] == ["email"]


@pytest.mark.rule("N4")
async def test_a_burst_of_a_kind_with_ways_of_its_own_has_its_digest_by_them(world: World) -> None:
    [book] = world.service._policies
    changes = {
        "burst_categories": ["transactional"], "burst_limit": 2,
        "kind_plans": {"booking-confirmed": ["email"]},
    }  # fmt: skip
    await book.publish(scope=CHAIN, effective_from=NOON, changes=changes, author="m1", reason="calm")
    await world.hear(GUEST)
    for number in range(5):
        await world.hear(confirmed(booking_id=f"b{number}"))
    await world.tick(timedelta(minutes=10))
    assert [(each.plan, each.status) for each in await world.deliveries(notice__kind="burst-digest")] == [
        ("email", Status.SENT)
    ]
    assert len(world.mail.caught) == 3


@pytest.mark.rule("N4", "B5")
async def test_a_guest_is_reminded_early_by_the_nights_of_their_own_zone(world: World) -> None:
    """Noon in Shanghai is midnight in New York: whose nights are quiet is for the guest to say."""
    await world.api("guest", guest_id="g1").made("/guests/g1/preferences", {"zone": "America/New_York"})
    morning, evening = NOON + timedelta(hours=32, minutes=30), NOON + timedelta(hours=20, minutes=30)
    for name, starts_at in (("b1", morning), ("b2", evening)):
        ends_at = starts_at + timedelta(hours=2)
        await world.hear(GUEST, confirmed(booking_id=name, starts_at=starts_at, ends_at=ends_at))
    early = await world.delivery("booking-reminder")
    assert early.notice.subject_id == "b1", "half past eight in the evening there needs no other reminder"
    assert early.due == NOON + timedelta(hours=21, minutes=45)


async def warn(world: World, *numbers: int) -> None:
    for number in numbers:
        changes = {"booking_id": f"b{number}", "expected_at": NOON}
        await world.hear(booking.ArrivalCheckDue.model_validate(ABOUT | changes))


@pytest.mark.rule("N4")
@pytest.mark.parametrize(("slow", "nth"), [("recent", 1), ("change", 2)])
@pytest.mark.parametrize("before", [1, 0])
async def test_no_message_joins_a_digest_that_has_spoken(
    world: World, monkeypatch: pytest.MonkeyPatch, slow: str, nth: int, before: int
) -> None:
    """Its window may end while it is looked at whether the message is one too many, or while it joins."""
    await warn(world, *range(5 + before))
    original, calls = getattr(DeliveryStore, slow), 0

    async def slowly(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth:
            await world.tick(timedelta(minutes=10))
        return await original(*given, **named)

    monkeypatch.setattr(DeliveryStore, slow, slowly)
    await warn(world, 9)
    await world.tick(timedelta(minutes=10))
    [late] = await world.deliveries(notice__kind="arrival-check", notice__subject_id="b9")
    if late.joined is not None:
        [digest] = await world.deliveries(id=late.joined)
        assert digest.sent_at is not None
        assert digest.sent_at > late.notes[-1].at
    else:
        assert late.status is Status.SENT


@pytest.mark.rule("N4")
async def test_a_digest_one_joins_at_the_last_moment_is_not_dropped_as_nobodys(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warn(world, *range(6))
    original, counted = DeliveryStore.joined, [0, 0]

    async def joined(store: DeliveryStore, digest_id: str, *more: Any) -> int:
        """At first, to judge and to word it by, as it was before the message joined."""
        return counted.pop() if counted else await original(store, digest_id, *more)

    monkeypatch.setattr(DeliveryStore, "joined", joined)
    await world.tick(timedelta(minutes=10))
    await world.tick(timedelta(seconds=1))
    [digest] = await world.deliveries(notice__kind="burst-digest")
    assert digest.status is Status.SENT


@pytest.mark.rule("N5")
async def test_a_provider_that_fails_to_say_what_became_of_an_attempt_leaves_it_in_doubt_not_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ended in mid-send; whoever is asked afterwards breaks the promise not to raise."""

    async def ended(*_: Any) -> None: ...

    async def broken(*_: Any) -> Any:
        raise KeyError("status")

    await world.hear(GUEST)
    with monkeypatch.context() as patched:
        patched.setattr(Dispatcher, "_call", ended)
        await world.hear(confirmed())
    monkeypatch.setattr(HttpSms, "ask", broken)
    await world.run(timedelta(minutes=5))
    told = await world.delivery("booking-confirmed")
    assert (told.status, told.attempts[0].detail, len(world.sms.seen)) == (Status.SENT, "KeyError", 1)
    assert not told.doubtful, "a second message under the same key is dropped by this provider"


async def test_a_store_that_is_away_is_not_told_as_a_fault_of_the_inbox(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def away(*_: Any) -> Any:
        raise AutoReconnect("no primary")

    with monkeypatch.context() as patched:
        patched.setattr(HouseInbox, "send", away)
        await warn(world, 1)
    assert "provider inbox: AutoReconnect" in caplog.text
    assert [line for line in caplog.records if line.exc_info] == []
    await world.run(timedelta(minutes=5))
    [told] = await world.deliveries(notice__kind="arrival-check")
    assert told.status is Status.SENT

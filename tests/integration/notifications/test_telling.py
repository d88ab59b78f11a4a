"""From an event to the provider, on a real store with real servers (rules N1-N5)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from pydantic import SecretStr

from contracts import booking, contacts, loyalty
from contracts.notifications import DeliveryPostponed, DeliverySent
from infra.chassis.policy import CHAIN
from infra.local.issuer import Issuer
from services.notifications.channels.aliyun import AliyunSettings
from services.notifications.channels.registered import Registered, RegisteredTemplate
from services.notifications.domain.delivery import Outcome, Status
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.main import build
from services.notifications.settings import NotificationSettings
from tests.integration.notifications.conftest import (
    ABOUT,
    EVENING,
    GUEST,
    NOON,
    World,
    confirmed,
    reminder,
    venue,
)
from tests.integration.notifications.providers import HttpProvider, Mail, fails, says, stalls


@pytest.mark.rule("N1", "N2", "N3")
async def test_a_confirmed_booking_reaches_the_guest_by_sms_and_inbox(world: World) -> None:
    await world.hear(venue(), GUEST, confirmed(notes=("请带身份证",)))
    [seen] = world.sms.seen
    assert seen.json["to"] == GUEST.phone
    assert seen.json["text"] == (
        "您好，您在海港 KTV的预订已确认：5月1日（周五） 20:00，海景厅 1，4位，"
        "确认号K7Q4M2。请留意：请带身份证。谢谢！"
    )
    inbox = await world.api("guest", guest_id="g1").got("/inbox")
    assert inbox["unread"] == 1
    assert inbox["items"][0]["body"].startswith("尊敬的李先生，您好！")
    told = [each for each in await world.told() if isinstance(each, DeliverySent)]
    assert {each.channel for each in told} == {"sms", "inapp"}
    assert "李先生" not in str(told)


@pytest.mark.rule("N3")
async def test_a_guest_who_speaks_english_is_written_to_in_english(world: World) -> None:
    await world.hear(venue(), GUEST.model_copy(update={"language": "en"}), confirmed())
    assert (
        "Your booking at Harbour KTV is confirmed: Friday, 1 May at 20:00" in world.sms.seen[0].json["text"]
    )


@pytest.mark.rule("N5")
async def test_an_event_heard_again_and_again_is_told_once(world: World) -> None:
    await world.hear(GUEST)
    [envelope] = await world.hear(confirmed())
    await world.again(envelope)
    await world.service.db.collection("inbox").delete_many({})
    await world.again(envelope)
    assert len(world.sms.seen) == 1
    assert len(await world.deliveries()) == 2


@pytest.mark.rule("N5")
async def test_contact_data_that_arrives_later_is_waited_for(world: World) -> None:
    await world.hear(confirmed())
    assert (await world.delivery("booking-confirmed")).status is Status.WAITING
    await world.hear(GUEST)
    assert (await world.delivery("booking-confirmed")).status is Status.SENT
    assert len(world.sms.seen) == 1


@pytest.mark.rule("N5")
async def test_contact_data_is_looked_for_again_even_if_its_arrival_was_missed(world: World) -> None:
    """The two may cross: contact data arrives just as the delivery decides to wait."""
    await world.hear(confirmed())
    await world.service.db.collection("contacts").insert_one(
        {
            "_id": "guest:g1",
            "version": 1,
            "sequence": 0,
            "updated_at": NOON,
            "state": {
                "key": "guest:g1", "name": "Li", "phone": GUEST.phone, "email": None,
                "language": "en", "erased": False, "merged_into": None,
            },
        }
    )  # fmt: skip
    await world.tick(timedelta(seconds=2))
    assert (await world.delivery("booking-confirmed")).status is Status.SENT


@pytest.mark.rule("N4", "B5")
@pytest.mark.parametrize("meanwhile", ["cancelled", "moved"])
async def test_a_reminder_is_not_sent_for_what_was_cancelled_or_moved_meanwhile(
    world: World, meanwhile: str
) -> None:
    """The reminder falls into the night and waits for the morning; by then the booking has changed."""
    await world.hear(GUEST, confirmed())
    world.clock.set(NOON + timedelta(hours=11))
    tomorrow = EVENING + timedelta(hours=17)
    await world.hear(reminder(starts_at=tomorrow, valid_until=tomorrow))
    assert (await world.delivery("booking-reminder")).status is Status.SCHEDULED
    if meanwhile == "cancelled":
        change: booking.BookingEvent = booking.BookingCancelled.model_validate(
            ABOUT | {"by": "guest", "starts_at": tomorrow, "confirmation_number": "K7Q4M2"}
        )
    else:
        change = booking.BookingRescheduled.model_validate(
            ABOUT
            | {
                "reason": "guest", "item": "海景厅 2", "resource_ids": (), "party_size": 4,
                "starts_at": tomorrow + timedelta(days=1), "ends_at": tomorrow + timedelta(days=1, hours=2),
                "previous_starts_at": tomorrow, "previous_ends_at": tomorrow, "previous_resource_ids": (),
                "confirmation_number": "K7Q4M2",
            }
        )  # fmt: skip
    await world.hear(change)
    await world.run(timedelta(hours=10), timedelta(hours=1))
    dropped = await world.delivery("booking-reminder")
    assert (dropped.status, dropped.notes[-1].code) == (Status.DROPPED, meanwhile)
    assert not [seen for seen in world.sms.seen if "提醒您" in seen.json["text"]]


@pytest.mark.rule("N4")
async def test_a_reminder_due_at_night_comes_in_the_morning(world: World) -> None:
    world.clock.set(NOON + timedelta(hours=11))
    starts_at = NOON + timedelta(hours=23)
    await world.hear(GUEST, reminder(starts_at=starts_at, valid_until=starts_at))
    assert world.sms.seen == []
    assert any(isinstance(each, DeliveryPostponed) for each in await world.told())
    await world.run(timedelta(hours=8, minutes=59))
    assert world.sms.seen == []
    await world.run(timedelta(minutes=1))
    assert len(world.sms.seen) == 1


@pytest.mark.rule("N4", "B5")
async def test_the_guest_of_an_early_booking_is_reminded_the_evening_before(world: World) -> None:
    starts_at = NOON + timedelta(hours=20, minutes=30)
    await world.hear(GUEST, confirmed(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)))
    await world.run(timedelta(hours=10), timedelta(minutes=10))
    sent = await world.delivery("booking-reminder")
    assert sent.status is Status.SENT
    assert sent.sent_at == NOON + timedelta(hours=9, minutes=50)


@pytest.mark.rule("N5")
async def test_a_failing_provider_is_retried_with_growing_delay_then_email_takes_over(world: World) -> None:
    world.sms.otherwise = fails(503)
    await world.hear(GUEST, confirmed())
    await world.run(timedelta(minutes=1), timedelta(seconds=1))
    gaps = [attempt.started_at - NOON for attempt in (await world.delivery("booking-confirmed")).attempts]
    assert [round(gap.total_seconds()) for gap in gaps] == [0, 5, 35, 35]
    assert [str(mail["To"]) for mail in world.mail.caught] == [GUEST.email]


@pytest.mark.rule("N5")
async def test_a_rate_limited_provider_is_left_alone_as_long_as_it_asks(world: World) -> None:
    world.sms.script = [fails(429, retry_after="20")]
    await world.hear(GUEST, confirmed())
    await world.tick(timedelta(seconds=19))
    assert len(world.sms.seen) == 1
    await world.tick(timedelta(seconds=2))
    assert (await world.delivery("booking-confirmed")).status is Status.SENT


@pytest.mark.rule("N5")
async def test_a_provider_that_stalls_after_taking_it_delivers_once_because_it_knows_the_key(
    world: World,
) -> None:
    world.sms.script = [stalls(world.sms)]
    await world.hear(GUEST, confirmed())
    await world.tick(timedelta(seconds=6))
    delivery = await world.delivery("booking-confirmed")
    assert (delivery.status, delivery.doubtful, len(delivery.attempts)) == (Status.SENT, False, 2)
    assert list(world.sms.keys) == [delivery.id]


@pytest.mark.rule("N5")
async def test_an_email_cut_off_mid_text_is_sent_again_and_marked_as_doubtful(world: World) -> None:
    world.mail.answers = [""]
    await world.hear(GUEST.model_copy(update={"phone": None}), confirmed())
    await world.tick(timedelta(seconds=6))
    delivery = await world.delivery("booking-confirmed")
    assert (delivery.status, delivery.doubtful) == (Status.SENT, True)
    assert {str(mail["Message-ID"]) for mail in world.mail.caught} == {f"<{delivery.id}@example.com>"}


@pytest.mark.rule("N4")
async def test_greetings_respect_consent_and_the_day(world: World) -> None:
    await world.hear(
        GUEST, loyalty.ConsentsChanged(guest_id="g1", marketing=False, birthday=False, holidays=False)
    )
    await world.hear(loyalty.BirthdayReached(guest_id="g1", year=2026))
    assert world.sms.seen == []
    assert (await world.delivery("birthday-greeting")).notes[-1].code == "opted-out"
    await world.hear(loyalty.ConsentsChanged(guest_id="g1", marketing=True, birthday=True, holidays=True))
    await world.hear(loyalty.HolidayReached(guest_id="g1", holiday="spring-festival", year=2026))
    assert "春节快乐" in world.sms.seen[0].json["text"]


async def test_an_erased_guest_is_forgotten_and_told_nothing_more(world: World) -> None:
    await world.hear(GUEST, confirmed(), contacts.GuestContactErased(guest_id="g1"))
    await world.hear(GUEST, reminder())
    assert (await world.delivery("booking-reminder")).notes[-1].code == "erased"
    assert len(world.sms.seen) == 1
    for name in await world.service.db.client[world.service.db.name].list_collection_names():
        async for document in world.service.db.collection(name).find():
            assert "李先生" not in str(document), name
            assert "13800138000" not in str(document), name


async def test_messages_to_a_double_go_to_the_guest_who_is_kept(world: World) -> None:
    await world.hear(GUEST, loyalty.GuestMerged(guest_id="g1", merged_guest_id="g0"))
    await world.hear(confirmed(guest_id="g0"))
    assert [seen.json["to"] for seen in world.sms.seen] == [GUEST.phone]


@pytest.mark.rule("N1")
async def test_a_venues_own_policy_counts(world: World) -> None:
    [book] = world.service._policies
    await book.publish(
        scope="harbour",
        effective_from=NOON,
        changes={"plans": NotificationPolicy().plans | {"transactional": ["email"]}},
        author="m1",
        reason="no SMS here",
    )
    await world.hear(GUEST, confirmed())
    [delivery] = await world.deliveries()
    assert (delivery.plan, delivery.policy_version) == ("email", 1)


@pytest.mark.rule("N5")
async def test_at_the_daily_budget_the_next_way_takes_over(world: World) -> None:
    [book] = world.service._policies
    await book.publish(
        scope=CHAIN, effective_from=NOON, changes={"daily_cap_fen": {"sms": 10}}, author="m1", reason="budget"
    )
    await world.hear(GUEST)
    for number in range(3):
        await world.hear(confirmed(booking_id=f"b{number}"))
    await world.tick()
    assert len(world.sms.seen) == 2
    assert len(world.mail.caught) == 1


@pytest.mark.rule("N5")
async def test_messages_over_the_rate_wait_their_turn_and_say_why(world: World) -> None:
    [book] = world.service._policies
    await book.publish(
        scope=CHAIN, effective_from=NOON, changes={"per_second": {"sms": 2}}, author="m1", reason="contract"
    )
    await world.hear(GUEST)
    for number in range(8):
        await world.hear(confirmed(booking_id=f"b{number}"))
    assert len(world.sms.seen) == 3, "a second's allowance at once, and the one that is due"
    counts = []
    for _ in range(6):
        await world.tick(timedelta(milliseconds=500))
        counts.append(len(world.sms.seen))
    assert counts == [4, 5, 6, 7, 8, 8]
    late = [each for each in await world.deliveries(plan="sms>email") if each.notes]
    assert {each.notes[0].code for each in late} == {"paced"}


@pytest.mark.rule("N4")
async def test_a_burst_of_warnings_to_one_desk_becomes_a_digest(world: World) -> None:
    for number in range(9):
        event = booking.ArrivalCheckDue.model_validate(
            ABOUT | {"booking_id": f"b{number}", "expected_at": NOON}
        )
        await world.hear(event)
    sent = await world.deliveries(notice__kind="arrival-check", status="sent")
    joined = await world.deliveries(notice__kind="arrival-check", status="dropped")
    assert (len(sent), len(joined)) == (5, 4)
    assert {each.notes[-1].code for each in joined} == {"joined"}
    await world.tick(timedelta(minutes=10))
    inbox = await world.api("agent", venues=("harbour",)).got("/inbox")
    assert inbox["items"][0]["title"] == "4 条同类消息" or any(
        item["title"] == "4 条同类消息" for item in inbox["items"]
    )


@pytest.mark.rule("N3")
async def test_a_registered_template_gets_the_venues_name_and_the_guests_own(
    settings: NotificationSettings, issuer: Issuer, sms: HttpProvider, mail: Mail, world: World
) -> None:
    """Names are added when the text is made; a provider of registered templates needs them as well."""
    approved = RegisteredTemplate(code="SMS_1", params={"who": "{{guest_name}}", "where": "{{venue_name}}"})
    registered = Registered(signature="会所", templates={"booking-confirmed|zh-CN": approved})
    access = AliyunSettings(
        endpoint=sms.url, access_key_id="id", access_key_secret=SecretStr("s"), registered=registered
    )
    service = build(settings.model_copy(update={"sms_http": [], "sms_aliyun": [access]}), world.clock)
    sms.otherwise = says({"Code": "OK", "BizId": "biz-1"})
    other = World(service, world.clock, issuer, sms, mail)
    await other.hear(venue(), GUEST, confirmed())
    [seen] = sms.seen
    assert json.loads(seen.query["TemplateParam"]) == {"who": "李先生", "where": "海港 KTV"}
    service.db.close()


@pytest.mark.rule("N4", "N5")
async def test_what_does_not_leave_costs_nothing_and_takes_no_place(world: World) -> None:
    """A retry that falls into the night waits; the money for it is spent when it goes out."""
    [book] = world.service._policies
    await book.publish(
        scope=CHAIN, effective_from=NOON, changes={"daily_cap_fen": {"sms": 1000}}, author="m1", reason="b"
    )
    world.sms.script = [fails(503)]
    world.clock.set(NOON + timedelta(hours=9, minutes=59, seconds=58))
    starts_at = NOON + timedelta(hours=30)
    await world.hear(GUEST, reminder(starts_at=starts_at, valid_until=starts_at))
    for _ in range(3):
        await world.tick(timedelta(seconds=5))
    assert (await world.delivery("booking-reminder")).notes[-1].code == "quiet-later"
    assert await world.stores.limits.spent_today("sms") == 0


@pytest.mark.rule("N4")
async def test_news_is_dropped_when_it_is_heard_after_its_time_not_told_as_if_it_were_new(
    world: World,
) -> None:
    """A topic read again from its beginning, or an outage of days, must not bring old news to guests."""
    later = EVENING + timedelta(days=30)
    await world.hear(GUEST)
    await world.hear(confirmed(starts_at=later, ends_at=later), ago=timedelta(hours=3))
    await world.hear(loyalty.BirthdayReached(guest_id="g1", year=2026), ago=timedelta(days=1))
    party = {"previous_party_size": 4, "party_size": 6, "item": "海景厅 1", "resource_ids": ()}
    await world.hear(booking.PartyChanged.model_validate(ABOUT | party), ago=timedelta(days=2))
    assert len(world.sms.seen) == 1, "the booking stands and its confirmation is still useful"
    assert [note.code for note in (await world.delivery("booking-confirmed")).notes] == ["heard-late"]
    for kind in ("birthday-greeting", "booking-party-changed"):
        assert (await world.delivery(kind)).notes[-1].code == "too-late"


@pytest.mark.rule("N1")
async def test_the_wishes_of_the_guest_who_is_kept_count_for_the_double_too(world: World) -> None:
    await world.api("guest", guest_id="g1").made("/guests/g1/preferences", {"muted": ["sms"]})
    await world.hear(GUEST, loyalty.GuestMerged(guest_id="g1", merged_guest_id="g0"))
    await world.hear(confirmed(guest_id="g0"))
    assert (len(world.sms.seen), len(world.mail.caught)) == (0, 1)


@pytest.mark.rule("N4")
async def test_a_burst_told_by_two_chains_has_a_digest_in_each(world: World) -> None:
    [book] = world.service._policies
    changes = {"burst_categories": ["transactional"], "burst_limit": 2}
    await book.publish(scope=CHAIN, effective_from=NOON, changes=changes, author="m1", reason="calm")
    await world.hear(GUEST)
    for number in range(5):
        await world.hear(confirmed(booking_id=f"b{number}"))
    assert len(world.sms.seen) == 2
    await world.tick(timedelta(minutes=10))
    digests = await world.deliveries(notice__kind="burst-digest")
    assert {(each.plan, each.status) for each in digests} == {
        ("sms>email", Status.SENT), ("inapp", Status.SENT),
    }  # fmt: skip
    assert "3" in world.sms.seen[-1].json["text"]


@pytest.mark.rule("N5")
async def test_a_provider_that_stalls_is_given_up_within_the_attempts_lease(world: World) -> None:
    """Otherwise a second attempt would begin beside the first, and a real double with it.

    The provider's own patience is as long as the lease here: who is given up for being too slow was given
    up before that.
    """
    [book] = world.service._policies
    changes = {"lease_seconds": 3, "retry_seconds": [1]}
    await book.publish(scope=CHAIN, effective_from=NOON, changes=changes, author="m1", reason="haste")
    world.sms.script = [stalls(world.sms)]
    await world.hear(GUEST, confirmed())
    first = (await world.delivery("booking-confirmed")).attempts[0]
    assert (first.outcome, first.detail) == (Outcome.UNKNOWN, "too slow")


async def test_what_lies_in_a_doubles_inbox_is_the_kept_guests(world: World) -> None:
    await world.hear(GUEST.model_copy(update={"guest_id": "g0"}), confirmed(guest_id="g0"))
    await world.hear(GUEST, loyalty.GuestMerged(guest_id="g1", merged_guest_id="g0"))
    inbox = await world.api("guest", guest_id="g1").got("/inbox")
    assert (inbox["unread"], inbox["items"][0]["kind"]) == (1, "booking-confirmed")

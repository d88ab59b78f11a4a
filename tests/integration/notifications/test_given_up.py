"""What a guest took and gave up again while its message waited is told no more (rules N1, N4, B13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts import booking, loyalty
from contracts.event import Event
from services.notifications.domain.delivery import Status
from tests.integration.notifications.conftest import EVENING, GUEST, NOON, World, venue
from tests.integration.notifications.providers import fails

NIGHT = NOON + timedelta(hours=11)
SEAT = {"member_event_id": "e1", "guest_id": "g1"}
SIGNED_UP = loyalty.MemberSignedUp(**SEAT, seats=2)
SPENT = {"guest_id": "g1", "redemption_id": "r1", "points": 300, "lots": (), "balance": 0}
WAITING = {"waiting_id": "w1", "venue_id": "harbour", "guest_id": "g1", "booking_id": "b1"}
OFFERED = booking.WaitingOffered.model_validate(
    WAITING | {"item": "海景厅 1", "starts_at": EVENING, "expires_at": NOON + timedelta(minutes=15)}
)


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("kind", "events", "sent"),
    [
        ("member-signed-up", (SIGNED_UP, loyalty.MemberWithdrew(**SEAT)), 0),
        (
            "member-signed-up",
            (SIGNED_UP, loyalty.MemberEventCancelled(member_event_id="e1", guest_ids=("g1", "g2"))),
            0,
        ),
        ("member-signed-up", (SIGNED_UP, loyalty.MemberWithdrew(member_event_id="e1", guest_id="g2")), 1),
        ("member-signed-up", (SIGNED_UP, loyalty.MemberWithdrew(**SEAT), SIGNED_UP), 1),
        (
            "points-redeemed",
            (
                loyalty.PointsRedeemed.model_validate(
                    SPENT | {"use": "gift", "value_fen": 3000, "venue_id": "harbour"}
                ),
                loyalty.PointsReversed.model_validate(SPENT),
            ),
            0,
        ),
    ],
)
async def test_what_was_taken_and_given_up_in_the_night_is_not_told_in_the_morning(
    world: World, kind: str, events: tuple[Event, ...], sent: int
) -> None:
    await world.hear(venue(), GUEST)
    world.clock.set(NIGHT)
    await world.hear(*events)
    await world.tick(timedelta(hours=10))
    found = await world.deliveries(notice__kind=kind, plan="sms>email")
    assert [each.status for each in found].count(Status.SENT) == sent
    assert {each.notes[-1].code for each in found if each.status is Status.DROPPED} <= {"cancelled", "moved"}


@pytest.mark.rule("N4", "B13")
@pytest.mark.parametrize(
    ("over", "code"),
    [
        (booking.WaitingLeft, "cancelled"),
        (booking.WaitingServed, "taken"),
        (booking.WaitingOfferLapsed, "lapsed"),
    ],
)
async def test_no_place_is_offered_again_to_who_took_it_or_waits_no_longer(
    world: World, over: type[Event], code: str
) -> None:
    """The provider failed at first; by the time of the retry the guest has answered in the app."""
    world.sms.script = [fails(503)]
    await world.hear(venue(), GUEST, OFFERED)
    await world.hear(over.model_validate(WAITING | ({"reason": "withdrawn"} if code == "cancelled" else {})))
    await world.tick(timedelta(seconds=5))
    told = await world.delivery("waiting-offered")
    assert (told.status, told.notes[-1].code, len(world.sms.seen)) == (Status.FAILED, code, 1)


@pytest.mark.rule("N4", "B13")
async def test_of_two_offers_the_one_that_lapsed_is_told_no_more(world: World) -> None:
    """The provider failed at first; by the time of the retry that place is gone, and another is held."""
    world.sms.script = [fails(503)]
    await world.hear(venue(), GUEST, OFFERED)
    again = OFFERED.model_copy(update={"booking_id": "b2", "item": "海景厅 2"})
    await world.hear(booking.WaitingOfferLapsed.model_validate(WAITING), again)
    await world.tick(timedelta(seconds=5))
    first, second = await world.deliveries(notice__kind="waiting-offered", plan="sms>email")
    assert (first.status, first.notes[-1].code, second.status) == (Status.FAILED, "moved", Status.SENT)


@pytest.mark.rule("N1", "N4")
@pytest.mark.parametrize(
    ("told", "over"),
    [
        (OFFERED, booking.WaitingLeft.model_validate(WAITING | {"reason": "withdrawn"})),
        (SIGNED_UP, loyalty.MemberWithdrew(**SEAT)),
    ],
)
async def test_nobody_calls_a_guest_of_what_they_gave_up_meanwhile(
    world: World, told: Event, over: Event
) -> None:
    await world.hear(venue(), GUEST)
    await world.api("guest", guest_id="g1").made("/guests/g1/preferences", {"channels": ["phone"]})
    await world.hear(told)
    assert len((await world.api("agent").got("/phone-tasks", status="open"))["items"]) == 1
    await world.hear(over)
    assert (await world.api("agent").got("/phone-tasks", status="open"))["items"] == []

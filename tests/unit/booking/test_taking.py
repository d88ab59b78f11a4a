"""Hold, confirm, remind, lapse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts import booking as facts
from infra.chassis.decision import Refused
from services.booking.domain.booking import EXPECTED, Channel, Guest, Status, Tier, claims, missing, timers
from services.booking.domain.due import on_timer
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.taking import check, complete_details, confirm, hold, lapse
from services.booking.domain.venue import Kind, Offer
from tests.unit.booking.world import (
    EVENING,
    GUEST,
    NOW,
    POLICY,
    ask,
    confirmed,
    first_placement,
    held,
    request,
    venue,
)

FRIDAY = EVENING + timedelta(days=4)


@pytest.mark.rule("B1")
@pytest.mark.parametrize("channel", ["phone", "web", "chat", "app", "walk-in", "partner"])
def test_the_channel_and_the_agent_who_took_it_are_recorded(channel: str) -> None:
    taken = request(channel=Channel(channel))
    booking, [told] = hold(taken, venue(), first_placement(venue(), ask()), POLICY, 1, NOW)
    assert isinstance(told, facts.BookingHeld)
    assert (told.channel, told.agent_id) == (channel, "agent-7")
    _, [stands] = confirm(booking, "CH-1", POLICY, NOW)
    assert isinstance(stands, facts.BookingConfirmed)
    assert (stands.channel, stands.agent_id) == (channel, "agent-7")


@pytest.mark.rule("B2")
@pytest.mark.parametrize("field", ["name", "phone", "member_card"])
def test_an_effective_booking_needs_every_detail_and_lists_what_is_missing(field: str) -> None:
    assert missing(held()) == ()
    lacking: dict[str, Any] = {field: ""}
    assert missing(held(guest=replace(GUEST, **lacking))) == (field,)


@pytest.mark.rule("B2")
@pytest.mark.parametrize(
    ("tier", "lacking"), [("ordinary", ()), ("silver", ()), ("gold", ("spend",)), ("platinum", ("spend",))]
)
def test_gold_cards_and_above_need_their_spend_before_the_booking_is_effective(
    tier: str, lacking: tuple[str, ...]
) -> None:
    assert missing(held(tier=Tier(tier))) == lacking


@pytest.mark.rule("B2")
def test_a_confirmation_lists_what_is_missing_and_the_remarks_are_part_of_it() -> None:
    [told] = confirm(held(remarks=""), "CH-1", POLICY, NOW)[1]
    assert isinstance(told, facts.BookingConfirmed)
    assert (told.effective, told.missing) == (False, ("remarks",))
    [told] = confirm(held(), "CH-1", POLICY, NOW)[1]
    assert isinstance(told, facts.BookingConfirmed)
    assert (told.effective, told.missing) == (True, ())


@pytest.mark.rule("B2")
def test_completing_the_details_makes_the_booking_effective() -> None:
    bare = confirmed(guest=Guest(id="guest-1", name="Li"), remarks="")
    _, [told] = complete_details(bare, GUEST, "window", offer_reconfirmed=False, now=NOW)
    assert isinstance(told, facts.DetailsChanged)
    assert told.effective
    assert set(told.changed) == {"phone", "member_card", "remarks"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"party_size": 0}, "party_size"),
        ({"hours": 0}, "ends_at"),
        ({"hours": 24 * 401}, "ends_at"),
        ({"starts_at": NOW - timedelta(hours=1)}, "starts_at"),
    ],
)
def test_what_can_never_be_a_booking_is_refused_by_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        check(request(ask(**changed)), venue(), POLICY, NOW)
    assert (refused.value.kind, refused.value.field) == ("invalid", field)


@pytest.mark.rule("B4")
def test_a_hold_lapses_by_itself_and_frees_its_room() -> None:
    booking = held()
    assert timers(booking) == {"hold-lapse": NOW + timedelta(minutes=10)}
    assert claims(booking)
    lapsed, [told] = on_timer(booking, "hold-lapse", POLICY, NOW + timedelta(minutes=10))
    assert isinstance(told, facts.HoldLapsed)
    assert claims(lapsed) == frozenset()
    assert timers(lapsed) == {}


@pytest.mark.rule("B4")
def test_a_lapsed_hold_cannot_be_confirmed_even_before_its_timer_fired() -> None:
    with pytest.raises(Refused, match="hold-lapsed"):
        confirm(held(), "CH-1", POLICY, NOW + timedelta(minutes=10))
    with pytest.raises(Refused, match="wrong-status"):
        confirm(lapse(held(), NOW)[0], "CH-1", POLICY, NOW)


@pytest.mark.rule("B4")
def test_a_confirmation_carries_its_number_and_the_notes_the_guest_must_know() -> None:
    at = venue(notes=("请带身份证",), notes_en=("Bring your ID",))
    _, [told] = confirm(held(at), "CH-1", POLICY, NOW)
    assert isinstance(told, facts.BookingConfirmed)
    assert (told.confirmation_number, told.notes) == ("CH-1", ("请带身份证",))
    assert held(at, guest=replace(GUEST, language="en")).notes == ("Bring your ID",)


@pytest.mark.rule("B5")
def test_reminders_come_a_day_and_two_hours_before() -> None:
    wednesday = EVENING + timedelta(days=2)
    due = timers(confirmed(asked=ask(starts_at=wednesday)))
    assert due["remind-day"] == wednesday - timedelta(hours=24)
    assert due["remind-soon"] == wednesday - timedelta(hours=2)
    assert "remind-peak" not in due


@pytest.mark.rule("B5")
def test_peak_days_remind_a_day_earlier() -> None:
    due = timers(confirmed(asked=ask(starts_at=FRIDAY)))
    assert due["remind-peak"] == FRIDAY - timedelta(hours=48)


@pytest.mark.rule("B5")
def test_a_reminder_says_until_when_it_is_useful() -> None:
    booking = confirmed(asked=ask(starts_at=FRIDAY))
    booking, [first] = on_timer(booking, "remind-peak", POLICY, FRIDAY - timedelta(hours=48))
    assert isinstance(first, facts.ReminderDue)
    assert first.valid_until == FRIDAY - timedelta(hours=24)
    booking, _ = on_timer(booking, "remind-day", POLICY, FRIDAY - timedelta(hours=24))
    booking, [last] = on_timer(booking, "remind-soon", POLICY, FRIDAY - timedelta(hours=2))
    assert isinstance(last, facts.ReminderDue)
    assert last.valid_until == FRIDAY
    assert booking.status in EXPECTED
    assert not [name for name in timers(booking) if name.startswith("remind")]


def test_a_reminder_whose_time_has_passed_is_not_planned() -> None:
    assert "remind-day" not in timers(confirmed())


OFFER = Offer(
    id="o1", title="周三八折", first_day=date(2025, 6, 1), last_day=date(2025, 6, 30), weekdays=(2,),
    discount_percent=20, minimum_spend_fen=38_800, exclusions=("seafood",),
)  # fmt: skip


@pytest.mark.rule("B7")
def test_the_offer_of_the_day_is_disclosed_and_kept() -> None:
    at = replace(venue(), offers=(OFFER,))
    wednesday = ask(starts_at=EVENING + timedelta(days=2))
    booking = held(at, asked=wednesday)
    _, [told] = confirm(booking, "CH-1", POLICY, NOW)
    assert isinstance(told, facts.BookingConfirmed)
    assert told.offer is not None
    assert (told.offer.discount_percent, told.offer.exclusions) == (20, ("seafood",))
    assert "最低消费 388 元" in told.notes
    assert held(at).offer is None


@pytest.mark.rule("B7")
def test_an_evening_past_midnight_gets_the_offer_of_its_business_day() -> None:
    at = replace(venue(), offers=(OFFER,))
    thursday_one_o_clock = EVENING + timedelta(days=2, hours=5)
    assert held(at, asked=ask(starts_at=thursday_one_o_clock)).offer == OFFER


@pytest.mark.rule("B7")
def test_the_venue_reconfirms_the_disclosed_offer() -> None:
    at = replace(venue(), offers=(OFFER,))
    booking = confirmed(at, asked=ask(starts_at=EVENING + timedelta(days=2)))
    after, [told] = complete_details(booking, booking.guest, booking.remarks, offer_reconfirmed=True, now=NOW)
    assert isinstance(told, facts.OfferReconfirmed)
    assert after.offer_reconfirmed_at == NOW


@pytest.mark.rule("B13")
@pytest.mark.parametrize(("tier", "days"), [("ordinary", 14), ("silver", 21), ("gold", 30), ("platinum", 60)])
def test_higher_tiers_book_earlier(tier: str, days: int) -> None:
    last = request(ask(starts_at=EVENING + timedelta(days=days)), tier=Tier(tier))
    check(last, venue(), POLICY, NOW)
    beyond = request(ask(starts_at=EVENING + timedelta(days=days + 1)), tier=Tier(tier))
    with pytest.raises(Refused, match="too-early"):
        check(beyond, venue(), POLICY, NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"hold_minutes": 0},
        {"feedback_minutes": -1},
        {"peak_weekdays": (7,)},
        {"arrival_escalation_minutes": 5},
    ],
)
def test_a_policy_that_cannot_work_is_refused_naming_its_field(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(changes))):
        BookingPolicy(**changes)  # type: ignore[arg-type]  # wrong on purpose


def test_staff_is_given_with_a_service_not_booked() -> None:
    with pytest.raises(Refused, match="staff-not-booked"):
        check(request(ask(kind=Kind.STAFF)), venue(), POLICY, NOW)


def test_a_held_booking_is_in_no_final_status() -> None:
    assert held().status is Status.HELD

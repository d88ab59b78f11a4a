"""Incidents and partners, and what they let the desk offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from contracts import booking as facts
from infra.chassis.decision import Refused
from services.booking.domain.arriving import mark_late, mark_no_show
from services.booking.domain.booking import Booking, Status, claims, timers
from services.booking.domain.due import on_timer
from services.booking.domain.incidents import report_taken
from services.booking.domain.moving import change_party, displace, reschedule
from services.booking.domain.partners import give_feedback, partner_placed, partner_refused, turned_away
from services.booking.domain.placement import Ask
from services.booking.domain.taking import asked, confirm
from services.booking.domain.venue import Offer
from tests.unit.booking.world import EVENING, NOW, POLICY, ask, confirmed, first_placement, held, room, venue

OFFER = Offer("o", "八折", date(2025, 6, 1), date(2025, 6, 30), discount_percent=20)


def later(booking: Booking, by: timedelta, **changes: Any) -> Ask:
    now = asked(booking)
    return replace(now, starts_at=now.starts_at + by, ends_at=now.ends_at + by, **changes)


@pytest.mark.rule("B9")
def test_a_party_whose_place_was_lost_comes_another_day_without_holding_the_lost_place_then() -> None:
    """Strangers sit there tonight, not tomorrow: tomorrow the same room is anybody's, also this party's."""
    at = venue(room("r1"), room("r2"))
    lost, _ = report_taken(confirmed(at), "agent-1", EVENING)
    tonight = claims(lost)
    assert {claim.split("@")[0] for claim in tonight} == {f"v1/{lost.incidents[0].lost[0].resource_id}"}
    tomorrow = later(lost, timedelta(days=1))
    moved, _ = reschedule(lost, at, tomorrow, first_placement(at, tomorrow), "guest", POLICY, EVENING)
    assert claims(moved) > tonight
    assert {claim.split("@")[0] for claim in claims(moved) - tonight} == {f"v1/{moved.resource_ids[0]}"}


@pytest.mark.rule("B7")
def test_a_partner_that_places_a_booking_can_say_that_it_honours_the_offer() -> None:
    at = replace(venue(partner=True), offers=(OFFER,))
    placed, told = partner_placed(confirmed(at), "A12", "N", POLICY, NOW, offer_reconfirmed=True)
    assert isinstance(told[-1], facts.OfferReconfirmed)
    assert told[-1].offer.discount_percent == 20
    assert placed.offer_reconfirmed_at == NOW


@pytest.mark.rule("B12")
def test_other_venues_are_named_unasked_only_when_its_own_house_cannot_take_the_guest() -> None:
    assert not turned_away(confirmed())
    assert turned_away(partner_refused(confirmed(venue(partner=True)), "full", NOW)[0])
    assert turned_away(report_taken(confirmed(), None, EVENING)[0])
    assert turned_away(displace(confirmed(), "c1", "burst pipe", NOW)[0])


@pytest.mark.rule("B6")
def test_feedback_is_recorded_whatever_became_of_the_booking() -> None:
    absent, _ = mark_no_show(confirmed(), EVENING + timedelta(hours=1))
    _, [told] = give_feedback(absent, "called, no answer", "agent-1", POLICY, EVENING + timedelta(hours=1))
    assert isinstance(told, facts.FeedbackGiven)


@pytest.mark.rule("B6")
def test_a_partners_booking_is_asked_for_before_it_stands_and_fed_back_in_three_minutes() -> None:
    asked_for, [told] = confirm(held(venue(partner=True)), "CH-1", POLICY, NOW)
    assert isinstance(told, facts.PartnerAsked)
    assert (asked_for.status, asked_for.confirmation_number) == (Status.ASKED, None)
    placed, _ = partner_placed(asked_for, "A12", "CH-1", POLICY, NOW)
    due = timers(placed)["feedback"]
    assert due == NOW + timedelta(minutes=3)

    def in_time(booking: Booking, at: datetime) -> bool:
        given = give_feedback(booking, "A12", "agent-1", POLICY, at)[1][0]
        assert isinstance(given, facts.FeedbackGiven)
        return given.in_time

    assert in_time(placed, due)
    assert not in_time(placed, due + timedelta(seconds=1))
    overdue, _ = on_timer(placed, "feedback", POLICY, due)
    assert not in_time(overdue, due + timedelta(seconds=1))


@pytest.mark.rule("B8")
def test_a_booking_its_partner_never_answered_is_escalated_again_once_its_visit_has_begun() -> None:
    asked_for, _ = confirm(held(venue(partner=True)), "CH-1", POLICY, NOW)
    silent, _ = on_timer(asked_for, "partner-answer", POLICY, timers(asked_for)["partner-answer"])
    due = timers(silent)["arrival-escalation"]
    assert due == EVENING + timedelta(minutes=60)
    told_of, [told] = on_timer(silent, "arrival-escalation", POLICY, due)
    assert isinstance(told, facts.BookingEscalated)
    assert (told.about, told.overdue_since) == ("arrival", EVENING)
    assert timers(told_of) == {}


@pytest.mark.rule("B5")
def test_a_booking_that_moves_is_reminded_of_its_new_time_only() -> None:
    at = venue(room("r1"), room("r2"))
    standing = confirmed(at, asked=ask(starts_at=EVENING + timedelta(days=2)))
    moving = later(standing, timedelta(days=1))
    moved, _ = reschedule(standing, at, moving, first_placement(at, moving), "guest", POLICY, NOW)
    assert timers(moved)["remind-day"] == EVENING + timedelta(days=2)
    assert timers(moved)["remind-soon"] == EVENING + timedelta(days=2, hours=22)


def test_a_booking_is_moved_in_time_and_size_by_one_decision() -> None:
    at = venue(room("r1"), room("big", 12))
    bigger = later(confirmed(at), timedelta(hours=1), party_size=10)
    moved, told = reschedule(confirmed(at), at, bigger, first_placement(at, bigger), "guest", POLICY, NOW)
    assert (moved.party_size, moved.resource_ids) == (10, ("big",))
    assert [type(fact) for fact in told] == [facts.BookingRescheduled, facts.PartyChanged]
    assert told[1].confirmed  # type: ignore[attr-defined]
    _, [grown] = change_party(held(at), 5, first_placement(at, asked(held(at))), NOW)
    assert not grown.confirmed  # type: ignore[attr-defined]


@pytest.mark.rule("B8")
def test_a_late_party_whose_visit_is_cut_before_its_new_time_is_due_at_the_start_again() -> None:
    at = venue(room("r1"))
    late, _ = mark_late(confirmed(at), EVENING + timedelta(minutes=90), POLICY, EVENING)
    now = EVENING + timedelta(minutes=20)

    def ending(minutes: int) -> Booking:
        shorter = replace(asked(late), ends_at=EVENING + timedelta(minutes=minutes))
        return reschedule(late, at, shorter, first_placement(at, shorter), "guest", POLICY, now)[0]

    assert ending(100).status is Status.LATE
    cut = ending(60)
    assert (cut.status, cut.expected_at) == (Status.CONFIRMED, None)
    assert timers(cut)["arrival-check"] == EVENING + timedelta(minutes=10)
    assert mark_no_show(cut, now)[0].status is Status.NO_SHOW


@pytest.mark.rule("B4")
def test_a_booking_whose_place_a_closure_took_is_neither_confirmed_nor_resized_without_one() -> None:
    at = venue(room("r1"), room("r2"))
    homeless, _ = displace(held(at), "c-1", "burst pipe", NOW)
    with pytest.raises(Refused, match="a closure took its place"):
        confirm(homeless, "CH-1", POLICY, NOW)
    with pytest.raises(Refused, match="a closure took its place"):
        change_party(homeless, 5, first_placement(at, asked(homeless)), NOW)
    elsewhere, _ = reschedule(
        homeless, at, asked(homeless), first_placement(at, asked(homeless)), "venue", POLICY, NOW
    )
    assert confirm(elsewhere, "CH-1", POLICY, NOW)[0].status is Status.CONFIRMED


@pytest.mark.rule("B3")
def test_a_booking_is_of_the_category_it_got_so_that_it_keeps_its_place_when_it_moves_again() -> None:
    at = venue(room("r1"), room("h1", category="hall"))
    wanted = ask(category="hall")
    moved, _ = reschedule(confirmed(at), at, wanted, first_placement(at, wanted), "guest", POLICY, NOW)
    offered = held(at, asked=ask(category="ktv", resource_ids=("h1",)))
    for booking in (moved, offered):
        assert booking.category == "hall"
        assert first_placement(at, later(booking, timedelta(hours=1))).resource_ids == ("h1",)


@pytest.mark.rule("B7")
def test_a_booking_moved_to_another_day_tells_the_guest_what_holds_on_that_day() -> None:
    friday = replace(OFFER, weekdays=(4,), minimum_spend_fen=38_800, exclusions=("seafood",))
    at = replace(venue(notes=("带身份证",)), offers=(friday,))
    monday = confirmed(at)
    to_friday = later(monday, timedelta(days=4))
    agreed = replace(monday, offer_reconfirmed_at=NOW)
    moved, _ = reschedule(agreed, at, to_friday, first_placement(at, to_friday), "guest", POLICY, NOW)
    assert (moved.offer, moved.offer_reconfirmed_at) == (friday, None), "the venue has not agreed to this one"
    assert moved.notes == ("带身份证", "最低消费 388 元", "优惠不含:seafood")
    back = later(moved, timedelta(days=-4))
    again, _ = reschedule(moved, at, back, first_placement(at, back), "guest", POLICY, NOW)
    assert again.notes == ("带身份证",)

"""Promotions, need-to-know and member events as pure decisions: each bound exact (rules L13, L14, L15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.loyalty import MemberEventCancelled, MemberSignedUp, MemberWaitlisted
from infra.chassis.decision import Refused
from services.loyalty.domain import coupons, member_events, privacy
from services.loyalty.domain.coupons import CouponAsked
from services.loyalty.domain.guest import Guest
from services.loyalty.domain.member_events import MemberEvent
from services.loyalty.domain.policy import CouponKind, Tier
from services.loyalty.domain.privacy import Access, Incident
from services.loyalty.domain.promotions import Effect, Kind, TimeOfDay, quote
from tests.unit.loyalty.helpers import DAY, NOW, POLICY
from tests.unit.loyalty.test_promotions import asked, promotion

SECOND = timedelta(seconds=1)


@pytest.mark.rule("L13")
@pytest.mark.parametrize(
    ("yuan", "times", "saved"), [(399, 3, 0), (400, 3, 50), (799, 3, 50), (800, 3, 100), (9000, 3, 150)]
)
def test_spend_and_save_counts_every_full_sum_so_often_at_most(yuan: int, times: int, saved: int) -> None:
    made = promotion(effect=Effect.SPEND_AND_SAVE, spend_fen=400_00, save_fen=50_00, times=times)
    assert quote([made], asked(yuan)).saved_fen == saved * 100


@pytest.mark.rule("L13")
@pytest.mark.parametrize(
    ("changes", "bill"),
    [
        ({"kind": Kind.NEW_GUEST}, {"visits": 0}),
        ({"least_tier": 2}, {"tier": Tier.GOLD}),
        ({"kind": Kind.GROUP, "least_party": 6}, {"party_size": 6}),
        ({"venue_ids": ("v2", "v1")}, {}),
        ({"least_spend_fen": 1000_00}, {}),
        ({"per_guest": 2}, {"used": {"p": 1}}),
        ({"hours": (TimeOfDay((0,), 12 * 60, 13 * 60),)}, {}),
        ({}, {"at": NOW - DAY}),
        ({}, {"at": NOW + DAY - SECOND}),
        ({}, {"left_fen": {"p": 100_00}}),
    ],
)
def test_a_promotion_applies_up_to_each_of_its_bounds(changes: dict[str, Any], bill: dict[str, Any]) -> None:
    assert quote([promotion(**changes)], asked(**bill)).saved_fen == 100_00


@pytest.mark.rule("L13")
@pytest.mark.parametrize(
    ("changes", "bill"),
    [
        ({"kind": Kind.GROUP, "least_party": 6}, {"party_size": 5}),
        ({"hours": (TimeOfDay((0,), 11 * 60, 12 * 60),)}, {}),
        ({}, {"at": NOW + DAY}),
        ({}, {"at": NOW - DAY - SECOND}),
        ({"ended_at": NOW - SECOND}, {}),
    ],
)
def test_a_promotion_applies_no_further(changes: dict[str, Any], bill: dict[str, Any]) -> None:
    assert quote([promotion(**changes)], asked(**bill)).lines == ()


@pytest.mark.rule("L11", "L13")
def test_a_coupon_is_issued_once_and_worth_what_its_kind_says_or_what_was_asked() -> None:
    kinds = {"goodwill": CouponKind(days=3), "fifty": CouponKind(value_fen=50_00, minimum_spend_fen=200_00)}
    claim = CouponAsked("c", "g", "goodwill", 88_00, "v1", "compensation", "m1")
    made, facts = coupons.issue(None, claim, kinds, NOW)
    assert (made.value_fen, made.expires_at, len(facts)) == (88_00, NOW + 3 * DAY, 1)
    assert coupons.issue(made, claim, kinds, NOW + DAY) == (made, ())
    assert coupons.issue(None, replace(claim, kind="fifty"), kinds, NOW)[0].value_fen == 50_00
    with pytest.raises(Refused, match="coupon-worthless"):
        coupons.issue(None, replace(claim, value_fen=0), kinds, NOW)

    def used(at: int, guest: str = "g", **more: Any) -> Any:
        return coupons.use(made, Guest(guest, NOW, **more), "v1", "r1", 50_00, made.expires_at + at * SECOND)

    assert [fact.value_fen for fact in used(-1)[1]] == [50_00], "no more than the bill"
    with pytest.raises(Refused, match="coupon-not-usable"):
        used(0)
    with pytest.raises(Refused, match="coupon-of-another"):
        used(-1, "h")
    assert used(-1, "h", merged=("g",))[1]


@pytest.mark.rule("L14")
def test_an_approval_is_of_a_second_person_for_one_reader_one_guest_and_some_hours() -> None:
    request = Access("a", "g", "kim", "send a parcel", NOW)
    with pytest.raises(Refused, match="purpose-missing"):
        privacy.ask(None, replace(request, purpose=" "))
    with pytest.raises(Refused, match="second-person-needed"):
        privacy.approve(request, "kim", POLICY, NOW)
    granted, _ = privacy.approve(request, "lee", replace(POLICY, access_hours=2), NOW)
    until = NOW + timedelta(hours=2)
    assert privacy.covers(granted, "g", "kim", until - SECOND)
    assert not privacy.covers(granted, "g", "kim", until)
    assert not privacy.covers(granted, "g", "lee", NOW)
    assert not privacy.covers(granted, "h", "kim", NOW)
    assert not privacy.covers(request, "g", "kim", NOW)
    refused, _ = privacy.refuse(request, "lee")
    assert not privacy.covers(refused, "g", "kim", NOW)
    for decided in (granted, refused):
        with pytest.raises(Refused, match="access-decided"):
            privacy.approve(decided, "lee", POLICY, NOW)


@pytest.mark.rule("L14")
def test_a_leaks_deadline_ends_once_guests_and_authority_were_told() -> None:
    leak, _ = privacy.open_(None, Incident("i", "a list", ("g",), "kim", NOW, NOW + DAY))
    half, _ = privacy.told(leak, "guests", NOW)
    assert privacy.incident_timers(leak) == privacy.incident_timers(half) == {"deadline": NOW + DAY}
    done, _ = privacy.told(half, "authority", NOW)
    assert privacy.incident_timers(done) == {}
    assert privacy.overdue(done) == (done, ())
    with pytest.raises(Refused, match="containment"):
        privacy.close(done, "carelessness", NOW)
    for missing in (half, privacy.told(leak, "authority", NOW)[0]):
        with pytest.raises(Refused, match="word to the"):
            privacy.close(privacy.contain(missing, "shredded")[0], "carelessness", NOW)
    late, facts = privacy.overdue(half)
    assert (late.overdue, len(facts), privacy.overdue(late)) == (True, 1, (late, ()))


def published(capacity: int = 4, **changes: Any) -> MemberEvent:
    told = MemberEvent("e", "v1", "品酒会", NOW + DAY, capacity, **changes)
    return member_events.publish(None, told)[0]


def signed(event: MemberEvent, guest: str, seats: int, tier: Tier = Tier.ORDINARY) -> MemberEvent:
    return member_events.sign_up(event, (guest,), seats, tier, NOW)[0]


@pytest.mark.rule("L15")
def test_an_event_takes_exactly_its_capacity_and_who_waits_moves_up_as_far_as_seats_reach() -> None:
    event = signed(published(4), "a", 3)
    event, [first] = member_events.sign_up(event, ("b",), 1, Tier.ORDINARY, NOW)
    assert isinstance(first, MemberSignedUp)
    event, [over] = member_events.sign_up(event, ("c",), 2, Tier.ORDINARY, NOW)
    assert isinstance(over, MemberWaitlisted)
    event = signed(signed(event, "d", 1), "p", 3, Tier.PLATINUM)
    assert member_events.sign_up(event, ("new", "c"), 2, Tier.GOLD, NOW) == (event, ()), "they wait already"
    with pytest.raises(Refused, match="4 seats are taken"):
        member_events.resize(event, 3, NOW)
    larger, facts = member_events.resize(event, 5, NOW)
    assert [fact.model_dump()["guest_id"] for fact in facts] == ["d"], (
        "the better tier's three seats do not fit"
    )
    assert member_events.taken(larger) == 5
    _, facts = member_events.withdraw(event, ("a",), NOW)
    assert [fact.model_dump()["guest_id"] for fact in facts] == ["a", "p"]


@pytest.mark.rule("L15")
def test_only_who_has_a_seat_attends_once_and_nobody_signs_up_for_what_has_begun_or_is_off() -> None:
    event = signed(signed(published(1), "a", 1), "b", 1)
    there, [_] = member_events.attend(event, ("a",), NOW)
    assert member_events.attend(there, ("a",), NOW + DAY) == (there, ())
    for guest in ("b", "nobody"):
        with pytest.raises(Refused, match="no-seat"):
            member_events.attend(event, (guest,), NOW)
    off, [told] = member_events.cancel(event, NOW)
    assert isinstance(told, MemberEventCancelled)
    assert told.guest_ids == ("a", "b")
    for closed, now in ((off, NOW), (event, event.starts_at)):
        with pytest.raises(Refused, match="member-event-closed"):
            member_events.sign_up(closed, ("c",), 1, Tier.ORDINARY, now)
    gold = published(least_tier=Tier.GOLD)
    assert signed(gold, "a", 1, Tier.GOLD).sign_ups
    with pytest.raises(Refused, match="tier-too-low"):
        signed(gold, "a", 1, Tier.SILVER)

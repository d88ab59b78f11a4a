"""Who stands first on the waitlist."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import booking as facts
from infra.chassis.decision import Refused
from services.booking.domain.booking import Tier
from services.booking.domain.taking import confirm, lapse
from services.booking.domain.waiting import (
    Waiting,
    WaitingStatus,
    in_order,
    join,
    leave,
    offer,
    settle,
    timers,
)
from tests.unit.booking.world import EVENING, NOW, POLICY, held, request, venue

TIERS = [Tier.PLATINUM, Tier.GOLD, Tier.SILVER, Tier.ORDINARY]


def waiting(tier: Tier = Tier.ORDINARY, minute: int = 0, name: str = "w1") -> Waiting:
    entry, _ = join(name, request(tier=tier), venue(), POLICY, NOW)
    return replace(entry, joined_at=NOW + timedelta(minutes=minute))


@pytest.mark.rule("B13")
@given(st.lists(st.tuples(st.sampled_from(TIERS), st.integers(0, 50)), max_size=12))
def test_the_line_stands_by_tier_then_time(people: list[tuple[Tier, int]]) -> None:
    line = in_order(waiting(tier, minute, f"w{n}") for n, (tier, minute) in enumerate(people))
    places = [(TIERS.index(each.tier), each.joined_at) for each in line]
    assert places == sorted(places)


@pytest.mark.rule("B13")
def test_an_offer_that_lapses_is_missed_and_the_guest_waits_on_behind_the_others() -> None:
    hold = held(waiting_id="w1")
    offered, [told] = offer(waiting(Tier.GOLD), hold, NOW)
    assert isinstance(told, facts.WaitingOffered)
    assert told.expires_at == NOW + timedelta(minutes=10)
    missed, [lapsed] = settle(offered, lapse(hold, NOW)[0], NOW + timedelta(minutes=10))
    assert isinstance(lapsed, facts.WaitingOfferLapsed)
    later = waiting(Tier.ORDINARY, 30, "w2")
    assert [each.id for each in in_order([missed, later])] == ["w2", "w1"]


def test_a_taken_offer_serves_the_guest() -> None:
    hold = held(waiting_id="w1")
    offered, _ = offer(waiting(), hold, NOW)
    served, [told] = settle(offered, confirm(hold, "N", POLICY, NOW)[0], NOW)
    assert served.status is WaitingStatus.SERVED
    assert isinstance(told, facts.WaitingServed)
    with pytest.raises(Refused, match="not-waiting"):
        offer(served, hold, NOW)


def test_a_hold_confirmed_before_it_was_offered_serves_the_guest_and_is_not_offered_any_more() -> None:
    hold = held(waiting_id="w1")
    served, [told] = settle(waiting(), confirm(hold, "N", POLICY, NOW)[0], NOW)
    assert (served.status, served.booking_id) == (WaitingStatus.SERVED, hold.id)
    assert isinstance(told, facts.WaitingServed)
    with pytest.raises(Refused, match="not-waiting"):
        offer(served, hold, NOW)


def test_a_hold_that_has_lapsed_is_not_offered() -> None:
    with pytest.raises(Refused, match="hold-lapsed"):
        offer(waiting(), held(waiting_id="w1"), NOW + timedelta(minutes=10))


def test_waiting_ends_when_the_wanted_time_begins() -> None:
    assert timers(waiting()) == {"too-late": EVENING}
    left, _ = leave(waiting(), "too-late")
    assert timers(left) == {}
    offered, _ = offer(waiting(), held(), NOW)
    gone, told = settle(offered, lapse(held(), EVENING)[0], EVENING)
    assert gone.status is WaitingStatus.LEFT
    assert [each.TYPE for each in told] == [facts.WaitingOfferLapsed.TYPE, facts.WaitingLeft.TYPE]

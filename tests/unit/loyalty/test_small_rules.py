"""Policies, rates, phones, masks, settlement, coupons, incidents: small rules by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.loyalty import GuestMerged
from infra.chassis.decision import Refused
from services.loyalty.domain import visiting
from services.loyalty.domain.account import timers
from services.loyalty.domain.granting import reward_referral
from services.loyalty.domain.guest import Consents, Guest, absorb, consent, retire
from services.loyalty.domain.personal import Personal, filled, masked, normal_name, normal_phone
from services.loyalty.domain.policy import LoyaltyPolicy, Rate, Rules, Threshold, Tier
from services.loyalty.domain.settlement import Honoured, netted
from services.loyalty.domain.visits import Line, earning, points_for
from tests.unit.loyalty.helpers import DAY, NOW, POLICY, RULES, bill

venues = st.sampled_from("abc")


@pytest.mark.rule("L5")
@pytest.mark.parametrize(
    ("yuan", "programme", "points"),
    [(100, "standard", 10), (99, "standard", 9), (100, "gold-card", 2), (9, "standard", 0)],
)
def test_the_programmes_rates(yuan: int, programme: str, points: int) -> None:
    assert points_for(yuan * 100, Tier.ORDINARY, programme, POLICY) == points


@pytest.mark.rule("L5")
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_splitting_a_bill_never_earns_more(first: int, second: int) -> None:
    rate = Rate(points=10)
    together = rate.points_for(first + second, Tier.GOLD)
    assert rate.points_for(first, Tier.GOLD) + rate.points_for(second, Tier.GOLD) <= together


@pytest.mark.rule("L5")
def test_what_is_excluded_earns_nothing_and_a_bill_may_not_contradict_itself() -> None:
    told = bill(yuan=500, lines=(Line("tobacco", 100_00), Line("food", 300_00)), excluded_fen=50_00)
    assert earning(told, POLICY) == 350_00
    with pytest.raises(Refused, match="bill-invalid"):
        earning(bill(yuan=100, lines=(Line("food", 200_00),)), POLICY)
    with pytest.raises(Refused, match="visit-in-future"):
        visiting.record(None, "g", bill(at=NOW + DAY), None, RULES, NOW)


@pytest.mark.rule("L5")
def test_a_pending_visit_forgets_itself_when_nobody_ends_it() -> None:
    told = bill(booking_id="b1")
    account, _ = visiting.booking_spent(None, "g", told, None, RULES, NOW)
    assert account.open_visits[0].pending_points == 10
    assert not account.points.lots
    later = NOW + timedelta(days=RULES.venue.open_visit_days)
    account, _ = visiting.record(account, "g", bill("other", at=later), None, RULES, later)
    assert account.open_visits == ()


@pytest.mark.rule("L5")
def test_a_bill_and_the_end_of_its_visit_may_come_in_either_order() -> None:
    told = bill(booking_id="b1")
    first, _ = visiting.booking_spent(None, "g", told, None, RULES, NOW)
    first, facts = visiting.booking_ended(first, "g", "b1", "v1", NOW, None, RULES, NOW)
    second, _ = visiting.booking_ended(None, "g", "b1", "v1", NOW, None, RULES, NOW)
    second, other = visiting.booking_spent(second, "g", told, None, RULES, NOW)
    assert first.points.lots == second.points.lots
    assert [fact.TYPE for fact in facts] == [fact.TYPE for fact in other]


@pytest.mark.rule("L10")
def test_nobody_is_rewarded_for_themselves_or_twice_for_one_guest() -> None:
    account, facts = reward_referral(None, "anna", "bo", "v1", RULES, NOW)
    assert facts
    assert reward_referral(account, "anna", "bo", "v1", RULES, NOW) == (account, ())
    merged = replace(account, aliases=("chen",))
    assert reward_referral(merged, "anna", "chen", "v1", RULES, NOW) == (merged, ())


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "Mars/Base"},
        {"lot_months": 0},
        {"rates": {"gold-card": Rate(2)}},
        {"thresholds": {"silver": Threshold(1, 1, 1)}},
        {"vip_tier": "copper"},
        {"rates": {"standard": Rate(10, 0)}},
    ],
)
def test_a_policy_that_cannot_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(changes))):
        LoyaltyPolicy(**changes)  # type: ignore[arg-type]


@pytest.mark.rule("L1")
@pytest.mark.parametrize("given_phone", ["13800138000", "+86 138-0013-8000", "0086 13800138000"])
def test_a_phone_has_one_spelling(given_phone: str) -> None:
    assert normal_phone(given_phone) == "+8613800138000"


def test_an_impossible_phone_is_refused() -> None:
    with pytest.raises(Refused, match="phone-invalid"):
        normal_phone("12345")


@pytest.mark.rule("L1")
def test_names_are_compared_whatever_their_width_case_or_spaces() -> None:
    assert normal_name("Ｌｉ  Lei") == normal_name("li·lei")


@pytest.mark.rule("L1")
def test_a_double_fills_gaps_and_overwrites_nothing() -> None:
    kept = Personal("李雷", phone="+8613800138000", preferences=("quiet",))
    double = Personal("Li", phone="+8613900139000", email="li@example.com", preferences=("window", "quiet"))
    assert filled(kept, double) == Personal(
        "李雷", "+8613800138000", "li@example.com", preferences=("quiet", "window")
    )


@pytest.mark.rule("L14")
@pytest.mark.rule("L1", "L8")
@pytest.mark.parametrize("refused_by", ["kept", "double"])
def test_a_birthday_refused_in_either_file_stays_refused_when_they_are_joined(refused_by: str) -> None:
    def file(id: str) -> Guest:
        return Guest(id, NOW, consents=Consents(marketing=id == "kept", birthday=id != refused_by))

    double, _ = retire(file("double"), "kept", "same person")
    joined, told = absorb(file("kept"), double, None, None)
    assert joined.consents == Consents(marketing=True, birthday=False)
    assert [type(each) for each in told] == [GuestMerged]
    again, told = consent(joined, Consents(marketing=True), POLICY, NOW)
    assert (again.consents.birthday, len(told)) == (True, 1)


@pytest.mark.rule("L14")
def test_a_mask_shows_enough_to_recognize_and_no_more() -> None:
    shown = masked(Personal("李雷", "+8613800138000", "lilei@example.com", "G-100234", address="Bund 1"))
    assert (shown.phone, shown.email, shown.member_card) == ("***********000", "l***@example.com", "*****234")
    assert (shown.address, shown.birthday, shown.special_needs) == ("", None, ())


@pytest.mark.rule("L6")
@given(
    st.lists(
        st.builds(Honoured, st.sampled_from("abc"), st.sampled_from("abc"), st.integers(-50, 50)), max_size=20
    )
)
def test_netting_neither_makes_nor_loses_points(honoured: list[Honoured]) -> None:
    owed = netted(honoured, 10)
    for venue in "abc":
        gross = sum(each.points for each in honoured if each.issuer_id == venue != each.honoured_by)
        gross -= sum(each.points for each in honoured if each.honoured_by == venue != each.issuer_id)
        net = sum(each.points for each in owed if each.debtor_id == venue)
        net -= sum(each.points for each in owed if each.creditor_id == venue)
        assert net == gross
    assert all(each.points > 0 and each.amount_fen == each.points * 10 for each in owed)


@pytest.mark.rule("L7")
def test_a_bill_told_after_its_lot_ended_is_recorded_and_leaves_no_points() -> None:
    account, facts = visiting.record(None, "g", bill(at=NOW - 500 * DAY), None, RULES, NOW)
    assert account.points.balance == 0
    assert [entry.kind.value for entry in account.points.journal] == ["earn", "expire"]
    assert account.visits_paid == 1
    assert timers(account) == {}
    assert [fact.TYPE.split(".")[2] for fact in facts] == [
        "visit-recorded",
        "points-earned",
        "points-expired",
    ]


@pytest.mark.rule("L5")
def test_what_judged_a_visit_is_remembered_with_it() -> None:
    rules = Rules(POLICY, replace(POLICY, rates={"standard": Rate(30)}), version=7)
    account, _ = visiting.record(None, "g", bill(), None, rules, NOW)
    assert account.written[0].policy_version == account.points.journal[0].policy_version == 7
    assert account.points.balance == 30

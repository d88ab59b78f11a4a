"""No number of rules L2-L11 is a literal: another policy, of the venue or of the chain, decides otherwise.

A venue's rules judge what happens there; what spans venues (tiers, classes, birthdays) goes by the chain's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from contracts.event import Event
from contracts.loyalty import (
    BirthdayReached,
    CompensationRefused,
    HolidayReached,
    PointsExpiring,
    ReferralRewarded,
    TierAtRisk,
    TierChanged,
)
from infra.chassis.decision import Refused
from services.loyalty.domain import granting, guest, spending, upkeep, visiting
from services.loyalty.domain.account import Account, Correction, timers
from services.loyalty.domain.calendar import Occasion, next_holiday
from services.loyalty.domain.granting import Claim
from services.loyalty.domain.guest import Consents, Guest, Sealed
from services.loyalty.domain.policy import Rate, Rights, Rules, Threshold, Tier
from services.loyalty.domain.tiers import Count, Counted, GuestClass, classed, measure
from services.loyalty.domain.visits import Line, earning, points_for
from tests.unit.loyalty.helpers import DAY, NOW, POLICY, RULES, SHANGHAI, bill

Told = TypeVar("Told", bound=Event)


def venues_own(**changes: Any) -> Rules:
    """The chain's rules as they are, the venue's changed."""
    return Rules(POLICY, replace(POLICY, **changes), version=3)


def chains_own(**changes: Any) -> Rules:
    """The chain's rules changed; a venue that stays as the house was may not be asked."""
    return Rules(replace(POLICY, **changes), POLICY, version=3)


def with_points(points: int = 1000, rules: Rules = RULES) -> Account:
    return visiting.record(None, "g", bill("r0", points * 10), None, rules, NOW)[0]


def told(facts: tuple[Event, ...], kind: type[Told]) -> list[Told]:
    return [fact for fact in facts if isinstance(fact, kind)]


# Points: earned (L5), used (L6), kept (L7)


@pytest.mark.rule("L5")
def test_what_earns_nothing_and_how_long_a_visit_is_awaited_are_the_venues() -> None:
    rules = venues_own(excluded_categories=("seafood",), open_visit_days=2, rates={"standard": Rate(20)})
    both = bill(yuan=500, lines=(Line("tobacco", 100_00), Line("seafood", 200_00)), booking_id="b1")
    assert (earning(both, rules.venue), earning(both, POLICY)) == (300_00, 400_00)
    account, _ = visiting.booking_spent(None, "g", both, None, rules, NOW)
    [waits] = account.open_visits
    assert (waits.pending_points, waits.forget_at) == (60, NOW + 2 * DAY)
    done, _ = visiting.booking_ended(account, "g", "b1", "v1", NOW, None, rules, NOW)
    assert done.points.balance == 60


@pytest.mark.rule("L5")
def test_a_tiers_own_percentage_and_a_programme_the_venue_does_not_run() -> None:
    own = replace(POLICY, rates={"standard": Rate(7, 50_00, {"gold": 150})})
    assert points_for(99_99, Tier.SILVER, "standard", own) == 13  # 13.99, and fractions are dropped
    assert points_for(100_00, Tier.GOLD, "standard", own) == 21
    assert points_for(100_00, Tier.SILVER, "gold-card", own) == 14


@pytest.mark.rule("L6")
def test_a_wish_is_worth_what_its_venue_says_and_waits_as_long() -> None:
    rules = venues_own(reservation_minutes=5, bill_fen_per_point=25, reversal_days=3)
    wish = spending.Wish("x", "bill", 10, "v1", "b1", bill_fen=2_50)
    with pytest.raises(Refused, match="takes 10 points at most"):
        spending.reserve(with_points(), "g", replace(wish, points=11), rules, NOW)
    account, _ = spending.reserve(with_points(), "g", wish, rules, NOW)
    [made] = account.points.reserved
    assert (made.value_fen, made.until) == (2_50, NOW + timedelta(minutes=5))
    with pytest.raises(Refused, match="time is over"):
        spending.confirm(account, "g", "x", rules, made.until)
    account, _ = spending.confirm(account, "g", "x", rules, made.until - timedelta(milliseconds=1))
    [spent] = account.points.redeemed
    assert spent.until == made.until - timedelta(milliseconds=1) + 3 * DAY
    with pytest.raises(Refused, match="redemption-not-open"):
        spending.reverse(account, "g", "x", "late", "kim", rules, spent.until)
    account, _ = spending.reverse(account, "g", "x", "late", "kim", rules, spent.until - timedelta(seconds=1))
    assert account.points.balance == 1000


@pytest.mark.rule("L6", "L3")
@pytest.mark.parametrize(("worth", "tier"), [(100, Tier.SILVER), (99, Tier.ORDINARY)])
def test_points_count_toward_a_tier_until_their_use_is_cancelled(worth: int, tier: Tier) -> None:
    rules = venues_own(tier_credit_fen_per_point=worth)
    account = with_points(rules=RULES)
    account = replace(account, standing=replace(account.standing, counts=(), tier=Tier.ORDINARY))
    account, _ = spending.reserve(
        account, "g", spending.Wish("x", "tier_credit", 5000 // 10, "v1"), rules, NOW
    )
    assert account.standing.tier is Tier.ORDINARY, "what is only reserved counts for nothing"
    account, _ = spending.confirm(account, "g", "x", rules, NOW)
    assert measure(account.standing.counts).spend_fen == 500 * worth
    ten = replace(account, standing=replace(account.standing, counts=account.standing.counts * 10))
    assert visiting.record(ten, "g", bill("r9", 0), None, rules, NOW)[0].standing.tier is tier
    account, _ = spending.reverse(account, "g", "x", "a mistake", "kim", rules, NOW)
    assert measure(account.standing.counts).spend_fen == 0


@pytest.mark.rule("L7")
def test_the_notice_of_an_end_comes_once_for_all_that_ends_then_as_early_as_the_chain_says() -> None:
    rules = chains_own(expiry_notice_days=10)
    account, _ = visiting.record(None, "g", bill("r1", 500), None, rules, NOW)
    account, _ = visiting.record(account, "g", bill("r2", 300), None, rules, NOW + 2 * DAY)
    end = datetime(2027, 11, 30, 16, tzinfo=UTC)
    assert timers(account)["expiry-notice"] == end - 10 * DAY
    account, facts = upkeep.on_timer(account, "expiry-notice", rules, end - 10 * DAY)
    assert facts == (PointsExpiring(guest_id="g", points=80, expires_at=end),)
    assert set(timers(account)) == {"expiry"}
    silent, _ = visiting.record(None, "g", bill("r1", 500), None, chains_own(expiry_notice_days=0), NOW)
    assert set(timers(silent)) == {"expiry"}


@pytest.mark.rule("L7")
def test_points_live_as_many_months_as_their_venue_says_in_its_own_zone() -> None:
    rules = venues_own(lot_months=3, zone="America/New_York")
    account, _ = visiting.record(None, "g", bill(at=NOW - 22 * DAY), None, rules, NOW)
    [lot] = account.points.lots  # of 1 November in New York, as in Shanghai
    assert lot.expires_at == datetime(2027, 3, 1, 5, tzinfo=UTC)


@pytest.mark.rule("L7", "L8", "L9", "L10", "L11")
def test_what_a_venue_gives_lives_by_its_rules_and_what_the_chain_gives_by_the_chains() -> None:
    rules = Rules(replace(POLICY, lot_months=2), replace(POLICY, lot_months=1), version=3)
    by_venue, by_chain = datetime(2026, 12, 31, 16, tzinfo=UTC), datetime(2027, 1, 31, 16, tzinfo=UTC)
    account, _ = granting.reward_referral(None, "g", "bo", "v1", rules, NOW)
    account, _ = granting.compensate(account, "g", Claim("m1", "c1", "v1", "remedy", 5), rules, NOW)
    promoted = granting.PromotedBill("v1:r1", "v1", due=5, given=0, lot_id="", step="v1:r1/1")
    account, _ = granting.settle_promotion(account, "g", promoted, rules, NOW)
    more = Correction("k1", 5, "counted again", "v1", "kim", NOW)
    account, _ = granting.propose_correction(account, "g", more, rules, NOW)
    account, _ = granting.approve_correction(account, "g", "k1", "lee", rules, NOW)
    assert [lot.expires_at for lot in account.points.lots] == [by_venue] * 4
    account, _ = granting.birthday_gift(None, "g", 2026, "v1", rules, NOW)
    rules = replace(rules, chain=replace(rules.chain, rights=rights(holiday_points=5)))
    account, _ = granting.holiday_gift(account, "g", "new-year", 2027, rules, NOW)
    assert [lot.expires_at for lot in account.points.lots] == [by_chain] * 2


@pytest.mark.rule("L5")
def test_a_programme_is_one_the_chain_runs() -> None:
    club = {"standard": Rate(10), "club": Rate(3)}
    account, _ = granting.set_programme(None, "g", "club", chains_own(rates=club), NOW)
    assert account.programme == "club"
    for rules in (venues_own(rates=club), RULES):
        with pytest.raises(Refused, match="programme-unknown"):
            granting.set_programme(None, "g", "club", rules, NOW)
    with pytest.raises(Refused, match="programme-unknown"):
        granting.set_programme(None, "g", "gold-card", chains_own(rates=club), NOW)


# Tiers and classes (L2, L3)


@pytest.mark.rule("L3")
def test_a_tier_is_the_chains_whatever_the_venue_of_the_bill_asks_for() -> None:
    low = {
        "silver": Threshold(1, 1, 1), "gold": Threshold(2, 2, 2), "platinum": Threshold(3, 3, 3),
    }  # fmt: skip
    generous, strict = bill("r1", 100), bill("r1", 100)
    assert visiting.record(None, "g", generous, None, venues_own(thresholds=low), NOW)[0].standing.tier == 0
    account, facts = visiting.record(None, "g", strict, None, chains_own(thresholds=low), NOW)
    assert account.standing.tier is Tier.PLATINUM
    [risen] = told(facts, TierChanged)
    assert (risen.previous, risen.tier, risen.booking_window_days, risen.waitlist_rank) == (
        "ordinary", "platinum", 60, 3,
    )  # fmt: skip


@pytest.mark.rule("L3")
def test_the_window_and_the_notice_before_a_fall_are_the_chains() -> None:
    rules = chains_own(window_months=2, downgrade_notice_days=7)
    account, _ = visiting.record(None, "g", bill("r1", 6000), None, rules, NOW)
    due = datetime(2027, 1, 31, 16, tzinfo=UTC)  # two months on is 23 January; the first after it
    assert account.standing.review_at == due
    account, facts = upkeep.on_timer(account, "tier-review", rules, due)
    assert facts == (TierAtRisk(guest_id="g", tier="silver", next_tier="ordinary", ends_at=due + 7 * DAY),)
    assert account.standing.tier is Tier.SILVER
    account, facts = upkeep.on_timer(account, "tier-end", rules, due + 7 * DAY)
    assert [fact.tier for fact in told(facts, TierChanged)] == ["ordinary"]


def counted(kind: Counted, times: int, fen: int = 0) -> list[Count]:
    return [Count(kind, f"{kind}-{number}", NOW, fen) for number in range(times)]


@pytest.mark.rule("L2")
@pytest.mark.parametrize(
    ("counts", "tier", "expected"),
    [
        (counted(Counted.VISIT, 1, 19_999_99), Tier.ORDINARY, GuestClass.ORDINARY),
        (counted(Counted.VISIT, 1, 20_000_00), Tier.ORDINARY, GuestClass.VIP),
        (counted(Counted.VISIT, 23), Tier.SILVER, GuestClass.ORDINARY),
        (counted(Counted.VISIT, 24), Tier.SILVER, GuestClass.VIP),
        (counted(Counted.REFERRAL, 10), Tier.ORDINARY, GuestClass.VIP),
        (counted(Counted.VISIT, 1, 99_999_99), Tier.PLATINUM, GuestClass.VIP),
        (counted(Counted.VISIT, 1, 100_000_00), Tier.ORDINARY, GuestClass.DIAMOND),
        (counted(Counted.VISIT, 60), Tier.ORDINARY, GuestClass.DIAMOND),
    ],
)
def test_frequency_spend_or_tier_each_make_a_class(
    counts: list[Count], tier: Tier, expected: GuestClass
) -> None:
    assert classed(measure(counts), tier, POLICY) is expected


@pytest.mark.rule("L2")
def test_what_makes_a_class_is_the_chains_to_say() -> None:
    own = replace(POLICY, vip=Threshold(500, 9, 9), diamond=Threshold(1000, 9, 9), vip_tier="silver")
    few = [measure(counted(Counted.VISIT, 1, fen)) for fen in (499, 500, 1000)]
    assert [classed(each, Tier.ORDINARY, own).value for each in few] == ["ordinary", "vip", "diamond"]
    assert classed(few[0], Tier.SILVER, own) is GuestClass.VIP
    assert visiting.record(None, "g", bill("r", 6), None, venues_own(vip=own.vip), NOW)[0].standing == (
        visiting.record(None, "g", bill("r", 6), None, RULES, NOW)[0].standing
    )


# Care (L8-L11)


def rights(**changes: Any) -> dict[str, Rights]:
    return {tier: replace(given, **changes) for tier, given in POLICY.rights.items()}


@pytest.mark.rule("L8", "L9")
def test_a_gift_is_the_tiers_own_by_the_chains_rules_and_in_the_ledger_once_a_year() -> None:
    rules = chains_own(rights=POLICY.rights | {"silver": Rights(5, 77, 21, holiday_points=33)})
    account, _ = visiting.record(None, "g", bill("r1", 6000), None, rules, NOW)
    account, _ = granting.birthday_gift(account, "g", 2026, "v1", rules, NOW)
    born = account.points.journal[-1]
    account, _ = granting.holiday_gift(account, "g", "new-year", 2027, rules, NOW)
    assert account.points.balance == 600 + 77 + 33
    assert (born.once, account.points.journal[-1].once) == ("birthday:g:2026", "holiday:g:new-year-2027")
    other, _ = granting.birthday_gift(None, "g", 2026, "v1", rules, NOW)
    assert other.points.balance == 20  # an ordinary member's


@pytest.mark.rule("L8")
def test_who_refused_a_greeting_has_none_and_is_asked_again_next_year() -> None:
    today, following = Occasion(NOW, 2026), Occasion(NOW + 365 * DAY, 2027)
    sealed = Sealed(b"", "", birthday=today)
    file = Guest("g", NOW - DAY, sealed=sealed, consents=Consents(birthday=False))
    after, facts = guest.birthday_reached(file, following)
    assert (facts, after.sealed and after.sealed.birthday) == ((), following)
    greeted, facts = guest.birthday_reached(replace(file, consents=Consents()), following)
    assert facts == (BirthdayReached(guest_id="g", year=2026, venue_id=greeted.venue_id),)


@pytest.mark.rule("L9")
def test_the_holidays_that_are_greeted_and_their_hour_are_the_chains() -> None:
    own = replace(POLICY, holidays=("tomb-sweeping-day",), greeting_minutes=10 * 60 + 30)
    file, _ = guest.consent(Guest("g", NOW), Consents(holidays=True), own, NOW)
    assert file.holiday == Occasion(datetime(2027, 4, 5, 2, 30, tzinfo=UTC), 2027, "tomb-sweeping-day")
    after, facts = guest.holiday_reached(file, own, file.holiday.at)
    assert facts == (HolidayReached(guest_id="g", holiday="tomb-sweeping-day", year=2027),)
    assert after.holiday == Occasion(datetime(2028, 4, 4, 2, 30, tzinfo=UTC), 2028, "tomb-sweeping-day")
    assert next_holiday((), NOW, 0, SHANGHAI) is None


@pytest.mark.rule("L10", "L3")
def test_a_referral_is_worth_what_the_venue_says_and_counts_toward_the_tier_even_so() -> None:
    account, facts = granting.reward_referral(None, "anna", "bo", "v1", venues_own(referral_points=8), NOW)
    assert (account.points.balance, measure(account.standing.counts).referrals) == (8, 1)
    assert [fact.points for fact in told(facts, ReferralRewarded)] == [8]
    assert account.points.journal[-1].once == "referral:bo"
    account, facts = granting.reward_referral(None, "anna", "bo", "v1", venues_own(referral_points=0), NOW)
    assert (account.points.balance, measure(account.standing.counts).referrals) == (0, 1)
    assert [fact.points for fact in told(facts, ReferralRewarded)] == [0]


@pytest.mark.rule("L11")
@pytest.mark.parametrize(("points", "granted"), [(500, 500), (501, 0)])
def test_a_compensation_goes_to_the_limit_of_its_venue_and_is_traced_to_its_case(
    points: int, granted: int
) -> None:
    rules = venues_own(compensation_limit_points=500)
    claim = Claim("m1", "c1", "v1", "remedy", points)
    account, facts = granting.compensate(None, "g", claim, rules, NOW)
    assert account.points.balance == granted
    assert [fact.refusal for fact in told(facts, CompensationRefused)] == ([] if granted else ["over-limit"])
    if granted:
        [entry] = account.points.journal
        assert (entry.once, entry.subject, entry.reason) == ("remedy:m1", "m1", "case c1")
        assert (entry.venue_id, entry.policy_version) == ("v1", 3)

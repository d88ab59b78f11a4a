"""Tiers in a rolling window: up at once, down after a review and a notice, always explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.loyalty.domain.policy import Threshold, Tier
from services.loyalty.domain.tiers import (
    Count,
    Counted,
    GuestClass,
    Measure,
    Standing,
    classed,
    drops_at,
    earned,
    fallen,
    falls_at,
    measure,
    pruned,
    reviewed,
    risen,
    steps,
)
from tests.unit.loyalty.helpers import DAY, NOW, POLICY


def visit(yuan: int, days_ago: int = 0) -> Count:
    return Count(Counted.VISIT, f"v{yuan}-{days_ago}", NOW - days_ago * DAY, yuan * 100)


counts = st.lists(
    st.builds(
        Count,
        st.sampled_from(Counted),
        st.uuids().map(str),
        st.integers(0, 500).map(lambda days: NOW - days * DAY),
        st.integers(0, 30_000_00),
    ),
    max_size=30,
).map(tuple)


@pytest.mark.rule("L3")
@pytest.mark.parametrize(
    ("sums", "tier"),
    [
        ([visit(4_999)], Tier.ORDINARY),
        ([visit(5_000)], Tier.SILVER),
        ([visit(1, days) for days in range(6)], Tier.SILVER),
        ([Count(Counted.REFERRAL, f"g{n}", NOW) for n in range(8)], Tier.GOLD),
        ([Count(Counted.CREDIT, "x", NOW, 60_000_00)], Tier.PLATINUM),
    ],
)
def test_spend_frequency_or_referrals_earn_a_tier(sums: list[Count], tier: Tier) -> None:
    assert earned(measure(sums), POLICY) is tier


@pytest.mark.rule("L3")
@given(counts)
def test_what_counts_is_exactly_what_lies_in_the_window(given_counts: tuple[Count, ...]) -> None:
    kept = pruned(Standing(counts=given_counts), POLICY, NOW).counts
    assert kept == tuple(count for count in given_counts if drops_at(count, POLICY) > NOW)


@pytest.mark.rule("L3")
@given(counts)
def test_the_explanation_tells_when_the_tier_will_fall(given_counts: tuple[Count, ...]) -> None:
    standing = risen(Standing(counts=given_counts), POLICY, NOW)
    falls = falls_at(standing, POLICY, NOW)
    if standing.tier is Tier.ORDINARY:
        assert falls is None
        return
    assert falls is not None
    just_before = pruned(standing, POLICY, falls - timedelta(milliseconds=1))
    at = pruned(standing, POLICY, falls)
    assert earned(measure(just_before.counts), POLICY) >= standing.tier > earned(measure(at.counts), POLICY)
    told = steps(standing, POLICY)
    assert [step.at for step in told] == sorted(step.at for step in told)
    assert standing.review_at is not None
    assert standing.review_at >= falls


turns = st.sampled_from(
    [
        datetime(2027, 12, 29, 12, tzinfo=UTC),  # a year and two months on is 29 February, or near it
        datetime(2028, 2, 28, 12, tzinfo=UTC),
        datetime(2028, 3, 26, 1, tzinfo=UTC),  # Europe's clocks go forward
        datetime(2028, 8, 30, 12, tzinfo=UTC),
        datetime(2028, 11, 5, 6, tzinfo=UTC),  # New York's go back
    ]
)
at_turns = st.lists(
    st.builds(
        Count,
        st.sampled_from(Counted),
        st.uuids().map(str),
        st.builds(lambda turn, minutes: turn + timedelta(minutes=minutes), turns, st.integers(-7_000, 7_000)),
        st.integers(0, 12_000_00),
    ),
    min_size=3,
    max_size=30,
).map(tuple)


@pytest.mark.rule("L3")
@given(
    at_turns,
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
    st.sampled_from([1, 2, 6, 12, 14]),
)
@settings(max_examples=500)
def test_a_tier_falls_at_the_first_step_below_it_also_where_months_end_and_clocks_change(
    given_counts: tuple[Count, ...], zone: str, months: int
) -> None:
    policy = replace(POLICY, zone=zone, window_months=months)
    best = earned(measure(given_counts), policy)
    for tier in Tier:
        standing = Standing(tier=tier, counts=given_counts)
        below = [step.at for step in steps(standing, policy) if step.earned < tier]
        expected = None if tier is Tier.ORDINARY else NOW if best < tier else below[0]
        assert falls_at(standing, policy, NOW) == expected


@pytest.mark.rule("L3")
def test_a_tier_that_asks_for_nothing_never_falls() -> None:
    free = replace(POLICY, thresholds=POLICY.thresholds | {"silver": Threshold(0, 0, 0)})
    standing = risen(Standing(counts=(visit(1),)), free, NOW)
    assert (standing.tier, standing.review_at) == (Tier.SILVER, None)


@pytest.mark.rule("L3")
@given(counts, st.integers(0, 800))
def test_living_through_reviews_ends_at_the_tier_that_is_earned(
    given_counts: tuple[Count, ...], days: int
) -> None:
    standing, now, end = risen(Standing(counts=given_counts), POLICY, NOW), NOW, NOW + days * DAY
    for _ in range(100):
        due = [moment for moment in (standing.review_at, standing.ends_at) if moment is not None]
        if not due or min(due) > end:
            break
        before, now = now, max(now, min(due))
        assert now >= before
        step = reviewed if standing.review_at == min(due) else fallen
        standing = step(standing, POLICY, now)
    else:
        pytest.fail("reviews never come to rest")
    # A review may come a whole month after the fall, and it ends on the venue's day, not on the minute.
    lag = timedelta(days=31 + 1 + POLICY.downgrade_notice_days)
    assert earned_at(given_counts, end) <= standing.tier <= earned_at(given_counts, max(NOW, end - lag))


def earned_at(all_counts: tuple[Count, ...], moment: datetime) -> Tier:
    """Judged from everything that ever counted: a standing that was reviewed has forgotten its past."""
    return earned(measure(pruned(Standing(counts=all_counts), POLICY, moment).counts), POLICY)


@pytest.mark.rule("L3")
def test_a_review_that_is_due_is_put_off_by_nothing_else_that_moment_brings() -> None:
    """Lots end on the first of a month, too: what came first made the review wait for the next month."""
    standing = risen(Standing(counts=(visit(6_000),)), POLICY, NOW)
    due = standing.review_at
    assert due is not None
    changed = risen(standing, POLICY, due)
    assert changed.review_at == due
    assert reviewed(changed, POLICY, due).ends_at is not None


@pytest.mark.rule("L3")
def test_earning_a_tier_again_withdraws_the_notice() -> None:
    standing = risen(Standing(counts=(visit(6000),)), POLICY, NOW)
    assert standing.review_at is not None
    later = standing.review_at
    warned = reviewed(standing, POLICY, later)
    assert warned.ends_at == later + timedelta(days=30)
    again = replace(warned, counts=(*warned.counts, Count(Counted.VISIT, "new", later, 6000_00)))
    kept = risen(again, POLICY, later + DAY)
    assert (kept.tier, kept.ends_at) == (Tier.SILVER, None)


@pytest.mark.rule("L2")
def test_classes_follow_frequency_spend_and_tier() -> None:
    assert classed(Measure(), Tier.ORDINARY, POLICY) is GuestClass.ORDINARY
    assert classed(Measure(), Tier.GOLD, POLICY) is GuestClass.VIP
    assert classed(measure([visit(100_000)]), Tier.PLATINUM, POLICY) is GuestClass.DIAMOND


@pytest.mark.rule("L3")
def test_a_visit_on_29_february_counts_to_28_february() -> None:
    leap = Count(Counted.VISIT, "v", datetime.fromisoformat("2028-02-29T12:00:00+08:00"))
    assert drops_at(leap, POLICY).isoformat() == "2029-02-28T04:00:00+00:00"

"""Tiers and classes in a rolling window, and why a guest has the one they have (rules L2, L3).

A tier rises the moment it is earned. It falls only at a review, the first of a month after it stopped
being earned, and then only after a notice; earning it again meanwhile keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.loyalty.domain.calendar import add_months, month_start_after
from services.loyalty.domain.policy import LoyaltyPolicy, Threshold, Tier

__all__ = [
    "Count",
    "Counted",
    "GuestClass",
    "Measure",
    "Standing",
    "Step",
    "classed",
    "drops_at",
    "earned",
    "fallen",
    "falls_at",
    "measure",
    "pruned",
    "reviewed",
    "risen",
    "steps",
]  # fmt: skip


class GuestClass(StrEnum):
    """Classes of guests (rule L2)."""

    ORDINARY = "ordinary"
    VIP = "vip"
    DIAMOND = "diamond"


class Counted(StrEnum):
    """What counts toward a tier."""

    VISIT = "visit"
    REFERRAL = "referral"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Count:
    """One thing that counts: a visit, a referral, or points turned into tier credit.

    Attributes:
        id: of the visit, the referred guest, or the redemption.
        points, lot_id, revision: of a visit, for when it is voided or revised.
    """

    kind: Counted
    id: str
    at: datetime
    spend_fen: int = 0
    points: int = 0
    lot_id: str | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Measure:
    """The sums a tier is judged by."""

    spend_fen: int = 0
    visits: int = 0
    referrals: int = 0

    def reaches(self, threshold: Threshold) -> bool:
        """Whether any one of the three is enough."""
        return (
            self.spend_fen >= threshold.spend_fen
            or self.visits >= threshold.visits
            or self.referrals >= threshold.referrals
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands.

    Attributes:
        review_at: when the tier will be looked at, if nothing new counts until then.
        ends_at: set by a review that found the tier unearned: when it falls.
    """

    tier: Tier = Tier.ORDINARY
    since: datetime | None = None
    guest_class: GuestClass = GuestClass.ORDINARY
    counts: tuple[Count, ...] = ()
    review_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A moment at which something stops counting, and the tier that is earned from then on."""

    at: datetime
    count: Count
    earned: Tier


def drops_at(count: Count, policy: LoyaltyPolicy) -> datetime:
    """When it stops counting."""
    return add_months(count.at, policy.window_months, policy.zone)


def measure(counts: Iterable[Count]) -> Measure:
    """The sums over what counts."""
    kept = tuple(counts)
    return Measure(
        spend_fen=sum(count.spend_fen for count in kept),
        visits=sum(count.kind is Counted.VISIT for count in kept),
        referrals=sum(count.kind is Counted.REFERRAL for count in kept),
    )


def earned(sums: Measure, policy: LoyaltyPolicy) -> Tier:
    """The best tier these sums earn."""
    rising = (tier for tier in Tier if tier is Tier.ORDINARY or sums.reaches(policy.threshold(tier)))
    return max(rising)


def pruned(standing: Standing, policy: LoyaltyPolicy, now: datetime) -> Standing:
    """The standing without what has dropped out of the window."""
    # Moments leave the window in the order they came in: one comparison with its edge is enough to skip.
    edge = add_months(now, -policy.window_months, policy.zone) + timedelta(days=4)
    kept = tuple(count for count in standing.counts if count.at > edge or drops_at(count, policy) > now)
    return standing if len(kept) == len(standing.counts) else replace(standing, counts=kept)


def steps(standing: Standing, policy: LoyaltyPolicy) -> tuple[Step, ...]:
    """What stops counting when, soonest first, if nothing new comes."""
    sums = measure(standing.counts)
    found = []
    for at, count in sorted(
        ((drops_at(count, policy), count) for count in standing.counts),
        key=lambda pair: (pair[0], pair[1].id),
    ):
        sums = Measure(
            sums.spend_fen - count.spend_fen,
            sums.visits - (count.kind is Counted.VISIT),
            sums.referrals - (count.kind is Counted.REFERRAL),
        )
        found.append(Step(at, count, earned(sums, policy)))
    return tuple(found)


def falls_at(standing: Standing, policy: LoyaltyPolicy, now: datetime) -> datetime | None:
    """When the tier stops being earned; None for the lowest, `now` if it is not earned already."""
    if standing.tier is Tier.ORDINARY:
        return None
    if earned(measure(standing.counts), policy) < standing.tier:
        return now
    return next(step.at for step in steps(standing, policy) if step.earned < standing.tier)


def risen(standing: Standing, policy: LoyaltyPolicy, now: datetime) -> Standing:
    """The standing after something changed.

    A better tier is taken at once, a notice is withdrawn if the tier is earned again, the next review is
    set and the class judged.
    """
    standing = pruned(standing, policy, now)
    best = earned(measure(standing.counts), policy)
    if best > standing.tier:
        standing = replace(standing, tier=best, since=now, ends_at=None)
    elif best == standing.tier:
        standing = replace(standing, ends_at=None)
    review = None
    if standing.ends_at is None and (falls := falls_at(standing, policy, now)) is not None:
        review = month_start_after(max(falls, now + timedelta(milliseconds=1)), policy.zone)
    return replace(standing, review_at=review, guest_class=classed(standing, policy))


def reviewed(standing: Standing, policy: LoyaltyPolicy, now: datetime) -> Standing:
    """The standing after a review: a notice is given if the tier is no longer earned."""
    standing = pruned(standing, policy, now)
    if earned(measure(standing.counts), policy) < standing.tier:
        return replace(standing, review_at=None, ends_at=now + timedelta(days=policy.downgrade_notice_days))
    return risen(standing, policy, now)


def fallen(standing: Standing, policy: LoyaltyPolicy, now: datetime) -> Standing:
    """The standing when its notice has run out: down to what is earned."""
    standing = pruned(standing, policy, now)
    best = earned(measure(standing.counts), policy)
    if best < standing.tier:
        standing = replace(standing, tier=best, since=now)
    return risen(replace(standing, ends_at=None), policy, now)


def classed(standing: Standing, policy: LoyaltyPolicy) -> GuestClass:
    """The guest's class by frequency, spend and tier."""
    sums = measure(standing.counts)
    if sums.reaches(policy.diamond):
        return GuestClass.DIAMOND
    if sums.reaches(policy.vip) or standing.tier >= Tier.of(policy.vip_tier):
        return GuestClass.VIP
    return GuestClass.ORDINARY

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

_WAVER = timedelta(days=4)
"""How far apart in time things may come and yet stop counting in another order, or at once: the last days
of a long month end on the last day of a shorter one, and clocks are changed."""


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
        expired: how many of those points reached their end unspent.
        first, booking_id, recorded_of: of a visit as it was told, for whoever counted it; the last is the
            guest whose it was, if they were merged into this one since.
        tier, programme: a visit's points were reckoned by, and are again when it is revised.
    """

    kind: Counted
    id: str
    at: datetime
    spend_fen: int = 0
    points: int = 0
    lot_id: str | None = None
    revision: int = 1
    first: bool | None = None
    booking_id: str | None = None
    recorded_of: str | None = None
    expired: int = 0
    tier: Tier | None = None
    programme: str | None = None


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
    spend_fen = visits = referrals = 0
    for count in counts:
        spend_fen += count.spend_fen
        visits += count.kind is Counted.VISIT
        referrals += count.kind is Counted.REFERRAL
    return Measure(spend_fen, visits, referrals)


def earned(sums: Measure, policy: LoyaltyPolicy) -> Tier:
    """The best tier these sums earn."""
    rising = (tier for tier in Tier if tier is Tier.ORDINARY or sums.reaches(policy.threshold(tier)))
    return max(rising)


def pruned(standing: Standing, policy: LoyaltyPolicy, now: datetime) -> Standing:
    """The standing without what has dropped out of the window."""
    # What came well after the window's edge is in it: only what is near the edge needs its exact date.
    edge = add_months(now, -policy.window_months, policy.zone) + _WAVER
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
    """When the tier stops being earned; None if it always is, `now` if it is not already.

    The first of `steps` to a lower tier. Exact dates are dear, so they are made for those counts only that
    came about when the last one that the tier needs did: no others can change places with it.
    """
    if standing.tier is Tier.ORDINARY:
        return None
    sums, threshold = measure(standing.counts), policy.threshold(standing.tier)
    if not sums.reaches(threshold):
        return now
    last = _last_needed(sorted(standing.counts, key=lambda count: count.at), sums, threshold)
    if last is None:
        return None
    left = [count for count in standing.counts if count.at >= last.at - _WAVER]
    near = [count for count in left if count.at <= last.at + _WAVER]
    last = _last_needed(sorted(near, key=lambda count: drops_at(count, policy)), measure(left), threshold)
    return drops_at(last, policy) if last else None


def _last_needed(leaving: Iterable[Count], sums: Measure, threshold: Threshold) -> Count | None:
    """The one with which `sums` miss the threshold, leaving in this order; None if they never do."""
    spend_fen, visits, referrals = sums.spend_fen, sums.visits, sums.referrals
    for count in leaving:
        spend_fen -= count.spend_fen
        visits -= count.kind is Counted.VISIT
        referrals -= count.kind is Counted.REFERRAL
        if spend_fen < threshold.spend_fen and visits < threshold.visits and referrals < threshold.referrals:
            return count
    return None


def risen(standing: Standing, policy: LoyaltyPolicy, now: datetime) -> Standing:
    """The standing after something changed.

    A better tier is taken at once, a notice is withdrawn if the tier is earned again, the next review is
    set and the class judged.
    """
    standing = pruned(standing, policy, now)
    sums = measure(standing.counts)
    best = earned(sums, policy)
    if best > standing.tier:
        standing = replace(standing, tier=best, since=now, ends_at=None)
    elif best == standing.tier:
        standing = replace(standing, ends_at=None)
    review = None
    if standing.ends_at is None and (falls := falls_at(standing, policy, now)) is not None:
        begun, due = max(falls, now + timedelta(milliseconds=1)), standing.review_at
        waits = falls <= now and due is not None and due <= now  # whatever else that moment brings
        review = due if waits else month_start_after(begun, policy.zone)
    return replace(standing, review_at=review, guest_class=classed(sums, standing.tier, policy))


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


def classed(sums: Measure, tier: Tier, policy: LoyaltyPolicy) -> GuestClass:
    """A guest's class by frequency, spend and tier."""
    if sums.reaches(policy.diamond):
        return GuestClass.DIAMOND
    if sums.reaches(policy.vip) or tier >= Tier.of(policy.vip_tier):
        return GuestClass.VIP
    return GuestClass.ORDINARY

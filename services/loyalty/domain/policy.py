"""Every number of rules L1-L15 that a chain or a venue may set for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import IntEnum
from itertools import pairwise
from typing import Final

from contracts.loyalty import Tier as TierLabel
from infra.chassis.decision import zone

__all__ = [
    "STANDARD",
    "Benefit",
    "CouponKind",
    "LoyaltyPolicy",
    "Rate",
    "Rights",
    "Rules",
    "Threshold",
    "Tier",
]

STANDARD = "standard"
_DAY_MINUTES = 1440
_MOST_POINTS_PER_FEN = 10
_MOST_FEN_PER_POINT = 10_000
_MOST_GIVEN_POINTS = 10**9
"""Beyond these a bill, or a month of them, would leave the numbers that can be kept."""


class Tier(IntEnum):
    """Member tiers; the greater the better (rule L3)."""

    ORDINARY = 0
    SILVER = 1
    GOLD = 2
    PLATINUM = 3

    @property
    def label(self) -> TierLabel:
        """Its name in events and answers."""
        return _LABELS[self]

    @classmethod
    def of(cls, label: str) -> Tier:
        """The tier called `label`; KeyError if there is none."""
        return cls[label.upper()]


_LABELS: Final[tuple[TierLabel, ...]] = ("ordinary", "silver", "gold", "platinum")


@dataclass(frozen=True, slots=True)
class Rate:
    """A programme's rate: `points` for every `per_fen` spent, times the tier's `percent` (rule L5)."""

    points: int
    per_fen: int = 100_00
    percent: dict[str, int] = field(default_factory=dict)
    """By tier label; 100 where it is silent."""

    def points_for(self, earning_fen: int, tier: Tier) -> int:
        """Whole points for a spend; fractions are dropped."""
        return earning_fen * self.points * self.percent.get(tier.label, 100) // (self.per_fen * 100)


@dataclass(frozen=True, slots=True)
class Threshold:
    """What earns a tier or a class: any one of the three within the window (rules L2, L3)."""

    spend_fen: int
    visits: int
    referrals: int


@dataclass(frozen=True, slots=True)
class Benefit:
    """Something a tier may take so many times a calendar month (rule L4)."""

    name: str
    per_month: int


@dataclass(frozen=True, slots=True)
class Rights:
    """What a tier gives: discount, gifts, benefits, and priority at booking (rules L4, L8, L9, B13).

    Attributes:
        holiday_points: on each greeted holiday, to those who want holidays greeted.
    """

    discount_percent: int
    birthday_points: int
    booking_window_days: int
    benefits: tuple[Benefit, ...] = ()
    holiday_points: int = 0


@dataclass(frozen=True, slots=True)
class CouponKind:
    """A kind of coupon. `value_fen` 0: each coupon states its own worth."""

    value_fen: int = 0
    minimum_spend_fen: int = 0
    days: int = 90


def _rates() -> dict[str, Rate]:
    return {STANDARD: Rate(points=10), "gold-card": Rate(points=2)}


def _thresholds() -> dict[str, Threshold]:
    return {
        "silver": Threshold(spend_fen=5_000_00, visits=6, referrals=3),
        "gold": Threshold(spend_fen=20_000_00, visits=18, referrals=8),
        "platinum": Threshold(spend_fen=60_000_00, visits=48, referrals=20),
    }


def _rights() -> dict[str, Rights]:
    return {
        "ordinary": Rights(0, 20, 14),
        "silver": Rights(5, 50, 21, (Benefit("free-drink", 1),)),
        "gold": Rights(10, 100, 30, (Benefit("free-drink", 2), Benefit("snack", 2))),
        "platinum": Rights(
            15, 200, 60, (Benefit("free-drink", 4), Benefit("snack", 4), Benefit("room-upgrade", 1))
        ),
    }


def _coupons() -> dict[str, CouponKind]:
    return {"goodwill": CouponKind(), "voucher-50": CouponKind(value_fen=50_00, minimum_spend_fen=200_00)}


@dataclass(frozen=True, slots=True)
class LoyaltyPolicy:
    """One version of the house's loyalty rules. Points are whole numbers, money is fen."""

    zone: str = "Asia/Shanghai"
    """IANA zone in which months end and 09:00 strikes."""

    # Earning and keeping points (L5, L7)
    rates: dict[str, Rate] = field(default_factory=_rates)
    """By programme."""
    excluded_categories: tuple[str, ...] = ("tobacco", "gift-card", "deposit")
    lot_months: int = 12
    expiry_notice_days: int = 30
    open_visit_days: int = 30
    """A visit in progress that never completes is forgotten after this."""

    # Using points (L6)
    reservation_minutes: int = 15
    reversal_days: int = 30
    bill_fen_per_point: int = 10
    tier_credit_fen_per_point: int = 100
    settlement_fen_per_point: int = 10

    # Tiers and classes (L2-L4)
    window_months: int = 12
    thresholds: dict[str, Threshold] = field(default_factory=_thresholds)
    downgrade_notice_days: int = 30
    rights: dict[str, Rights] = field(default_factory=_rights)
    vip: Threshold = Threshold(spend_fen=20_000_00, visits=24, referrals=10)
    diamond: Threshold = Threshold(spend_fen=100_000_00, visits=60, referrals=30)
    vip_tier: str = "gold"
    """A member of this tier or a better one is at least VIP."""

    # Care (L8-L11)
    greeting_minutes: int = 9 * 60
    """Minutes after local midnight at which birthdays and holidays are greeted."""
    holidays: tuple[str, ...] = (
        "new-year",
        "spring-festival",
        "labour-day",
        "dragon-boat-festival",
        "mid-autumn-festival",
        "national-day",
    )
    referral_points: int = 50
    compensation_limit_points: int = 20_000
    coupons: dict[str, CouponKind] = field(default_factory=_coupons)
    """Kinds of coupons by their code."""

    # Control (L7, L14)
    access_hours: int = 8
    incident_hours: int = 72
    reconcile_minutes: int = 5

    def __post_init__(self) -> None:
        try:
            zone(self.zone)
        except ValueError as error:
            raise ValueError(f"zone: {error}") from error
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, int) and value < (0 if each.name in _MAY_BE_ZERO else 1):
                raise ValueError(f"{each.name}: {value} is too small")
        if STANDARD not in self.rates:
            raise ValueError(f"rates: the programme {STANDARD!r} is missing")
        _check_worth(self)
        _complete(self.thresholds, {"silver", "gold", "platinum"}, "thresholds")
        _complete(self.rights, {tier.label for tier in Tier}, "rights")
        _rising(self.thresholds)
        if self.vip_tier not in self.rights:
            raise ValueError(f"vip_tier: there is no tier {self.vip_tier!r}")

    def threshold(self, tier: Tier) -> Threshold:
        """What earns `tier` (not asked of ordinary)."""
        return self.thresholds[tier.label]

    def rights_of(self, tier: Tier) -> Rights:
        """What `tier` gives."""
        return self.rights[tier.label]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that judge one change: the venue's for its bills, the chain's for what spans venues."""

    chain: LoyaltyPolicy = field(default_factory=LoyaltyPolicy)
    venue: LoyaltyPolicy = field(default_factory=LoyaltyPolicy)
    version: int = 0
    """Of the venue's policy; remembered by what it judged."""


_MAY_BE_ZERO = {
    "expiry_notice_days",
    "downgrade_notice_days",
    "greeting_minutes",
    "referral_points",
}


def _check_worth(policy: LoyaltyPolicy) -> None:
    """What points, rights and coupons come to must be something, and something that can be reckoned with."""
    for name, rate in policy.rates.items():
        _check_rate(name, rate)
    for name in ("bill_fen_per_point", "tier_credit_fen_per_point", "settlement_fen_per_point"):
        if getattr(policy, name) > _MOST_FEN_PER_POINT:
            raise ValueError(f"{name}: a point is worth at most {_MOST_FEN_PER_POINT}")
    if policy.greeting_minutes >= _DAY_MINUTES:
        raise ValueError(f"greeting_minutes: a day has {_DAY_MINUTES}")
    for tier, rights in policy.rights.items():
        _check_rights(tier, rights)
    for code, coupon in policy.coupons.items():
        if min(coupon.value_fen, coupon.minimum_spend_fen) < 0 or coupon.days < 1:
            raise ValueError(f"coupons: {code} is worth less than nothing, or ends before it begins")
    for threshold in (*policy.thresholds.values(), policy.vip, policy.diamond):
        if min(threshold.spend_fen, threshold.visits, threshold.referrals) < 0:
            raise ValueError("thresholds, vip, diamond: must not be negative")


def _check_rate(name: str, rate: Rate) -> None:
    if rate.points < 0 or rate.per_fen < 1 or any(percent < 0 for percent in rate.percent.values()):
        raise ValueError(f"rates: {name} earns less than nothing")
    best = max([100, *rate.percent.values()])
    if rate.points * best > 100 * _MOST_POINTS_PER_FEN * rate.per_fen:
        raise ValueError(f"rates: {name} earns more than {_MOST_POINTS_PER_FEN} points for a fen")


def _check_rights(tier: str, rights: Rights) -> None:
    if not 0 <= rights.discount_percent <= 100:
        raise ValueError(f"rights: {tier} has a discount of {rights.discount_percent} percent")
    if min(rights.birthday_points, rights.holiday_points, rights.booking_window_days) < 0:
        raise ValueError(f"rights: {tier} is given less than nothing")
    if max(rights.birthday_points, rights.holiday_points) > _MOST_GIVEN_POINTS:
        raise ValueError(f"rights: {tier} is given more than {_MOST_GIVEN_POINTS} points at once")
    if any(each.per_month < 0 or not each.name.strip() for each in rights.benefits):
        raise ValueError(f"rights: {tier} has a benefit without a name, or less often than never")


def _complete(given: Mapping[str, object], wanted: set[str], name: str) -> None:
    if set(given) != wanted:
        raise ValueError(f"{name}: expected exactly {', '.join(sorted(wanted))}")


def _rising(thresholds: Mapping[str, Threshold]) -> None:
    steps = [thresholds[name] for name in ("silver", "gold", "platinum")]
    for low, high in pairwise(steps):
        if low.spend_fen >= high.spend_fen or low.visits >= high.visits or low.referrals >= high.referrals:
            raise ValueError("thresholds: each tier must ask for more than the one below it")

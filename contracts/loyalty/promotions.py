"""Promotions and coupons (L13)."""

from __future__ import annotations

from typing import ClassVar, Literal

from contracts.event import AwareDatetime, Event

__all__ = [
    "CouponExpired",
    "CouponIssued",
    "CouponReleased",
    "CouponUsed",
    "PromotionApplied",
    "PromotionBudgetSpent",
    "PromotionEnded",
    "PromotionPublished",
    "PromotionWithdrawn",
]


class PromotionPublished(Event):
    """A promotion was published or its terms changed."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-published.v1"

    promotion_id: str
    kind: Literal["member", "new_guest", "group", "holiday"]
    name: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    budget_fen: int | None = None
    venue_ids: tuple[str, ...] = ()
    """Empty: the whole chain."""


class PromotionEnded(Event):
    """A promotion is over: its time passed, or somebody ended it early."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-ended.v1"

    promotion_id: str
    early: bool
    spent_fen: int


class PromotionBudgetSpent(Event):
    """A promotion's budget can no longer cover a bill that asked for it."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-budget-spent.v1"

    promotion_id: str
    budget_fen: int
    spent_fen: int


class PromotionApplied(Event):
    """Promotions reduced a bill; each one's budget paid its part."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-applied.v1"

    use_id: str
    guest_id: str
    venue_id: str
    receipt: str
    bill_fen: int
    saved_fen: int
    promotion_ids: tuple[str, ...]


class PromotionWithdrawn(Event):
    """A bill's promotions were taken back (the bill was voided); the budgets have their money again."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-withdrawn.v1"

    use_id: str
    guest_id: str
    saved_fen: int


class CouponIssued(Event):
    """A guest got a coupon."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-issued.v1"

    coupon_id: str
    guest_id: str
    value_fen: int
    minimum_spend_fen: int
    expires_at: AwareDatetime
    reason: str
    """``promotion``, ``birthday``, ``compensation`` or ``goodwill``."""
    reference: str


class CouponUsed(Event):
    """A coupon reduced a bill."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-used.v1"

    coupon_id: str
    guest_id: str
    venue_id: str
    receipt: str
    value_fen: int


class CouponReleased(Event):
    """A used coupon was given back because its bill was voided."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-released.v1"

    coupon_id: str
    guest_id: str


class CouponExpired(Event):
    """A coupon ended unused."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-expired.v1"

    coupon_id: str
    guest_id: str

"""Coupons: issued once, used once, given back if the bill is voided (rules L11, L13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.loyalty import CouponExpired, CouponIssued, CouponReleased, CouponUsed
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain.guest import Guest, Status
from services.loyalty.domain.policy import CouponKind

__all__ = ["Coupon", "CouponAsked", "CouponStatus", "expire", "issue", "release", "timers", "use"]


class CouponStatus(StrEnum):
    """Where a coupon is in its life."""

    ISSUED = "issued"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Coupon:
    """A guest's right to pay less once.

    Attributes:
        reason: ``compensation``, ``suggestion``, ``promotion`` or ``goodwill``; `reference` says which.
        receipt: ``<venue>:<receipt>`` of the bill it was used on.
    """

    id: str
    guest_id: str
    kind: str
    value_fen: int
    minimum_spend_fen: int
    issued_at: datetime
    expires_at: datetime
    reason: str
    reference: str
    status: CouponStatus = CouponStatus.ISSUED
    receipt: str | None = None
    venue_id: str = ""
    """Who issued it."""


@dataclass(frozen=True, slots=True)
class CouponAsked:
    """A coupon that somebody asks to be issued; `value_fen` counts where the kind does not say it."""

    coupon_id: str
    guest_id: str
    kind: str
    value_fen: int
    venue_id: str
    reason: str
    reference: str


def issue(
    coupon: Coupon | None, asked: CouponAsked, kinds: Mapping[str, CouponKind], now: datetime
) -> Decided[Coupon]:
    """Issue a coupon of one of these kinds, once per id.

    Raises:
        Refused: there is no such kind (``coupon-unknown``), or it is worth nothing.
    """
    if coupon is not None:
        return coupon, ()
    terms = kinds.get(asked.kind)
    if terms is None:
        known = ", ".join(sorted(kinds))
        raise Refused("coupon-unknown", f"the kinds are {known}", field="kind", kind="invalid")
    new = Coupon(
        id=asked.coupon_id,
        guest_id=asked.guest_id,
        kind=asked.kind,
        value_fen=terms.value_fen or asked.value_fen,
        minimum_spend_fen=terms.minimum_spend_fen,
        issued_at=now,
        expires_at=now + timedelta(days=terms.days),
        reason=asked.reason,
        reference=asked.reference,
        venue_id=asked.venue_id,
    )
    if new.value_fen <= 0:
        raise Refused("coupon-worthless", "state what the coupon is worth", field="value_fen", kind="invalid")
    told = CouponIssued(
        coupon_id=new.id,
        guest_id=new.guest_id,
        value_fen=new.value_fen,
        minimum_spend_fen=new.minimum_spend_fen,
        expires_at=new.expires_at,
        reason=new.reason,
        reference=new.reference,
    )
    return new, (told,)


def use(
    coupon: Coupon | None,
    guest: Guest,
    venue_id: str,
    receipt: str,
    bill_fen: int,
    now: datetime,
) -> Decided[Coupon]:
    """Use a coupon on a bill of its guest, whoever was merged into them.

    Raises:
        Refused: it is another guest's, of one who was erased, over, used, or the bill is too small.
    """
    coupon = _there(coupon)
    bill = f"{venue_id}:{receipt}"
    if coupon.guest_id not in (guest.id, *guest.merged):
        raise Refused("coupon-of-another", "this coupon belongs to another guest", kind="forbidden")
    if coupon.status is CouponStatus.USED and coupon.receipt == bill:
        return coupon, ()
    if guest.status is Status.ERASED:
        raise Refused("guest-erased", "this guest's data was erased", kind="missing")
    if coupon.status is not CouponStatus.ISSUED or coupon.expires_at <= now:
        raise Refused(
            "coupon-not-usable", f"this coupon is {coupon.status if coupon.expires_at > now else 'over'}"
        )
    if bill_fen < coupon.minimum_spend_fen:
        raise Refused(
            "bill-too-small",
            f"this coupon asks for a bill of {coupon.minimum_spend_fen} fen",
            field="bill_fen",
        )
    told = CouponUsed(
        coupon_id=coupon.id,
        guest_id=coupon.guest_id,
        venue_id=venue_id,
        receipt=receipt,
        value_fen=min(coupon.value_fen, bill_fen),
    )
    return replace(coupon, status=CouponStatus.USED, receipt=bill), (told,)


def release(coupon: Coupon | None, now: datetime) -> Decided[Coupon]:
    """Give a used coupon back; one whose time passed meanwhile is over."""
    coupon = _there(coupon)
    if coupon.status is not CouponStatus.USED:
        return coupon, ()
    given_back = replace(coupon, status=CouponStatus.ISSUED, receipt=None)
    told = CouponReleased(coupon_id=coupon.id, guest_id=coupon.guest_id)
    if coupon.expires_at > now:
        return given_back, (told,)
    after, facts = expire(given_back)
    return after, (told, *facts)


def expire(coupon: Coupon) -> Decided[Coupon]:
    """End an unused coupon."""
    if coupon.status is not CouponStatus.ISSUED:
        return coupon, ()
    told = CouponExpired(coupon_id=coupon.id, guest_id=coupon.guest_id)
    return replace(coupon, status=CouponStatus.EXPIRED), (told,)


def timers(coupon: Coupon) -> Mapping[str, datetime]:
    """When it ends."""
    return {"expiry": coupon.expires_at} if coupon.status is CouponStatus.ISSUED else {}


def _there(coupon: Coupon | None) -> Coupon:
    if coupon is None:
        raise Refused("coupon-not-found", "there is no such coupon", kind="missing")
    return coupon

"""Points no visit earned: referrals, compensation, suggestions, birthdays, corrections (L7, L8, L10, L11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from contracts.loyalty import (
    CompensationGranted,
    CompensationRefused,
    Origin,
    PointsCorrected,
    PointsTakenBack,
    ReferralRewarded,
)
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain import points as ledger
from services.loyalty.domain.account import Account, Correction, begun, concluded, earned_lot, opened
from services.loyalty.domain.points import Context, usable
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.tiers import Count, Counted

Reason = Literal["remedy", "suggestion"]
Refusal = Literal["guest-erased", "nothing-asked", "over-limit", "coupon-unknown"]

__all__ = [
    "Claim", "PromotedBill", "Reason", "Refusal", "approve_correction", "birthday_gift", "compensate",
    "holiday_gift", "propose_correction", "refusal_of", "refuse_compensation", "reject_correction",
    "reward_referral", "set_programme", "settle_promotion",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """What a case asks for, as a remedy or as the reward of a suggestion.

    Attributes:
        coupon_id: of the coupon that is issued for it, if it asks for one.
    """

    remedy_id: str
    case_id: str
    venue_id: str
    reason: Reason
    points: int = 0
    coupon_id: str | None = None


@dataclass(frozen=True, slots=True)
class PromotedBill:
    """What promotions gave on a bill so far, and what they give now, in points.

    Attributes:
        lot_id: the latest lot they gave; the first to be asked for points to take back.
        step: key of the next entry about this bill; the whole ledger holds it once.
    """

    use_id: str
    venue_id: str
    due: int
    given: int
    lot_id: str
    step: str


def reward_referral(
    account: Account | None, guest_id: str, referred_guest_id: str, venue_id: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """Reward a guest for one they brought, once per referred guest; it counts toward the tier too."""
    before = begun(account, guest_id, now)
    if referred_guest_id in (guest_id, *before.aliases, *before.referrals_paid):
        return account or before, ()
    context = Context(
        now, venue_id, referred_guest_id, once=f"referral:{referred_guest_id}", policy_version=rules.version
    )
    points = rules.venue.referral_points
    after, facts = earned_lot(before, points, "referral", context, rules.venue, earned_at=now)
    count = Count(Counted.REFERRAL, referred_guest_id, now)
    after = replace(
        after,
        standing=replace(after.standing, counts=(*after.standing.counts, count)),
        referrals_paid=(*before.referrals_paid, referred_guest_id),
    )
    told = ReferralRewarded(guest_id=guest_id, referred_guest_id=referred_guest_id, points=points)
    return concluded(before, after, (*facts, told), rules, now)


def compensate(
    account: Account | None, guest_id: str, claim: Claim, rules: Rules, now: datetime
) -> Decided[Account]:
    """Grant what a case asks for, and answer it; what cannot be granted is refused, and answered too."""
    refusal: Refusal | None = (
        "guest-erased" if account is not None and account.erased else refusal_of(claim, rules)
    )
    if refusal is not None:
        return refuse_compensation(account, guest_id, claim, refusal)
    before = begun(account, guest_id, now)
    context = Context(
        now, claim.venue_id, claim.remedy_id, once=f"remedy:{claim.remedy_id}",
        reason=f"case {claim.case_id}", policy_version=rules.version,
    )  # fmt: skip
    origin: Origin = "compensation" if claim.reason == "remedy" else "suggestion"
    after, facts = earned_lot(before, claim.points, origin, context, rules.venue, earned_at=now)
    told = CompensationGranted(
        guest_id=guest_id,
        case_id=claim.case_id,
        remedy_id=claim.remedy_id,
        reason=claim.reason,
        points=claim.points,
        coupon_id=claim.coupon_id,
    )
    return concluded(before, after, (*facts, told), rules, now)


def refusal_of(claim: Claim, rules: Rules) -> Refusal | None:
    """Why a claim can never be granted, whoever's it is."""
    if not claim.points and claim.coupon_id is None:
        return "nothing-asked"
    if not 0 <= claim.points <= rules.venue.compensation_limit_points:
        return "over-limit"
    return None


def refuse_compensation(
    account: Account | None, guest_id: str, claim: Claim, refusal: Refusal
) -> Decided[Account]:
    """Answer a case that what it asks for is not granted."""
    told = CompensationRefused(
        guest_id=guest_id,
        case_id=claim.case_id,
        remedy_id=claim.remedy_id,
        reason=claim.reason,
        refusal=refusal,
    )
    # Not `begun`: a closed or erased account is answered for too.
    return opened(None, guest_id) if account is None else replace(account, written=()), (told,)


def birthday_gift(
    account: Account | None, guest_id: str, year: int, venue_id: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """The tier's birthday gift, once per year of the calendar the birthday is kept by."""
    before = begun(account, guest_id, now)
    context = Context(
        now, venue_id, str(year), once=f"birthday:{guest_id}:{year}", policy_version=rules.version
    )
    points = rules.chain.rights_of(before.standing.tier).birthday_points
    after, facts = earned_lot(before, points, "birthday", context, rules.chain, earned_at=now)
    return concluded(before, after, facts, rules, now)


def holiday_gift(
    account: Account | None, guest_id: str, holiday: str, year: int, rules: Rules, now: datetime
) -> Decided[Account]:
    """The tier's gift on a holiday, once per holiday; nothing where the tier gives none."""
    before = begun(account, guest_id, now)
    told = f"{holiday}-{year}"
    context = Context(now, subject=told, once=f"holiday:{guest_id}:{told}", policy_version=rules.version)
    points = rules.chain.rights_of(before.standing.tier).holiday_points
    after, facts = earned_lot(before, points, "promotion", context, rules.chain, earned_at=now)
    return concluded(before, after, facts, rules, now)


def settle_promotion(
    account: Account | None, guest_id: str, bill: PromotedBill, rules: Rules, now: datetime
) -> Decided[Account]:
    """Bring the points that promotions gave on a bill to what they give now, each step once.

    A use gives them, its withdrawal takes them back as far as they are not spent.
    """
    before = begun(account, guest_id, now)
    context = Context(now, bill.venue_id, bill.use_id, once=bill.step, policy_version=rules.version)
    more = bill.due - bill.given
    if more >= 0:
        after, facts = earned_lot(before, more, "promotion", context, rules.venue, earned_at=now)
        return concluded(before, after, facts, rules, now)
    context = replace(context, reason="promotion withdrawn")
    points, short = ledger.take_back(before.points, bill.lot_id, -more, context)
    told = PointsTakenBack(
        guest_id=guest_id, reference=bill.use_id, points=-more - short, shortfall_points=short,
        balance=usable(points, now),
    )  # fmt: skip
    return concluded(before, replace(before, points=points), (told,), rules, now)


def propose_correction(
    account: Account | None, guest_id: str, correction: Correction, rules: Rules, now: datetime
) -> Decided[Account]:
    """Propose to add or (negative) take away points; nothing moves before a second person approves.

    Raises:
        Refused: no points, or no reason.
    """
    before = begun(account, guest_id, now)
    if not correction.points:
        raise Refused("no-points-asked", "a correction moves points", field="points", kind="invalid")
    if not correction.reason.strip():
        raise Refused("reason-missing", "a correction needs a reason", field="reason", kind="invalid")
    return concluded(before, replace(before, corrections=(*before.corrections, correction)), (), rules, now)


def approve_correction(
    account: Account | None, guest_id: str, correction_id: str, by: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """Post a proposed correction.

    Raises:
        Refused: by the person who proposed it (``second-person-needed``), or not enough points to take.
    """
    before = begun(account, guest_id, now)
    correction = _proposed(before, correction_id)
    if by == correction.proposed_by:
        raise Refused("second-person-needed", "somebody else must approve this correction", kind="forbidden")
    context = Context(
        now, correction.venue_id, correction.id, reason=correction.reason, by=correction.proposed_by,
        approved_by=by, policy_version=rules.version,
    )  # fmt: skip
    if correction.points > 0:
        after, facts = earned_lot(
            before, correction.points, "correction", context, rules.venue, earned_at=now
        )
    else:
        after, facts = replace(before, points=ledger.correct(before.points, -correction.points, context)), ()
    told = PointsCorrected(
        guest_id=guest_id,
        correction_id=correction.id,
        points=correction.points,
        balance=usable(after.points, now),
    )
    return concluded(before, _settled(after, correction_id), (*facts, told), rules, now)


def reject_correction(
    account: Account | None, guest_id: str, correction_id: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """Drop a proposed correction; its proposer may do so too."""
    before = begun(account, guest_id, now)
    _proposed(before, correction_id)
    return concluded(before, _settled(before, correction_id), (), rules, now)


def set_programme(
    account: Account | None, guest_id: str, programme: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """Let a guest earn by another programme from now on.

    Raises:
        Refused: the chain runs no such programme.
    """
    if programme not in rules.chain.rates:
        known = ", ".join(sorted(rules.chain.rates))
        raise Refused("programme-unknown", f"the programmes are {known}", field="programme", kind="invalid")
    before = begun(account, guest_id, now)
    return concluded(before, replace(before, programme=programme), (), rules, now)


def _proposed(account: Account, correction_id: str) -> Correction:
    for each in account.corrections:
        if each.id == correction_id:
            return each
    raise Refused("correction-not-open", f"no correction {correction_id} waits for approval", kind="missing")


def _settled(account: Account, correction_id: str) -> Account:
    return replace(
        account, corrections=tuple(each for each in account.corrections if each.id != correction_id)
    )

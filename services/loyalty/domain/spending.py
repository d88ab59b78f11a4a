"""Points are used in two steps, reserve then confirm or release, and can be given back (rules L4, L6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from contracts.loyalty import (
    BenefitUsed,
    PointsRedeemed,
    PointsReleased,
    PointsReserved,
    PointsReversed,
    Use,
)
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain import points as ledger
from services.loyalty.domain.account import Account, BenefitUse, begun, concluded
from services.loyalty.domain.calendar import month_of
from services.loyalty.domain.lots import Kind, parts_told
from services.loyalty.domain.points import Context, Points, Redemption, usable
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.tiers import Count, Counted

__all__ = [
    "BILL", "GIFT", "TIER_CREDIT", "Wish", "confirm", "exceeding", "moves", "release", "released", "reserve",
    "reverse", "use_benefit",
]  # fmt: skip

GIFT: Final = "gift"
BILL: Final = "bill"
TIER_CREDIT: Final = "tier_credit"
_TAKES: Final = {Kind.RESERVE: 1, Kind.CONFIRM: 0, Kind.RELEASE: -1, Kind.REVERSE: -1}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a guest wants for points.

    Attributes:
        reference: the gift, or the receipt of the bill.
        value_fen: of a gift; a bill's reduction and a tier credit follow from the points.
        bill_fen: of the bill to reduce: more points than it is worth are refused.
    """

    redemption_id: str
    use: Use
    points: int
    venue_id: str
    reference: str = ""
    value_fen: int = 0
    bill_fen: int | None = None


def reserve(
    account: Account | None, guest_id: str, wish: Wish, rules: Rules, now: datetime
) -> Decided[Account]:
    """Set points aside for a wish; unless confirmed in time they go back by themselves.

    Raises:
        Refused: not enough points, or more than is left of the bill.
    """
    before = begun(account, guest_id, now)
    value = _value(wish, rules)
    if wish.use == BILL and wish.bill_fen is not None:
        left = wish.bill_fen - _taken_off(before.points, wish, now)
        if value > left:
            raise exceeding(left, rules.venue.bill_fen_per_point)
    until = now + timedelta(minutes=rules.venue.reservation_minutes)
    made = Redemption(
        wish.redemption_id, wish.use, (), wish.venue_id, until, value, wish.reference, bill_fen=wish.bill_fen
    )
    context = Context(now, wish.venue_id, subject=wish.redemption_id, policy_version=rules.version)
    after = ledger.reserve(before.points, made, wish.points, context)
    told = PointsReserved(
        guest_id=before.guest_id,
        redemption_id=wish.redemption_id,
        use=wish.use,
        points=wish.points,
        lots=parts_told(after.reserved[-1].parts),
        until=until,
        balance=usable(after, now),
    )
    return concluded(before, replace(before, points=after), (told,), rules, now)


def confirm(
    account: Account | None, guest_id: str, redemption_id: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """Spend what was reserved; tier credit counts from now.

    Raises:
        Refused: there is no such reservation, or its time is over (``redemption-not-open``).
    """
    before = begun(account, guest_id, now)
    open_ = next((each for each in before.points.reserved if each.id == redemption_id), None)
    if open_ is not None and open_.until <= now:
        raise Refused("redemption-not-open", "the reservation's time is over; reserve again", kind="missing")
    venue_id = open_.venue_id if open_ else ""
    context = Context(now, venue_id, subject=redemption_id, policy_version=rules.version)
    after = ledger.confirm(
        before.points, redemption_id, now + timedelta(days=rules.venue.reversal_days), context
    )
    spent = after.redeemed[-1]
    standing = before.standing
    if spent.use == TIER_CREDIT:
        credit = Count(Counted.CREDIT, redemption_id, now, spend_fen=spent.value_fen)
        standing = replace(standing, counts=(*standing.counts, credit))
    told = PointsRedeemed(
        guest_id=before.guest_id,
        redemption_id=redemption_id,
        use=spent.use,
        points=spent.points,
        value_fen=0 if spent.use == TIER_CREDIT else spent.value_fen,
        venue_id=spent.venue_id,
        lots=parts_told(spent.parts),
        balance=usable(after, now),
    )
    return concluded(before, replace(before, points=after, standing=standing), (told,), rules, now)


def release(
    account: Account | None,
    guest_id: str,
    redemption_id: str,
    rules: Rules,
    now: datetime,
    *,
    lapsed: bool = False,
) -> Decided[Account]:
    """Give reserved points back to the lots they came from."""
    before = begun(account, guest_id, now)
    open_ = next((each for each in before.points.reserved if each.id == redemption_id), None)
    context = Context(
        now,
        open_.venue_id if open_ else "",
        subject=redemption_id,
        reason="lapsed" if lapsed else "cancelled",
        policy_version=rules.version,
    )
    after = ledger.release(before.points, redemption_id, context)
    told = PointsReleased(
        guest_id=before.guest_id,
        redemption_id=redemption_id,
        points=open_.points if open_ else 0,
        lapsed=lapsed,
        balance=usable(after, now),
    )
    return concluded(before, replace(before, points=after), (told,), rules, now)


def released(points: Points, reservation: Redemption, context: Context) -> tuple[Points, PointsReleased]:
    """A reservation's points go back to their lots without anybody's asking, and it is told."""
    after = ledger.release(points, reservation.id, context)
    told = PointsReleased(
        guest_id=points.guest_id,
        redemption_id=reservation.id,
        points=reservation.points,
        lapsed=False,
        balance=usable(after, context.now),
    )
    return after, told


def reverse(
    account: Account | None,
    guest_id: str,
    redemption_id: str,
    reason: str,
    by: str,
    rules: Rules,
    now: datetime,
) -> Decided[Account]:
    """Cancel a confirmed redemption: the very lots have their points back, tier credit is withdrawn.

    Points of a lot that ended meanwhile come back to that lot and expire with it.
    """
    before = begun(account, guest_id, now)
    spent = next((each for each in before.points.redeemed if each.id == redemption_id), None)
    venue_id = spent.venue_id if spent else ""
    context = Context(now, venue_id, redemption_id, reason=reason, by=by, policy_version=rules.version)
    after = ledger.reverse(before.points, redemption_id, context)
    counts = tuple(
        each for each in before.standing.counts if each.kind is not Counted.CREDIT or each.id != redemption_id
    )
    told = PointsReversed(
        guest_id=before.guest_id,
        redemption_id=redemption_id,
        points=spent.points if spent else 0,
        lots=parts_told(spent.parts if spent else ()),
        balance=usable(after, now),
        redeemed_by=spent.confirmed_by if spent else None,
        use=spent.use if spent else None,
        venue_id=spent.venue_id if spent else None,
        redeemed_at=spent.confirmed_at if spent else None,
    )
    standing = replace(before.standing, counts=counts)
    return concluded(before, replace(before, points=after, standing=standing), (told,), rules, now)


def use_benefit(
    account: Account | None,
    guest_id: str,
    benefit: str,
    use_id: str,
    venue_id: str,
    rules: Rules,
    now: datetime,
) -> Decided[Account]:
    """Take a benefit of the tier, as often a calendar month as the tier gives it.

    Raises:
        Refused: the tier does not give it, or this month's are used up.
    """
    before = begun(account, guest_id, now)
    given = {each.name: each.per_month for each in rules.venue.rights_of(before.standing.tier).benefits}
    if benefit not in given:
        raise Refused(
            "benefit-not-given", f"this tier does not give {benefit}", field="benefit", kind="invalid"
        )
    month = month_of(now, rules.chain.zone)
    this_month = tuple(each for each in before.benefit_uses if each.month == month)
    left = given[benefit] - sum(each.benefit == benefit for each in this_month)
    if left <= 0:
        raise Refused("benefit-used-up", f"{benefit} was taken {given[benefit]} times this month")
    uses = (*this_month, BenefitUse(use_id, benefit, venue_id, month, now))
    told = BenefitUsed(
        guest_id=before.guest_id,
        benefit=benefit,
        use_id=use_id,
        venue_id=venue_id,
        left_this_period=left - 1,
    )
    return concluded(before, replace(before, benefit_uses=uses), (told,), rules, now)


def moves(before: Account | None, after: Account, use: Use) -> tuple[tuple[Redemption, int], ...]:
    """The redemptions of a use that a change of an account makes (1), confirms (0) or gives back (-1)."""
    points = after.points
    standing = (*points.reserved, *points.redeemed, *points.given_back)
    known = {each.id: each for each in standing if each.use == use}
    last = before.points.entries if before else 0
    return tuple(
        (known[entry.subject], _TAKES[entry.kind])
        for entry in points.journal
        if entry.sequence > last and entry.subject in known and entry.kind in _TAKES
    )


def exceeding(left_fen: int, fen_per_point: int) -> Refused:
    """The refusal of more points than a bill with `left_fen` to pay is worth."""
    detail = f"the bill takes {max(0, left_fen) // fen_per_point} points at most"
    return Refused("points-exceed-bill", detail, field="points", kind="invalid")


def _taken_off(points: Points, wish: Wish, now: datetime) -> int:
    """What points take off the wish's bill already."""
    standing = (*(each for each in points.reserved if each.until > now), *points.redeemed)
    return sum(
        each.value_fen
        for each in standing
        if (each.use, each.venue_id, each.reference) == (BILL, wish.venue_id, wish.reference)
    )


def _value(wish: Wish, rules: Rules) -> int:
    match wish.use:
        case "gift":
            return wish.value_fen
        case "bill":
            return wish.points * rules.venue.bill_fen_per_point
        case "tier_credit":
            return wish.points * rules.venue.tier_credit_fen_per_point
    raise Refused(
        "use-unknown",
        f"points buy a gift, reduce a bill or count toward a tier, not {wish.use}",
        field="use",
        kind="invalid",
    )

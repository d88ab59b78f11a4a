"""Visits: what was spent, what of it earns, and the record that stays (rules L5, L12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from infra.chassis.decision import Refused
from services.loyalty.domain.policy import STANDARD, LoyaltyPolicy, Tier

__all__ = ["Bill", "Line", "Source", "Visit", "VisitStatus", "earning", "points_for", "visit_id"]


class Source(StrEnum):
    """Where a visit was learnt from."""

    BOOKING = "booking"
    TILL = "till"
    IMPORT = "import"


class VisitStatus(StrEnum):
    """Whether a visit counts."""

    RECORDED = "recorded"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Line:
    """One category's share of a bill."""

    category: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill as the till tells it.

    Attributes:
        receipt: the till's number, unique at its venue.
        revision: a higher one replaces a lower one.
        lines: by category, if the till knows; what they do not cover earns.
        excluded_fen: more that earns nothing, by the teller's own word.
    """

    venue_id: str
    receipt: str
    at: datetime
    spend_fen: int
    lines: tuple[Line, ...] = ()
    excluded_fen: int = 0
    booking_id: str | None = None
    party_size: int = 1
    source: Source = Source.TILL
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Visit:
    """A bill on record, with what it earned and by which rules.

    Attributes:
        id: ``<venue>:<receipt>``: a receipt counts once.
        lot_id: the lot it made, if it earned any points.
    """

    id: str
    guest_id: str
    bill: Bill
    earning_fen: int
    points: int
    tier: Tier
    programme: str
    policy_version: int
    recorded_at: datetime
    lot_id: str | None = None
    status: VisitStatus = field(default=VisitStatus.RECORDED)


def visit_id(venue_id: str, receipt: str) -> str:
    """The identity of a visit: the receipt at its venue."""
    return f"{venue_id}:{receipt}"


def earning(bill: Bill, policy: LoyaltyPolicy) -> int:
    """The part of the bill that earns points, in fen.

    Raises:
        Refused: the bill contradicts itself (``bill-invalid``).
    """
    if bill.spend_fen < 0 or bill.excluded_fen < 0 or any(line.amount_fen < 0 for line in bill.lines):
        raise Refused(
            "bill-invalid",
            "amounts are never negative; void a receipt instead",
            field="spend_fen",
            kind="invalid",
        )
    if _sum(bill.lines) > bill.spend_fen or bill.excluded_fen > bill.spend_fen:
        raise Refused("bill-invalid", "the parts exceed the whole", field="lines", kind="invalid")
    excluded = _sum(line for line in bill.lines if line.category in policy.excluded_categories)
    return max(0, bill.spend_fen - excluded - bill.excluded_fen)


def points_for(earning_fen: int, tier: Tier, programme: str, policy: LoyaltyPolicy) -> int:
    """The points a spend earns; a programme the venue does not run earns by the standard one."""
    rate = policy.rates.get(programme) or policy.rates[STANDARD]
    return rate.points_for(earning_fen, tier)


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.amount_fen for line in lines)

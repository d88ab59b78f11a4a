"""Gifts that points buy; what is left is counted down beside the redemption that takes one (rule L6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from infra.chassis.decision import Decided, Refused
from services.loyalty.domain.account import Account
from services.loyalty.domain.spending import GIFT, moves

__all__ = ["Gift", "gift_moves", "put"]


@dataclass(frozen=True, slots=True)
class Gift:
    """A gift on offer. `stock` is how many were ever offered; the count beside it has what is left."""

    id: str
    name: str
    points: int
    value_fen: int
    stock: int
    venue_ids: tuple[str, ...] = ()
    offered: bool = True


def put(gift: Gift | None, new: Gift) -> Decided[Gift]:
    """Offer a gift, or change it. The store refuses a stock below what is taken.

    Raises:
        Refused: it costs or is worth nothing.
    """
    if new.points < 1 or new.value_fen < 0 or new.stock < 0:
        raise Refused(
            "gift-invalid", "a gift costs a point or more and has a stock", field="points", kind="invalid"
        )
    return (gift, ()) if gift == new else (new, ())


def gift_moves(before: Account | None, after: Account) -> Mapping[str, int]:
    """How many of each gift a change of an account takes (positive) or gives back."""
    counts: Counter[str] = Counter()
    for redemption, count in moves(before, after, GIFT):
        counts[redemption.reference] += count
    return {gift_id: count for gift_id, count in counts.items() if count}

"""A promotion's life, and its uses on bills, each once per receipt (rule L13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from contracts.loyalty import (
    PromotionApplied,
    PromotionBudgetSpent,
    PromotionEnded,
    PromotionPublished,
    PromotionWithdrawn,
)
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain.promotions import Promotion, Quote, QuoteLine, validated

__all__ = [
    "Use",
    "apply",
    "budget_spent",
    "end",
    "points_due",
    "promotion_timers",
    "publish",
    "taken",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Use:
    """Promotions used on one bill.

    Attributes:
        id: ``<venue>:<receipt>``: a bill is reduced once.
    """

    id: str
    guest_id: str
    venue_id: str
    receipt: str
    at: datetime
    bill_fen: int
    saved_fen: int
    lines: tuple[QuoteLine, ...]
    withdrawn_at: datetime | None = None


def publish(promotion: Promotion | None, new: Promotion) -> Decided[Promotion]:
    """Publish a promotion, or change the terms of one that has not ended.

    Raises:
        Refused: the terms make no sense, or it has ended.
    """
    if promotion is not None and promotion.ended_at is not None:
        raise Refused("promotion-ended", "an ended promotion is not changed; publish a new one")
    told = PromotionPublished(
        promotion_id=new.id,
        kind=new.kind.value,
        name=new.name,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        budget_fen=new.budget_fen,
        venue_ids=new.venue_ids,
    )
    return validated(new), (told,)


def end(promotion: Promotion | None, spent_fen: int, now: datetime) -> Decided[Promotion]:
    """End a promotion, early or because its time is over."""
    if promotion is None:
        raise Refused("promotion-not-found", "there is no such promotion", kind="missing")
    if promotion.ended_at is not None:
        return promotion, ()
    told = PromotionEnded(promotion_id=promotion.id, early=now < promotion.ends_at, spent_fen=spent_fen)
    return replace(promotion, ended_at=now), (told,)


def budget_spent(promotion: Promotion | None, spent_fen: int) -> Decided[Promotion]:
    """Tell, once, that the budget no longer covers a bill that asked for it."""
    if promotion is None:
        raise Refused("promotion-not-found", "there is no such promotion", kind="missing")
    if promotion.budget_fen is None or promotion.budget_told or promotion.ended_at:
        return promotion, ()
    told = PromotionBudgetSpent(
        promotion_id=promotion.id, budget_fen=promotion.budget_fen, spent_fen=spent_fen
    )
    return replace(promotion, budget_told=True), (told,)


def promotion_timers(promotion: Promotion) -> Mapping[str, datetime]:
    """When it ends by itself."""
    return {} if promotion.ended_at else {"end": promotion.ends_at}


def apply(use: Use | None, new: Use, quote: Quote) -> Decided[Use]:
    """Use promotions on a bill.

    Raises:
        Refused: the bill had its promotions (``bill-reduced``), or none applies.
    """
    if use is not None and use.withdrawn_at is None:
        raise Refused("bill-reduced", "this bill had its promotions already; withdraw them first")
    if not quote.lines:
        raise Refused(
            "no-promotion-applies",
            "; ".join(f"{line.name}: {line.refused}" for line in quote.refused) or "there is no promotion",
        )
    after = replace(new, lines=quote.lines, saved_fen=quote.saved_fen)
    told = PromotionApplied(
        use_id=new.id,
        guest_id=new.guest_id,
        venue_id=new.venue_id,
        receipt=new.receipt,
        bill_fen=new.bill_fen,
        saved_fen=after.saved_fen,
        promotion_ids=tuple(line.promotion_id for line in quote.lines),
    )
    return after, (told,)


def withdraw(use: Use | None, now: datetime) -> Decided[Use]:
    """Take a bill's promotions back: the budgets have their money again."""
    if use is None:
        raise Refused("promotion-use-not-found", "this bill had no promotions", kind="missing")
    if use.withdrawn_at is not None:
        return use, ()
    told = PromotionWithdrawn(use_id=use.id, guest_id=use.guest_id, saved_fen=use.saved_fen)
    return replace(use, withdrawn_at=now), (told,)


def taken(use: Use | None) -> Mapping[str, QuoteLine]:
    """What the use takes of each promotion, by its id; nothing once it is withdrawn."""
    if use is None or use.withdrawn_at is not None:
        return {}
    return {line.promotion_id: line for line in use.lines}


def points_due(use: Use) -> int:
    """The points its promotions give its guest; none once it is withdrawn."""
    return sum(line.points for line in taken(use).values())

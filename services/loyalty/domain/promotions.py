"""Promotions: who gets what off a bill, how they stack, and how much may be spent on them (rule L13).

A quote is explained promotion by promotion. Budgets are not kept here: a promotion's state never changes
when it is used, its budget is counted down beside the use that takes from it (see `use`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from zoneinfo import ZoneInfo

from infra.chassis.decision import Refused
from services.loyalty.domain.policy import Tier

__all__ = [
    "BUDGET_SPENT",
    "Asked",
    "Effect",
    "Kind",
    "Promotion",
    "Quote",
    "QuoteLine",
    "TimeOfDay",
    "quote",
    "validated",
]

_MOST_COMBINED = 12
BUDGET_SPENT = "its budget is spent"


class Kind(StrEnum):
    """Whom a promotion is for."""

    MEMBER = "member"
    NEW_GUEST = "new_guest"
    GROUP = "group"
    HOLIDAY = "holiday"


class Effect(StrEnum):
    """What it gives."""

    DISCOUNT = "discount"
    """`percent` off."""
    SPEND_AND_SAVE = "spend_and_save"
    """`save_fen` off every full `spend_fen`, `times` at most."""
    GIFT = "gift"
    """The gift `gift_id`, worth `save_fen`."""
    POINTS = "points"
    """`points` more; `save_fen` is what they cost the budget."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Local hours of some weekdays (0 is Monday): from `opens` to `closes`, minutes after midnight.

    `closes` beyond 1440 runs past midnight and belongs to the day it began on.
    """

    weekdays: tuple[int, ...]
    opens: int = 0
    closes: int = 24 * 60

    def covers(self, moment: datetime, zone: str) -> bool:
        """Whether the moment falls into these hours."""
        local = moment.astimezone(ZoneInfo(zone))
        minutes = local.hour * 60 + local.minute
        today = local.weekday() in self.weekdays and self.opens <= minutes < self.closes
        late = (local.weekday() - 1) % 7 in self.weekdays and self.opens <= minutes + 1440 < self.closes
        return today or late


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion as published.

    Attributes:
        venue_ids: where it holds; empty is the whole chain.
        hours: when it holds; empty is always between its start and end.
        least_tier, least_party: who may have it (member and group promotions).
        stack: promotions of one stack exclude each other; of different stacks they add up.
        alone: it never adds up with any other.
        budget_fen: all it may cost; None is without limit.
        per_guest: how often one guest may have it; 0 is without limit.
        budget_told: that the budget is spent was told; raising it lets it be told again.
    """

    id: str
    name: str
    kind: Kind
    effect: Effect
    starts_at: datetime
    ends_at: datetime
    percent: int = 0
    spend_fen: int = 0
    save_fen: int = 0
    times: int = 1
    points: int = 0
    gift_id: str | None = None
    venue_ids: tuple[str, ...] = ()
    hours: tuple[TimeOfDay, ...] = ()
    least_spend_fen: int = 0
    least_tier: int = 0
    least_party: int = 1
    stack: str = "bill"
    alone: bool = False
    budget_fen: int | None = None
    per_guest: int = 0
    ended_at: datetime | None = None
    budget_told: bool = False

    @property
    def most_per_guest(self) -> int:
        """How often one guest may have it; 0 is without limit. A new guest is new on one bill only."""
        return 1 if self.kind is Kind.NEW_GUEST else self.per_guest


@dataclass(frozen=True, slots=True)
class Asked:
    """A bill that asks for promotions.

    Attributes:
        used: how often this guest had each promotion before.
        left_fen: what is left of each budget; silent where there is none.
        left_gifts: how many are left of each gift.
        visits: the guest's paid visits so far.
    """

    venue_id: str
    at: datetime
    bill_fen: int
    tier: Tier
    visits: int
    party_size: int
    zone: str
    used: Mapping[str, int]
    left_fen: Mapping[str, int]
    left_gifts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One promotion's part in a quote, or the reason it does not apply.

    Attributes:
        saves_fen: off the bill.
        cost_fen: out of the budget: what it saves, or what its gift or points are worth.
        most_per_guest: how often its guest may have it; 0 is without limit.
    """

    promotion_id: str
    name: str
    saves_fen: int = 0
    cost_fen: int = 0
    points: int = 0
    gift_id: str | None = None
    refused: str = ""
    most_per_guest: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """The best that the promotions make of a bill, each explained."""

    bill_fen: int
    lines: tuple[QuoteLine, ...]
    refused: tuple[QuoteLine, ...]

    @property
    def saved_fen(self) -> int:
        """Off the bill."""
        return sum(line.saves_fen for line in self.lines)


def validated(promotion: Promotion) -> Promotion:
    """The promotion, if its terms make sense.

    Raises:
        Refused: naming the field that does not.
    """
    wrong = {
        "ends_at": promotion.ends_at <= promotion.starts_at,
        "percent": promotion.effect is Effect.DISCOUNT and not 0 < promotion.percent <= 100,
        "save_fen": promotion.effect is not Effect.DISCOUNT and promotion.save_fen <= 0,
        "spend_fen": promotion.effect is Effect.SPEND_AND_SAVE and promotion.spend_fen < promotion.save_fen,
        "times": promotion.times < 1,
        "points": promotion.effect is Effect.POINTS and promotion.points <= 0,
        "gift_id": promotion.effect is Effect.GIFT and not promotion.gift_id,
        "least_party": promotion.kind is Kind.GROUP and promotion.least_party < 2,
        "budget_fen": promotion.budget_fen is not None and promotion.budget_fen <= 0,
    }
    for name, bad in wrong.items():
        if bad:
            raise Refused(
                "promotion-invalid",
                f"{name} does not fit a {promotion.effect} promotion",
                field=name,
                kind="invalid",
            )
    return promotion


def quote(promotions: Iterable[Promotion], asked: Asked) -> Quote:
    """The combination that saves most under the stacking rules; fewer promotions win among equals."""
    judged = [(each, _judge(each, asked)) for each in promotions]
    refused = tuple(line for _, line in judged if line.refused)
    able = sorted(
        ((each, line) for each, line in judged if not line.refused),
        key=lambda pair: (-pair[1].cost_fen, pair[0].id),
    )[:_MOST_COMBINED]
    best: tuple[tuple[Promotion, QuoteLine], ...] = ()
    for size in range(1, len(able) + 1):
        for chosen in combinations(able, size):
            if _stacks(chosen) and _worth(chosen) > _worth(best):
                best = chosen
    lines = _within_bill(tuple(line for _, line in best), asked.bill_fen)
    kept = {line.promotion_id for line in lines}
    beaten = tuple(
        QuoteLine(each.id, each.name, refused="a better combination is used")
        for each, _ in able
        if each.id not in kept
    )
    return Quote(asked.bill_fen, lines, (*refused, *beaten))


def _judge(promotion: Promotion, asked: Asked) -> QuoteLine:
    reason = _reason_against(promotion, asked)
    cost = 0 if reason else _cost(promotion, asked.bill_fen)
    if not reason and cost > asked.left_fen.get(promotion.id, cost):
        reason = BUDGET_SPENT
    if reason:
        return QuoteLine(promotion.id, promotion.name, refused=reason)
    line = QuoteLine(promotion.id, promotion.name, cost_fen=cost, most_per_guest=promotion.most_per_guest)
    match promotion.effect:
        case Effect.GIFT:
            return replace(line, gift_id=promotion.gift_id)
        case Effect.POINTS:
            return replace(line, points=promotion.points)
        case Effect.DISCOUNT | Effect.SPEND_AND_SAVE:
            return replace(line, saves_fen=cost)


def _reason_against(promotion: Promotion, asked: Asked) -> str:
    reasons = (
        (
            promotion.ended_at is not None or not promotion.starts_at <= asked.at < promotion.ends_at,
            "it is not running",
        ),
        (bool(promotion.venue_ids) and asked.venue_id not in promotion.venue_ids, "not at this venue"),
        (
            bool(promotion.hours) and not any(each.covers(asked.at, asked.zone) for each in promotion.hours),
            "not at this hour",
        ),
        (promotion.kind is Kind.NEW_GUEST and asked.visits > 0, "for a first visit only"),
        (promotion.kind is Kind.MEMBER and asked.tier < promotion.least_tier, "for a higher tier"),
        (promotion.kind is Kind.GROUP and asked.party_size < promotion.least_party, "for a larger party"),
        (asked.bill_fen < promotion.least_spend_fen, "the bill is too small"),
        (
            promotion.effect is Effect.SPEND_AND_SAVE and asked.bill_fen < promotion.spend_fen,
            "the bill is too small",
        ),
        (
            0 < promotion.most_per_guest <= asked.used.get(promotion.id, 0),
            "this guest had it as often as it is given",
        ),
        (
            promotion.effect is Effect.GIFT and not asked.left_gifts.get(promotion.gift_id or "", 0),
            "none of the gift is left",
        ),
    )
    return next((reason for against, reason in reasons if against), "")


def _cost(promotion: Promotion, bill_fen: int) -> int:
    match promotion.effect:
        case Effect.DISCOUNT:
            return bill_fen * promotion.percent // 100
        case Effect.SPEND_AND_SAVE:
            return promotion.save_fen * min(promotion.times, bill_fen // promotion.spend_fen)
        case Effect.GIFT | Effect.POINTS:
            return promotion.save_fen


def _stacks(chosen: tuple[tuple[Promotion, QuoteLine], ...]) -> bool:
    if len(chosen) == 1:
        return True
    stacks = [promotion.stack for promotion, _ in chosen]
    return len(set(stacks)) == len(stacks) and not any(promotion.alone for promotion, _ in chosen)


def _worth(chosen: tuple[tuple[Promotion, QuoteLine], ...]) -> int:
    return sum(line.cost_fen for _, line in chosen)


def _within_bill(lines: tuple[QuoteLine, ...], bill_fen: int) -> tuple[QuoteLine, ...]:
    """Lines whose savings end with the bill: nobody is paid for eating."""
    kept = []
    left = bill_fen
    for line in lines:
        if not line.saves_fen:
            kept.append(line)
        elif left:
            saves = min(left, line.saves_fen)
            left -= saves
            kept.append(replace(line, saves_fen=saves, cost_fen=saves))
    return tuple(kept)

"""What venues owe each other for points one issued and another honoured (rule L6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contracts.loyalty import SettlementClosed, SettlementLine
from infra.chassis.decision import Decided

__all__ = ["Honoured", "Owed", "Settlement", "close", "netted"]


@dataclass(frozen=True, slots=True)
class Honoured:
    """Points of one venue's lots that were used (negative: given back) at another."""

    issuer_id: str
    honoured_by: str
    points: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What one venue owes another."""

    debtor_id: str
    creditor_id: str
    points: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """A month's netting, closed once."""

    month: str
    owed: tuple[Owed, ...]
    closed_at: datetime


def netted(honoured: Iterable[Honoured], fen_per_point: int) -> tuple[Owed, ...]:
    """One line per pair of venues, against each other; what a venue owes itself is nothing."""
    sums: dict[tuple[str, str], int] = {}
    for each in honoured:
        if each.issuer_id != each.honoured_by:
            pair = tuple(sorted((each.issuer_id, each.honoured_by)))
            points = each.points if each.issuer_id == pair[0] else -each.points
            sums[pair[0], pair[1]] = sums.get((pair[0], pair[1]), 0) + points
    return tuple(
        Owed(first, second, points, points * fen_per_point)
        if points > 0
        else Owed(second, first, -points, -points * fen_per_point)
        for (first, second), points in sorted(sums.items())
        if points
    )


def close(settlement: Settlement | None, new: Settlement) -> Decided[Settlement]:
    """Close a month; a closed one stays as it is."""
    if settlement is not None:
        return settlement, ()
    lines = tuple(
        SettlementLine(
            debtor_venue_id=each.debtor_id,
            creditor_venue_id=each.creditor_id,
            points=each.points,
            amount_fen=each.amount_fen,
        )
        for each in new.owed
    )
    return new, (SettlementClosed(settlement_id=new.month, lines=lines),)

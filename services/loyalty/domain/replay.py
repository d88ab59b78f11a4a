"""The ledger read again from its first line, and compared with the lots and the balance (rule L7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.loyalty.domain.lots import Entry, Lot, apply
from services.loyalty.domain.points import Points

__all__ = ["Difference", "compare", "replay"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Three tellings of one account's points that should be one.

    Attributes:
        entry_ids: the entries of the lots that differ; all of them if the ledger cannot be read.
    """

    guest_id: str
    ledger_points: int
    lots_points: int
    balance_points: int
    entry_ids: tuple[str, ...]


def replay(entries: Iterable[Entry]) -> tuple[Lot, ...]:
    """The lots that a guest's entries, in order, lead to.

    Raises:
        ValueError: an entry is missing, or contradicts those before it.
    """
    lots: tuple[Lot, ...] = ()
    for number, entry in enumerate(entries, start=1):
        if entry.sequence != number:
            raise ValueError(f"entry {number} is missing")
        if sum(posting.points for posting in entry.postings):
            raise ValueError(f"entry {entry.id} is out of balance")
        lots = apply(lots, entry.moves)
        if (entry.balance, entry.held) != _sums(lots):
            raise ValueError(f"entry {entry.id} tells another balance than its moves")
    return lots


def compare(points: Points, entries: Sequence[Entry]) -> Difference | None:
    """What does not agree between an account's points and its ledger; None if all does."""
    lots_points = sum(lot.available + lot.held for lot in points.lots)
    balance_points = points.balance + points.held
    try:
        told = {lot.id: lot for lot in replay(entries)}
    except ValueError:
        ledger_points = sum(move.available + move.held for entry in entries for move in entry.moves)
        return Difference(
            points.guest_id, ledger_points, lots_points, balance_points, tuple(entry.id for entry in entries)
        )
    kept = {lot.id: lot for lot in points.lots}
    if told == kept and _sums(points.lots) == (points.balance, points.held):
        return None
    differing = {lot for lot in told.keys() | kept.keys() if told.get(lot) != kept.get(lot)}
    return Difference(
        points.guest_id,
        sum(lot.available + lot.held for lot in told.values()),
        lots_points,
        balance_points,
        tuple(entry.id for entry in entries if any(move.lot_id in differing for move in entry.moves)),
    )


def _sums(lots: Iterable[Lot]) -> tuple[int, int]:
    kept = tuple(lots)
    return sum(lot.available for lot in kept), sum(lot.held for lot in kept)

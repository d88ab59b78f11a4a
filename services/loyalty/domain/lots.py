"""Lots of points, and the ledger entries that tell every movement of them (rules L6, L7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from contracts.loyalty import LotPart
from infra.chassis.decision import Refused

__all__ = ["Entry", "Kind", "Lot", "Move", "Part", "Posting", "apply", "parts_told", "pick", "posted"]


class Kind(StrEnum):
    """What a ledger entry is."""

    EARN = "earn"
    RESERVE = "reserve"
    CONFIRM = "confirm"
    RELEASE = "release"
    REVERSE = "reverse"
    EXPIRE = "expire"
    TAKE_BACK = "take-back"
    CORRECT = "correct"
    HAND_OVER = "hand-over"
    TAKE_OVER = "take-over"


@dataclass(frozen=True, slots=True)
class Lot:
    """Points that came together and end together.

    Attributes:
        id: id of the ledger entry that made it; kept through merges and reversals.
        venue_id: who issued it and bears its cost.
        reference: what it was given for.
        granted: how many points it began with; `available` and `held` (reserved) are what is left.
    """

    id: str
    venue_id: str
    origin: str
    reference: str
    earned_at: datetime
    expires_at: datetime
    granted: int
    available: int = 0
    held: int = 0

    @property
    def age(self) -> tuple[datetime, datetime, str]:
        """Sorts lots in the order in which they are used: those that end first come first."""
        return (self.expires_at, self.earned_at, self.id)


@dataclass(frozen=True, slots=True)
class Part:
    """Points of one lot that something took. `lot` tells its terms, so that it can be restored."""

    lot: Lot
    points: int


@dataclass(frozen=True, slots=True)
class Move:
    """What an entry did to one lot. `opened` has the lot's terms when the account did not have it before."""

    lot_id: str
    venue_id: str
    """Who issued the lot."""
    available: int = 0
    held: int = 0
    opened: Lot | None = None

    @classmethod
    def of(cls, lot: Lot, *, available: int = 0, held: int = 0, opened: bool = False) -> Move:
        """A move of `lot`."""
        return cls(lot.id, lot.venue_id, available, held, lot if opened else None)


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of an entry: points into (or, negative, out of) a ledger account."""

    account: str
    points: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger, written once and never changed. Its postings add up to nothing.

    Attributes:
        sequence: 1, 2, 3 … within the guest's account; `id` is ``<guest>/<sequence>``.
        venue_id: where it happened; empty for what no venue did.
        subject: the redemption, visit, case … it belongs to.
        once: a key the whole ledger holds at most once: a visit, a referral, a compensation.
        balance, held: of the account after it.
        by, approved_by: the persons behind a correction.
    """

    id: str
    sequence: int
    guest_id: str
    kind: Kind
    at: datetime
    venue_id: str
    subject: str
    postings: tuple[Posting, ...]
    moves: tuple[Move, ...]
    balance: int
    held: int
    once: str | None = None
    reason: str = ""
    by: str = ""
    approved_by: str = ""
    policy_version: int = 0


def pick(lots: Iterable[Lot], points: int, now: datetime) -> tuple[Part, ...]:
    """The parts of the oldest usable lots that make up `points`.

    Raises:
        Refused: there are not enough (``not-enough-points``).
    """
    usable = sorted((lot for lot in lots if lot.available and lot.expires_at > now), key=lambda lot: lot.age)
    parts = []
    left = points
    for lot in usable:
        if not left:
            break
        taken = min(left, lot.available)
        parts.append(Part(lot, taken))
        left -= taken
    if left:
        raise Refused(
            "not-enough-points",
            f"{points} points asked, {points - left} usable; ask for no more than these",
            field="points",
            extra={"usable_points": points - left},
        )
    return tuple(parts)


def apply(lots: Sequence[Lot], moves: Iterable[Move]) -> tuple[Lot, ...]:
    """The lots after these moves. Used-up lots are dropped.

    Raises:
        ValueError: a move of a lot that is not there, or below zero: the ledger contradicts the lots.
    """
    by_id = {lot.id: lot for lot in lots}
    for move in moves:
        lot = by_id.get(move.lot_id)
        if lot is None:
            if move.opened is None:
                raise ValueError(f"lot {move.lot_id} is moved but not there")
            lot = replace(move.opened, available=0, held=0)
        available, held = lot.available + move.available, lot.held + move.held
        if available < 0 or held < 0 or available + held > lot.granted:
            raise ValueError(f"lot {lot.id} would hold {available}+{held} of {lot.granted}")
        if available or held:
            by_id[lot.id] = replace(lot, available=available, held=held)
        else:
            by_id.pop(lot.id, None)
    return tuple(by_id.values())


def posted(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """Postings by account, added up, without empty ones.

    Raises:
        ValueError: they do not add up to nothing.
    """
    sums: dict[str, int] = {}
    for posting in postings:
        sums[posting.account] = sums.get(posting.account, 0) + posting.points
    if sum(sums.values()):
        raise ValueError(f"entry out of balance: {sums}")
    return tuple(Posting(account, points) for account, points in sums.items() if points)


def parts_told(parts: Iterable[Part]) -> tuple[LotPart, ...]:
    """The parts as events tell them."""
    return tuple(
        LotPart(
            lot_id=part.lot.id, points=part.points, venue_id=part.lot.venue_id, expires_at=part.lot.expires_at
        )
        for part in parts
    )

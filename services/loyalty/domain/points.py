"""Points of one guest: every movement of lots as a double entry (rules L6, L7).

Each function takes the points and gives the new points; the entry it posted stands at the end of
`Points.journal`, from where the store writes it to the ledger in the same transaction. `balance` and
`held` are kept beside the lots on purpose: lots, ledger and balance are three tellings of one truth,
and `replay` compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from contracts.loyalty import Use
from infra.chassis.decision import Refused
from services.loyalty.domain.lots import Entry, Kind, Lot, Move, Part, Posting, apply, pick, posted

__all__ = [
    "Context",
    "Points",
    "Redemption",
    "confirm",
    "correct",
    "earn",
    "expire",
    "fresh",
    "hand_over",
    "release",
    "reserve",
    "reverse",
    "take_back",
    "take_over",
    "usable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Redemption:
    """A use of points: reserved until `until`, then confirmed (and reversible until `until`) or gone.

    Attributes:
        use: ``gift``, ``bill`` or ``tier_credit``.
        value_fen: what it buys, or the credit it gives.
        reference: the gift, or the receipt of the bill.
        bill_fen: of the bill, as it was told.
        confirmed_at: when it was, if it was.
        confirmed_by: the guest who did, if they were merged into this one since.
    """

    id: str
    use: Use
    parts: tuple[Part, ...]
    venue_id: str
    until: datetime
    value_fen: int = 0
    reference: str = ""
    confirmed_at: datetime | None = None
    confirmed_by: str | None = None
    bill_fen: int | None = None

    @property
    def points(self) -> int:
        """All points it took."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class Context:
    """What an entry tells of its surroundings."""

    now: datetime
    venue_id: str = ""
    subject: str = ""
    once: str | None = None
    reason: str = ""
    by: str = ""
    approved_by: str = ""
    policy_version: int = 0


@dataclass(frozen=True, slots=True)
class Points:
    """Lots, what is reserved of them, and what the latest change gave back and posted."""

    guest_id: str
    lots: tuple[Lot, ...] = ()
    balance: int = 0
    held: int = 0
    reserved: tuple[Redemption, ...] = ()
    redeemed: tuple[Redemption, ...] = ()
    """Confirmed ones that can still be reversed."""
    given_back: tuple[Redemption, ...] = ()
    """Those the latest change released or reversed."""
    entries: int = 0
    journal: tuple[Entry, ...] = ()


def usable(points: Points, now: datetime) -> int:
    """Points that can be used now: what has reached its end counts no more, swept or not."""
    return sum(lot.available for lot in points.lots if lot.expires_at > now)


def fresh(points: Points, now: datetime) -> Points:
    """The points at the start of a change: nothing done yet, and no redemption too old to reverse."""
    redeemed = tuple(each for each in points.redeemed if each.until > now)
    return replace(points, journal=(), given_back=(), redeemed=redeemed)


def earn(
    points: Points, amount: int, expires_at: datetime, origin: str, context: Context, *, earned_at: datetime
) -> Points:
    """Add a lot of `amount` points. Nothing is posted for nothing."""
    if amount <= 0:
        return points
    lot = Lot(
        id=f"{points.guest_id}/{points.entries + 1}",
        venue_id=context.venue_id,
        origin=origin,
        reference=context.subject,
        earned_at=earned_at,
        expires_at=expires_at,
        granted=amount,
    )
    kind = Kind.CORRECT if origin == "correction" else Kind.EARN
    counter = "corrections" if origin == "correction" else "issued"
    sides = [Posting(f"venue:{context.venue_id}:{counter}", -amount), _available(points, amount)]
    return _post(points, kind, context, sides, [Move.of(lot, available=amount, opened=True)])


def reserve(points: Points, redemption: Redemption, amount: int, context: Context) -> Points:
    """Set `amount` points aside for `redemption` (given without parts), oldest lots first.

    Raises:
        Refused: not enough points, or the id is in use.
    """
    if amount <= 0:
        raise Refused("no-points-asked", "ask for one point or more", field="points", kind="invalid")
    if any(each.id == redemption.id for each in (*points.reserved, *points.redeemed)):
        raise Refused("redemption-exists", f"redemption {redemption.id} was made before")
    parts = pick(points.lots, amount, context.now)
    made = replace(redemption, parts=parts)
    sides = [_available(points, -amount), _held(points, amount)]
    moves = [Move.of(part.lot, available=-part.points, held=part.points) for part in parts]
    after = _post(points, Kind.RESERVE, context, sides, moves)
    return replace(after, reserved=(*points.reserved, made))


def confirm(points: Points, redemption_id: str, reversible_until: datetime, context: Context) -> Points:
    """Spend what was reserved."""
    redemption = _find(points.reserved, redemption_id)
    amount = redemption.points
    sides = [_held(points, -amount), Posting(f"venue:{context.venue_id}:honoured", amount)]
    moves = [Move.of(part.lot, held=-part.points) for part in redemption.parts]
    after = _post(points, Kind.CONFIRM, context, sides, moves)
    confirmed = replace(
        redemption, until=reversible_until, venue_id=context.venue_id, confirmed_at=context.now
    )
    return replace(
        after,
        reserved=_without(points.reserved, redemption_id),
        redeemed=(*points.redeemed, confirmed),
    )


def release(points: Points, redemption_id: str, context: Context) -> Points:
    """Give back what was reserved, to the very lots."""
    redemption = _find(points.reserved, redemption_id)
    amount = redemption.points
    sides = [_held(points, -amount), _available(points, amount)]
    moves = [Move.of(part.lot, available=part.points, held=-part.points) for part in redemption.parts]
    after = _post(points, Kind.RELEASE, context, sides, moves)
    reserved = _without(points.reserved, redemption_id)
    return replace(after, reserved=reserved, given_back=(*points.given_back, redemption))


def reverse(points: Points, redemption_id: str, context: Context) -> Points:
    """Undo a confirmed redemption: the very lots have their points back, with the ends they had."""
    redemption = _find(points.redeemed, redemption_id)
    amount = redemption.points
    sides = [Posting(f"venue:{redemption.venue_id}:honoured", -amount), _available(points, amount)]
    moves = [Move.of(part.lot, available=part.points, opened=True) for part in redemption.parts]
    after = _post(points, Kind.REVERSE, context, sides, moves)
    redeemed = _without(points.redeemed, redemption_id)
    return replace(after, redeemed=redeemed, given_back=(*points.given_back, redemption))


def expire(points: Points, ended: Callable[[Lot], bool], context: Context) -> tuple[Points, tuple[Part, ...]]:
    """Take what is available in the lots that have `ended`; reserved points wait for their redemption."""
    parts = tuple(Part(lot, lot.available) for lot in points.lots if lot.available and ended(lot))
    return _debit(points, Kind.EXPIRE, "expired", parts, context), parts


def take_back(points: Points, lot_id: str, amount: int, context: Context) -> tuple[Points, int]:
    """Take `amount` points back, from their own lot first, then from the oldest usable.

    Returns the points and how many could not be taken because they are spent: never below zero.
    """
    own = next((lot for lot in points.lots if lot.id == lot_id), None)
    from_own = min(amount, own.available) if own else 0
    parts = [Part(own, from_own)] if own and from_own else []
    others = [lot for lot in points.lots if lot.id != lot_id]
    reachable = sum(lot.available for lot in others if lot.expires_at > context.now)
    from_others = min(amount - from_own, reachable)
    parts.extend(pick(others, from_others, context.now))
    return _debit(points, Kind.TAKE_BACK, "issued", parts, context), amount - from_own - from_others


def correct(points: Points, amount: int, context: Context) -> Points:
    """Take away `amount` points, oldest first, by a correction two persons answer for."""
    return _debit(points, Kind.CORRECT, "corrections", pick(points.lots, amount, context.now), context)


def hand_over(points: Points, context: Context) -> Points:
    """Empty the account into transit: its guest turned out to be another one's double."""
    sides = [
        _available(points, -points.balance),
        _held(points, -points.held),
        Posting("transit", points.balance + points.held),
    ]
    moves = [Move.of(lot, available=-lot.available, held=-lot.held) for lot in points.lots]
    after = _post(points, Kind.HAND_OVER, context, sides, moves)
    return replace(after, reserved=(), redeemed=())


def take_over(points: Points, handed: Points, context: Context) -> Points:
    """Take another account's lots, reservations and reversible redemptions out of transit, as they are."""
    sides = [
        _available(points, handed.balance),
        _held(points, handed.held),
        Posting("transit", -handed.balance - handed.held),
    ]
    moves = [Move.of(lot, available=lot.available, held=lot.held, opened=True) for lot in handed.lots]
    after = _post(points, Kind.TAKE_OVER, context, sides, moves)
    redeemed = (replace(each, confirmed_by=each.confirmed_by or handed.guest_id) for each in handed.redeemed)
    return replace(
        after,
        reserved=(*points.reserved, *handed.reserved),
        redeemed=(*points.redeemed, *redeemed),
    )


def _debit(points: Points, kind: Kind, counter: str, parts: Iterable[Part], context: Context) -> Points:
    taken = tuple(parts)
    sides = [Posting(f"venue:{part.lot.venue_id}:{counter}", part.points) for part in taken]
    sides.append(_available(points, -sum(part.points for part in taken)))
    return _post(points, kind, context, sides, [Move.of(part.lot, available=-part.points) for part in taken])


def _post(
    points: Points, kind: Kind, context: Context, sides: Iterable[Posting], moves: Iterable[Move]
) -> Points:
    """Post one entry; nothing moved, nothing posted."""
    moved = tuple(moves)
    if not moved:
        return points
    balance = points.balance + sum(move.available for move in moved)
    held = points.held + sum(move.held for move in moved)
    entry = Entry(
        id=f"{points.guest_id}/{points.entries + 1}",
        sequence=points.entries + 1,
        guest_id=points.guest_id,
        kind=kind,
        at=context.now,
        venue_id=context.venue_id,
        subject=context.subject,
        postings=posted(sides),
        moves=moved,
        balance=balance,
        held=held,
        once=context.once,
        reason=context.reason,
        by=context.by,
        approved_by=context.approved_by,
        policy_version=context.policy_version,
    )
    return replace(
        points,
        lots=apply(points.lots, moved),
        balance=balance,
        held=held,
        entries=entry.sequence,
        journal=(*points.journal, entry),
    )


def _available(points: Points, amount: int) -> Posting:
    return Posting(f"guest:{points.guest_id}:available", amount)


def _held(points: Points, amount: int) -> Posting:
    return Posting(f"guest:{points.guest_id}:held", amount)


def _find(redemptions: tuple[Redemption, ...], redemption_id: str) -> Redemption:
    for each in redemptions:
        if each.id == redemption_id:
            return each
    raise Refused(
        "redemption-not-open",
        f"there is no redemption {redemption_id} in a state that allows this",
        kind="missing",
    )


def _without(redemptions: tuple[Redemption, ...], redemption_id: str) -> tuple[Redemption, ...]:
    return tuple(each for each in redemptions if each.id != redemption_id)

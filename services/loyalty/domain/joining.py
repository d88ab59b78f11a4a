"""An account ends: taken over by the guest it turned out to be, or erased (rules L1, L14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from contracts.event import Event
from contracts.loyalty import AccountClosed, AccountJoined, PointsExpired
from infra.chassis.decision import Decided
from services.loyalty.domain import points as ledger
from services.loyalty.domain.account import Account, OpenVisit, begun, concluded
from services.loyalty.domain.lots import parts_told
from services.loyalty.domain.points import Context, Points, fresh, usable
from services.loyalty.domain.policy import STANDARD, Rules
from services.loyalty.domain.spending import released

__all__ = ["close", "erase", "join"]


def close(account: Account | None, guest_id: str, kept_guest_id: str, now: datetime) -> Decided[Account]:
    """Empty a retired guest's account into transit; what was in it is kept in `handed` for the other."""
    if account is not None and (account.closed_into or account.erased):
        return account, ()
    before = begun(account, guest_id, now)
    context = Context(now, subject=kept_guest_id, reason="merged")
    after = replace(
        before,
        points=ledger.hand_over(before.points, context),
        handed=before.points,
        closed_into=kept_guest_id,
        standing=replace(before.standing, review_at=None),
    )
    points = before.points.balance + before.points.held
    return after, (AccountClosed(guest_id=guest_id, kept_guest_id=kept_guest_id, points=points),)


def join(
    account: Account | None, guest_id: str, closed: Account, rules: Rules, now: datetime
) -> Decided[Account]:
    """Take over all that a closed account had, once; whoever it had absorbed before comes along.

    The standard programme is nobody's choice: another one that the double was put in holds. An erased account
    takes the points over only to forfeit them, as it did its own.
    """
    if account is not None and account.erased:
        return _forfeited(account, closed, now)
    before = begun(account, guest_id, now)
    if closed.guest_id in before.aliases:
        return account or before, ()
    handed = closed.handed or Points(closed.guest_id)
    context = Context(now, subject=closed.guest_id, once=f"merge:{closed.guest_id}", reason="merged")
    points = ledger.take_over(before.points, handed, context)
    mine, theirs = before.standing, closed.standing
    better = max(mine, theirs, key=lambda standing: standing.tier)  # a tier falls by a review, not by a merge
    taken = (replace(count, recorded_of=count.recorded_of or closed.guest_id) for count in theirs.counts)
    counts = sorted((*mine.counts, *taken), key=lambda count: count.at)
    standing = replace(better, counts=tuple(counts))
    after = replace(
        before,
        points=points,
        standing=standing,
        programme=closed.programme if before.programme == STANDARD else before.programme,
        aliases=(*before.aliases, closed.guest_id, *closed.aliases),
        visits_paid=before.visits_paid + closed.visits_paid,
        referrals_paid=tuple(dict.fromkeys((*before.referrals_paid, *closed.referrals_paid))),
        open_visits=_of_one_guest(before.open_visits, closed.open_visits),
        corrections=(*before.corrections, *closed.corrections),
        benefit_uses=(*before.benefit_uses, *closed.benefit_uses),
    )
    told = AccountJoined(
        guest_id=guest_id,
        merged_guest_id=closed.guest_id,
        points=handed.balance + handed.held,
        balance=usable(points, now),
    )
    return concluded(before, after, (told,), rules, now)


def _of_one_guest(mine: tuple[OpenVisit, ...], theirs: tuple[OpenVisit, ...]) -> tuple[OpenVisit, ...]:
    """Visits in progress of two accounts; what each heard of one booking is one visit."""
    visits = {each.booking_id: each for each in mine}
    for each in theirs:
        other = visits.get(each.booking_id, each)
        newest = max(each, other, key=lambda visit: visit.bill.revision if visit.bill else 0)
        visits[each.booking_id] = replace(newest, ended_at=each.ended_at or other.ended_at)
    return tuple(visits.values())


def erase(account: Account | None, guest_id: str, now: datetime) -> Decided[Account]:
    """End the account of an erased guest: reservations go back, then every point is forfeited."""
    if account is None or account.closed_into or account.erased:
        return account or replace(begun(None, guest_id, now), erased=True), ()
    before = begun(account, guest_id, now)
    points, facts = _emptied(before.points, now)
    standing = replace(before.standing, review_at=None, ends_at=None)
    return replace(
        before, points=points, standing=standing, open_visits=(), corrections=(), erased=True
    ), facts


def _forfeited(account: Account, closed: Account, now: datetime) -> Decided[Account]:
    if closed.guest_id in account.aliases:
        return account, ()
    handed = closed.handed or Points(closed.guest_id)
    context = Context(now, subject=closed.guest_id, once=f"merge:{closed.guest_id}", reason="merged")
    points, facts = _emptied(ledger.take_over(fresh(account.points, now), handed, context), now)
    told = AccountJoined(
        guest_id=account.guest_id,
        merged_guest_id=closed.guest_id,
        points=handed.balance + handed.held,
        balance=0,
    )
    aliases = (*account.aliases, closed.guest_id, *closed.aliases)
    return replace(account, points=points, aliases=aliases, written=()), (told, *facts)


def _emptied(points: Points, now: datetime) -> tuple[Points, tuple[Event, ...]]:
    """Reservations go back to their lots, then every lot ends."""
    context, facts = Context(now, subject=points.guest_id, reason="erased"), list[Event]()
    for each in points.reserved:
        points, told = released(points, each, replace(context, subject=each.id))
        facts.append(told)
    points, parts = ledger.expire(points, lambda _lot: True, context)
    if parts:
        lost = sum(part.points for part in parts)
        facts.append(PointsExpired(guest_id=points.guest_id, points=lost, lots=parts_told(parts), balance=0))
    return points, tuple(facts)

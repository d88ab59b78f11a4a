"""What time does to an account: lots end, reservations lapse, tiers are reviewed (rules L3, L6, L7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from contracts.event import Event
from contracts.loyalty import PointsExpired, PointsExpiring, TierAtRisk
from infra.chassis.decision import Decided
from services.loyalty.domain import points as ledger
from services.loyalty.domain import tiers
from services.loyalty.domain.account import RESERVATION, Account, begun, concluded, standing_facts
from services.loyalty.domain.lots import Part, parts_told
from services.loyalty.domain.points import Context, usable
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.spending import release

__all__ = ["on_timer"]


def on_timer(account: Account, name: str, rules: Rules, now: datetime) -> Decided[Account]:
    """Do what timer `name` was set for."""
    if name.startswith(RESERVATION):
        return release(account, account.guest_id, name.removeprefix(RESERVATION), rules, now, lapsed=True)
    match name:
        case "expiry":
            return _expired(account, rules, now)
        case "expiry-notice":
            return _noticed(account, rules, now)
        case "tier-review":
            return _reviewed(account, rules, now)
        case "tier-end":
            return _fallen(account, rules, now)
    raise ValueError(f"accounts have no timer {name}")


def _expired(account: Account, rules: Rules, now: datetime) -> Decided[Account]:
    before = begun(account, account.guest_id, now)
    points, parts = ledger.expire(
        before.points, lambda lot: lot.expires_at <= now, Context(now, reason="end of month")
    )
    facts: tuple[Event, ...] = ()
    standing = before.standing
    if parts:
        standing = _without(standing, parts)
        told = PointsExpired(
            guest_id=account.guest_id,
            points=sum(part.points for part in parts),
            lots=parts_told(parts),
            balance=usable(points, now),
        )
        facts = (told,)
    return concluded(before, replace(before, points=points, standing=standing), facts, rules, now)


def _without(standing: tiers.Standing, ended: Iterable[Part]) -> tiers.Standing:
    """What counts, with how much of its points has ended: voided, it does not take them from others."""
    gone = Counter[str]()
    for part in ended:
        if part.lot.origin == "visit":
            gone[part.lot.reference] += part.points
    counts = tuple(
        replace(each, expired=each.expired + gone[each.id]) if each.id in gone else each
        for each in standing.counts
    )
    return replace(standing, counts=counts)


def _noticed(account: Account, rules: Rules, now: datetime) -> Decided[Account]:
    """Tell once of all that ends at the next end; lots that ended already are told by their expiry."""
    before = begun(account, account.guest_id, now)
    reach = now + timedelta(days=account.notice_days)
    due = [
        lot
        for lot in before.points.lots
        if lot.available
        and lot.expires_at <= reach
        and (before.noticed_until is None or lot.expires_at > before.noticed_until)
    ]
    facts = tuple(
        PointsExpiring(
            guest_id=account.guest_id,
            points=sum(lot.available for lot in due if lot.expires_at == end),
            expires_at=end,
        )
        for end in sorted({lot.expires_at for lot in due if lot.expires_at > now})
    )
    return concluded(
        before, replace(before, noticed_until=max(reach, before.noticed_until or reach)), facts, rules, now
    )


def _reviewed(account: Account, rules: Rules, now: datetime) -> Decided[Account]:
    before = begun(account, account.guest_id, now)
    standing = tiers.reviewed(before.standing, rules.chain, now)
    after = replace(before, standing=standing)
    facts = standing_facts(account.guest_id, before.standing, standing, rules.chain)
    if standing.ends_at is not None:
        next_tier = tiers.earned(tiers.measure(standing.counts), rules.chain)
        told = TierAtRisk(
            guest_id=account.guest_id,
            tier=standing.tier.label,
            next_tier=next_tier.label,
            ends_at=standing.ends_at,
        )
        facts = (*facts, told)
    return after, facts


def _fallen(account: Account, rules: Rules, now: datetime) -> Decided[Account]:
    before = begun(account, account.guest_id, now)
    standing = tiers.fallen(before.standing, rules.chain, now)
    facts = standing_facts(account.guest_id, before.standing, standing, rules.chain)
    return replace(before, standing=standing), facts

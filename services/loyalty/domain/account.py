"""A member's account: points, standing, visits in progress and benefits, changed together (rules L3-L7).

Everything that must be true of one guest at once lives here, so that a visit, its points and the tier it
earns are one change. The decisions are in `visiting`, `spending`, `granting`, `joining` and `upkeep`; this
module has the state and what they share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from contracts.event import Event
from contracts.loyalty import GuestClassed, LotPart, Origin, PointsEarned, TierChanged
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain import tiers
from services.loyalty.domain.calendar import month_end
from services.loyalty.domain.points import Context, Points, earn, fresh, usable
from services.loyalty.domain.policy import STANDARD, LoyaltyPolicy, Rules
from services.loyalty.domain.visits import Bill, Visit

__all__ = [
    "RESERVATION", "Account", "BenefitUse", "Correction", "OpenVisit", "begun", "concluded", "earned_lot",
    "opened", "standing_facts", "timers",
]  # fmt: skip

RESERVATION = "reservation:"


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit of a booking that lacks its bill, its end, or both. Its points are pending (rule L5).

    Attributes:
        forget_at: when nobody waits for the rest any more.
    """

    booking_id: str
    venue_id: str
    forget_at: datetime
    bill: Bill | None = None
    ended_at: datetime | None = None
    pending_points: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction somebody proposed; it waits for a second person."""

    id: str
    points: int
    reason: str
    venue_id: str
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class BenefitUse:
    """A benefit taken in a calendar month."""

    id: str
    benefit: str
    venue_id: str
    month: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """One guest's account.

    Attributes:
        aliases: guests merged into this one; their visits and entries are this guest's history.
        closed_into: the guest who took this account over; nothing changes here afterwards.
        handed: what was in it when it was closed.
        visits_paid: all paid visits ever, those out of the window too.
        noticed_until: lots that end up to here have had their notice of expiry.
        written: visits recorded or changed by the latest change; the store writes them beside it.
    """

    guest_id: str
    points: Points
    standing: tiers.Standing = field(default_factory=tiers.Standing)
    programme: str = STANDARD
    aliases: tuple[str, ...] = ()
    closed_into: str | None = None
    handed: Points | None = None
    erased: bool = False
    visits_paid: int = 0
    referrals_paid: tuple[str, ...] = ()
    open_visits: tuple[OpenVisit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    benefit_uses: tuple[BenefitUse, ...] = ()
    noticed_until: datetime | None = None
    notice_days: int = 30
    written: tuple[Visit, ...] = ()


def opened(account: Account | None, guest_id: str) -> Account:
    """The account, or a new one for a guest who has none yet.

    Raises:
        Refused: it was closed (``account-merged``, with the guest to ask instead) or erased.
    """
    if account is None:
        return Account(guest_id, Points(guest_id))
    if account.closed_into is not None:
        raise Refused(
            "account-merged",
            f"this guest was merged; use {account.closed_into}",
            extra={"guest_id": account.closed_into},
        )
    if account.erased:
        raise Refused("guest-erased", "this guest's account was erased", kind="missing")
    return account


def begun(account: Account | None, guest_id: str, now: datetime) -> Account:
    """The account at the start of a change, with nothing left of the change before."""
    account = opened(account, guest_id)
    return replace(account, points=fresh(account.points, now), written=())


def concluded(
    before: Account,
    after: Account,
    facts: tuple[Event, ...],
    rules: Rules,
    now: datetime,
    *,
    recorded: bool = False,
) -> Decided[Account]:
    """The end of every change: the tier and class are judged, and their changes told.

    `recorded`: the change comes from an older file, so nobody is to be told.
    """
    standing = tiers.risen(after.standing, rules.chain, now)
    awaited = tuple(visit for visit in after.open_visits if visit.forget_at > now)
    after = replace(after, standing=standing, open_visits=awaited, notice_days=rules.chain.expiry_notice_days)
    told = standing_facts(after.guest_id, before.standing, standing, rules.chain, recorded=recorded)
    return after, (*facts, *told)


def standing_facts(
    guest_id: str,
    before: tiers.Standing,
    after: tiers.Standing,
    policy: LoyaltyPolicy,
    *,
    recorded: bool = False,
) -> tuple[Event, ...]:
    """What changed in a guest's tier and class."""
    facts: list[Event] = []
    if after.tier != before.tier:
        facts.append(
            TierChanged(
                guest_id=guest_id,
                tier=after.tier.label,
                previous=before.tier.label,
                booking_window_days=policy.rights_of(after.tier).booking_window_days,
                waitlist_rank=int(after.tier),
                recorded=recorded,
            )
        )
    if after.guest_class != before.guest_class:
        facts.append(
            GuestClassed(
                guest_id=guest_id, guest_class=after.guest_class.value, previous=before.guest_class.value
            )
        )
    return tuple(facts)


def earned_lot(
    account: Account,
    points: int,
    origin: Origin,
    context: Context,
    policy: LoyaltyPolicy,
    *,
    earned_at: datetime,
    recorded: bool = False,
) -> Decided[Account]:
    """Add a lot and tell it; nothing happens for nothing."""
    if points <= 0:
        return account, ()
    ends = month_end(earned_at, policy.lot_months, policy.zone)
    after = earn(account.points, points, ends, origin, context, earned_at=earned_at)
    lot = after.lots[-1]
    told = PointsEarned(
        guest_id=account.guest_id,
        origin=origin,
        reference=context.subject,
        lot=LotPart(lot_id=lot.id, points=points, venue_id=lot.venue_id, expires_at=lot.expires_at),
        balance=usable(after, context.now),
        recorded=recorded,
    )
    return replace(account, points=after), (told,)


def timers(account: Account) -> Mapping[str, datetime]:
    """When the account wants to be looked at again."""
    wanted = {f"{RESERVATION}{each.id}": each.until for each in account.points.reserved}
    ends = [lot.expires_at for lot in account.points.lots if lot.available]
    if ends:
        wanted["expiry"] = min(ends)
        due = [end for end in ends if account.noticed_until is None or end > account.noticed_until]
        if due and account.notice_days:
            wanted["expiry-notice"] = min(due) - timedelta(days=account.notice_days)
    if account.standing.review_at:
        wanted["tier-review"] = account.standing.review_at
    if account.standing.ends_at and account.closed_into is None:
        wanted["tier-end"] = account.standing.ends_at
    return wanted

"""Visits come in from tills, bookings and older files; each receipt counts once (rules L3, L5, L10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contracts.event import Event
from contracts.loyalty import (
    PointsExpired,
    PointsPending,
    ReferralEarned,
    VisitRecorded,
    VisitVoided,
)
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain.account import Account, OpenVisit, begun, concluded, earned_lot
from services.loyalty.domain.lots import parts_told
from services.loyalty.domain.points import Context, expire, take_back, usable
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.spending import released
from services.loyalty.domain.tiers import Count, Counted, drops_at
from services.loyalty.domain.visits import Bill, Source, Visit, VisitStatus, earning, points_for, visit_id

__all__ = ["booking_ended", "booking_joined", "booking_spent", "booking_started", "record", "void"]


def record(
    account: Account | None, guest_id: str, bill: Bill, referred_by: str | None, rules: Rules, now: datetime,
    *, on_record: Visit | None = None,
) -> Decided[Account]:  # fmt: skip
    """Record a paid bill. The same receipt again changes nothing; a higher revision corrects it.

    Args:
        on_record: what was told of the receipt before, for the tier where its count was noted without one.

    Raises:
        Refused: the bill contradicts itself, lies in the future, or differs from what its receipt told
            before without being a revision (``receipt-differs``).
    """
    before = begun(account, guest_id, now)
    counted = _counted(before, _id(bill))
    if counted is not None:
        return _again(account or before, before, counted, bill, referred_by, rules, now, on_record)
    after, facts = _recorded(before, bill, referred_by, rules, now)
    return concluded(before, after, facts, rules, now, recorded=_is_old(bill))


def void(
    account: Account | None, guest_id: str, venue_id: str, receipt: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """Take a recorded bill back, with the points it earned as far as they are not spent.

    What is only reserved is not spent: if it is needed, its reservation is released.

    Raises:
        Refused: no such bill counts (any more) for this guest.
    """
    before = begun(account, guest_id, now)
    counted = _counted(before, visit_id(venue_id, receipt))
    if counted is None:
        raise Refused(
            "visit-not-counting",
            "no visit of this guest with this receipt counts; one out of the window is corrected, not voided",
            kind="missing",
        )
    facts: tuple[Event, ...] = ()
    after, told = _voided(before, counted, venue_id, rules, now)
    if told.shortfall_points:
        freed, facts = _freed(before, counted.id, rules, now)
        after, told = _voided(freed, counted, venue_id, rules, now)
    return concluded(before, after, (*facts, told), rules, now)


def booking_started(
    account: Account | None, guest_id: str, booking_id: str, venue_id: str, rules: Rules, now: datetime
) -> Decided[Account]:
    """A booked guest sits: a visit is in progress."""
    return _progress(account, guest_id, booking_id, venue_id, None, None, None, rules, now)


def booking_spent(
    account: Account | None, guest_id: str, bill: Bill, referred_by: str | None, rules: Rules, now: datetime
) -> Decided[Account]:
    """A booking's bill is known, and not on record yet. Its points stay pending until the visit ends."""
    if bill.booking_id is None:
        raise ValueError("a booking's bill names its booking")
    return _progress(account, guest_id, bill.booking_id, bill.venue_id, bill, None, referred_by, rules, now)


def booking_ended(
    account: Account | None, guest_id: str, booking_id: str, venue_id: str, ended_at: datetime,
    referred_by: str | None, rules: Rules, now: datetime,
) -> Decided[Account]:  # fmt: skip
    """A booking's visit ended: with its bill known, it is recorded now; else when the bill comes."""
    return _progress(account, guest_id, booking_id, venue_id, None, ended_at, referred_by, rules, now)


def booking_joined(
    account: Account | None,
    guest_id: str,
    booking_id: str,
    referred_by: str | None,
    rules: Rules,
    now: datetime,
) -> Decided[Account]:
    """A visit whose bill and end came to two accounts that are one by now: it is recorded."""
    before = begun(account, guest_id, now)
    visit = next((each for each in before.open_visits if each.booking_id == booking_id), None)
    if visit is None or visit.bill is None or visit.ended_at is None:
        return account or before, ()
    return _progress(account, guest_id, booking_id, visit.venue_id, None, None, referred_by, rules, now)


def _progress(
    account: Account | None, guest_id: str, booking_id: str, venue_id: str, bill: Bill | None,
    ended_at: datetime | None, referred_by: str | None, rules: Rules, now: datetime,
) -> Decided[Account]:  # fmt: skip
    before = begun(account, guest_id, now)
    visit = next((each for each in before.open_visits if each.booking_id == booking_id), None)
    visit = visit or OpenVisit(booking_id, venue_id, now + timedelta(days=rules.venue.open_visit_days))
    if bill is not None and (visit.bill is None or bill.revision >= visit.bill.revision):
        visit = replace(visit, bill=bill)
    visit = replace(visit, ended_at=visit.ended_at or ended_at)
    others = tuple(each for each in before.open_visits if each.booking_id != booking_id)
    if visit.bill is not None and (counted := _counted(before, _id(visit.bill))) is not None:
        rest = replace(before, open_visits=others)  # the till told it, perhaps to a double
        bill = replace(visit.bill, at=counted.at)
        return _again(rest, rest, counted, bill, referred_by, rules, now)
    if visit.bill is not None and visit.ended_at is not None:
        # A bill may be asked for days later: the visit was before it ended.
        bill = replace(visit.bill, at=min(visit.bill.at, visit.ended_at))
        after, recorded = _recorded(replace(before, open_visits=others), bill, referred_by, rules, now)
        return concluded(before, after, recorded, rules, now, recorded=_is_old(bill))
    facts: tuple[Event, ...] = ()
    if (known := visit.bill) is not None:
        fen = earning(known, rules.venue)
        pending = points_for(fen, before.standing.tier, before.programme, rules.venue)
        if pending != visit.pending_points:
            visit = replace(visit, pending_points=pending)
            facts = (PointsPending(guest_id=before.guest_id, visit_id=_id(known), points=pending),)
    return concluded(before, replace(before, open_visits=(*others, visit)), facts, rules, now)


def _recorded(
    account: Account, bill: Bill, referred_by: str | None, rules: Rules, now: datetime, *, spent: int = 0,
    revised: Count | None = None,
) -> Decided[Account]:  # fmt: skip
    """Put a bill on record, by the tier of what it revises, and as the first visit if that was.

    `spent` of its points an earlier revision gave, and they are used already.
    """
    if bill.at > now + timedelta(minutes=10):
        raise Refused("visit-in-future", "a visit is recorded when it is over", field="at", kind="invalid")
    told = _id(bill)
    awaiting = [each for each in account.open_visits if each.bill and _id(each.bill) == told]
    bill = replace(bill, booking_id=bill.booking_id or next((each.booking_id for each in awaiting), None))
    fen = earning(bill, rules.venue)
    tier, programme = account.standing.tier, account.programme
    if revised is not None and revised.tier is not None:
        tier, programme = revised.tier, revised.programme or programme
    points = points_for(fen, tier, programme, rules.venue)
    old = _is_old(bill)
    context = Context(
        now, bill.venue_id, subject=told, once=f"visit:{told}:{bill.revision}", policy_version=rules.version
    )
    after, earned = earned_lot(
        account, points - spent, "visit", context, rules.venue, earned_at=bill.at, recorded=old
    )
    lot_id = after.points.lots[-1].id if earned else None
    after, ended = _ended(after, lot_id, context)
    visit = Visit(
        id=told,
        guest_id=account.guest_id,
        bill=bill,
        earning_fen=fen,
        points=points,
        tier=tier,
        programme=programme,
        policy_version=rules.version,
        recorded_at=now,
        lot_id=lot_id,
    )
    was_first = revised is not None and bool(revised.first)
    first = bill.spend_fen > 0 and (was_first or account.visits_paid == 0)
    count = Count(
        Counted.VISIT, told, bill.at, bill.spend_fen, points, lot_id, bill.revision, first, bill.booking_id,
        expired=sum(each.points for each in ended), tier=tier, programme=programme,
    )  # fmt: skip
    standing = after.standing
    if drops_at(count, rules.chain) > now:
        standing = replace(standing, counts=(*standing.counts, count))
    facts: list[Event] = [
        VisitRecorded(
            guest_id=account.guest_id,
            visit_id=told,
            venue_id=bill.venue_id,
            at=bill.at,
            spend_fen=bill.spend_fen,
            earning_fen=fen,
            points=points,
            first=first,
            booking_id=bill.booking_id,
            recorded=old,
        ),
        *earned,
        *ended,
    ]
    if first and referred_by and referred_by != account.guest_id:
        facts.append(ReferralEarned(guest_id=account.guest_id, referrer_id=referred_by, visit_id=told))
    paid = account.visits_paid + (bill.spend_fen > 0)
    awaited = tuple(each for each in account.open_visits if each not in awaiting)
    after = replace(
        after, standing=standing, visits_paid=paid, open_visits=awaited, written=(*after.written, visit)
    )
    return after, tuple(facts)


def _ended(
    account: Account, lot_id: str | None, context: Context
) -> tuple[Account, tuple[PointsExpired, ...]]:
    """A visit told so late that the end of its lot has passed: the lot ends as it comes."""
    context = replace(context, once=None, reason="end of month")
    points, parts = expire(
        account.points, lambda lot: lot.id == lot_id and lot.expires_at <= context.now, context
    )
    if not parts:
        return account, ()
    told = PointsExpired(
        guest_id=account.guest_id,
        points=parts[0].points,
        lots=parts_told(parts),
        balance=usable(points, context.now),
    )
    return replace(account, points=points), (told,)


def _voided(
    account: Account, counted: Count, venue_id: str, rules: Rules, now: datetime
) -> tuple[Account, VisitVoided]:
    context = Context(now, venue_id, subject=counted.id, reason="visit voided", policy_version=rules.version)
    left = max(0, counted.points - counted.expired)  # what was given back may have ended a second time
    points, short = take_back(account.points, counted.lot_id or "", left, context)
    standing = replace(
        account.standing, counts=tuple(each for each in account.standing.counts if each is not counted)
    )
    told = VisitVoided(
        guest_id=account.guest_id,
        visit_id=counted.id,
        venue_id=venue_id,
        spend_fen=counted.spend_fen,
        points_taken_back=counted.points - short,
        shortfall_points=short,
        recorded_of=counted.recorded_of,
        at=counted.at,
        first=counted.first,
        booking_id=counted.booking_id,
    )
    stub = Bill(
        venue_id,
        counted.id.removeprefix(f"{venue_id}:"),
        counted.at,
        counted.spend_fen,
        revision=counted.revision,
    )
    gone = Visit(
        id=counted.id,
        guest_id=account.guest_id,
        bill=stub,
        earning_fen=0,
        points=0,
        tier=standing.tier,
        programme=account.programme,
        policy_version=rules.version,
        recorded_at=now,
        status=VisitStatus.VOIDED,
    )
    after = replace(
        account,
        points=points,
        standing=standing,
        visits_paid=account.visits_paid - (counted.spend_fen > 0),
        written=(*account.written, gone),
    )
    return after, told


def _freed(account: Account, visit: str, rules: Rules, now: datetime) -> Decided[Account]:
    """The account without the reservations that took of what this visit earned, by any of its revisions."""
    points, facts = account.points, list[Event]()
    for each in account.points.reserved:
        if any((part.lot.origin, part.lot.reference) == ("visit", visit) for part in each.parts):
            context = Context(
                now, each.venue_id, each.id, reason="visit voided", policy_version=rules.version
            )
            points, told = released(points, each, context)
            facts.append(told)
    return replace(account, points=points), tuple(facts)


def _again(
    unchanged: Account, account: Account, counted: Count, bill: Bill, referred_by: str | None, rules: Rules,
    now: datetime, on_record: Visit | None = None,
) -> Decided[Account]:  # fmt: skip
    """A receipt that counts already: the same bill, an older revision, or a newer one.

    A till and a desk that tell of one bill do not agree to the minute when it was.
    """
    of_both = (bill.booking_id is None) is not (counted.booking_id is None)
    at = counted.at if of_both else bill.at
    if bill.revision < counted.revision or (bill.revision, bill.spend_fen, at) == (
        counted.revision,
        counted.spend_fen,
        counted.at,
    ):
        return _booked(unchanged, account, counted, bill, rules)
    if bill.revision == counted.revision:
        raise Refused(
            "receipt-differs",
            "this receipt was recorded with another time or amount; send a higher revision to correct it",
            field="receipt",
        )
    bill = replace(bill, at=at, booking_id=bill.booking_id or counted.booking_id)
    after, taken, facts = _corrected(account, counted, bill, referred_by, rules, now, on_record)
    released: tuple[Event, ...] = ()
    if taken.shortfall_points:  # what is only reserved is not spent
        freed, released = _freed(account, counted.id, rules, now)
        after, taken, facts = _corrected(freed, counted, bill, referred_by, rules, now, on_record)
    return concluded(account, after, (*released, taken, *facts), rules, now, recorded=_is_old(bill))


def _corrected(
    account: Account, counted: Count, bill: Bill, referred_by: str | None, rules: Rules, now: datetime,
    on_record: Visit | None,
) -> tuple[Account, VisitVoided, tuple[Event, ...]]:  # fmt: skip
    emptied, voided = _voided(account, counted, bill.venue_id, rules, now)
    spent = voided.shortfall_points
    brought_by = None if counted.spend_fen else referred_by  # told already of a bill that was paid
    emptied = replace(emptied, written=())
    revised = counted
    if counted.tier is None and on_record is not None:
        revised = replace(counted, tier=on_record.tier, programme=on_record.programme)
    after, facts = _recorded(emptied, bill, brought_by, rules, now, spent=spent, revised=revised)
    borne = max(0, spent - after.written[-1].points)  # what is spent comes out of what it earns now
    taken = voided.model_copy(update={"points_taken_back": counted.points - borne, "shortfall_points": borne})
    return after, taken, facts


def _booked(
    unchanged: Account, account: Account, counted: Count, bill: Bill, rules: Rules
) -> Decided[Account]:
    """A bill the till told, and now its booking: told anew as the booking's, so that nobody counts both."""
    if bill.booking_id is None or counted.booking_id is not None:
        return unchanged, ()
    if counted.first is None or counted.recorded_of is not None:  # told in a way, or of a guest, unknown here
        return unchanged, ()
    booked = replace(counted, booking_id=bill.booking_id)
    counts = tuple(booked if each is counted else each for each in account.standing.counts)
    told = VisitRecorded(
        guest_id=account.guest_id,
        visit_id=counted.id,
        venue_id=bill.venue_id,
        at=counted.at,
        spend_fen=counted.spend_fen,
        earning_fen=earning(bill, rules.venue),
        points=counted.points,
        first=counted.first,
        booking_id=bill.booking_id,
        recorded=_is_old(bill),
    )
    return replace(account, standing=replace(account.standing, counts=counts)), (told,)


def _counted(account: Account, wanted: str) -> Count | None:
    return next(
        (each for each in account.standing.counts if each.kind is Counted.VISIT and each.id == wanted), None
    )


def _id(bill: Bill) -> str:
    return visit_id(bill.venue_id, bill.receipt)


def _is_old(bill: Bill) -> bool:
    """Whether it comes from an older file, so that nobody is to be told."""
    return bill.source is Source.IMPORT

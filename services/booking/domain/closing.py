"""Closures: a venue, or some of its resources, shut for a time; whoever had booked is moved or called."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.venue import Closure, Venue

__all__ = ["account_for", "announce_closure", "lift_closure", "sweeps"]

_SECOND_LOOK = timedelta(minutes=1)
"""A booking may be written by somebody who read the venue just before the closure; it is found by then."""


def announce_closure(
    venue: Venue,
    closure_id: str,
    resource_ids: tuple[str, ...],
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    now: datetime,
) -> Decided[Venue]:
    """Shut these resources (none named: all); nothing new is booked there, what is booked is moved.

    Raises:
        Refused: it is over, or ends before it starts (invalid); a resource that is not there (missing).
    """
    if ends_at <= max(starts_at, now):
        raise Refused(
            "ends-before-start", "ends_at must come after starts_at and now", field="ends_at", kind="invalid"
        )
    for resource_id in resource_ids:
        venue.resource(resource_id)
    closure = Closure(
        id=closure_id,
        resource_ids=resource_ids,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
        sweeps=(now, now + _SECOND_LOOK),
    )
    told = facts.ClosureAnnounced(
        venue_id=venue.id,
        closure_id=closure_id,
        resource_ids=resource_ids,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
    )
    current = tuple(each for each in venue.closures if each.ends_at > now - timedelta(days=30))
    return replace(venue, closures=(*current, closure)), (told,)


def lift_closure(venue: Venue, closure_id: str) -> Decided[Venue]:
    """Call a closure off; bookings that were moved stay where they are."""
    _closure(venue, closure_id)
    rest = tuple(each for each in venue.closures if each.id != closure_id)
    return replace(venue, closures=rest), (facts.ClosureLifted(venue_id=venue.id, closure_id=closure_id),)


def sweeps(venue: Venue) -> dict[str, datetime]:
    """Timers: when to look for bookings in the way of each closure."""
    return {f"sweep-{closure.id}": closure.sweeps[0] for closure in venue.closures if closure.sweeps}


def account_for(
    venue: Venue, closure_id: str, moved: tuple[str, ...], displaced: tuple[str, ...]
) -> Decided[Venue]:
    """One sweep is done: note what became of each booking that was in the way."""
    try:
        closure = _closure(venue, closure_id)
    except Refused:
        return venue, ()
    done = replace(
        closure,
        sweeps=closure.sweeps[1:],
        moved=tuple(dict.fromkeys((*closure.moved, *moved))),
        displaced=tuple(dict.fromkeys((*closure.displaced, *displaced))),
    )
    return replace(venue, closures=tuple(done if each is closure else each for each in venue.closures)), ()


def _closure(venue: Venue, closure_id: str) -> Closure:
    for closure in venue.closures:
        if closure.id == closure_id:
            return closure
    raise Refused("no-such-closure", f"venue {venue.id} has no closure {closure_id}", kind="missing")

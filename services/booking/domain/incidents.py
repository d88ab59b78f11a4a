"""A place found taken on arrival: an incident, and the party seated elsewhere at once (rule B9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.arriving import seat
from services.booking.domain.booking import EXPECTED, Booking, Incident, about, allot, need
from services.booking.domain.placement import Placement
from services.booking.domain.policy import BookingPolicy

__all__ = ["open_incident", "report_taken", "reseat"]


def open_incident(booking: Booking) -> Incident | None:
    """The incident whose party still stands, if there is one."""
    last = booking.incidents[-1] if booking.incidents else None
    return last if last and last.reseated_at is None else None


def report_taken(booking: Booking, agent_id: str | None, now: datetime) -> Decided[Booking]:
    """The party is here and strangers sit in its place. The place stays held: nobody else is sent there.

    Raises:
        Refused: the party is not expected (conflict), or has no place (conflict).
    """
    need(booking, *EXPECTED, to="found without its place")
    if open_incident(booking):
        return booking, ()
    if not booking.allotted:
        raise Refused("no-place", "it has no place of ours", field="status")
    incident = Incident(
        lost=booking.allotted, reported_at=now, starts_at=booking.starts_at, ends_at=booking.ends_at
    )
    reported = replace(booking, allotted=(), incidents=(*booking.incidents, incident))
    told = facts.IncidentReported(
        **about(reported, now),
        incident="place-taken",
        resource_ids=booking.resource_ids,
        agent_id=agent_id,
    )
    return reported, (told,)


def reseat(
    booking: Booking, placement: Placement, agent_id: str | None, policy: BookingPolicy, now: datetime
) -> Decided[Booking]:
    """The party sits elsewhere; reports the incident first if nobody has.

    Raises:
        Refused: as `report_taken`.
    """
    reported, told = report_taken(booking, agent_id, now)
    incident = reported.incidents[-1]
    moved = replace(
        reported,
        allotted=tuple(allot(resource) for resource in placement.resources),
        item=placement.item,
        incidents=(*reported.incidents[:-1], replace(incident, reseated_at=now)),
    )
    seated, sat = seat(moved, agent_id, policy, now)
    elsewhere = facts.Reseated(
        **about(seated, now),
        item=placement.item,
        resource_ids=seated.resource_ids,
        minutes_taken=int((now - incident.reported_at).total_seconds() // 60),
    )
    return seated, (*told, elsewhere, *sat)

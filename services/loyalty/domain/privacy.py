"""Need-to-know: approvals to read what is personal, and leaks handled as incidents (rule L14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.loyalty import IncidentClosed, IncidentOpened, IncidentOverdue
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain.policy import LoyaltyPolicy

__all__ = [
    "Access", "AccessStatus", "Incident", "approve", "ask", "close", "contain", "covers", "incident_timers",
    "open_", "overdue", "refuse", "told",
]  # fmt: skip


class AccessStatus(StrEnum):
    """What became of a request to read."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Access:
    """A request to read one guest's personal data in full, for a stated purpose and some hours."""

    id: str
    guest_id: str
    asked_by: str
    purpose: str
    asked_at: datetime
    status: AccessStatus = AccessStatus.ASKED
    decided_by: str | None = None
    until: datetime | None = None


def ask(access: Access | None, new: Access) -> Decided[Access]:
    """Ask to read.

    Raises:
        Refused: no purpose is stated.
    """
    if access is not None:
        return access, ()
    if not new.purpose.strip():
        raise Refused("purpose-missing", "say what the data is needed for", field="purpose", kind="invalid")
    return new, ()


def approve(access: Access | None, by: str, policy: LoyaltyPolicy, now: datetime) -> Decided[Access]:
    """Let them read for some hours.

    Raises:
        Refused: by the person who asks (``second-person-needed``), or decided already.
    """
    access = _asked(access)
    if by == access.asked_by:
        raise Refused("second-person-needed", "somebody else must approve this", kind="forbidden")
    until = now + timedelta(hours=policy.access_hours)
    return replace(access, status=AccessStatus.APPROVED, decided_by=by, until=until), ()


def refuse(access: Access | None, by: str) -> Decided[Access]:
    """Do not let them read."""
    return replace(_asked(access), status=AccessStatus.REFUSED, decided_by=by), ()


def covers(access: Access, guest_id: str, reader: str, now: datetime) -> bool:
    """Whether this approval lets `reader` read this guest now."""
    return (
        access.status is AccessStatus.APPROVED
        and access.guest_id == guest_id
        and access.asked_by == reader
        and access.until is not None
        and now < access.until
    )


def _asked(access: Access | None) -> Access:
    if access is None:
        raise Refused("access-not-found", "there is no such request", kind="missing")
    if access.status is not AccessStatus.ASKED:
        raise Refused("access-decided", f"this request was {access.status} already")
    return access


@dataclass(frozen=True, slots=True)
class Incident:
    """A leak of personal data, from report to end.

    Attributes:
        due_at: when guests and authority must have been told.
        contained, cause: what was done at once, and what was found.
    """

    id: str
    what: str
    guest_ids: tuple[str, ...]
    reported_by: str
    opened_at: datetime
    due_at: datetime
    contained: str = ""
    guests_told_at: datetime | None = None
    authority_told_at: datetime | None = None
    cause: str = ""
    overdue: bool = False
    closed_at: datetime | None = None


def open_(incident: Incident | None, new: Incident) -> Decided[Incident]:
    """Report a leak."""
    if incident is not None:
        return incident, ()
    return new, (IncidentOpened(incident_id=new.id, guests=len(new.guest_ids), due_at=new.due_at),)


def contain(incident: Incident | None, how: str) -> Decided[Incident]:
    """Note how the leak was stopped."""
    return replace(_still_open(incident), contained=how), ()


def told(incident: Incident | None, whom: str, now: datetime) -> Decided[Incident]:
    """Note that the ``guests`` or the ``authority`` were told."""
    incident = _still_open(incident)
    if whom == "guests":
        return replace(incident, guests_told_at=incident.guests_told_at or now), ()
    return replace(incident, authority_told_at=incident.authority_told_at or now), ()


def close(incident: Incident | None, cause: str, now: datetime) -> Decided[Incident]:
    """End an incident.

    Raises:
        Refused: not contained, or somebody not told yet.
    """
    incident = _still_open(incident)
    missing = [
        name
        for name, done in (
            ("containment", incident.contained),
            ("word to the guests", incident.guests_told_at or not incident.guest_ids),
            ("word to the authority", incident.authority_told_at),
        )
        if not done
    ]
    if missing:
        raise Refused("incident-unfinished", f"still missing: {', '.join(missing)}")
    return replace(incident, cause=cause, closed_at=now), (IncidentClosed(incident_id=incident.id),)


def overdue(incident: Incident) -> Decided[Incident]:
    """The deadline passed."""
    if incident.overdue or not incident_timers(incident):
        return incident, ()
    return replace(incident, overdue=True), (
        IncidentOverdue(incident_id=incident.id, due_at=incident.due_at),
    )


def incident_timers(incident: Incident) -> Mapping[str, datetime]:
    """The deadline, while somebody is not told yet."""
    all_told = incident.authority_told_at and (incident.guests_told_at or not incident.guest_ids)
    if incident.closed_at or incident.overdue or all_told:
        return {}
    return {"deadline": incident.due_at}


def _still_open(incident: Incident | None) -> Incident:
    if incident is None:
        raise Refused("incident-not-found", "there is no such incident", kind="missing")
    if incident.closed_at is not None:
        raise Refused("incident-closed", "this incident is closed")
    return incident

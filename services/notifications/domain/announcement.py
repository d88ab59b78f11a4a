"""Announcements to staff, with a receipt from everyone who read them (rule N7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.notifications import AnnouncementPublished, AnnouncementRead
from infra.chassis.decision import Decided, Refused

__all__ = ["Announcement", "Receipt", "addressed", "publish", "read"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """Somebody confirmed having read it."""

    staff_id: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the house told its staff.

    Attributes:
        venue_ids: empty means every venue.
        expires_at: after this it is shown to nobody new; receipts stay.
    """

    id: str
    title: str
    body: str
    venue_ids: tuple[str, ...]
    roles: tuple[str, ...]
    published_by: str
    published_at: datetime
    expires_at: datetime | None = None
    receipts: tuple[Receipt, ...] = ()

    def read_by(self, staff_id: str) -> datetime | None:
        """When this member of staff confirmed it; None: not yet."""
        return next((each.read_at for each in self.receipts if each.staff_id == staff_id), None)


def publish(
    announcement_id: str,
    *,
    title: str,
    body: str,
    venue_ids: tuple[str, ...],
    roles: tuple[str, ...],
    published_by: str,
    expires_at: datetime | None,
    now: datetime,
) -> Decided[Announcement]:
    """Tell the staff.

    Raises:
        Refused: ``no-audience``, ``expired-already``.
    """
    if not roles:
        raise Refused("no-audience", "name at least one role", field="roles", kind="invalid")
    if expires_at is not None and expires_at <= now:
        raise Refused("expired-already", "choose an end that lies ahead", field="expires_at", kind="invalid")
    state = Announcement(announcement_id, title, body, venue_ids, roles, published_by, now, expires_at)
    told = AnnouncementPublished(
        announcement_id=announcement_id,
        venue_ids=venue_ids,
        roles=roles,
        title=title,
        published_by=published_by,
        expires_at=expires_at,
    )
    return state, (told,)


def read(
    state: Announcement | None, staff_id: str, roles: frozenset[str], venues: frozenset[str], now: datetime
) -> Decided[Announcement]:
    """A member of staff confirms having read it; again changes nothing.

    Raises:
        Refused: ``announcement-not-found``, also for someone it is not addressed to.
    """
    if state is None or not addressed(state, roles, venues):
        raise Refused("announcement-not-found", "there is no such announcement for you", kind="missing")
    if state.read_by(staff_id) is not None:
        return state, ()
    after = replace(state, receipts=(*state.receipts, Receipt(staff_id, now)))
    return after, (AnnouncementRead(announcement_id=state.id, staff_id=staff_id, read_at=now),)


def addressed(state: Announcement, roles: frozenset[str], venues: frozenset[str]) -> bool:
    """Whether it concerns somebody with these roles at these venues (``*``: all)."""
    if roles.isdisjoint(state.roles):
        return False
    return not state.venue_ids or "*" in venues or not venues.isdisjoint(state.venue_ids)

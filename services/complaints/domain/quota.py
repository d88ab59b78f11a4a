"""The weekly quota of effective callbacks each agent owes; shortfalls show (rule C21)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contracts.complaints import QuotaClosed
from infra.chassis.decision import Decided

__all__ = ["Quota", "close_week", "count", "keep_time", "owe", "timers"]

_WEEK = timedelta(days=7)
_ON_THE_WAY = timedelta(minutes=10)
"""So long after its end a week still waits for calls made in its last minutes."""


@dataclass(frozen=True, slots=True)
class Quota:
    """One agent's current week, Monday to Sunday of the venue.

    Attributes:
        id: the staff id.
        owed: effective callbacks a week; 0 for whoever owes none.
        by_policy: each week owes what the venue's policy says as it begins.
        made: this week's.
        made_next: those of the week after, while this one is not closed yet.
    """

    id: str
    venue_id: str
    timezone: str
    owed: int
    week_starts_on: date
    made: int = 0
    made_next: int = 0
    by_policy: bool = False

    @property
    def ends_at(self) -> datetime:
        """The midnight that ends the week (UTC)."""
        midnight = datetime.combine(self.week_starts_on + _WEEK, time(), ZoneInfo(self.timezone))
        return midnight.astimezone(UTC)


def owe(
    quota: Quota | None,
    staff_id: str,
    venue_id: str,
    timezone: str,
    owed: int,
    now: datetime,
    *,
    by_policy: bool = False,
) -> Decided[Quota]:
    """Set what an agent owes, from the present week on; weeks that are over owed what they did."""
    if quota is None:
        return Quota(staff_id, venue_id, timezone, owed, _monday(now, timezone), by_policy=by_policy), ()
    present, events = _catch_up(quota, now + _ON_THE_WAY)  # nothing of a week that is over is set anew
    if by_policy and quota.by_policy and quota.venue_id == venue_id and present is quota:
        owed = quota.owed  # as the policy said when the week began
    return replace(present, venue_id=venue_id, timezone=timezone, owed=owed, by_policy=by_policy), events


def keep_time(quota: Quota, timezone: str) -> Decided[Quota]:
    """The venue said by which zone it lives: its weeks end there."""
    return replace(quota, timezone=timezone), ()


def count(quota: Quota, at: datetime, by_policy: int) -> Decided[Quota]:
    """One more effective callback was made at that time; it may be heard before the week's timer."""
    quota, events = close_week(quota, at, by_policy)
    if at >= quota.ends_at:
        return replace(quota, made_next=quota.made_next + 1), events
    return replace(quota, made=quota.made + 1), events


def close_week(quota: Quota, now: datetime, by_policy: int) -> Decided[Quota]:
    """The week is over: say what was owed and made, and begin the next.

    Args:
        by_policy: what the venue's policy has its agents owe now.
    """
    after, events = _catch_up(quota, now)
    begins = after.week_starts_on != quota.week_starts_on
    return (replace(after, owed=by_policy) if begins and quota.by_policy else after), events


def timers(quota: Quota) -> dict[str, datetime]:
    """When the week is closed, for whoever owes anything or may by the policy to come."""
    return {"week": quota.ends_at + _ON_THE_WAY} if quota.owed or quota.by_policy else {}


def _catch_up(quota: Quota, now: datetime) -> Decided[Quota]:
    events = []
    while quota.ends_at + _ON_THE_WAY <= now:
        year, week, _ = quota.week_starts_on.isocalendar()
        if quota.owed:
            events.append(
                QuotaClosed(
                    quota_id=f"{quota.id}:{year}-W{week:02}",
                    staff_id=quota.id,
                    venue_id=quota.venue_id,
                    week_starts_on=quota.week_starts_on,
                    owed=quota.owed,
                    made=quota.made,
                    missing=max(0, quota.owed - quota.made),
                )
            )
        quota = replace(quota, week_starts_on=quota.week_starts_on + _WEEK, made=quota.made_next, made_next=0)
    return quota, tuple(events)


def _monday(now: datetime, timezone: str) -> date:
    today = now.astimezone(ZoneInfo(timezone)).date()
    return today - timedelta(days=today.weekday())

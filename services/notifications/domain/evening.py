"""The managers' digest: every evening, a venue's figures since the evening before (rule N6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contracts.notifications import EveningDigestMade
from infra.chassis.decision import Decided

__all__ = ["FIGURES", "Evening", "close", "day_of", "opened", "timers", "told_with"]

FIGURES = (
    "confirmed",
    "changed",
    "cancelled",
    "seated",
    "completed",
    "no_show",
    "guests",
    "spend_fen",
    "cases_opened",
    "cases_resolved",
    "breaches",
)
"""What is counted, as the digest's event names it."""


@dataclass(frozen=True, slots=True)
class Evening:
    """When a venue's next digest is due.

    Attributes:
        digest_at: local time of day, by the policy.
        closed: the last day told.
    """

    venue_id: str
    zone: str
    digest_at: str
    due: datetime
    closed: date | None = None

    @property
    def day(self) -> date:
        """The day that is told next."""
        return self.due.astimezone(ZoneInfo(self.zone)).date()


def timers(state: Evening) -> dict[str, datetime]:
    """``digest``: the evening has come."""
    return {"digest": state.due}


def day_of(moment: datetime, zone: str, digest_at: str) -> date:
    """The day whose digest tells of `moment`: what happens after tonight's is told tomorrow."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() + timedelta(days=local.time() >= time.fromisoformat(digest_at))


def told_with(state: Evening | None, day: date) -> date:
    """The day whose digest tells of what is heard of `day` now: one that is told leaves it to the next."""
    return state.day if state is not None and state.closed == day else day


def opened(
    state: Evening | None, venue_id: str, zone: str, digest_at: str, now: datetime
) -> Decided[Evening]:
    """A venue is there (or changed its zone): its next digest is planned."""
    if state is not None and (state.zone, state.digest_at) == (zone, digest_at):
        return state, ()
    if state is None:
        return Evening(venue_id, zone, digest_at, _moment(day_of(now, zone, digest_at), zone, digest_at)), ()
    # The day that is told next stays that: at once, if the hour it is now told at is past.
    return replace(state, zone=zone, digest_at=digest_at, due=_moment(state.day, zone, digest_at)), ()


def close(state: Evening, figures: Mapping[str, int], digest_at: str, now: datetime) -> Decided[Evening]:
    """Tell the day that is due, and plan the next.

    After an outage the day that was due is told late and the next digest is planned ahead of now, so that
    nobody gets a week of digests at once; the days between are in the daily reports only. A policy that has
    moved tonight's digest to later has it wait: what happens until then is of today.
    """
    day = state.day
    later = _moment(day, state.zone, digest_at)
    if later > now:
        return replace(state, due=later, digest_at=digest_at), ()
    told = EveningDigestMade(
        venue_id=state.venue_id, day=day, **{name: figures.get(name, 0) for name in FIGURES}
    )
    following = max(day_of(now, state.zone, digest_at), day + timedelta(days=1))
    due = _moment(following, state.zone, digest_at)
    return replace(state, due=due, digest_at=digest_at, closed=day), (told,)


def _moment(day: date, zone: str, digest_at: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(digest_at), ZoneInfo(zone)).astimezone(UTC)

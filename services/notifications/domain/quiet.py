"""Quiet hours: when a message that may not ring now may ring instead (rule N4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["Moved", "QuietHours", "fit"]


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A nightly span of local time, e.g. 22:00 to 08:00; equal ends mean none.

    Local times that a DST change skips or doubles resolve as `datetime.fold=0` does: the span keeps its
    local ends, so one night a year it is an hour shorter or longer.
    """

    begin: time
    end: time
    zone: ZoneInfo

    @classmethod
    def of(cls, begin: str, end: str, zone: str) -> QuietHours:
        """From ``HH:MM`` texts and an IANA zone."""
        return cls(time.fromisoformat(begin), time.fromisoformat(end), ZoneInfo(zone))

    def around(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The quiet span (UTC, end excluded) that `moment` lies in, or None."""
        if self.begin == self.end:
            return None
        local = moment.astimezone(self.zone)
        for day in (local.date() - timedelta(days=1), local.date()):
            start = datetime.combine(day, self.begin, self.zone).astimezone(UTC)
            last = day if self.begin < self.end else day + timedelta(days=1)
            end = datetime.combine(last, self.end, self.zone).astimezone(UTC)
            if start <= moment < end:
                return start, end
        return None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a message went in time: ``kept``, ``later`` or ``earlier``."""

    at: datetime
    how: str


def fit(
    wished: datetime,
    quiet: QuietHours,
    valid_until: datetime | None,
    now: datetime,
    *,
    margin: timedelta = timedelta(minutes=15),
) -> Moved | None:
    """The moment to send a message wished at `wished`; None: there is none, drop it.

    Outside quiet hours it stays. Inside, it moves to their end while that is still useful, else to just
    before their beginning (by `margin`) while that has not passed. Nothing moves to before `now`.
    """
    wished = max(wished, now)
    if valid_until is not None and wished >= valid_until:
        return None
    span = quiet.around(wished)
    if span is None:
        return Moved(wished, "kept")
    begin, end = span
    if valid_until is None or end < valid_until:
        return Moved(end, "later")
    before = begin - margin
    return Moved(before, "earlier") if before >= now else None

"""Opening hours and business days, which may run past midnight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from infra.chassis.decision import zone
from services.booking.domain.slots import DAY_MINUTES

__all__ = ["Opening", "SpecialDay", "always_open", "business_date", "covers", "local_minutes", "open_spans"]

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Opening:
    """One stretch of a weekday.

    Attributes:
        weekday: 0 is Monday.
        opens: minutes after the day's local midnight.
        closes: the same; beyond 1440 it is the next morning: 1560 is 02:00.
    """

    weekday: int
    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError("weekday: 0 (Monday) to 6 (Sunday)")
        _check_stretch(self.opens, self.closes)


def _check_stretch(opens: int, closes: int) -> None:
    if not 0 <= opens < DAY_MINUTES or not opens < closes <= opens + DAY_MINUTES:
        raise ValueError(
            "closes: must come after opens and within a day of it; 1560 is 02:00 the next morning"
        )


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date whose hours differ from its weekday's; without openings the venue is shut that day."""

    day: date
    openings: tuple[tuple[int, int], ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        for opens, closes in self.openings:
            _check_stretch(opens, closes)


def always_open() -> tuple[Opening, ...]:
    """Hours of a house that never shuts."""
    return tuple(Opening(weekday, 0, DAY_MINUTES) for weekday in range(7))


def local_minutes(day: date, minutes: int, zone_name: str) -> datetime:
    """The UTC moment at which the wall clock shows `minutes` after midnight of `day` (may pass midnight).

    A time that the spring change skips counts as the hour after it; of a doubled hour the first counts.
    """
    days, rest = divmod(minutes, DAY_MINUTES)
    wall = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), zone(zone_name))
    return wall.astimezone(UTC)


def business_date(moment: datetime, zone_name: str, day_closes_minutes: int) -> date:
    """The business day of `moment`: until the venue's closing hour it is still yesterday.

    A closing hour that a clock change skips or doubles counts as in `local_minutes`, so no day comes back.
    """
    day = moment.astimezone(zone(zone_name)).date()
    return day if local_minutes(day, day_closes_minutes, zone_name) <= moment else day - timedelta(days=1)


def open_spans(
    openings: Sequence[Opening],
    special_days: Iterable[SpecialDay],
    zone_name: str,
    starts_at: datetime,
    ends_at: datetime,
) -> list[Span]:
    """The open stretches that touch [`starts_at`, `ends_at`), as UTC spans, in order and merged."""
    specials = {special.day: special.openings for special in special_days}
    day = starts_at.astimezone(zone(zone_name)).date() - timedelta(days=1)
    last = ends_at.astimezone(zone(zone_name)).date()
    spans: list[Span] = []
    while day <= last:
        weekly = [(opening.opens, opening.closes) for opening in openings if opening.weekday == day.weekday()]
        for opens, closes in specials.get(day, weekly):
            spans.append((local_minutes(day, opens, zone_name), local_minutes(day, closes, zone_name)))
        day += timedelta(days=1)
    return [span for span in _merged(spans) if span[0] < ends_at and starts_at < span[1]]


def covers(spans: Iterable[Span], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether one of the (merged) spans contains [`starts_at`, `ends_at`)."""
    return any(opens <= starts_at and ends_at <= closes for opens, closes in spans)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for opens, closes in sorted(spans):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    return merged

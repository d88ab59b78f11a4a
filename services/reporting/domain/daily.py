"""The daily report: open while its business day runs, closed at its end, restated by late events (R1, R9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from contracts.event import Event
from contracts.reporting import DailyReportClosed, FigureChange, ReportRestated
from infra.chassis.decision import Decided

__all__ = [
    "DailyReport",
    "Restatement",
    "close",
    "differences",
    "look_again",
    "move_close",
    "open_day",
    "report_id",
    "restate",
    "timers",
]

_MOST_EVENTS_NAMED = 100
_SETTLES = timedelta(minutes=1)
_RIPENING = frozenset({"closed_of_opened", "closed_of_dispatched", "reacted_of_dispatched"})
"""What became of a day's cases by now: it grows for weeks, so no day states it, none is restated for it."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """One change of a closed report: each figure's value before and after, and the late events behind it."""

    number: int
    at: datetime
    before: dict[str, int]
    after: dict[str, int]
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DailyReport:
    """What was said of one venue's (or the chain's) business day, and what has changed since.

    Attributes:
        closes_at: when it closes.
        first: the figures as they were closed, empty until then.
        figures: the figures that count now: `first` with every restatement.
        unsettled: closed with figures made a moment before, and not looked at since.
    """

    report_id: str
    venue_id: str
    day: date
    closes_at: datetime
    status: Literal["open", "closed"] = "open"
    closed_at: datetime | None = None
    first: dict[str, int] | None = None
    figures: dict[str, int] | None = None
    restatements: tuple[Restatement, ...] = ()
    unsettled: bool = False


def report_id(venue_id: str, day: date) -> str:
    """Identity of a report."""
    return f"{venue_id}|{day.isoformat()}"


def open_day(venue_id: str, day: date, closes_at: datetime) -> Decided[DailyReport]:
    """A report for a day something was heard of for the first time."""
    return DailyReport(report_id(venue_id, day), venue_id, day, closes_at), ()


def timers(report: DailyReport) -> dict[str, datetime]:
    """It closes once, and is looked at again, once who knows the late events has restated it by them."""
    if report.status == "open":
        return {"close": report.closes_at}
    if report.unsettled and report.closed_at:
        return {"look-again": report.closed_at + _SETTLES}
    return {}


def move_close(report: DailyReport, closes_at: datetime) -> Decided[DailyReport]:
    """The venue's hours changed before the day was over: it closes with them."""
    if report.status == "closed" or report.closes_at == closes_at:
        return report, ()
    return replace(report, closes_at=closes_at), ()


def close(report: DailyReport, figures: Mapping[str, int], now: datetime) -> Decided[DailyReport]:
    """End the day with these figures."""
    if report.status == "closed":
        return report, ()
    stated = _stated(figures)
    closed = replace(report, status="closed", closed_at=now, first=stated, figures=stated, unsettled=True)
    event = DailyReportClosed(
        report_id=report.report_id,
        venue_id=report.venue_id,
        day=report.day,
        closed_at=now,
        figures=stated,
    )
    return closed, (event,)


def restate(
    report: DailyReport, figures: Mapping[str, int], event_ids: Sequence[str], now: datetime
) -> Decided[DailyReport]:
    """Put the figures right and keep the difference; nothing happens to an open report, or without one."""
    stated = _stated(figures)
    changed = differences(report.figures or {}, stated)
    if report.status == "open" or not changed:
        return report, ()
    late = tuple(event_ids[:_MOST_EVENTS_NAMED])
    number = len(report.restatements) + 1
    restatement = Restatement(
        number,
        now,
        {figure: before for figure, before, _ in changed},
        {figure: after for figure, _, after in changed},
        late,
    )
    restated = replace(
        report,
        figures=stated,
        restatements=(*report.restatements, restatement),
    )
    event: Event = ReportRestated(
        report_id=report.report_id,
        venue_id=report.venue_id,
        day=report.day,
        restatement=number,
        changes=tuple(FigureChange(figure=name, before=old, after=new) for name, old, new in changed),
        event_ids=late,
    )
    return restated, (event,)


def look_again(report: DailyReport, figures: Mapping[str, int], now: datetime) -> Decided[DailyReport]:
    """What was heard between the making of its figures and its close found it open: restate it now."""
    restated, events = restate(report, figures, (), now)
    return replace(restated, unsettled=False), events


def _stated(figures: Mapping[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in sorted(figures.items()) if name not in _RIPENING}


def differences(before: Mapping[str, int], after: Mapping[str, int]) -> list[tuple[str, int, int]]:
    """(figure, before, after) of every figure that differs, by name."""
    names = sorted({*before, *after})
    return [
        (name, before.get(name, 0), after.get(name, 0))
        for name in names
        if before.get(name, 0) != after.get(name, 0)
    ]

"""The month's book: the complaint analysis from draft to filing, and the scoring of the staff (R2, R3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from contracts.reporting import AnalysisDrafted, AnalysisFiled, AnalysisOverdue, AnalysisReviewed
from infra.chassis.decision import Decided, Refused
from services.reporting.domain.days import next_month
from services.reporting.domain.policy import ReportingPolicy

__all__ = [
    "Action",
    "Draft",
    "MonthBook",
    "chase",
    "draft",
    "file",
    "last_moment",
    "open_month",
    "review",
    "timers",
]


@dataclass(frozen=True, slots=True)
class Action:
    """A corrective action that a case of the month set."""

    case_id: str
    number: str
    text: str
    owner: str
    due_on: str
    done: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """The analysis as it was drafted.

    Attributes:
        totals: the month's figures of the chain.
        parts: figure → part → number: categories, classes, causes, channels.
        venues: venue id → figures, for the venues with complaints.
        before: the figures of the month before, to compare with.
    """

    made_at: datetime
    totals: dict[str, int]
    parts: dict[str, dict[str, int]]
    venues: dict[str, dict[str, int]]
    before: dict[str, int]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class MonthBook:
    """One month.

    Attributes:
        draft_at: when the analysis is drafted and the staff scored (then `scored`); None for a month that
            was long over when it was first heard of: it is drafted by hand, if at all.
        due_on: last day for filing.
        late_at: when it is chased (again); None while it needs no chase.
    """

    month: str
    status: Literal["running", "drafted", "reviewed", "filed"]
    draft_at: datetime | None
    due_on: date
    late_at: datetime | None = None
    draft: Draft | None = None
    scored: bool = False
    chases: int = 0
    reviewed_by: str | None = None
    remarks: str = ""
    filed_by: str | None = None
    filed_at: datetime | None = None
    in_time: bool | None = None


def open_month(month: str, policy: ReportingPolicy, now: datetime) -> Decided[MonthBook]:
    """The book of a month something was heard of for the first time; a past one first hears the rest."""
    first = next_month(month)
    due_on = first.replace(day=policy.filed_by_day)
    draft_at = _moment(first, policy, timedelta(minutes=policy.draft_at_minutes))
    draft_at = max(draft_at, now + timedelta(minutes=policy.settle_minutes))
    over = _moment(due_on + timedelta(days=1), policy) <= now
    return MonthBook(month, "running", None if over else draft_at, due_on), ()


def last_moment(month: str, policy: ReportingPolicy) -> datetime:
    """The end of `month` by the chain's zone: what took effect later judges another month."""
    return _moment(next_month(month), policy) - timedelta(microseconds=1)


def timers(book: MonthBook) -> dict[str, datetime]:
    """Draft and score once, whatever was drafted by hand before; chase until filed."""
    due: dict[str, datetime] = {}
    if book.draft_at and not book.scored:
        due["draft"] = book.draft_at
    if book.late_at and book.status not in {"running", "filed"}:
        due["chase"] = book.late_at
    return due


def draft(
    book: MonthBook, made: Draft, policy: ReportingPolicy, *, scored: bool = False
) -> Decided[MonthBook]:
    """Take the draft; one that was reviewed or filed stays as it is.

    Args:
        scored: it is the draft of the 1st, and the staff was scored with it.

    Raises:
        Refused: it was reviewed or filed already.
    """
    if book.status not in {"running", "drafted"}:
        if scored:
            return replace(book, scored=True), ()
        raise Refused("analysis-reviewed", "a reviewed analysis is not drafted again")
    late_at = book.late_at or (_moment(book.due_on + timedelta(days=1), policy) if book.draft_at else None)
    drafted = replace(book, status="drafted", draft=made, late_at=late_at, scored=scored or book.scored)
    event = AnalysisDrafted(
        month=book.month,
        due_on=book.due_on,
        complaints=made.totals.get("complaints", 0),
        valid=made.totals.get("valid_complaints", 0),
    )
    return drafted, (event,)


def review(book: MonthBook, who: str, remarks: str, policy: ReportingPolicy) -> Decided[MonthBook]:
    """The general manager has read it.

    Raises:
        Refused: there is no draft of the whole month, or it was filed.
    """
    if book.status == "reviewed":
        return book, ()
    if book.status != "drafted":
        raise Refused("analysis-not-drafted", f"the analysis is {book.status}; review a draft")
    if book.draft is None or book.draft.made_at <= last_moment(book.month, policy):
        raise Refused("month-not-over", "the draft was made before the month had ended; draft it again then")
    reviewed = replace(book, status="reviewed", reviewed_by=who, remarks=remarks)
    return reviewed, (AnalysisReviewed(month=book.month, reviewed_by=who),)


def file(book: MonthBook, who: str, policy: ReportingPolicy, now: datetime) -> Decided[MonthBook]:
    """File it: its life ends.

    Raises:
        Refused: it was not reviewed.
    """
    if book.status == "filed":
        return book, ()
    if book.status != "reviewed":
        raise Refused("analysis-not-reviewed", "the general manager reviews it before it is filed")
    in_time = now < _moment(book.due_on + timedelta(days=1), policy)
    filed = replace(book, status="filed", filed_by=who, filed_at=now, in_time=in_time, late_at=None)
    return filed, (AnalysisFiled(month=book.month, filed_by=who, in_time=in_time),)


def chase(book: MonthBook, policy: ReportingPolicy, now: datetime) -> Decided[MonthBook]:
    """It is late: say so, and again after a while."""
    if book.status not in {"drafted", "reviewed"} or book.late_at is None:
        return replace(book, late_at=None), ()
    number = book.chases + 1
    again = max(book.late_at, now) + timedelta(hours=policy.chase_hours)
    event = AnalysisOverdue(
        month=book.month,
        due_on=book.due_on,
        waits_for="review" if book.status == "drafted" else "filing",
        chase=number,
    )
    return replace(book, chases=number, late_at=again), (event,)


def _moment(day: date, policy: ReportingPolicy, after: timedelta = timedelta()) -> datetime:
    wall = datetime.combine(day, time()) + after
    return wall.replace(tzinfo=ZoneInfo(policy.zone)).astimezone(UTC)

"""Reporting's events: days closed and restated, months analysed, staff scored, training recorded.

Figures are whole numbers by name (``orders``, ``seated``, ``spend_fen`` …; see the reporting service's
canvas). A report is of one venue, or of the whole chain where `venue_id` is ``*``.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from contracts.event import AwareDatetime, Event, Part
from contracts.topic import Topic

__all__ = [
    "ANALYSES",
    "REPORTS",
    "SCORECARDS",
    "STAFF_FILES",
    "TOPICS",
    "AnalysisDrafted",
    "AnalysisFiled",
    "AnalysisOverdue",
    "AnalysisReviewed",
    "AssessmentRecorded",
    "BonusLine",
    "DailyReportClosed",
    "ExamRecorded",
    "FigureChange",
    "ReportRestated",
    "ScorecardIssued",
    "StaffFlagged",
    "StaffNamedBest",
    "TrainingRecorded",
]


class FigureChange(Part):
    """One figure before and after."""

    figure: str
    before: int
    after: int


class DailyReportClosed(Event):
    """A venue's business day ended and its report stands (rule R1)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.daily-report-closed.v1"

    report_id: str
    """``{venue_id}|{YYYY-MM-DD}``."""
    venue_id: str
    day: date
    closed_at: AwareDatetime
    figures: dict[str, int]


class ReportRestated(Event):
    """An event that came late changed a closed report; the difference is kept with it (rule R9)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.report-restated.v1"

    report_id: str
    venue_id: str
    day: date
    restatement: int
    """1 for the first."""
    changes: tuple[FigureChange, ...]
    event_ids: tuple[str, ...]
    """The late events behind the difference, at most 100 of them."""


class AnalysisDrafted(Event):
    """The month's complaint analysis was drafted and awaits the general manager (rule R2)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.analysis-drafted.v1"

    month: str
    """``2026-10``."""
    due_on: date
    complaints: int
    valid: int


class AnalysisReviewed(Event):
    """The general manager reviewed the analysis (rule R2)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.analysis-reviewed.v1"

    month: str
    reviewed_by: str


class AnalysisFiled(Event):
    """The analysis was filed (rule R2)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.analysis-filed.v1"

    month: str
    filed_by: str
    in_time: bool


class AnalysisOverdue(Event):
    """The analysis was to be filed by now and is not: whoever must act next is chased, daily (rule R2)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.analysis-overdue.v1"

    month: str
    due_on: date
    waits_for: Literal["review", "filing"]
    chase: int
    """1 for the first."""


class BonusLine(Part):
    """One line of a bonus: so many, at so much each (rule R4)."""

    reason: str
    count: int
    each_fen: int
    amount_fen: int


class ScorecardIssued(Event):
    """A member of staff's month was scored (rules R3, R4)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.scorecard-issued.v1"

    scorecard_id: str
    """``{staff_id}|{YYYY-MM}``."""
    staff_id: str
    venue_id: str
    month: str
    score: int | None
    """Of 100; None when nothing of the month could be measured."""
    grade: Literal["excellent", "pass", "fail", "not-measured"]
    bonus_fen: int
    bonus: tuple[BonusLine, ...]
    policy_version: int


class StaffFlagged(Event):
    """A member of staff failed two months in a row (rule R3)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.staff-flagged.v1"

    scorecard_id: str
    staff_id: str
    venue_id: str
    month: str
    failures_in_a_row: int


class StaffNamedBest(Event):
    """The best score of the month at a venue (rule R3)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.staff-named-best.v1"

    scorecard_id: str
    staff_id: str
    venue_id: str
    month: str
    score: int


class TrainingRecorded(Event):
    """A member of staff took part in a training (rule R8)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.training-recorded.v1"

    staff_id: str
    venue_id: str
    training: str
    held_on: date
    hours: int


class ExamRecorded(Event):
    """A member of staff sat an examination (rule R8)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.exam-recorded.v1"

    staff_id: str
    venue_id: str
    exam: str
    held_on: date
    score: int
    """0 to 100."""


class AssessmentRecorded(Event):
    """A supervisor assessed a member of staff's attitude for a month (rule R3)."""

    TYPE: ClassVar[str] = "clubhouse.reporting.assessment-recorded.v1"

    staff_id: str
    venue_id: str
    month: str
    attitude: int
    """0 to 100."""
    assessed_by: str


REPORTS = Topic(
    name="clubhouse.reporting.reports",
    owner="reporting",
    key="report_id",
    events=(DailyReportClosed, ReportRestated),
    about="Daily reports as they were closed, and every restatement with its difference.",
)

ANALYSES = Topic(
    name="clubhouse.reporting.analyses",
    owner="reporting",
    key="month",
    events=(AnalysisDrafted, AnalysisReviewed, AnalysisFiled, AnalysisOverdue),
    about="The life of the monthly complaint analysis.",
)

SCORECARDS = Topic(
    name="clubhouse.reporting.scorecards",
    owner="reporting",
    key="scorecard_id",
    events=(ScorecardIssued, StaffFlagged, StaffNamedBest),
    about="Staff scorecards and bonuses, month by month.",
)

STAFF_FILES = Topic(
    name="clubhouse.reporting.staff-files",
    owner="reporting",
    key="staff_id",
    events=(TrainingRecorded, ExamRecorded, AssessmentRecorded),
    about="Training, examinations and assessments, which feed the scorecards.",
)

TOPICS = (REPORTS, ANALYSES, SCORECARDS, STAFF_FILES)

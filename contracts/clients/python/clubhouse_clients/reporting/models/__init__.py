"""Contains all the data models used in inputs/outputs"""

from .action_view import ActionView
from .agent_view import AgentView
from .analysis_of_guests import AnalysisOfGuests
from .analysis_of_guests_answers import AnalysisOfGuestsAnswers
from .analysis_view import AnalysisView
from .analysis_view_status import AnalysisViewStatus
from .answer_view import AnswerView
from .answer_view_rows_item import AnswerViewRowsItem
from .asked import Asked
from .attitude_body import AttitudeBody
from .audit_page import AuditPage
from .audit_row import AuditRow
from .backtest_view import BacktestView
from .bonus_view import BonusView
from .change import Change
from .daily_report_view import DailyReportView
from .daily_report_view_figures import DailyReportViewFigures
from .daily_report_view_parts import DailyReportViewParts
from .daily_report_view_parts_additional_property import (
    DailyReportViewPartsAdditionalProperty,
)
from .daily_report_view_status import DailyReportViewStatus
from .dead_letter import DeadLetter
from .dead_letter_record import DeadLetterRecord
from .dead_letter_record_headers import DeadLetterRecordHeaders
from .decided import Decided
from .decision import Decision
from .draft_view import DraftView
from .draft_view_before import DraftViewBefore
from .draft_view_parts import DraftViewParts
from .draft_view_parts_additional_property import DraftViewPartsAdditionalProperty
from .draft_view_totals import DraftViewTotals
from .draft_view_venues import DraftViewVenues
from .draft_view_venues_additional_property import DraftViewVenuesAdditionalProperty
from .edit import Edit
from .edit_headers_type_0 import EditHeadersType0
from .event_view import EventView
from .event_view_data import EventViewData
from .exam_body import ExamBody
from .export_analysis_form import ExportAnalysisForm
from .export_analysis_language import ExportAnalysisLanguage
from .export_daily_form import ExportDailyForm
from .export_daily_language import ExportDailyLanguage
from .export_performance_form import ExportPerformanceForm
from .export_performance_language import ExportPerformanceLanguage
from .export_scorecards_form import ExportScorecardsForm
from .export_scorecards_language import ExportScorecardsLanguage
from .export_segments_form import ExportSegmentsForm
from .export_segments_language import ExportSegmentsLanguage
from .field_error import FieldError
from .line_view import LineView
from .livez_response_livez import LivezResponseLivez
from .measure_view import MeasureView
from .measure_view_part import MeasureViewPart
from .opened_figure import OpenedFigure
from .policy_change import PolicyChange
from .policy_change_changes import PolicyChangeChanges
from .policy_entry import PolicyEntry
from .policy_entry_changes import PolicyEntryChanges
from .policy_in_force import PolicyInForce
from .policy_in_force_values import PolicyInForceValues
from .problem import Problem
from .rank_view import RankView
from .rate_view import RateView
from .replay_request import ReplayRequest
from .replay_state import ReplayState
from .restatement_view import RestatementView
from .review import Review
from .scorecard_view import ScorecardView
from .scorecard_view_grade import ScorecardViewGrade
from .scored import Scored
from .share_view import ShareView
from .shared_figure import SharedFigure
from .staff_file_view import StaffFileView
from .staff_file_view_attitudes import StaffFileViewAttitudes
from .staff_file_view_exams_item import StaffFileViewExamsItem
from .staff_file_view_trainings_item import StaffFileViewTrainingsItem
from .standing_view import StandingView
from .standing_view_kind import StandingViewKind
from .training_body import TrainingBody
from .version_view import VersionView
from .version_view_state import VersionViewState

__all__ = (
    "ActionView",
    "AgentView",
    "AnalysisOfGuests",
    "AnalysisOfGuestsAnswers",
    "AnalysisView",
    "AnalysisViewStatus",
    "AnswerView",
    "AnswerViewRowsItem",
    "Asked",
    "AttitudeBody",
    "AuditPage",
    "AuditRow",
    "BacktestView",
    "BonusView",
    "Change",
    "DailyReportView",
    "DailyReportViewFigures",
    "DailyReportViewParts",
    "DailyReportViewPartsAdditionalProperty",
    "DailyReportViewStatus",
    "DeadLetter",
    "DeadLetterRecord",
    "DeadLetterRecordHeaders",
    "Decided",
    "Decision",
    "DraftView",
    "DraftViewBefore",
    "DraftViewParts",
    "DraftViewPartsAdditionalProperty",
    "DraftViewTotals",
    "DraftViewVenues",
    "DraftViewVenuesAdditionalProperty",
    "Edit",
    "EditHeadersType0",
    "EventView",
    "EventViewData",
    "ExamBody",
    "ExportAnalysisForm",
    "ExportAnalysisLanguage",
    "ExportDailyForm",
    "ExportDailyLanguage",
    "ExportPerformanceForm",
    "ExportPerformanceLanguage",
    "ExportScorecardsForm",
    "ExportScorecardsLanguage",
    "ExportSegmentsForm",
    "ExportSegmentsLanguage",
    "FieldError",
    "LineView",
    "LivezResponseLivez",
    "MeasureView",
    "MeasureViewPart",
    "OpenedFigure",
    "PolicyChange",
    "PolicyChangeChanges",
    "PolicyEntry",
    "PolicyEntryChanges",
    "PolicyInForce",
    "PolicyInForceValues",
    "Problem",
    "RankView",
    "RateView",
    "ReplayRequest",
    "ReplayState",
    "RestatementView",
    "Review",
    "ScorecardView",
    "ScorecardViewGrade",
    "Scored",
    "ShareView",
    "SharedFigure",
    "StaffFileView",
    "StaffFileViewAttitudes",
    "StaffFileViewExamsItem",
    "StaffFileViewTrainingsItem",
    "StandingView",
    "StandingViewKind",
    "TrainingBody",
    "VersionView",
    "VersionViewState",
)

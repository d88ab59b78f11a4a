"""Contains all the data models used in inputs/outputs"""

from .account_view import AccountView
from .account_view_level import AccountViewLevel
from .action import Action
from .action_body import ActionBody
from .attempt import Attempt
from .attempt_body import AttemptBody
from .attempt_body_mode import AttemptBodyMode
from .attempt_mode import AttemptMode
from .audit_page import AuditPage
from .audit_row import AuditRow
from .bill import Bill
from .bill_body import BillBody
from .calendar_body import CalendarBody
from .calendar_view import CalendarView
from .call import Call
from .call_body import CallBody
from .callback_page import CallbackPage
from .callback_view import CallbackView
from .callback_view_mode import CallbackViewMode
from .callback_view_reason import CallbackViewReason
from .case_page import CasePage
from .case_view import CaseView
from .case_view_grounds_item import CaseViewGroundsItem
from .case_view_kind import CaseViewKind
from .case_view_level import CaseViewLevel
from .case_view_paused_type_0 import CaseViewPausedType0
from .case_view_responsibility import CaseViewResponsibility
from .case_view_severity import CaseViewSeverity
from .case_view_status import CaseViewStatus
from .cause_body import CauseBody
from .cause_body_cause import CauseBodyCause
from .classify_body import ClassifyBody
from .classify_body_responsibility import ClassifyBodyResponsibility
from .clocks_view import ClocksView
from .close_body import CloseBody
from .contact import Contact
from .contact_body import ContactBody
from .cycle import Cycle
from .dead_letter import DeadLetter
from .dead_letter_record import DeadLetterRecord
from .dead_letter_record_headers import DeadLetterRecordHeaders
from .decided import Decided
from .decided_body import DecidedBody
from .decision import Decision
from .department_body import DepartmentBody
from .department_view import DepartmentView
from .directory_view import DirectoryView
from .dispatch import Dispatch
from .dispatch_body import DispatchBody
from .draw import Draw
from .due import Due
from .duty_body import DutyBody
from .duty_body_level import DutyBodyLevel
from .duty_view import DutyView
from .duty_view_level import DutyViewLevel
from .edit import Edit
from .edit_headers_type_0 import EditHeadersType0
from .emergency_answer_body import EmergencyAnswerBody
from .emergency_page import EmergencyPage
from .emergency_view import EmergencyView
from .escalate_body import EscalateBody
from .escalate_body_level import EscalateBodyLevel
from .explain_view import ExplainView
from .extension import Extension
from .extension_body import ExtensionBody
from .features import Features
from .field_error import FieldError
from .find_cases_kind_type_0 import FindCasesKindType0
from .find_cases_severity_type_0 import FindCasesSeverityType0
from .find_cases_status_type_0 import FindCasesStatusType0
from .find_items_side_type_0 import FindItemsSideType0
from .find_items_status_type_0 import FindItemsStatusType0
from .findings import Findings
from .findings_body import FindingsBody
from .forward_body import ForwardBody
from .found_body import FoundBody
from .found_cause import FoundCause
from .found_cause_cause import FoundCauseCause
from .grounds_body import GroundsBody
from .grounds_body_grounds_item import GroundsBodyGroundsItem
from .guest_case_view import GuestCaseView
from .guest_case_view_kind import GuestCaseViewKind
from .guest_case_view_status import GuestCaseViewStatus
from .handover import Handover
from .handover_body import HandoverBody
from .inspected_body import InspectedBody
from .inspected_body_responsibility import InspectedBodyResponsibility
from .inspection import Inspection
from .inspection_body import InspectionBody
from .intake import Intake
from .intake_channel import IntakeChannel
from .intake_language import IntakeLanguage
from .intake_reply_by_type_0 import IntakeReplyByType0
from .item_page import ItemPage
from .item_view import ItemView
from .item_view_side import ItemViewSide
from .judged_body import JudgedBody
from .livez_response_livez import LivezResponseLivez
from .loaded_view import LoadedView
from .match import Match
from .matter_body import MatterBody
from .message_body import MessageBody
from .moved_view import MovedView
from .note_body import NoteBody
from .offer_body import OfferBody
from .offer_body_kind import OfferBodyKind
from .open_body import OpenBody
from .open_body_channel import OpenBodyChannel
from .open_body_grounds_item import OpenBodyGroundsItem
from .open_body_kind import OpenBodyKind
from .open_body_language import OpenBodyLanguage
from .open_body_reply_by_type_0 import OpenBodyReplyByType0
from .opened import Opened
from .opened_kind import OpenedKind
from .opened_status import OpenedStatus
from .own_day_body import OwnDayBody
from .pass_body import PassBody
from .pause_body import PauseBody
from .pause_body_reason import PauseBodyReason
from .plan_body import PlanBody
from .plan_body_mode import PlanBodyMode
from .plan_view import PlanView
from .planned_body import PlannedBody
from .policy_change import PolicyChange
from .policy_change_changes import PolicyChangeChanges
from .policy_entry import PolicyEntry
from .policy_entry_changes import PolicyEntryChanges
from .policy_in_force import PolicyInForce
from .policy_in_force_values import PolicyInForceValues
from .preview_severity_ground_type_0_item import PreviewSeverityGroundType0Item
from .preview_view import PreviewView
from .preview_view_level import PreviewViewLevel
from .preview_view_previous_level import PreviewViewPreviousLevel
from .preview_view_previous_severity import PreviewViewPreviousSeverity
from .preview_view_severity import PreviewViewSeverity
from .problem import Problem
from .progress import Progress
from .progress_body import ProgressBody
from .published_view import PublishedView
from .query import Query
from .query_answer_body import QueryAnswerBody
from .query_body import QueryBody
from .query_level import QueryLevel
from .quota_view import QuotaView
from .quotas_view import QuotasView
from .reason_body import ReasonBody
from .reassign_body import ReassignBody
from .reassigned_view import ReassignedView
from .refer_body import ReferBody
from .referral import Referral
from .refused_line import RefusedLine
from .remedy import Remedy
from .remedy_kind import RemedyKind
from .remedy_status import RemedyStatus
from .replay_request import ReplayRequest
from .replay_state import ReplayState
from .return_body import ReturnBody
from .sample_view import SampleView
from .segment_view import SegmentView
from .settle_body import SettleBody
from .shift_body import ShiftBody
from .shift_page import ShiftPage
from .shift_view import ShiftView
from .shift_view_status import ShiftViewStatus
from .sign_off import SignOff
from .sign_off_body import SignOffBody
from .soonest import Soonest
from .sought_body import SoughtBody
from .speaker_body import SpeakerBody
from .special_day_view import SpecialDayView
from .special_day_view_origin import SpecialDayViewOrigin
from .staff_body import StaffBody
from .staff_body_level import StaffBodyLevel
from .staff_view import StaffView
from .staff_view_level import StaffViewLevel
from .standing import Standing
from .standing_level import StandingLevel
from .standing_name import StandingName
from .standing_status import StandingStatus
from .suggestion import Suggestion
from .summary import Summary
from .survey_answer_body import SurveyAnswerBody
from .survey_page import SurveyPage
from .survey_view import SurveyView
from .survey_view_about import SurveyViewAbout

__all__ = (
    "AccountView",
    "AccountViewLevel",
    "Action",
    "ActionBody",
    "Attempt",
    "AttemptBody",
    "AttemptBodyMode",
    "AttemptMode",
    "AuditPage",
    "AuditRow",
    "Bill",
    "BillBody",
    "CalendarBody",
    "CalendarView",
    "Call",
    "CallBody",
    "CallbackPage",
    "CallbackView",
    "CallbackViewMode",
    "CallbackViewReason",
    "CasePage",
    "CaseView",
    "CaseViewGroundsItem",
    "CaseViewKind",
    "CaseViewLevel",
    "CaseViewPausedType0",
    "CaseViewResponsibility",
    "CaseViewSeverity",
    "CaseViewStatus",
    "CauseBody",
    "CauseBodyCause",
    "ClassifyBody",
    "ClassifyBodyResponsibility",
    "ClocksView",
    "CloseBody",
    "Contact",
    "ContactBody",
    "Cycle",
    "DeadLetter",
    "DeadLetterRecord",
    "DeadLetterRecordHeaders",
    "Decided",
    "DecidedBody",
    "Decision",
    "DepartmentBody",
    "DepartmentView",
    "DirectoryView",
    "Dispatch",
    "DispatchBody",
    "Draw",
    "Due",
    "DutyBody",
    "DutyBodyLevel",
    "DutyView",
    "DutyViewLevel",
    "Edit",
    "EditHeadersType0",
    "EmergencyAnswerBody",
    "EmergencyPage",
    "EmergencyView",
    "EscalateBody",
    "EscalateBodyLevel",
    "ExplainView",
    "Extension",
    "ExtensionBody",
    "Features",
    "FieldError",
    "FindCasesKindType0",
    "FindCasesSeverityType0",
    "FindCasesStatusType0",
    "FindItemsSideType0",
    "FindItemsStatusType0",
    "Findings",
    "FindingsBody",
    "ForwardBody",
    "FoundBody",
    "FoundCause",
    "FoundCauseCause",
    "GroundsBody",
    "GroundsBodyGroundsItem",
    "GuestCaseView",
    "GuestCaseViewKind",
    "GuestCaseViewStatus",
    "Handover",
    "HandoverBody",
    "InspectedBody",
    "InspectedBodyResponsibility",
    "Inspection",
    "InspectionBody",
    "Intake",
    "IntakeChannel",
    "IntakeLanguage",
    "IntakeReplyByType0",
    "ItemPage",
    "ItemView",
    "ItemViewSide",
    "JudgedBody",
    "LivezResponseLivez",
    "LoadedView",
    "Match",
    "MatterBody",
    "MessageBody",
    "MovedView",
    "NoteBody",
    "OfferBody",
    "OfferBodyKind",
    "OpenBody",
    "OpenBodyChannel",
    "OpenBodyGroundsItem",
    "OpenBodyKind",
    "OpenBodyLanguage",
    "OpenBodyReplyByType0",
    "Opened",
    "OpenedKind",
    "OpenedStatus",
    "OwnDayBody",
    "PassBody",
    "PauseBody",
    "PauseBodyReason",
    "PlanBody",
    "PlanBodyMode",
    "PlanView",
    "PlannedBody",
    "PolicyChange",
    "PolicyChangeChanges",
    "PolicyEntry",
    "PolicyEntryChanges",
    "PolicyInForce",
    "PolicyInForceValues",
    "PreviewSeverityGroundType0Item",
    "PreviewView",
    "PreviewViewLevel",
    "PreviewViewPreviousLevel",
    "PreviewViewPreviousSeverity",
    "PreviewViewSeverity",
    "Problem",
    "Progress",
    "ProgressBody",
    "PublishedView",
    "Query",
    "QueryAnswerBody",
    "QueryBody",
    "QueryLevel",
    "QuotaView",
    "QuotasView",
    "ReasonBody",
    "ReassignBody",
    "ReassignedView",
    "ReferBody",
    "Referral",
    "RefusedLine",
    "Remedy",
    "RemedyKind",
    "RemedyStatus",
    "ReplayRequest",
    "ReplayState",
    "ReturnBody",
    "SampleView",
    "SegmentView",
    "SettleBody",
    "ShiftBody",
    "ShiftPage",
    "ShiftView",
    "ShiftViewStatus",
    "SignOff",
    "SignOffBody",
    "Soonest",
    "SoughtBody",
    "SpeakerBody",
    "SpecialDayView",
    "SpecialDayViewOrigin",
    "StaffBody",
    "StaffBodyLevel",
    "StaffView",
    "StaffViewLevel",
    "Standing",
    "StandingLevel",
    "StandingName",
    "StandingStatus",
    "Suggestion",
    "Summary",
    "SurveyAnswerBody",
    "SurveyPage",
    "SurveyView",
    "SurveyViewAbout",
)

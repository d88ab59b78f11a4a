"""Contains all the data models used in inputs/outputs"""

from .access_view import AccessView
from .account_view import AccountView
from .account_view_guest_class import AccountViewGuestClass
from .account_view_tier import AccountViewTier
from .ask_body import AskBody
from .audit_page import AuditPage
from .audit_row import AuditRow
from .benefit_view import BenefitView
from .bill_asked_body import BillAskedBody
from .bill_body import BillBody
from .birthday_body import BirthdayBody
from .capacity_body import CapacityBody
from .comparison_view import ComparisonView
from .consents_body import ConsentsBody
from .correction_body import CorrectionBody
from .correction_view import CorrectionView
from .count_view import CountView
from .count_view_tier_afterwards import CountViewTierAfterwards
from .coupon_body import CouponBody
from .coupon_list import CouponList
from .coupon_use_body import CouponUseBody
from .coupon_view import CouponView
from .dead_letter import DeadLetter
from .dead_letter_record import DeadLetterRecord
from .dead_letter_record_headers import DeadLetterRecordHeaders
from .decided import Decided
from .decision import Decision
from .double import Double
from .double_account_type_0 import DoubleAccountType0
from .edit import Edit
from .edit_headers_type_0 import EditHeadersType0
from .entered_view import EnteredView
from .event_body import EventBody
from .event_body_least_tier import EventBodyLeastTier
from .event_page import EventPage
from .event_view import EventView
from .event_view_least_tier import EventViewLeastTier
from .explain_view import ExplainView
from .explain_view_earned_now import ExplainViewEarnedNow
from .explain_view_tier import ExplainViewTier
from .export import Export
from .export_account_type_0 import ExportAccountType0
from .export_coupons_item import ExportCouponsItem
from .export_ledger_item import ExportLedgerItem
from .export_member_events_item import ExportMemberEventsItem
from .export_promotion_uses_item import ExportPromotionUsesItem
from .feed_body import FeedBody
from .feed_view import FeedView
from .field_error import FieldError
from .find_body import FindBody
from .found import Found
from .gift_body import GiftBody
from .gift_page import GiftPage
from .gift_view import GiftView
from .guest_body import GuestBody
from .guest_view import GuestView
from .hours_body import HoursBody
from .incident_body import IncidentBody
from .incident_page import IncidentPage
from .incident_view import IncidentView
from .ledger_line import LedgerLine
from .ledger_page import LedgerPage
from .line_body import LineBody
from .livez_response_livez import LivezResponseLivez
from .lot_move_view import LotMoveView
from .lot_view import LotView
from .merge_body import MergeBody
from .next_tier import NextTier
from .next_tier_tier import NextTierTier
from .owed_view import OwedView
from .personal_body import PersonalBody
from .personal_body_language import PersonalBodyLanguage
from .personal_body_sex_type_0 import PersonalBodySexType0
from .personal_view import PersonalView
from .policy_change import PolicyChange
from .policy_change_changes import PolicyChangeChanges
from .policy_entry import PolicyEntry
from .policy_entry_changes import PolicyEntryChanges
from .policy_in_force import PolicyInForce
from .policy_in_force_values import PolicyInForceValues
from .posting_view import PostingView
from .problem import Problem
from .programme_body import ProgrammeBody
from .promotion_body import PromotionBody
from .promotion_body_effect import PromotionBodyEffect
from .promotion_body_kind import PromotionBodyKind
from .promotion_body_least_tier import PromotionBodyLeastTier
from .promotion_page import PromotionPage
from .promotion_view import PromotionView
from .promotion_view_effect import PromotionViewEffect
from .promotion_view_kind import PromotionViewKind
from .promotion_view_least_tier import PromotionViewLeastTier
from .proposed import Proposed
from .quote_line_view import QuoteLineView
from .quote_view import QuoteView
from .reading_view import ReadingView
from .readings import Readings
from .reason_body import ReasonBody
from .reconciliation_view import ReconciliationView
from .redemption_view import RedemptionView
from .register_body import RegisterBody
from .register_body_language import RegisterBodyLanguage
from .register_body_sex_type_0 import RegisterBodySexType0
from .replay_request import ReplayRequest
from .replay_state import ReplayState
from .seats_body import SeatsBody
from .settlement_view import SettlementView
from .sign_up_view import SignUpView
from .step_body import StepBody
from .step_body_step import StepBodyStep
from .trial_body import TrialBody
from .trial_body_changes import TrialBodyChanges
from .trial_view import TrialView
from .twins import Twins
from .use_body import UseBody
from .use_view import UseView
from .venue_trial_view import VenueTrialView
from .visit_page import VisitPage
from .visit_view import VisitView
from .visit_view_tier import VisitViewTier
from .void_body import VoidBody
from .wish_body import WishBody
from .wish_body_use import WishBodyUse

__all__ = (
    "AccessView",
    "AccountView",
    "AccountViewGuestClass",
    "AccountViewTier",
    "AskBody",
    "AuditPage",
    "AuditRow",
    "BenefitView",
    "BillAskedBody",
    "BillBody",
    "BirthdayBody",
    "CapacityBody",
    "ComparisonView",
    "ConsentsBody",
    "CorrectionBody",
    "CorrectionView",
    "CountView",
    "CountViewTierAfterwards",
    "CouponBody",
    "CouponList",
    "CouponUseBody",
    "CouponView",
    "DeadLetter",
    "DeadLetterRecord",
    "DeadLetterRecordHeaders",
    "Decided",
    "Decision",
    "Double",
    "DoubleAccountType0",
    "Edit",
    "EditHeadersType0",
    "EnteredView",
    "EventBody",
    "EventBodyLeastTier",
    "EventPage",
    "EventView",
    "EventViewLeastTier",
    "ExplainView",
    "ExplainViewEarnedNow",
    "ExplainViewTier",
    "Export",
    "ExportAccountType0",
    "ExportCouponsItem",
    "ExportLedgerItem",
    "ExportMemberEventsItem",
    "ExportPromotionUsesItem",
    "FeedBody",
    "FeedView",
    "FieldError",
    "FindBody",
    "Found",
    "GiftBody",
    "GiftPage",
    "GiftView",
    "GuestBody",
    "GuestView",
    "HoursBody",
    "IncidentBody",
    "IncidentPage",
    "IncidentView",
    "LedgerLine",
    "LedgerPage",
    "LineBody",
    "LivezResponseLivez",
    "LotMoveView",
    "LotView",
    "MergeBody",
    "NextTier",
    "NextTierTier",
    "OwedView",
    "PersonalBody",
    "PersonalBodyLanguage",
    "PersonalBodySexType0",
    "PersonalView",
    "PolicyChange",
    "PolicyChangeChanges",
    "PolicyEntry",
    "PolicyEntryChanges",
    "PolicyInForce",
    "PolicyInForceValues",
    "PostingView",
    "Problem",
    "ProgrammeBody",
    "PromotionBody",
    "PromotionBodyEffect",
    "PromotionBodyKind",
    "PromotionBodyLeastTier",
    "PromotionPage",
    "PromotionView",
    "PromotionViewEffect",
    "PromotionViewKind",
    "PromotionViewLeastTier",
    "Proposed",
    "QuoteLineView",
    "QuoteView",
    "ReadingView",
    "Readings",
    "ReasonBody",
    "ReconciliationView",
    "RedemptionView",
    "RegisterBody",
    "RegisterBodyLanguage",
    "RegisterBodySexType0",
    "ReplayRequest",
    "ReplayState",
    "SeatsBody",
    "SettlementView",
    "SignUpView",
    "StepBody",
    "StepBodyStep",
    "TrialBody",
    "TrialBodyChanges",
    "TrialView",
    "Twins",
    "UseBody",
    "UseView",
    "VenueTrialView",
    "VisitPage",
    "VisitView",
    "VisitViewTier",
    "VoidBody",
    "WishBody",
    "WishBodyUse",
)

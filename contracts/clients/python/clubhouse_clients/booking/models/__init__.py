"""Contains all the data models used in inputs/outputs"""

from .alternative_view import AlternativeView
from .audit_page import AuditPage
from .audit_row import AuditRow
from .availability_kind import AvailabilityKind
from .booking_body import BookingBody
from .booking_body_channel import BookingBodyChannel
from .booking_body_kind import BookingBodyKind
from .booking_body_tier import BookingBodyTier
from .booking_page import BookingPage
from .booking_view import BookingView
from .calendar_body import CalendarBody
from .calendar_link import CalendarLink
from .cancel_body import CancelBody
from .cancel_body_by import CancelBodyBy
from .card_body import CardBody
from .closure_body import ClosureBody
from .closure_made import ClosureMade
from .closure_view import ClosureView
from .dead_letter import DeadLetter
from .dead_letter_record import DeadLetterRecord
from .dead_letter_record_headers import DeadLetterRecordHeaders
from .decided import Decided
from .decision import Decision
from .decision_body import DecisionBody
from .deposit_body import DepositBody
from .deposit_body_movement import DepositBodyMovement
from .details_body import DetailsBody
from .dispute_body import DisputeBody
from .edit import Edit
from .edit_headers_type_0 import EditHeadersType0
from .feedback_body import FeedbackBody
from .field_error import FieldError
from .find_bookings_channel_type_0 import FindBookingsChannelType0
from .found_view import FoundView
from .free_page import FreePage
from .free_view import FreeView
from .gap_answer_body import GapAnswerBody
from .gap_body import GapBody
from .gap_page import GapPage
from .gap_view import GapView
from .guest_body import GuestBody
from .guest_body_language_type_0 import GuestBodyLanguageType0
from .guest_cancel_body import GuestCancelBody
from .guest_move_body import GuestMoveBody
from .guest_party_body import GuestPartyBody
from .guest_view import GuestView
from .handling_body import HandlingBody
from .handling_body_step import HandlingBodyStep
from .history_body import HistoryBody
from .hold_view import HoldView
from .hold_view_body import HoldViewBody
from .incident_view import IncidentView
from .key_body import KeyBody
from .kind import Kind
from .late_body import LateBody
from .line_page import LinePage
from .livez_response_livez import LivezResponseLivez
from .move_body import MoveBody
from .occurrence_view import OccurrenceView
from .offer_body import OfferBody
from .offer_disclosed import OfferDisclosed
from .opening_body import OpeningBody
from .partner_answer_body import PartnerAnswerBody
from .partner_answer_view import PartnerAnswerView
from .party_body import PartyBody
from .policy_change import PolicyChange
from .policy_change_changes import PolicyChangeChanges
from .policy_entry import PolicyEntry
from .policy_entry_changes import PolicyEntryChanges
from .policy_in_force import PolicyInForce
from .policy_in_force_values import PolicyInForceValues
from .problem import Problem
from .recorded_body import RecordedBody
from .recorded_body_channel import RecordedBodyChannel
from .recorded_body_kind import RecordedBodyKind
from .recorded_body_tier import RecordedBodyTier
from .replay_request import ReplayRequest
from .replay_state import ReplayState
from .resource_body import ResourceBody
from .resources_body import ResourcesBody
from .seat_body import SeatBody
from .series_body import SeriesBody
from .series_body_channel import SeriesBodyChannel
from .series_body_kind import SeriesBodyKind
from .series_body_tier import SeriesBodyTier
from .series_view import SeriesView
from .special_day_body import SpecialDayBody
from .spend_body import SpendBody
from .venue_body import VenueBody
from .venue_view import VenueView
from .venue_view_card import VenueViewCard
from .venue_view_offers_item import VenueViewOffersItem
from .venue_view_resources_item import VenueViewResourcesItem
from .waiting_view import WaitingView

__all__ = (
    "AlternativeView",
    "AuditPage",
    "AuditRow",
    "AvailabilityKind",
    "BookingBody",
    "BookingBodyChannel",
    "BookingBodyKind",
    "BookingBodyTier",
    "BookingPage",
    "BookingView",
    "CalendarBody",
    "CalendarLink",
    "CancelBody",
    "CancelBodyBy",
    "CardBody",
    "ClosureBody",
    "ClosureMade",
    "ClosureView",
    "DeadLetter",
    "DeadLetterRecord",
    "DeadLetterRecordHeaders",
    "Decided",
    "Decision",
    "DecisionBody",
    "DepositBody",
    "DepositBodyMovement",
    "DetailsBody",
    "DisputeBody",
    "Edit",
    "EditHeadersType0",
    "FeedbackBody",
    "FieldError",
    "FindBookingsChannelType0",
    "FoundView",
    "FreePage",
    "FreeView",
    "GapAnswerBody",
    "GapBody",
    "GapPage",
    "GapView",
    "GuestBody",
    "GuestBodyLanguageType0",
    "GuestCancelBody",
    "GuestMoveBody",
    "GuestPartyBody",
    "GuestView",
    "HandlingBody",
    "HandlingBodyStep",
    "HistoryBody",
    "HoldView",
    "HoldViewBody",
    "IncidentView",
    "KeyBody",
    "Kind",
    "LateBody",
    "LinePage",
    "LivezResponseLivez",
    "MoveBody",
    "OccurrenceView",
    "OfferBody",
    "OfferDisclosed",
    "OpeningBody",
    "PartnerAnswerBody",
    "PartnerAnswerView",
    "PartyBody",
    "PolicyChange",
    "PolicyChangeChanges",
    "PolicyEntry",
    "PolicyEntryChanges",
    "PolicyInForce",
    "PolicyInForceValues",
    "Problem",
    "RecordedBody",
    "RecordedBodyChannel",
    "RecordedBodyKind",
    "RecordedBodyTier",
    "ReplayRequest",
    "ReplayState",
    "ResourceBody",
    "ResourcesBody",
    "SeatBody",
    "SeriesBody",
    "SeriesBodyChannel",
    "SeriesBodyKind",
    "SeriesBodyTier",
    "SeriesView",
    "SpecialDayBody",
    "SpendBody",
    "VenueBody",
    "VenueView",
    "VenueViewCard",
    "VenueViewOffersItem",
    "VenueViewResourcesItem",
    "WaitingView",
)

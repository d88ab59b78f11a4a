"""Contains all the data models used in inputs/outputs"""

from .audit_page import AuditPage
from .audit_row import AuditRow
from .booking_body import BookingBody
from .booking_body_channel import BookingBodyChannel
from .booking_body_kind import BookingBodyKind
from .booking_body_tier import BookingBodyTier
from .booking_page import BookingPage
from .booking_view import BookingView
from .cancel_body import CancelBody
from .cancel_body_by import CancelBodyBy
from .card_body import CardBody
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
from .field_error import FieldError
from .find_bookings_channel_type_0 import FindBookingsChannelType0
from .guest_body import GuestBody
from .guest_body_language import GuestBodyLanguage
from .guest_view import GuestView
from .history_body import HistoryBody
from .kind import Kind
from .late_body import LateBody
from .livez_response_livez import LivezResponseLivez
from .move_body import MoveBody
from .offer_body import OfferBody
from .offer_disclosed import OfferDisclosed
from .opening_body import OpeningBody
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
from .special_day_body import SpecialDayBody
from .spend_body import SpendBody
from .venue_body import VenueBody
from .venue_view import VenueView
from .venue_view_card import VenueViewCard
from .venue_view_offers_item import VenueViewOffersItem
from .venue_view_resources_item import VenueViewResourcesItem

__all__ = (
    "AuditPage",
    "AuditRow",
    "BookingBody",
    "BookingBodyChannel",
    "BookingBodyKind",
    "BookingBodyTier",
    "BookingPage",
    "BookingView",
    "CancelBody",
    "CancelBodyBy",
    "CardBody",
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
    "FieldError",
    "FindBookingsChannelType0",
    "GuestBody",
    "GuestBodyLanguage",
    "GuestView",
    "HistoryBody",
    "Kind",
    "LateBody",
    "LivezResponseLivez",
    "MoveBody",
    "OfferBody",
    "OfferDisclosed",
    "OpeningBody",
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
    "SpecialDayBody",
    "SpendBody",
    "VenueBody",
    "VenueView",
    "VenueViewCard",
    "VenueViewOffersItem",
    "VenueViewResourcesItem",
)

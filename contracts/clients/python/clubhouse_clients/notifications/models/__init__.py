"""Contains all the data models used in inputs/outputs"""

from .address import Address
from .address_language import AddressLanguage
from .address_saved import AddressSaved
from .announcement_body import AnnouncementBody
from .announcement_body_roles_item import AnnouncementBodyRolesItem
from .announcement_view import AnnouncementView
from .attempt_view import AttemptView
from .audit_page import AuditPage
from .audit_row import AuditRow
from .call_body import CallBody
from .call_body_outcome import CallBodyOutcome
from .call_view import CallView
from .dead_letter import DeadLetter
from .dead_letter_record import DeadLetterRecord
from .dead_letter_record_headers import DeadLetterRecordHeaders
from .decided import Decided
from .decision import Decision
from .delivery_view import DeliveryView
from .edit import Edit
from .edit_headers_type_0 import EditHeadersType0
from .escalation_view import EscalationView
from .explanation import Explanation
from .field_error import FieldError
from .find_escalations_status_type_0 import FindEscalationsStatusType0
from .find_phone_tasks_status_type_0 import FindPhoneTasksStatusType0
from .inbox_page import InboxPage
from .item_view import ItemView
from .line_view import LineView
from .livez_response_livez import LivezResponseLivez
from .page_of_announcement_view import PageOfAnnouncementView
from .page_of_delivery_view import PageOfDeliveryView
from .page_of_escalation_view import PageOfEscalationView
from .page_of_explanation import PageOfExplanation
from .page_of_phone_task_view import PageOfPhoneTaskView
from .page_of_webhook_view import PageOfWebhookView
from .phone_task_detail import PhoneTaskDetail
from .phone_task_detail_facts import PhoneTaskDetailFacts
from .phone_task_view import PhoneTaskView
from .policy_change import PolicyChange
from .policy_change_changes import PolicyChangeChanges
from .policy_entry import PolicyEntry
from .policy_entry_changes import PolicyEntryChanges
from .policy_in_force import PolicyInForce
from .policy_in_force_values import PolicyInForceValues
from .preview import Preview
from .preview_body import PreviewBody
from .preview_body_facts import PreviewBodyFacts
from .preview_template_language import PreviewTemplateLanguage
from .problem import Problem
from .problem_view import ProblemView
from .read_body import ReadBody
from .read_view import ReadView
from .receipt_view import ReceiptView
from .receipts import Receipts
from .replay_request import ReplayRequest
from .replay_state import ReplayState
from .save_template_language import SaveTemplateLanguage
from .saved_version import SavedVersion
from .show_template_language import ShowTemplateLanguage
from .state_address_kind import StateAddressKind
from .stated_wishes import StatedWishes
from .stated_wishes_channels_item import StatedWishesChannelsItem
from .stated_wishes_muted_item import StatedWishesMutedItem
from .status import Status
from .template_view import TemplateView
from .test_sent import TestSent
from .webhook_body import WebhookBody
from .webhook_secret import WebhookSecret
from .webhook_view import WebhookView
from .wishes import Wishes
from .wishes_channels_item import WishesChannelsItem
from .wishes_muted_item import WishesMutedItem
from .wording_body import WordingBody

__all__ = (
    "Address",
    "AddressLanguage",
    "AddressSaved",
    "AnnouncementBody",
    "AnnouncementBodyRolesItem",
    "AnnouncementView",
    "AttemptView",
    "AuditPage",
    "AuditRow",
    "CallBody",
    "CallBodyOutcome",
    "CallView",
    "DeadLetter",
    "DeadLetterRecord",
    "DeadLetterRecordHeaders",
    "Decided",
    "Decision",
    "DeliveryView",
    "Edit",
    "EditHeadersType0",
    "EscalationView",
    "Explanation",
    "FieldError",
    "FindEscalationsStatusType0",
    "FindPhoneTasksStatusType0",
    "InboxPage",
    "ItemView",
    "LineView",
    "LivezResponseLivez",
    "PageOfAnnouncementView",
    "PageOfDeliveryView",
    "PageOfEscalationView",
    "PageOfExplanation",
    "PageOfPhoneTaskView",
    "PageOfWebhookView",
    "PhoneTaskDetail",
    "PhoneTaskDetailFacts",
    "PhoneTaskView",
    "PolicyChange",
    "PolicyChangeChanges",
    "PolicyEntry",
    "PolicyEntryChanges",
    "PolicyInForce",
    "PolicyInForceValues",
    "Preview",
    "PreviewBody",
    "PreviewBodyFacts",
    "PreviewTemplateLanguage",
    "Problem",
    "ProblemView",
    "ReadBody",
    "ReadView",
    "ReceiptView",
    "Receipts",
    "ReplayRequest",
    "ReplayState",
    "SaveTemplateLanguage",
    "SavedVersion",
    "ShowTemplateLanguage",
    "StateAddressKind",
    "StatedWishes",
    "StatedWishesChannelsItem",
    "StatedWishesMutedItem",
    "Status",
    "TemplateView",
    "TestSent",
    "WebhookBody",
    "WebhookSecret",
    "WebhookView",
    "Wishes",
    "WishesChannelsItem",
    "WishesMutedItem",
    "WordingBody",
)

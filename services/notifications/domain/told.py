"""Who is told of what (rule N2): the whole table."""
# ruff: noqa: E501 -- a table reads by its rows

from __future__ import annotations

from collections.abc import Mapping

from contracts import booking, complaints, loyalty, notifications, reporting
from services.notifications.domain.delivery import Recipient
from services.notifications.domain.kinds import Kind, desk, guest, staff

__all__ = ["BOOKING", "BY_NAME", "COMPLAINTS", "KINDS", "LOYALTY", "OURS", "REPORTING"]

_GUEST = "transactional"
_NUMBERED = (("number", "case_id"),)
"""A case is known to people by its number; events from before 0.2.0 of the contracts have its id alone."""

_CALLED = (("number", "subject_id"),)
"""A call may also be about a booking or an emergency, which have no number to be called by."""

_TOLD_ALREADY = frozenset({"compensation", "suggestion", "referral"})
"""Origins of points whose grant is an event of its own, with words of its own."""

BOOKING: tuple[Kind, ...] = (
    Kind(
        "booking-confirmed", booking.BookingConfirmed, _GUEST, guest(),
        subject="booking_id", speaks_of="starts_at", until="ends_at",
    ),
    Kind(
        "booking-changed", booking.BookingRescheduled, _GUEST, guest(),
        when=lambda event: event.confirmation_number is not None, sure=("confirmation_number",),
        subject="booking_id", speaks_of="starts_at", until="ends_at",
    ),
    Kind(
        "booking-party-changed", booking.PartyChanged, _GUEST, guest(),
        when=lambda event: event.confirmed, subject="booking_id", while_standing=True,
    ),
    Kind(
        "booking-cancelled", booking.BookingCancelled, _GUEST, guest(),
        when=lambda event: event.confirmation_number is not None, sure=("confirmation_number",),
        subject="booking_id",
    ),
    Kind(
        "booking-reminder", booking.ReminderDue, _GUEST, guest(),
        subject="booking_id", speaks_of="starts_at", until="valid_until",
    ),
    Kind("booking-seat", booking.PartnerPlaced, _GUEST, guest(), subject="booking_id", while_standing=True),
    Kind("partner-refused", booking.PartnerRefused, "staff", desk("agent"), subject="booking_id"),
    Kind(
        "booking-displaced", booking.BookingDisplaced, "call", guest(),
        subject="booking_id", while_standing=True, until="starts_at",
    ),
    Kind("waiting-offered", booking.WaitingOffered, _GUEST, guest(), subject="waiting_id", while_standing=True, until="expires_at"),
    Kind("arrival-check", booking.ArrivalCheckDue, "staff", staff("agent_id", otherwise="agent"), subject="booking_id"),
    Kind(
        "booking-open", booking.BookingEscalated, "urgent", desk("supervisor"),
        subject="booking_id", level="supervisor",
    ),
    Kind("feedback-overdue", booking.FeedbackOverdue, "staff", staff("agent_id", otherwise="supervisor"), subject="booking_id"),
    Kind("place-taken", booking.IncidentReported, "urgent", desk("supervisor"), subject="booking_id"),
    Kind(
        "spend-missing", booking.SpendMissing, "staff",
        staff("taking_agent_id", "duty_agent_id", otherwise="agent"), subject="booking_id",
    ),
    Kind("no-show-disputed", booking.NoShowDisputed, "staff", desk("manager"), subject="booking_id"),
    Kind("gap-reported", booking.GapReported, "staff", desk("manager"), subject="gap_id"),
)  # fmt: skip

COMPLAINTS: tuple[Kind, ...] = (
    Kind("case-received", complaints.CaseOpened, _GUEST, guest(), subject="case_id"),
    Kind("case-progress", complaints.CaseProgressTold, _GUEST, guest(), when=lambda event: event.send, subject="case_id"),
    Kind("case-extended", complaints.CaseExtended, _GUEST, guest(), subject="case_id"),
    Kind("case-resolved", complaints.CaseResolved, _GUEST, guest(), subject="case_id"),
    Kind("case-reworked", complaints.CaseReworked, _GUEST, guest(), subject="case_id"),
    Kind("case-referred", complaints.CaseReferred, _GUEST, guest(), subject="case_id"),
    Kind("inquiry-answered", complaints.InquiryAnswered, _GUEST, guest(), subject="case_id"),
    Kind("suggestion-decided", complaints.SuggestionDecided, _GUEST, guest(), subject="case_id"),
    Kind("remedy-proposed", complaints.RemedyProposed, _GUEST, guest(), subject="case_id"),
    Kind("lost-item-matched", complaints.LostItemMatched, _GUEST, guest(), subject="item_id"),
    Kind("survey-asked", complaints.SurveyAsked, _GUEST, guest(), subject="survey_id", until="lapses_at"),
    Kind(
        "case-escalated", complaints.CaseEscalated, "urgent", staff("staff_ids", otherwise="{level}"),
        subject="case_id", level="{level}",
    ),
    Kind(
        "clock-warning", complaints.CaseClockChanged, "staff", staff("staff_ids", otherwise="{level}"),
        when=lambda event: event.status == "imminent", sure=("percent",), subject="case_id", until="due_at",
    ),
    Kind(
        "clock-breached", complaints.CaseClockChanged, "staff", staff("staff_ids", otherwise="{level}"),
        when=lambda event: event.status == "breached", subject="case_id",
    ),
    Kind("case-dispatched", complaints.CaseDispatched, "urgent", staff("staff_ids", otherwise="department"), subject="case_id", fallbacks=_NUMBERED),
    Kind("inquiry-passed-on", complaints.InquiryPassedOn, "staff", staff("staff_ids", otherwise="department"), subject="case_id", fallbacks=_NUMBERED),
    Kind("suggestion-forwarded", complaints.SuggestionForwarded, "staff", staff("staff_ids", otherwise="department"), subject="case_id", fallbacks=_NUMBERED),
    Kind("inspection-planned", complaints.CaseInspectionScheduled, "staff", staff("staff_ids", otherwise="department"), subject="case_id", until="inspect_at", fallbacks=_NUMBERED),
    Kind("action-set", complaints.CorrectiveActionSet, "staff", staff("owner_id", otherwise="manager"), subject="case_id", fallbacks=_NUMBERED),
    Kind("case-queried", complaints.CaseQueried, "urgent", staff("staff_ids", otherwise="department"), subject="case_id"),
    Kind("query-overdue", complaints.CaseQueryOverdue, "urgent", staff("staff_ids", otherwise="{level}"), subject="case_id"),
    Kind("case-taken-over", complaints.CaseOwnerChanged, "staff", staff("owner_id", otherwise="agent"), subject="case_id", fallbacks=_NUMBERED),
    Kind("progress-due", complaints.CaseProgressDue, "staff", staff("owner_id", otherwise="agent"), subject="case_id"),
    Kind("action-overdue", complaints.CorrectiveActionOverdue, "staff", staff("staff_ids", otherwise="manager", before="owner_id"), subject="case_id"),
    Kind(
        "remedy-not-granted", complaints.RemedySettled, "staff", staff("owner_id", otherwise="agent"),
        when=lambda event: not event.granted, subject="case_id",
    ),
    Kind("inspection-overdue", complaints.InspectionOverdue, "staff", staff("staff_ids", otherwise="department"), subject="case_id"),
    Kind("dispute-chased", complaints.DisputeChased, "urgent", staff("staff_ids", otherwise="manager"), subject="case_id"),
    Kind("callback-owed", complaints.CallbackOwed, "staff", staff("assigned_to", otherwise="agent"), subject="callback_id"),
    Kind("callback-overdue", complaints.CallbackOverdue, "staff", staff("staff_ids", otherwise="supervisor", before="assigned_to"), subject="callback_id"),
    Kind("handover-prepared", complaints.HandoverPrepared, "staff", staff("relief_id", otherwise="supervisor"), subject="shift_id"),
    Kind("emergency-called", complaints.EmergencyCalled, "urgent", staff("staff_ids", otherwise="department"), subject="emergency_id"),
    Kind(
        "emergency-unanswered", complaints.EmergencyUnanswered, "urgent", staff("staff_ids", otherwise="manager"),
        subject="emergency_id", level="manager",
    ),
)  # fmt: skip

LOYALTY: tuple[Kind, ...] = (
    Kind("birthday-greeting", loyalty.BirthdayReached, "marketing", guest(), subject="guest_id", day_only=True),
    Kind("holiday-greeting", loyalty.HolidayReached, "marketing", guest(), subject="guest_id", day_only=True),
    Kind(
        "points-earned", loyalty.PointsEarned, _GUEST, guest(),
        when=lambda event: event.origin not in _TOLD_ALREADY, subject="guest_id", sure=("lot_points",),
    ),
    Kind("points-redeemed", loyalty.PointsRedeemed, _GUEST, guest(), subject="redemption_id", while_standing=True),
    Kind("points-expiring", loyalty.PointsExpiring, _GUEST, guest(), subject="guest_id", until="expires_at"),
    Kind("tier-changed", loyalty.TierChanged, _GUEST, guest(), subject="guest_id"),
    Kind("tier-at-risk", loyalty.TierAtRisk, _GUEST, guest(), subject="guest_id", until="ends_at"),
    Kind("coupon-issued", loyalty.CouponIssued, _GUEST, guest(), subject="coupon_id", until="expires_at"),
    Kind(
        "compensation-granted", loyalty.CompensationGranted, _GUEST, guest(),
        when=lambda event: event.points > 0, sure=("points",), subject="case_id",
    ),
    Kind(
        "referral-rewarded", loyalty.ReferralRewarded, _GUEST, guest(),
        when=lambda event: event.points > 0, subject="guest_id",
    ),
    Kind("member-signed-up", loyalty.MemberSignedUp, _GUEST, guest(), subject="member_event_id", while_standing=True),
    Kind("member-event-cancelled", loyalty.MemberEventCancelled, _GUEST, guest("guest_ids"), subject="member_event_id"),
    Kind("points-differ", loyalty.ReconciliationDifferenceFound, "urgent", desk("gm"), subject="reconciliation_id"),
    Kind("leak-opened", loyalty.IncidentOpened, "urgent", desk("gm"), subject="incident_id"),
    Kind("leak-overdue", loyalty.IncidentOverdue, "urgent", desk("gm"), subject="incident_id"),
)  # fmt: skip

REPORTING: tuple[Kind, ...] = (
    Kind("analysis-drafted", reporting.AnalysisDrafted, "staff", desk("gm"), subject="month"),
    Kind("analysis-overdue", reporting.AnalysisOverdue, "urgent", desk("gm"), subject="month"),
    Kind("staff-flagged", reporting.StaffFlagged, "staff", desk("manager"), subject="staff_id"),
)


def _audience(event: notifications.AnnouncementPublished) -> tuple[Recipient, ...]:
    venues = event.venue_ids or ("*",)
    return tuple(Recipient("desk", f"{role}@{venue}") for role in event.roles for venue in venues)


OURS: tuple[Kind, ...] = (
    Kind("evening-digest", notifications.EveningDigestMade, "digest", desk("manager")),
    Kind("announcement", notifications.AnnouncementPublished, "staff", _audience, subject="announcement_id", until="expires_at"),
    Kind("escalation-passed-on", notifications.EscalationPassedOn, "urgent", desk("{to_level}"), subject="subject_id", fallbacks=_CALLED),
    Kind("escalation-unanswered", notifications.EscalationUnanswered, "urgent", desk("gm"), subject="subject_id", fallbacks=_CALLED),
    Kind("call-missed", notifications.PhoneTaskMissed, "urgent", desk("supervisor"), subject="task_id"),
)  # fmt: skip
"""What this service tells of its own accord, hearing its own topics like anyone else's."""

KINDS = (*BOOKING, *COMPLAINTS, *LOYALTY, *REPORTING, *OURS)
BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}

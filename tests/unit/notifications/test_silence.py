"""Whatever a service publishes is told to somebody, or stands here with the reason why it is not (rule N2).

A new event fails this test until somebody has decided.
"""

from __future__ import annotations

import pytest

from contracts.catalog import EVENTS
from services.notifications.domain.told import KINDS

SILENT: dict[str, str] = {
    "said to the guest's face or ear, or by the guest": """
        booking.held booking.hold-lapsed booking.details-changed booking.late booking.seated
        booking.completed booking.reseated booking.feedback-given booking.waiting-joined
        booking.waiting-left booking.waiting-served booking.waiting-offer-lapsed complaints.signed-off
        complaints.remedy-accepted complaints.remedy-refused complaints.survey-answered
        complaints.survey-lapsed complaints.callback-made complaints.lost-item-registered
        complaints.lost-item-sought complaints.lost-item-returned loyalty.guest-registered
        loyalty.guest-retired loyalty.guest-erased loyalty.benefit-used loyalty.promotion-applied
        loyalty.promotion-withdrawn loyalty.coupon-used loyalty.coupon-released
        loyalty.member-waitlisted loyalty.member-withdrew loyalty.member-attended
        loyalty.account-closed""",
    "a step of the work: whoever is next is called by an event of its own when it is due": """
        booking.no-show booking.reinstated booking.partner-asked booking.offer-reconfirmed
        complaints.classified complaints.closed complaints.matter-set complaints.reacted
        complaints.severity-changed complaints.suggestion-judged complaints.cause-found
        complaints.findings-recorded complaints.paused complaints.resumed complaints.query-answered
        complaints.compensation-requested  complaints.action-done
        complaints.dispute-honoured complaints.callback-cancelled
        complaints.callback-reassigned complaints.sample-drawn complaints.lost-item-handed-over
        complaints.matter-turned-collective complaints.handover-acknowledged complaints.shift-released
        complaints.emergency-answered complaints.emergency-ended loyalty.compensation-refused
        loyalty.incident-closed""",
    "bookkeeping: the message or the report beside it tells what matters of it": """
        booking.spend-captured booking.handling-measured booking.deposit-recorded
        complaints.quota-closed loyalty.visit-recorded loyalty.visit-voided loyalty.points-pending
        loyalty.points-reserved loyalty.points-released loyalty.points-reversed
        loyalty.points-taken-back loyalty.points-expired loyalty.points-corrected
        loyalty.guest-classed loyalty.referral-earned loyalty.account-joined
        loyalty.promotion-budget-spent loyalty.coupon-expired loyalty.settlement-closed""",
    "master data: nobody waits for it": """
        booking.venue-opened booking.venue-changed booking.resource-added booking.resource-changed
        booking.resource-withdrawn booking.offer-published booking.offer-withdrawn
        booking.closure-announced booking.closure-lifted booking.gap-filled complaints.department-saved
        complaints.staff-saved complaints.duty-rostered complaints.calendar-published
        loyalty.guest-merged loyalty.consents-changed loyalty.promotion-published
        loyalty.promotion-ended loyalty.member-event-published""",
    "contact data: heard on the restricted topic, told to nobody": """
        guests.contact-given guests.contact-erased""",
    "read where the report is": """
        reporting.daily-report-closed reporting.report-restated reporting.analysis-reviewed
        reporting.analysis-filed reporting.scorecard-issued reporting.staff-named-best
        reporting.training-recorded reporting.exam-recorded reporting.assessment-recorded""",
    "what became of telling: telling it would never end": """
        notifications.delivery-sent notifications.delivery-postponed notifications.delivery-failed-over
        notifications.delivery-dropped notifications.delivery-failed notifications.delivery-doubtful
        notifications.escalation-raised notifications.escalation-acknowledged
        notifications.announcement-read notifications.phone-task-opened notifications.phone-task-done
        notifications.preferences-changed notifications.webhook-subscribed
        notifications.webhook-disabled""",
}


@pytest.mark.rule("N2")
def test_every_event_is_told_to_somebody_or_is_silent_for_a_reason() -> None:
    told = {kind.event.TYPE for kind in KINDS}
    names = {name for listed in SILENT.values() for name in listed.split()}
    silent = {f"clubhouse.{name}.v1" for name in names}
    assert set(EVENTS) - told - silent == set(), "decide who is told of these, or say why nobody is"
    assert silent & told == set()

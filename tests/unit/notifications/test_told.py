from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts import booking, complaints, loyalty, notifications
from contracts.event import Event
from services.notifications.domain.delivery import Recipient
from services.notifications.domain.foresight import within_day
from services.notifications.domain.kinds import facts_of, level_of, notices
from services.notifications.domain.told import KINDS
from tests.unit.notifications.worlds import NOON, SHANGHAI

ABOUT = {
    "booking_id": "b1",
    "venue_id": "v1",
    "guest_id": "g1",
    "business_date": date(2026, 5, 1),
    "at": NOON,
}


def confirmed(**changes: object) -> booking.BookingConfirmed:
    fields = {
        **ABOUT,
        "confirmation_number": "K7Q4M2",
        "kind": "room",
        "item": "Room 1",
        "party_size": 4,
        "starts_at": NOON + timedelta(hours=8),
        "ends_at": NOON + timedelta(hours=11),
        "channel": "web",
        "effective": True,
    }
    return booking.BookingConfirmed.model_validate(fields | changes)


@pytest.mark.rule("N2")
def test_a_confirmed_booking_is_told_to_its_guest_with_all_its_facts() -> None:
    [told] = notices(
        KINDS, confirmed(notes=("bring socks", "park behind"), offer={"offer_id": "o", "title": "12 % off"})
    )
    assert (told.kind, told.recipient) == ("booking-confirmed", Recipient("guest", "g1"))
    assert told.facts["notes"] == "bring socks; park behind"
    assert told.facts["offer_title"] == "12 % off"
    assert told.while_standing


def test_times_finer_than_the_store_keeps_do_not_make_a_booking_look_moved() -> None:
    [told] = notices(KINDS, confirmed(starts_at=NOON + timedelta(microseconds=1_234_567)))
    assert told.subject_at == NOON + timedelta(microseconds=1_234_000)


@pytest.mark.rule("N2")
def test_what_comes_from_an_older_ledger_is_told_to_nobody() -> None:
    assert notices(KINDS, confirmed(recorded=True)) == ()


@pytest.mark.rule("N2")
def test_a_hold_that_is_called_off_was_never_confirmed_so_nothing_is_told() -> None:
    fields = {**ABOUT, "by": "guest", "starts_at": NOON}
    assert notices(KINDS, booking.BookingCancelled.model_validate(fields)) == ()
    [told] = notices(KINDS, booking.BookingCancelled.model_validate(fields | {"confirmation_number": "K7"}))
    assert told.kind == "booking-cancelled"


@pytest.mark.rule("C12", "N2")
def test_who_owns_a_case_hears_that_the_compensation_was_refused() -> None:
    about = {"case_id": "c1", "number": "C1", "venue_id": "v1", "guest_id": "g1", "remedy_id": "r1"}
    no = {**about, "granted": False, "refusal": "over-limit", "points": 0, "coupon": None}
    [told] = notices(KINDS, complaints.RemedySettled.model_validate(no | {"owner_id": "ann"}))
    assert (told.kind, told.recipient) == ("remedy-not-granted", Recipient("staff", "ann"))
    [older] = notices(KINDS, complaints.RemedySettled.model_validate(no))
    assert older.recipient == Recipient("desk", "agent@v1")
    assert notices(KINDS, complaints.RemedySettled.model_validate(no | {"granted": True})) == ()


@pytest.mark.rule("N2")
def test_a_party_that_changes_before_the_booking_is_confirmed_is_told_to_nobody() -> None:
    fields = {**ABOUT, "item": "Room 1", "resource_ids": (), "previous_party_size": 4, "party_size": 6}
    [told] = notices(KINDS, booking.PartyChanged.model_validate(fields))
    assert told.kind == "booking-party-changed"
    assert notices(KINDS, booking.PartyChanged.model_validate(fields | {"confirmed": False})) == ()


def escalated(**changes: object) -> complaints.CaseEscalated:
    fields = {
        "case_id": "c1",
        "number": "C1",
        "venue_id": "v1",
        "previous": "department",
        "level": "supervisor",
        "clock": "reaction",
        "department_id": "d1",
        "reason": "breach",
        "at": NOON,
        "severity": "general",
    }
    return complaints.CaseEscalated.model_validate(fields | changes)


@pytest.mark.rule("N2")
def test_an_escalation_goes_to_those_on_duty_at_the_level_in_charge() -> None:
    told = notices(KINDS, escalated(staff_ids=("s1", "s2")))
    assert [each.recipient for each in told] == [Recipient("staff", "s1"), Recipient("staff", "s2")]
    assert {each.category for each in told} == {"urgent"}


@pytest.mark.rule("N2")
def test_an_escalation_with_nobody_on_duty_goes_to_the_levels_desk() -> None:
    [told] = notices(KINDS, escalated())
    assert told.recipient == Recipient("desk", "supervisor@v1")


@pytest.mark.rule("N2")
def test_an_anonymous_guest_is_told_nothing() -> None:
    fields = {
        "case_id": "c1",
        "number": "C1",
        "venue_id": "v1",
        "guest_id": None,
        "message": "x",
        "send": True,
    }
    assert notices(KINDS, complaints.CaseProgressTold.model_validate(fields)) == ()


@pytest.mark.rule("N2")
def test_progress_an_agent_has_told_in_person_is_not_sent_again() -> None:
    fields = {
        "case_id": "c1",
        "number": "C1",
        "venue_id": "v1",
        "guest_id": "g1",
        "message": "x",
        "send": False,
    }
    assert notices(KINDS, complaints.CaseProgressTold.model_validate(fields)) == ()


@pytest.mark.rule("N2", "N3")
@pytest.mark.parametrize("origin", ["compensation", "suggestion", "referral"])
def test_points_that_are_told_with_their_reason_are_not_told_once_more_as_earned_by_a_visit(
    origin: str,
) -> None:
    lot = {"lot_id": "l1", "points": 50, "venue_id": "v1", "expires_at": NOON}
    earned = {"guest_id": "g1", "origin": origin, "reference": "r1", "lot": lot, "balance": 50}
    granted = {"guest_id": "g1", "case_id": "c1", "remedy_id": "r1", "reason": "remedy", "points": 50}
    events = [
        loyalty.PointsEarned.model_validate(earned),
        loyalty.ReferralRewarded(guest_id="g1", referred_guest_id="g2", points=50)
        if origin == "referral"
        else loyalty.CompensationGranted.model_validate(granted),
    ]
    assert len([told for event in events for told in notices(KINDS, event)]) == 1
    [told] = notices(KINDS, loyalty.PointsEarned.model_validate(earned | {"origin": "visit"}))
    assert told.kind == "points-earned"


@pytest.mark.rule("N2")
def test_nobody_is_told_of_a_reward_of_nothing() -> None:
    assert notices(KINDS, loyalty.ReferralRewarded(guest_id="g1", referred_guest_id="g2", points=0)) == ()


@pytest.mark.rule("N2", "N4")
def test_a_birthday_greeting_is_marketing_and_useless_after_its_day() -> None:
    [told] = notices(KINDS, loyalty.BirthdayReached(guest_id="g1", year=2026))
    assert told.category == "marketing"
    bound = within_day(told, SHANGHAI, NOON)
    assert bound.valid_until == NOON + timedelta(hours=12)


@pytest.mark.rule("N2", "C15", "C13")
@pytest.mark.parametrize(
    ("event", "owes", "level"),
    [
        (complaints.CorrectiveActionOverdue, "owner_id", "manager"),
        (complaints.CallbackOverdue, "assigned_to", "supervisor"),
    ],
)
def test_what_is_overdue_is_told_to_whom_the_event_names_or_who_owes_it_where_it_is_from_before_it_did(
    event: type[Event], owes: str, level: str
) -> None:
    about = {"case_id": "c1", "number": "C1", "venue_id": "v1", "action_id": "a1", "callback_id": "b1"}
    late = about | {owes: "ann", "due_on": date(2026, 5, 1), "due_at": NOON, "chase": 1}

    def to(**named: object) -> list[Recipient]:
        return [each.recipient for each in notices(KINDS, event.model_validate(late | named))]

    assert to(staff_ids=("sue",)) == [Recipient("staff", "sue")]
    assert to(staff_ids=()) == [Recipient("desk", f"{level}@v1")], "they have left, and nobody is in charge"
    assert to() == [Recipient("staff", "ann")]


def said(event: type[Event], **fields: object) -> Event:
    """An event with these fields; what becomes of the others is of no matter to who is told."""
    given = dict.fromkeys(event.model_fields) | {"venue_id": "v1", "guest_id": "g1"} | fields
    return event.model_construct(**given)


CONFIRMED = {"confirmation_number": "K7", "starts_at": NOON, "ends_at": NOON + timedelta(hours=3)}
TOLD_TO_THE_GUEST: tuple[tuple[str, type[Event], dict[str, object], str], ...] = (
    ("booking-confirmed", booking.BookingConfirmed, CONFIRMED, "transactional"),
    ("booking-changed", booking.BookingRescheduled, CONFIRMED, "transactional"),
    ("booking-cancelled", booking.BookingCancelled, CONFIRMED, "transactional"),
    ("booking-reminder", booking.ReminderDue, CONFIRMED | {"valid_until": NOON}, "transactional"),
    ("case-received", complaints.CaseOpened, {}, "transactional"),
    ("case-progress", complaints.CaseProgressTold, {"send": True}, "transactional"),
    ("case-extended", complaints.CaseExtended, {}, "transactional"),
    ("case-resolved", complaints.CaseResolved, {"in_time": False}, "transactional"),
    ("case-resolved", complaints.CaseResolved, {"in_time": True}, "transactional"),
    ("points-earned", loyalty.PointsEarned, {"origin": "visit"}, "transactional"),
    ("points-redeemed", loyalty.PointsRedeemed, {}, "transactional"),
    ("points-expiring", loyalty.PointsExpiring, {}, "transactional"),
    ("tier-changed", loyalty.TierChanged, {}, "transactional"),
    ("tier-at-risk", loyalty.TierAtRisk, {}, "transactional"),
    ("birthday-greeting", loyalty.BirthdayReached, {}, "marketing"),
    ("holiday-greeting", loyalty.HolidayReached, {}, "marketing"),
)


@pytest.mark.rule("N2")
@pytest.mark.parametrize(("kind", "event", "fields", "category"), TOLD_TO_THE_GUEST)
def test_everything_the_rule_names_is_told_to_its_guest(
    kind: str, event: type[Event], fields: dict[str, object], category: str
) -> None:
    [told] = notices(KINDS, said(event, **fields))
    assert (told.kind, told.recipient, told.category) == (kind, Recipient("guest", "g1"), category)


@pytest.mark.rule("N2")
def test_what_moves_before_it_is_confirmed_is_told_to_nobody() -> None:
    held = said(booking.BookingRescheduled, **CONFIRMED | {"confirmation_number": None})
    assert notices(KINDS, held) == ()


@pytest.mark.rule("N2", "C7")
@pytest.mark.parametrize(("status", "kind"), [("imminent", "clock-warning"), ("breached", "clock-breached")])
def test_a_clock_that_nears_or_passes_its_target_is_told_once_to_the_level_in_charge(
    status: str, kind: str
) -> None:
    clock = said(complaints.CaseClockChanged, status=status, level="manager", staff_ids=(), due_at=NOON)
    [told] = notices(KINDS, clock)
    assert (told.kind, told.recipient) == (kind, Recipient("desk", "manager@v1"))


@pytest.mark.rule("N2")
@pytest.mark.parametrize(
    ("event", "fields", "level"),
    [
        (complaints.CaseEscalated, {"level": "gm", "staff_ids": ()}, "gm"),
        (complaints.EmergencyUnanswered, {"staff_ids": ()}, "manager"),
        (booking.BookingEscalated, {}, "supervisor"),
        (notifications.EscalationPassedOn, {"from_level": "manager", "to_level": "gm"}, "gm"),
        (notifications.EscalationUnanswered, {"level": "gm"}, "gm"),
    ],
)
def test_an_escalation_is_urgent_to_the_level_in_charge(
    event: type[Event], fields: dict[str, object], level: str
) -> None:
    [told] = notices(KINDS, said(event, **fields))
    assert (told.category, told.recipient) == ("urgent", Recipient("desk", f"{level}@v1"))


@pytest.mark.rule("N2")
def test_an_escalation_is_a_call_to_its_level_that_climbs_when_nobody_takes_it() -> None:
    calls = {kind.name: kind.level for kind in KINDS if kind.level is not None}
    assert calls == {
        "case-escalated": "{level}",
        "emergency-unanswered": "manager",
        "booking-open": "supervisor",
    }
    assert level_of("{level}", escalated(level="gm")) == "gm"


@pytest.mark.rule("N2")
def test_a_case_that_climbs_to_its_own_desk_is_told_to_the_agents_there() -> None:
    [told] = notices(KINDS, escalated(level="desk"))
    assert told.recipient == Recipient("desk", "agent@v1")


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("event", "field"),
    [
        (booking.BookingConfirmed, "ends_at"),
        (booking.BookingRescheduled, "ends_at"),
        (booking.ReminderDue, "valid_until"),
        (booking.BookingDisplaced, "starts_at"),
        (booking.WaitingOffered, "expires_at"),
        (complaints.SurveyAsked, "lapses_at"),
        (loyalty.PointsExpiring, "expires_at"),
        (loyalty.TierAtRisk, "ends_at"),
        (loyalty.CouponIssued, "expires_at"),
        (notifications.AnnouncementPublished, "expires_at"),
        (complaints.CaseClockChanged, "due_at"),
        (complaints.CaseInspectionScheduled, "inspect_at"),
    ],
)
def test_what_names_its_own_end_is_useless_after_it(event: type[Event], field: str) -> None:
    times = dict.fromkeys(("starts_at", "ends_at", "expires_at", "lapses_at", "valid_until"), NOON)
    end = NOON + timedelta(hours=3)
    others = {"roles": ("agent",), "status": "imminent", "staff_ids": ("ann",)}
    [told] = notices(KINDS, said(event, **CONFIRMED | times | others | {field: end}))
    assert told.valid_until == end


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("event", "speaks"),
    [
        (booking.BookingConfirmed, True),
        (booking.BookingRescheduled, True),
        (booking.ReminderDue, True),
        (booking.PartyChanged, False),
        (booking.PartnerPlaced, False),
        (booking.BookingDisplaced, False),
    ],
)
def test_whatever_is_told_of_a_visit_to_come_is_told_only_while_it_stands(
    event: type[Event], speaks: bool
) -> None:
    fields = CONFIRMED | {"booking_id": "b1", "confirmed": True, "valid_until": NOON}
    [told] = notices(KINDS, said(event, **fields))
    assert (told.while_standing, told.subject_id) == (True, "b1")
    assert told.subject_at == (NOON if speaks else None)


@pytest.mark.rule("N4")
@pytest.mark.parametrize("event", [loyalty.BirthdayReached, loyalty.HolidayReached])
def test_a_greeting_is_useless_when_its_day_is_over_where_it_is_told(event: type[Event]) -> None:
    [told] = notices(KINDS, said(event))
    evening = NOON + timedelta(hours=11, minutes=30)  # 23:30 there
    assert within_day(told, SHANGHAI, evening).valid_until == NOON + timedelta(hours=12)
    night = NOON + timedelta(hours=13)  # the next day there, the same still in Greenwich
    assert within_day(told, SHANGHAI, night).valid_until == NOON + timedelta(hours=36)


def test_facts_are_texts_and_nothing_stands_for_what_is_not_there() -> None:
    facts = facts_of(confirmed())
    assert facts["party_size"] == "4"
    assert "agent_id" not in facts
    assert "notes" not in facts

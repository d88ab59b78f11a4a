"""Result, callback, rework, closing with lesson and action, sign-off, and what follows afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.complaints import (
    CaseClosed,
    CaseResolved,
    CaseReworked,
    CorrectiveActionOverdue,
    CorrectiveActionSet,
)
from infra.chassis.decision import Refused
from services.complaints.domain import dispatching, judging, promising, remedying, resolving
from services.complaints.domain.case import timers
from services.complaints.domain.course import catch_up
from services.complaints.domain.firing import on_timer
from services.complaints.domain.parts import NO_CONTACT
from services.complaints.domain.remedying import Offer
from tests.unit.complaints.cases import (
    closed,
    in_hand,
    investigated,
    new_case,
    of_type,
    plan,
    resolved,
    responsible,
    rules,
    satisfied,
)
from tests.unit.complaints.test_handling import refusal
from tests.unit.complaints.worlds import START, local, minutes


@pytest.mark.rule("C10", "C11")
def test_a_result_needs_classification_dispatch_findings_and_cause() -> None:
    def said(case: Any) -> str:
        return refusal(resolving.resolve, case, rules(), START, "done")

    assert said(new_case()) == "responsibility-undecided"
    assert said(responsible()) == "not-dispatched"
    assert said(in_hand()) == "findings-missing"
    found, _ = dispatching.find(in_hand(), rules(), START, "kitchen", "chef", "facts")
    assert said(found) == "cause-missing"
    joint, _ = dispatching.dispatch(investigated(), rules(), START, ("floor",), "ann")
    assert said(joint) == "findings-missing"
    pending, _ = remedying.propose(investigated(), rules(), START, Offer("r1", "apology", "Sorry."))
    assert said(pending) == "remedy-pending"


@pytest.mark.rule("C12")
def test_who_was_refused_what_they_accepted_is_offered_something_else_before_the_end() -> None:
    def compensated(case: Any, **answer: Any) -> Any:
        case, _ = remedying.accept(case, rules(), START, "r1")
        return remedying.settle(case, rules(), START, "r1", **answer)[0]

    offered, _ = remedying.propose(investigated(), rules(), START, Offer("r1", "points", "Sorry.", points=50))
    case = compensated(offered, granted=False, refusal="over-limit")
    assert refusal(resolving.resolve, case, rules(), START, "done") == "remedy-owed"
    again, _ = remedying.propose(case, rules(), START, Offer("r2", "apology", "Sorry."))
    again, _ = remedying.refuse(again, rules(), START, "r2")
    assert resolving.resolve(again, rules(), START, "done")[0].status == "resolved"

    accepted, _ = remedying.accept(offered, rules(), START, "r1")
    case, _ = resolving.resolve(accepted, rules(), START, "done")
    case, _ = resolving.hear_callback(case, rules(), START, case.cycle, effective=True, satisfied=True)
    late, _ = remedying.settle(case, rules(), START, "r1", granted=False, refusal="over-limit")
    assert refusal(resolving.close, late, rules(), START, "ann", "x", (plan(),)) == "remedy-owed"
    erased, _ = remedying.settle(case, rules(), START, "r1", granted=False, refusal="guest-erased")
    assert resolving.close(erased, rules(), START, "ann", "x", (plan(),))[0].status == "closed"


@pytest.mark.rule("C6", "C13")
def test_a_responsible_complaint_is_owed_a_callback_within_two_working_days() -> None:
    case, events = resolving.resolve(investigated(), rules(), START + minutes(90), "We are sorry.")
    told = of_type(events, CaseResolved)
    assert (told.in_time, told.after_seconds) == (True, 5400)
    assert told.callback_due_at == local("2026-11-04 11:30")
    assert "progress" not in timers(case)
    assert "month" not in timers(case)
    own = rules(callback_working_days=3)
    case, _ = resolving.resolve(investigated(), own, START + minutes(90), "We are sorry.")
    assert case.callback_due_at == local("2026-11-05 11:30")


@pytest.mark.rule("C13")
def test_how_the_guest_is_called_back() -> None:
    assert resolving.callback_mode(resolved()) == "phone"
    assert resolving.callback_mode(resolved(channel="media")) == "visit"
    assert resolving.callback_mode(resolved(channel="media", reply_by="email")) == "email"


@pytest.mark.rule("C1", "C13")
def test_who_declined_or_stays_anonymous_is_not_called_back() -> None:
    assert resolved(callback_declined=True).callback_due_at is None
    assert resolved(anonymous=True, contact=NO_CONTACT, guest_id=None).callback_due_at is None


@pytest.mark.rule("C13", "C14")
def test_an_unsatisfied_guest_starts_a_rework_as_often_as_it_takes() -> None:
    case = resolved()
    for cycle in (2, 3):
        at = START + timedelta(days=cycle)
        case, events = resolving.hear_callback(case, rules(), at, case.cycle, effective=True, satisfied=False)
        told = of_type(events, CaseReworked)
        assert (told.cycle, told.promised_at, case.status) == (cycle, at + minutes(120), "open")
        assert "month" in timers(case)
        case, _ = resolving.resolve(case, rules(), at + minutes(5), "We did it again.")
    assert [clock.cycle for clock in case.standing if clock.name == "guest"] == [1, 2, 3]
    assert len(case.findings) == 1


@pytest.mark.rule("C14")
def test_an_old_callback_or_one_that_reached_nobody_changes_nothing() -> None:
    case = resolved()
    assert resolving.hear_callback(case, rules(), START, 7, effective=True, satisfied=False) == (case, ())
    assert resolving.hear_callback(case, rules(), START, 1, effective=False, satisfied=None) == (case, ())


@pytest.mark.rule("C13", "C15")
def test_closing_needs_callback_action_and_settled_remedies() -> None:
    def said(case: Any, *actions: Any) -> str:
        return refusal(resolving.close, case, rules(), START, "ann", "a lesson", actions)

    assert said(investigated(), plan()) == "not-resolved"
    assert said(resolved(), plan()) == "callback-missing"
    assert said(satisfied()) == "action-missing"
    waiting, _ = remedying.propose(investigated(), rules(), START, Offer("r", "points", "5 points", points=5))
    waiting, _ = remedying.accept(waiting, rules(), START, "r")
    waiting, _ = resolving.resolve(waiting, rules(), START, "Sorry.")
    waiting, _ = resolving.hear_callback(waiting, rules(), START, 1, effective=True, satisfied=True)
    assert said(waiting, plan()) == "remedy-not-settled"


@pytest.mark.rule("C14")
def test_a_department_that_is_given_it_again_reports_again() -> None:
    case, _ = resolving.rework(resolved(), rules(), START + minutes(10))
    case, _ = dispatching.dispatch(case, rules(), START + minutes(11), ("kitchen",), "ann")
    assert refusal(resolving.resolve, case, rules(), START + minutes(12), "again") == "findings-missing"


@pytest.mark.rule("C15")
def test_closing_needs_a_lesson_and_a_day_still_to_come() -> None:
    past = replace(plan(), due_on=date(2026, 11, 1))
    assert refusal(resolving.close, satisfied(), rules(), START, "ann", " ", (plan(),)) == "text-missing"
    assert refusal(resolving.close, satisfied(), rules(), START, "ann", "a lesson", (past,)) == (
        "action-in-the-past"
    )


@pytest.mark.rule("C17")
def test_no_result_is_given_while_a_promised_discount_is_in_dispute() -> None:
    case = investigated(dispute_before_payment=True)
    assert refusal(resolving.resolve, case, rules(), START, "done") == "dispute-open"
    honoured, _ = promising.honour_dispute(case, rules(), START + minutes(5))
    assert resolving.resolve(honoured, rules(), START + minutes(5), "done")[0].status == "resolved"


@pytest.mark.rule("C15")
def test_the_summary_names_cause_lesson_and_action() -> None:
    case, events = resolving.close(satisfied(), rules(), START, "ann", "check daily", (plan(),))
    told = of_type(events, CaseClosed)
    assert (told.cause, told.lesson, told.valid, told.cycles, told.satisfied) == (
        "house",
        "check daily",
        True,
        1,
        True,
    )
    assert case.actions[0].owner_id == "chef"
    assert of_type(events, CorrectiveActionSet).number == case.number
    assert "sla" not in timers(case)


@pytest.mark.rule("C15")
def test_an_overdue_action_is_chased_daily_until_done_also_after_the_end() -> None:
    case = closed()
    for chase in (1, 2):
        due = timers(case)["action:action-1"]
        assert due == local("2026-11-06 00:00") + timedelta(days=chase - 1)
        case, events = on_timer(case, "action:action-1", rules(), due)
        assert of_type(events, CorrectiveActionOverdue).chase == chase
    case, events = resolving.finish_action(case, rules(), START + timedelta(days=9), "action-1", "chef")
    assert events[0].in_time is False  # type: ignore[attr-defined]
    assert timers(case) == {}


@pytest.mark.rule("C11")
def test_a_guests_own_cause_needs_no_corrective_action() -> None:
    case, _ = remedying.find_cause(satisfied(), rules(), START, "guest", "misread", "ann", "as printed")
    case, events = resolving.close(case, rules(), START, "ann", "print it larger")
    assert of_type(events, CaseClosed).valid is False


@pytest.mark.rule("C11", "C15")
def test_a_partners_cause_is_valid_and_needs_a_corrective_action() -> None:
    case, _ = remedying.find_cause(satisfied(), rules(), START, "partner", "late", "ann")
    assert refusal(resolving.close, case, rules(), START, "ann", "ask earlier") == "action-missing"
    _, events = resolving.close(case, rules(), START, "ann", "ask earlier", (plan(),))
    assert (of_type(events, CaseClosed).cause, of_type(events, CaseClosed).valid) == ("partner", True)


@pytest.mark.rule("C18")
def test_not_responsible_is_explained_followed_and_signed_off() -> None:
    case, _ = judging.classify(new_case(), rules(), START, "not-responsible")
    assert refusal(resolving.sign_off, case, rules(), START, "sue", "ok") == "not-resolved"
    case, events = resolving.resolve(case, rules(), START, "The parking is the city's; we helped call.")
    assert of_type(events, CaseResolved).callback_due_at is None
    assert refusal(resolving.close, case, rules(), START, "ann", "none") == "not-signed-off"
    case, _ = resolving.sign_off(case, rules(), START, "sue", "followed")
    case, events = resolving.close(case, rules(), START, "ann", "put up a sign")
    assert of_type(events, CaseClosed).outcome == "signed-off"


@pytest.mark.rule("C18")
def test_assist_hands_over_a_public_number_before_the_result() -> None:
    case, _ = judging.classify(new_case(), rules(), START, "assist")
    assert refusal(resolving.resolve, case, rules(), START, "see them") == "not-referred"
    case, events = resolving.refer(case, rules(), START, "Consumer association", "12315")
    assert events[-1].public_number == "12315"  # type: ignore[attr-defined]
    case, _ = resolving.resolve(case, rules(), START, "They will help; we follow it.")
    assert case.status == "resolved"
    assert refusal(resolving.close, case, rules(), START, "ann", "none") == "not-signed-off"
    case, _ = resolving.sign_off(case, rules(), START, "sue", "followed")
    assert resolving.close(case, rules(), START, "ann", "keep the list at hand")[0].status == "closed"


def test_a_withdrawn_case_stops_every_clock_and_is_not_reworked() -> None:
    case, events = resolving.withdraw(
        in_hand(), rules(), START + minutes(5), "ann", "the guest changed their mind"
    )
    assert timers(case) == {}
    assert of_type(events, CaseClosed).outcome == "withdrawn"
    with pytest.raises(Refused):
        resolving.rework(case, rules(), START)


@pytest.mark.rule("C14")
def test_a_callback_made_while_the_guest_withdrew_changes_nothing() -> None:
    case, _ = resolving.withdraw(resolved(), rules(), START, "ann", "settled among friends")
    for verdict in (True, False):
        heard = resolving.hear_callback(case, rules(), START, 1, effective=True, satisfied=verdict)
        assert heard == (case, ())


@pytest.mark.rule("C14")
def test_what_earlier_cycles_came_to_stays_on_the_case() -> None:
    case, _ = resolving.rework(closed(), rules(), START + minutes(60))
    assert (case.status, case.result, case.summary) == ("open", "", None)
    [first] = case.cycles
    assert (first.number, first.result, first.resolved_at) == (1, "We are sorry.", START)
    assert first.summary
    assert first.summary.lesson == "check the stove daily"
    case, _ = resolving.resolve(case, rules(), START + minutes(70), "Once more.")
    case, _ = resolving.rework(case, rules(), START + minutes(80))
    assert [each.result for each in case.cycles] == ["We are sorry.", "Once more."]


@pytest.mark.rule("C14", "C18")
def test_a_case_signed_off_and_reworked_is_signed_off_anew_and_keeps_who_signed_before() -> None:
    case, _ = judging.classify(new_case(), rules(), START, "not-responsible")
    case, _ = resolving.resolve(case, rules(), START, "The parking is the city's.")
    case, _ = resolving.sign_off(case, rules(), START, "sue", "followed")
    case, _ = resolving.rework(case, rules(), START + minutes(10))
    [first] = case.cycles
    assert first.sign_off
    assert (first.sign_off.by, first.sign_off.note) == ("sue", "followed")
    case, _ = resolving.resolve(case, rules(), START + minutes(20), "We called the city for you.")
    assert refusal(resolving.close, case, rules(), START, "ann", "none") == "not-signed-off"


@pytest.mark.rule("C14")
def test_a_rework_follows_a_result_and_nothing_of_the_last_verdict_stays() -> None:
    assert refusal(resolving.rework, in_hand(), rules(), START) == "not-resolved"
    heard = resolving.hear_callback(in_hand(), rules(), START, 1, effective=True, satisfied=True)
    assert heard == (in_hand(), ())
    case, _ = resolving.rework(closed(), rules(), START + minutes(10))
    assert (case.satisfied, case.closed_at, case.callback_due_at) == (False, None, None)


@pytest.mark.rule("C24")
def test_what_a_guest_is_promised_next_is_the_result_and_then_the_callback() -> None:
    assert investigated().promised_next == START + minutes(120)
    assert resolved().promised_next == resolved().callback_due_at
    assert satisfied().promised_next is None
    assert closed().promised_next is None


def test_the_deadline_to_mind_next() -> None:
    """The soonest that runs; a broken promise before all; none while the clocks stand still."""
    fresh = new_case()
    assert fresh.next_due_at == START + minutes(10)
    assert investigated().next_due_at == START + minutes(120)
    late, _ = catch_up(investigated(), rules(), START + minutes(150))
    assert late.next_due_at == START + minutes(120)
    still, _ = promising.pause(investigated(), rules(), START, "awaiting-guest", START + timedelta(hours=5))
    assert still.next_due_at is None
    assert resolved().next_due_at is None

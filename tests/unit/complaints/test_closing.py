"""The end of a complaint: what its summary tells, corrective actions and their days, signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.complaints import (
    CaseClosed,
    CaseReferred,
    CaseSignedOff,
    CorrectiveActionDone,
    CorrectiveActionOverdue,
    CorrectiveActionSet,
    DisputeHonoured,
)
from services.complaints.domain import asking, judging, promising, resolving
from services.complaints.domain.case import timers
from services.complaints.domain.firing import on_timer
from services.complaints.domain.opening import open_case
from tests.unit.complaints.cases import (
    PEOPLE,
    closed,
    in_hand,
    investigated,
    new_case,
    of_type,
    opening_of,
    plan,
    resolved,
    rules,
    satisfied,
)
from tests.unit.complaints.test_handling import refusal
from tests.unit.complaints.worlds import START, local, minutes


@pytest.mark.rule("C15")
def test_an_action_may_be_due_today_and_a_day_is_the_venues() -> None:
    night = local("2026-11-05 02:00")  # in UTC it is the 4th

    def close(day: int) -> Any:
        wanted = replace(plan(), due_on=date(2026, 11, day))
        return resolving.close(satisfied(), rules(), night, "ann", "a lesson", (wanted,))

    assert refusal(close, 4) == "action-in-the-past"
    case, events = close(5)
    told = of_type(events, CorrectiveActionSet)
    assert (told.owner_id, told.due_on) == ("chef", date(2026, 11, 5))
    assert timers(case) == {"action:action-1": local("2026-11-06 00:00")}


@pytest.mark.rule("C15")
def test_an_action_is_in_time_until_the_midnight_of_its_day_and_done_once() -> None:
    done = closed()
    for at, in_time in (("2026-11-05 23:59", True), ("2026-11-06 02:00", False)):
        done, [told] = resolving.finish_action(closed(), rules(), local(at), "action-1", "cook")
        assert isinstance(told, CorrectiveActionDone)
        assert (told.in_time, told.staff_id) == (in_time, "cook")
    assert refusal(resolving.finish_action, done, rules(), START, "action-1", "cook") == "action-done"
    assert refusal(resolving.finish_action, done, rules(), START, "action-2", "cook") == "action-not-found"


@pytest.mark.rule("C15")
def test_an_actions_owner_is_chased_as_often_as_the_policy_says_also_while_the_case_is_reworked() -> None:
    own = rules(action_chase_days=3)
    again, _ = resolving.rework(closed(), own, START + minutes(10))
    due = timers(again)["action:action-1"]
    again, events = on_timer(again, "action:action-1", own, due)
    assert of_type(events, CorrectiveActionOverdue).owner_id == "chef"
    assert timers(again)["action:action-1"] == due + timedelta(days=3)


@pytest.mark.rule("C15")
def test_the_managers_are_chased_for_an_action_whose_owner_has_left() -> None:
    due = timers(closed())["action:action-1"]
    _, events = on_timer(closed(), "action:action-1", rules(), due)
    assert of_type(events, CorrectiveActionOverdue).staff_ids == ("chef",)
    stayed = tuple(replace(each, active=each.id != "chef") for each in PEOPLE.staff)
    without = replace(rules(), directory=replace(PEOPLE, staff=stayed))
    _, events = on_timer(closed(), "action:action-1", without, due)
    told = of_type(events, CorrectiveActionOverdue)
    assert (told.owner_id, told.staff_ids) == ("chef", ("max",))


@pytest.mark.rule("C15")
def test_the_end_of_a_case_tells_whose_it_was_and_whether_its_promise_was_kept() -> None:
    case, events = resolving.close(satisfied(), rules(), START, "max", "check daily", (plan(),))
    told = of_type(events, CaseClosed)
    assert (told.cause_code, told.department_ids, told.owner_id) == ("equipment", ("kitchen",), "ann")
    assert told.in_time is True
    assert case.summary
    assert case.summary.by == "max"
    slow, _ = judging.classify(new_case(), rules(), START + minutes(30), "not-responsible")
    assert any(each.status == "breached" for each in slow.standing), "nobody dispatched it"
    slow, _ = resolving.resolve(slow, rules(), START + minutes(40), "The parking is the city's.")
    slow, _ = resolving.sign_off(slow, rules(), START + minutes(40), "sue", "followed")
    _, events = resolving.close(slow, rules(), START + minutes(40), "ann", "a sign")
    assert of_type(events, CaseClosed).in_time is True, "the guest was promised two hours"
    late, _ = resolving.resolve(investigated(), rules(), START + minutes(121), "Sorry.")
    late, _ = resolving.hear_callback(late, rules(), START + minutes(122), 1, effective=True, satisfied=True)
    _, events = resolving.close(late, rules(), START + minutes(123), "ann", "a lesson", (plan(),))
    assert of_type(events, CaseClosed).in_time is False


@pytest.mark.rule("C15")
def test_only_a_complaint_is_closed_with_a_lesson_and_nothing_personal_is_published() -> None:
    asked = new_case(kind="inquiry")
    assert refusal(resolving.close, asked, rules(), START, "ann", "a lesson") == "wrong-kind"
    _, events = asking.answer(asked, rules(), START, "Until two.", "ann")
    assert of_type(events, CaseClosed).lesson is None
    calls = replace(plan(), text="call 138 0013 8000")
    assert refusal(resolving.close, satisfied(), rules(), START, "ann", "x", (calls,)) == "contact-in-text"


@pytest.mark.rule("C17")
def test_a_dispute_is_called_for_at_once_and_again_as_the_policy_says_until_it_is_honoured() -> None:
    own = rules(dispute_minutes=7)
    case, events = open_case(None, opening_of(dispute_before_payment=True), own, START)
    assert events[0].dispute_before_payment is True  # type: ignore[attr-defined]
    assert timers(case)["dispute"] == START + minutes(7)
    case, _ = on_timer(case, "dispute", own, START + minutes(7))
    assert timers(case)["dispute"] == START + minutes(14)
    case, events = promising.honour_dispute(case, own, START + minutes(8))
    assert of_type(events, DisputeHonoured).after_seconds == 480
    assert "dispute" not in timers(case)
    assert refusal(promising.honour_dispute, case, own, START + minutes(9)) == "no-dispute"
    inquiry = opening_of(dispute_before_payment=True, kind="inquiry")
    assert refusal(open_case, None, inquiry, own, START) == "wrong-kind"


@pytest.mark.rule("C18")
def test_a_public_body_and_its_number_are_given_to_the_guest_of_an_assist_case_only() -> None:
    assert refusal(resolving.refer, in_hand(), rules(), START, "Association", "12315") == "not-assist"
    case, _ = judging.classify(new_case(), rules(), START, "assist")
    for given in ((" ", "12315"), ("Association", " ")):
        assert refusal(resolving.refer, case, rules(), START, *given) == "text-missing"
    case, events = resolving.refer(case, rules(), START, "Association", "12315")
    assert of_type(events, CaseReferred).guest_id == "guest-1"
    assert case.referral
    assert (case.referral.body, case.referral.public_number) == ("Association", "12315")
    case, _ = resolving.resolve(case, rules(), START, "They will help; we follow it.")
    signed, events = resolving.sign_off(case, rules(), START, "sue", "followed")
    assert of_type(events, CaseSignedOff).staff_id == "sue"
    assert signed.sign_off
    assert signed.sign_off.by == "sue"
    assert refusal(resolving.sign_off, resolved(), rules(), START, "sue", "ok") == "not-to-sign-off"

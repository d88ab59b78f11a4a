"""Inquiries and suggestions: answered or passed on, judged, forwarded, adopted or refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from contracts.complaints import (
    CaseClosed,
    CompensationRequested,
    InquiryAnswered,
    InquiryPassedOn,
    RemedySettled,
    SuggestionDecided,
    SuggestionForwarded,
)
from services.complaints.domain import asking, remedying, resolving
from services.complaints.domain.case import Case
from services.complaints.domain.opening import open_case
from services.complaints.domain.parts import NO_CONTACT
from services.complaints.domain.rules import Rules
from tests.unit.complaints.cases import kinds, new_case, of_type, opening_of, rules
from tests.unit.complaints.test_handling import refusal
from tests.unit.complaints.worlds import START, local, minutes


@pytest.mark.rule("C19")
def test_an_inquiry_passed_on_is_answered_and_ends() -> None:
    case, told = asking.pass_on(new_case(kind="inquiry"), rules(), START, "kitchen")
    assert (case.passed_to, case.owner_id) == ("kitchen", "ann")
    passed = of_type(told, InquiryPassedOn)
    assert (passed.number, passed.staff_ids) == (case.number, ("chef", "cook"))
    case, events = asking.answer(case, rules(), START + timedelta(hours=25), "Yes, until ten.", "ann")
    assert of_type(events, InquiryAnswered).in_time is False
    assert case.status == "closed"
    assert "CaseEscalated" in kinds(events)


@pytest.mark.rule("C20")
def test_a_suggestion_is_judged_forwarded_adopted_and_rewarded() -> None:
    case = new_case(kind="suggestion")
    assert refusal(asking.forward, case, rules(), START, "kitchen") == "not-judged"
    case, _ = asking.judge_suggestion(case, rules(), START, sensible=True, feasible=True)
    case, told = asking.forward(case, rules(), START, "kitchen")
    assert of_type(told, SuggestionForwarded).number == case.number
    case, events = asking.decide(case, rules(), START, "We will do it.", "max", "reward-1", adopted=True)
    wanted = of_type(events, CompensationRequested)
    assert (wanted.reason, wanted.points, wanted.remedy_id) == ("suggestion", 100, "reward-1")
    assert case.status == "closed"


@pytest.mark.rule("C20")
def test_a_department_decides_on_a_suggestion_by_the_promised_day_or_one_that_is_still_to_come() -> None:
    case, _ = asking.judge_suggestion(
        new_case(local("2026-11-03 02:00"), kind="suggestion"), rules(), START, sensible=True, feasible=True
    )
    _, told = asking.forward(case, rules(), START, "kitchen")
    forwarded = of_type(told, SuggestionForwarded)
    assert (forwarded.decide_on, forwarded.staff_ids) == (date(2026, 11, 18), ("chef", "cook"))
    night = local("2026-11-05 02:00")
    given, told = asking.forward(case, rules(), night, "kitchen", date(2026, 11, 5))
    assert of_type(told, SuggestionForwarded).decide_on == date(2026, 11, 5)
    assert given.suggestion
    assert given.suggestion.decide_on == date(2026, 11, 5)
    gone = refusal(asking.forward, case, rules(), night, "kitchen", date(2026, 11, 4))
    assert gone == "decision-in-the-past", "it is yesterday at the venue, whatever day it is in UTC"
    assert refusal(asking.forward, case, rules(), START, "closed") == "unknown-department"


@pytest.mark.rule("C20")
def test_a_suggestion_that_is_not_feasible_is_refused_with_thanks_and_no_reward() -> None:
    case, _ = asking.judge_suggestion(
        new_case(kind="suggestion"), rules(), START, sensible=False, feasible=True
    )
    assert refusal(asking.decide, case, rules(), START, "x", "max", "r", adopted=True) == "not-feasible"
    case, _ = asking.judge_suggestion(case, rules(), START, sensible=True, feasible=False)
    assert refusal(asking.decide, case, rules(), START, "x", "max", "r", adopted=True) == "not-feasible"
    _, events = asking.decide(
        case, rules(), START, "Thank you; the law forbids it.", "max", "r", adopted=False
    )
    assert of_type(events, SuggestionDecided).adopted is False
    assert "CompensationRequested" not in kinds(events)


@pytest.mark.rule("C14", "C20")
def test_only_a_complaint_is_reworked_so_that_a_suggestion_is_rewarded_once() -> None:
    case, _ = asking.judge_suggestion(
        new_case(kind="suggestion"), rules(), START, sensible=True, feasible=True
    )
    case, _ = asking.decide(case, rules(), START, "We will do it.", "max", "reward-1", adopted=True)
    assert refusal(resolving.rework, case, rules(), START) == "wrong-kind"
    asked, _ = asking.answer(new_case(kind="inquiry"), rules(), START, "Until two.", "ann")
    assert refusal(resolving.rework, asked, rules(), START) == "wrong-kind"


@pytest.mark.rule("C19")
def test_an_inquirys_answer_is_told_as_given_in_the_time_its_venue_promises() -> None:
    own = rules(answer_hours=3)
    case, _ = open_case(None, opening_of(kind="inquiry"), own, START)
    assert case.first_promised_at == START + timedelta(hours=3)
    case, told = asking.pass_on(case, own, START + minutes(5), "kitchen")
    assert of_type(told, InquiryPassedOn).answer_by == START + timedelta(hours=3)
    assert refusal(asking.pass_on, case, own, START, "closed") == "unknown-department"
    assert refusal(asking.answer, case, own, START, "call 138 0013 8000", "chef") == "contact-in-text"
    case, events = asking.answer(case, own, START + timedelta(hours=2), "Until two.", "chef")
    told_guest = of_type(events, InquiryAnswered)
    assert (told_guest.message, told_guest.in_time, told_guest.after_seconds) == ("Until two.", True, 7200)
    assert (case.result, case.resolved_at) == ("Until two.", START + timedelta(hours=2))
    assert refusal(asking.answer, case, own, START, "Until three.", "chef") == "case-closed"
    assert refusal(asking.pass_on, case, own, START, "kitchen") == "case-closed"
    assert refusal(asking.answer, new_case(), own, START, "Until two.", "ann") == "wrong-kind"
    assert refusal(asking.pass_on, new_case(), own, START, "kitchen") == "wrong-kind"


@pytest.mark.rule("C20")
def test_a_suggestions_days_and_reward_are_its_venues_and_what_is_decided_is_told_and_kept() -> None:
    def judged(own: Rules, **changes: Any) -> Case:
        case, _ = open_case(None, opening_of(kind="suggestion", **changes), own, START)
        assert refusal(asking.decide, case, own, START, "Yes.", "max", "r", adopted=True) == "not-judged"
        case, [told] = asking.judge_suggestion(case, own, START, sensible=True, feasible=True)
        assert (told.sensible, told.feasible) == (True, True)  # type: ignore[attr-defined]
        return case

    own = rules(suggestion_days=4, suggestion_points=30)
    case = judged(own)
    assert case.guest_due_at == START + timedelta(days=4)
    adopted, events = asking.decide(case, own, START, "We will do it.", "max", "r", adopted=True)
    assert of_type(events, CompensationRequested).points == 30
    assert [(each.id, each.points, each.status) for each in adopted.remedies] == [("r", 30, "accepted")]
    assert adopted.suggestion
    assert adopted.suggestion.adopted is True
    assert of_type(events, CaseClosed).outcome == "adopted"
    settled, events = remedying.settle(adopted, own, START, "r", granted=True)
    assert (of_type(events, RemedySettled).points, settled.remedies[0].status) == (30, "granted")
    _, events = asking.decide(case, own, START, "Thank you; not now.", "max", "r", adopted=False)
    assert of_type(events, SuggestionDecided).message == "Thank you; not now."
    assert of_type(events, CaseClosed).outcome == "refused"
    nothing = rules(suggestion_points=0)
    nobody = judged(own, anonymous=True, guest_id=None, contact=NO_CONTACT)
    for each, terms in ((judged(nothing), nothing), (nobody, own)):
        done, events = asking.decide(each, terms, START, "We will do it.", "max", "r", adopted=True)
        assert "CompensationRequested" not in kinds(events)
        assert done.remedies == ()


@pytest.mark.rule("C20")
def test_how_a_suggestion_was_judged_is_told_and_only_a_suggestion_is() -> None:
    case, [told] = asking.judge_suggestion(
        new_case(kind="suggestion"), rules(), START, sensible=True, feasible=False
    )
    assert (told.sensible, told.feasible) == (True, False)  # type: ignore[attr-defined]
    wrong = refusal(asking.judge_suggestion, new_case(), rules(), START, sensible=True, feasible=True)
    assert wrong == "wrong-kind"
    assert refusal(asking.forward, new_case(), rules(), START, "kitchen") == "wrong-kind"
    ended, _ = asking.decide(case, rules(), START, "Thank you; not now.", "max", "r", adopted=False)
    assert refusal(asking.forward, ended, rules(), START, "kitchen") == "case-closed"

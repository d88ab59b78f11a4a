"""Inquiries and suggestions: answered or passed on, judged, forwarded, adopted or refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts.complaints import (
    CompensationRequested,
    InquiryAnswered,
    InquiryPassedOn,
    SuggestionDecided,
    SuggestionForwarded,
)
from services.complaints.domain import asking, resolving
from tests.unit.complaints.cases import kinds, new_case, of_type, rules
from tests.unit.complaints.test_handling import refusal
from tests.unit.complaints.worlds import START, local


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
        new_case(local("2026-11-02 23:30"), kind="suggestion"), rules(), START, sensible=True, feasible=True
    )
    _, told = asking.forward(case, rules(), START, "kitchen")
    forwarded = of_type(told, SuggestionForwarded)
    assert (forwarded.decide_on, forwarded.staff_ids) == (date(2026, 11, 17), ("chef", "cook"))
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

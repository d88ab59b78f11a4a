"""Calls to departments: emergencies, and questions to one that stalls."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.complaints import (
    CaseQueried,
    CaseQueryAnswered,
    CaseQueryOverdue,
    EmergencyAnswered,
    EmergencyCalled,
)
from services.complaints.domain import dispatching, emergency, resolving
from services.complaints.domain.case import timers
from services.complaints.domain.emergency import Call, Emergency
from services.complaints.domain.firing import on_timer
from tests.unit.complaints.cases import PEOPLE, in_hand, of_type, resolved, rules
from tests.unit.complaints.test_handling import refusal
from tests.unit.complaints.worlds import START, minutes

FIRE = Emergency("e", "venue", "fire", "kitchen fire", "ann", START, (Call("kitchen"), Call("floor")))


@pytest.mark.rule("C25")
def test_an_emergency_needs_two_departments_there_are() -> None:
    twice = Emergency("e", "venue", "fire", "x", "ann", START, (Call("kitchen"), Call("kitchen")))
    assert refusal(emergency.call, None, twice, PEOPLE, 5) == "several-departments"
    closed = Emergency("e", "venue", "fire", "x", "ann", START, (Call("kitchen"), Call("closed")))
    assert refusal(emergency.call, None, closed, PEOPLE, 5) == "unknown-department"
    alarm, events = emergency.call(None, FIRE, PEOPLE, 9)
    assert of_type(events, EmergencyCalled).department_ids == ("kitchen", "floor")
    assert emergency.timers(alarm) == {"answer": START + minutes(9)}
    assert emergency.call(alarm, FIRE, PEOPLE, 5) == (alarm, ())


@pytest.mark.rule("C25")
def test_each_called_department_answers_once_for_itself_until_the_emergency_is_over() -> None:
    alarm, _ = emergency.call(None, FIRE, PEOPLE, 5)
    alarm, events = emergency.answer(alarm, START + minutes(7), "floor", "floor-head")
    told = of_type(events, EmergencyAnswered)
    assert (told.staff_id, told.after_seconds) == ("floor-head", 420)
    assert alarm.calls[1] == Call("floor", START + minutes(7), "floor-head")
    assert refusal(emergency.answer, alarm, START, "floor", "floor-head") == "already-answered"
    assert refusal(emergency.answer, alarm, START, "cellar", "x") == "not-called"
    over, _ = emergency.end(alarm, START + minutes(8), "sue")
    assert emergency.timers(over) == {}, "nobody is reported as silent"
    assert refusal(emergency.answer, over, START + minutes(9), "kitchen", "chef") == "emergency-over"
    assert refusal(emergency.end, over, START + minutes(9), "sue") == "emergency-over"
    both, _ = emergency.answer(alarm, START + minutes(4), "kitchen", "chef")
    quiet, events = emergency.unanswered(both, PEOPLE, START + minutes(5))
    assert (events, emergency.timers(quiet)) == ((), {})


@pytest.mark.rule("C25")
def test_a_query_waits_as_long_as_the_policy_says_and_its_answer_ends_it() -> None:
    own = rules(query_minutes=20)
    case, events = dispatching.ask(in_hand(), own, START, "q1", "floor", "where is it?", "chef")
    told = of_type(events, CaseQueried)
    assert (told.asked_by, told.staff_ids, told.answer_by) == ("chef", ("floor-head",), START + minutes(20))
    case, events = on_timer(case, "query:q1", own, START + minutes(20))
    overdue = of_type(events, CaseQueryOverdue)
    assert (overdue.asked_by, overdue.staff_ids) == ("chef", ("sue",))
    assert timers(case)["query:q1"] == START + minutes(40)
    assert refusal(dispatching.answer_query, case, own, START, "q1", " ", "floor-head") == "text-missing"
    assert (
        refusal(dispatching.answer_query, case, own, START, "q9", "here", "floor-head") == "query-not-found"
    )
    case, events = dispatching.answer_query(case, own, START + minutes(30), "q1", "here", "floor-head")
    answered = of_type(events, CaseQueryAnswered)
    assert (answered.staff_id, answered.after_seconds) == ("floor-head", 1800)
    assert "query:q1" not in timers(case)
    assert refusal(dispatching.answer_query, case, own, START, "q1", "here", "x") == "query-answered"


@pytest.mark.rule("C25")
def test_a_department_there_is_may_be_asked_something_until_the_case_is_closed() -> None:
    for department, question, code in (
        ("closed", "well?", "unknown-department"),
        ("floor", " ", "text-missing"),
    ):
        asked = refusal(dispatching.ask, in_hand(), rules(), START, "q1", department, question, "ann")
        assert asked == code
    case, _ = dispatching.ask(resolved(), rules(), START, "q1", "floor", "is it mended?", "ann")
    assert "query:q1" in timers(case)
    gone, _ = resolving.withdraw(case, rules(), START, "ann", "settled among friends")
    assert "query:q1" not in timers(gone)
    late = START + timedelta(hours=1)
    assert refusal(dispatching.ask, gone, rules(), late, "q2", "floor", "well?", "ann") == "case-closed"

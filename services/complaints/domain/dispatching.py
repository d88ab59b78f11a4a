"""Departments at work: dispatch, reaction, joint findings, queries, sending up (rules C6, C7, C10, C25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contracts.complaints import (
    CaseDispatched,
    CaseFindingsRecorded,
    CaseQueried,
    CaseQueryAnswered,
    CaseQueryOverdue,
    CaseReacted,
    Level,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.course import catch_up, record
from services.complaints.domain.guards import need_kind, need_open
from services.complaints.domain.history import LEVELS, Fact, Happened, above
from services.complaints.domain.parts import Bill, Dispatch, Findings, Query
from services.complaints.domain.rules import Rules

__all__ = ["answer_query", "ask", "dispatch", "escalate", "find", "query_overdue", "react"]


def dispatch(
    case: Case, rules: Rules, now: datetime, department_ids: tuple[str, ...], by: str, note: str = ""
) -> Decided[Case]:
    """Give the case to one or several departments; several investigate jointly (C6, C10).

    Raises:
        Refused: no department, an unknown one, or one that already has it in this cycle.
    """
    need_kind(case, "complaint")
    need_open(case)
    if not department_ids:
        raise Refused("department-missing", "name a department", field="department_ids", kind="invalid")
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    for department_id in dict.fromkeys(department_ids):
        rules.directory.department(department_id)
        if _dispatched(case, department_id):
            raise Refused("already-dispatched", f"{department_id} has it", field="department_ids")
        given = Dispatch(department_id, at, by, note.strip(), case.cycle)
        case = replace(case, dispatches=(*case.dispatches, given))
        case, turned = record(case, rules, Fact(at, Happened.DISPATCHED, department_id=department_id))
        told = CaseDispatched(
            case_id=case.id,
            number=case.number,
            venue_id=case.venue_id,
            department_id=department_id,
            joint=len([each for each in case.dispatches if each.cycle == case.cycle]) > 1,
            staff_ids=rules.directory.in_charge("department", department_id, at),
            react_by=_react_by(case, department_id, at),
        )
        events = (*events, told, *turned)
    return case, events


def react(case: Case, rules: Rules, now: datetime, department_id: str, staff_id: str) -> Decided[Case]:
    """A dispatched department takes it in hand (C6).

    Raises:
        Refused: it was not dispatched there, or the department has reacted already.
    """
    need_open(case)
    given = _dispatched(case, department_id)
    if given is None:
        raise Refused("not-dispatched", f"the case was not dispatched to {department_id}")
    if given.reacted_at is not None:
        raise Refused("already-reacted", f"{department_id} has reacted already")
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    taken = replace(given, reacted_at=at, reacted_by=staff_id)
    case = replace(case, dispatches=tuple(taken if each == given else each for each in case.dispatches))
    told = CaseReacted(
        case_id=case.id,
        venue_id=case.venue_id,
        department_id=department_id,
        staff_id=staff_id,
        after_seconds=int((at - given.at).total_seconds()),
    )
    case, turned = record(case, rules, Fact(at, Happened.REACTED, department_id=department_id))
    return case, (*events, told, *turned)


def find(
    case: Case,
    rules: Rules,
    now: datetime,
    department_id: str,
    by: str,
    facts: str,
    bill: Bill | None = None,
) -> Decided[Case]:
    """Record a department's facts and, where money is in question, the bill (C10).

    Raises:
        Refused: it was not dispatched there, it has not reacted, nothing is said, or the bill does not
            add up.
    """
    need_open(case)
    given = _dispatched(case, department_id)
    if given is None or given.reacted_at is None:
        raise Refused("not-in-hand", f"{department_id} must be dispatched to, and react, first")
    if not facts.strip():
        raise Refused("text-missing", "write down the facts", field="facts", kind="invalid")
    if bill and not 0 <= bill.discountable_fen <= bill.total_fen:
        raise Refused(
            "bill-does-not-add-up",
            "what is discountable lies between 0 and the total",
            field="bill.discountable_fen",
            kind="invalid",
        )
    case, events = catch_up(case, rules, now)
    found = Findings(department_id, by, case.judged_at, facts.strip(), case.cycle, bill)
    told = CaseFindingsRecorded(
        case_id=case.id,
        venue_id=case.venue_id,
        department_id=department_id,
        bill_total_fen=bill.total_fen if bill else None,
        bill_discountable_fen=bill.discountable_fen if bill else None,
        bill_minimum_spend_fen=bill.minimum_spend_fen if bill else None,
    )
    return replace(case, findings=(*case.findings, found)), (*events, told)


def escalate(case: Case, rules: Rules, now: datetime, level: Level) -> Decided[Case]:
    """Send the case up by hand; the level's clock restarts there (C7).

    Raises:
        Refused: the case is already at that level or above it.
    """
    need_kind(case, "complaint")
    need_open(case)
    case, events = catch_up(case, rules, now)
    if LEVELS.index(level) <= LEVELS.index(case.level):
        raise Refused("level-not-higher", f"the case is at the {case.level} already", field="level")
    case, turned = record(case, rules, Fact(case.judged_at, Happened.CLIMBED, level=level))
    return case, (*events, *turned)


def ask(
    case: Case, rules: Rules, now: datetime, query_id: str, department_id: str, question: str, by: str
) -> Decided[Case]:
    """Query a department that stalls, on record (C25).

    Raises:
        Refused: the department is unknown, or the question is empty.
    """
    need_open(case, also_resolved=True)
    rules.directory.department(department_id)
    if not question.strip():
        raise Refused("text-missing", "ask something", field="question", kind="invalid")
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    answer_by = at + timedelta(minutes=rules.policy.query_minutes)
    query = Query(query_id, department_id, question.strip(), by, at, answer_by)
    told = CaseQueried(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        query_id=query_id,
        department_id=department_id,
        asked_by=by,
        answer_by=answer_by,
        staff_ids=rules.directory.in_charge("department", department_id, at),
    )
    return replace(case, queries=(*case.queries, query)), (*events, told)


def answer_query(
    case: Case, rules: Rules, now: datetime, query_id: str, answer: str, staff_id: str
) -> Decided[Case]:
    """The department answers a query (C25).

    Raises:
        Refused: there is no such query, it is answered, or the answer is empty.
    """
    query = next((each for each in case.queries if each.id == query_id), None)
    if query is None:
        raise Refused("query-not-found", f"the case has no query {query_id}", kind="missing")
    if query.answered_at is not None:
        raise Refused("query-answered", "it was answered already")
    if not answer.strip():
        raise Refused("text-missing", "answer something", field="answer", kind="invalid")
    case, events = catch_up(case, rules, now)
    answered = replace(query, answer=answer.strip(), answered_at=case.judged_at)
    told = CaseQueryAnswered(
        case_id=case.id,
        venue_id=case.venue_id,
        query_id=query_id,
        department_id=query.department_id,
        staff_id=staff_id,
        after_seconds=int((case.judged_at - query.asked_at).total_seconds()),
    )
    return _with_query(case, answered), (*events, told)


def query_overdue(case: Case, rules: Rules, now: datetime, query_id: str) -> Decided[Case]:
    """A query stays unanswered: the level above is told, then each further level as time goes on (C25)."""
    query = next(each for each in case.queries if each.id == query_id)
    case, events = catch_up(case, rules, now)
    level = above(query.level)
    again = case.judged_at + timedelta(minutes=rules.policy.query_minutes)
    told = CaseQueryOverdue(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        query_id=query.id,
        department_id=query.department_id,
        asked_by=query.asked_by,
        level=level,
        staff_ids=rules.directory.in_charge(level, None, case.judged_at),
    )
    return _with_query(case, replace(query, level=level, answer_by=again)), (*events, told)


def _with_query(case: Case, query: Query) -> Case:
    return replace(case, queries=tuple(query if each.id == query.id else each for each in case.queries))


def _dispatched(case: Case, department_id: str) -> Dispatch | None:
    """The newest dispatch to a department in the present cycle."""
    return next(
        (
            each
            for each in reversed(case.dispatches)
            if each.department_id == department_id and each.cycle == case.cycle
        ),
        None,
    )


def _react_by(case: Case, department_id: str, at: datetime) -> datetime:
    clocks = (each for each in reversed(case.standing) if each.name == "reaction")
    return next((each.due_at for each in clocks if each.department_id == department_id), at)

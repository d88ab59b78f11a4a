"""Inquiries and suggestions: answered, passed on, judged, adopted or refused (rules C19, C20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from contracts.complaints import (
    InquiryAnswered,
    InquiryPassedOn,
    SuggestionDecided,
    SuggestionForwarded,
    SuggestionJudged,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.course import catch_up, record
from services.complaints.domain.guards import need_kind, need_open, sayable
from services.complaints.domain.history import Fact, Happened
from services.complaints.domain.parts import Remedy, Suggestion
from services.complaints.domain.remedying import request_compensation
from services.complaints.domain.resolving import end
from services.complaints.domain.rules import Rules

__all__ = ["answer", "decide", "forward", "judge_suggestion", "pass_on"]


def answer(case: Case, rules: Rules, now: datetime, message: str, by: str) -> Decided[Case]:
    """Answer an inquiry; that ends it (C19).

    Raises:
        Refused: it is no inquiry, or was answered.
    """
    need_kind(case, "inquiry")
    need_open(case)
    message = sayable(message, "message")
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    case, turned = record(case, rules, Fact(at, Happened.RESOLVED))
    told = InquiryAnswered(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        message=message,
        in_time=case.promise is not None and case.promise.status == "achieved",
        after_seconds=int((at - case.opened_at).total_seconds()),
    )
    case = replace(case, result=message, resolved_at=at)
    case, closed = end(case, rules, by, message, "answered")
    return case, (*events, told, *turned, *closed)


def pass_on(case: Case, rules: Rules, now: datetime, department_id: str) -> Decided[Case]:
    """Ask a department for the answer; whoever took the inquiry still owns it (C19, C3).

    Raises:
        Refused: it is no inquiry, was answered, or the department is unknown.
    """
    need_kind(case, "inquiry")
    need_open(case)
    rules.directory.department(department_id)
    case, events = catch_up(case, rules, now)
    told = InquiryPassedOn(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        department_id=department_id,
        answer_by=case.guest_due_at,
        staff_ids=rules.directory.in_charge("department", department_id, case.judged_at),
    )
    return replace(case, passed_to=department_id), (*events, told)


def judge_suggestion(
    case: Case, rules: Rules, now: datetime, *, sensible: bool, feasible: bool
) -> Decided[Case]:
    """Judge a suggestion for sense and feasibility (C20).

    Raises:
        Refused: it is no suggestion, or was decided.
    """
    need_kind(case, "suggestion")
    need_open(case)
    case, events = catch_up(case, rules, now)
    told = SuggestionJudged(case_id=case.id, venue_id=case.venue_id, sensible=sensible, feasible=feasible)
    judged = replace(case.suggestion or Suggestion(), sensible=sensible, feasible=feasible)
    return replace(case, suggestion=judged), (*events, told)


def forward(
    case: Case, rules: Rules, now: datetime, department_id: str, decide_on: date | None = None
) -> Decided[Case]:
    """Ask a department to decide on a suggestion, by the promised day unless told otherwise (C20).

    Raises:
        Refused: it was not judged yet, the department is unknown, or the day has passed.
    """
    need_kind(case, "suggestion")
    need_open(case)
    suggestion = case.suggestion or Suggestion()
    if suggestion.sensible is None:
        raise Refused("not-judged", "judge its sense and feasibility first")
    rules.directory.department(department_id)
    if decide_on is not None and decide_on < now.astimezone(rules.calendar.zone).date():
        raise Refused("decision-in-the-past", "choose a day to come", field="decide_on", kind="invalid")
    case, events = catch_up(case, rules, now)
    day = decide_on or case.guest_due_at.astimezone(rules.calendar.zone).date()
    told = SuggestionForwarded(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        department_id=department_id,
        decide_on=day,
        staff_ids=rules.directory.in_charge("department", department_id, case.judged_at),
    )
    forwarded = replace(suggestion, department_id=department_id, decide_on=day)
    return replace(case, suggestion=forwarded), (*events, told)


def decide(
    case: Case, rules: Rules, now: datetime, message: str, by: str, reward_id: str, *, adopted: bool
) -> Decided[Case]:
    """Adopt or refuse a suggestion and tell the guest why; an adopted one is rewarded (C20).

    Args:
        reward_id: identity of the reward, so that loyalty grants it once.

    Raises:
        Refused: it was not judged yet, or is adopted although it was judged not feasible.
    """
    need_kind(case, "suggestion")
    need_open(case)
    message = sayable(message, "message")
    suggestion = case.suggestion or Suggestion()
    if suggestion.sensible is None:
        raise Refused("not-judged", "judge its sense and feasibility first")
    if adopted and not (suggestion.sensible and suggestion.feasible):
        raise Refused("not-feasible", "it was judged not sensible or not feasible; judge it anew to adopt it")
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    case, turned = record(case, rules, Fact(at, Happened.RESOLVED))
    case = replace(case, suggestion=replace(suggestion, adopted=adopted), result=message, resolved_at=at)
    told = SuggestionDecided(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        adopted=adopted,
        message=message,
    )
    events = (*events, told, *turned)
    points = rules.policy.suggestion_points
    guest_id = case.told_guest
    if adopted and points and guest_id is not None:
        reward = Remedy(reward_id, "points", message, case.cycle, at, points=points, status="accepted")
        case = replace(case, remedies=(*case.remedies, reward))
        events = (*events, request_compensation(case, guest_id, reward))
    case, closed = end(case, rules, by, message, "adopted" if adopted else "refused")
    return case, (*events, *closed)

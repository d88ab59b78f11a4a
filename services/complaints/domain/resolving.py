"""The result, the callback's verdict, rework, and the end of a case (rules C13, C14, C15, C18)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from contracts.complaints import (
    CallbackMode,
    CaseClosed,
    CaseReferred,
    CaseResolved,
    CaseReworked,
    CaseSignedOff,
    CorrectiveActionDone,
    CorrectiveActionOverdue,
    CorrectiveActionSet,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.calendar import Amount, reach
from services.complaints.domain.case import Case
from services.complaints.domain.course import Events, catch_up, record
from services.complaints.domain.guards import need_kind, need_open, need_responsibility, sayable
from services.complaints.domain.history import Fact, Happened
from services.complaints.domain.judging import rejudge
from services.complaints.domain.opening import progress_hours
from services.complaints.domain.parts import Action, Cycle, Referral, SignOff, Summary
from services.complaints.domain.rules import Rules

__all__ = [
    "Plan",
    "action_overdue",
    "callback_mode",
    "close",
    "finish_action",
    "hear_callback",
    "refer",
    "resolve",
    "rework",
    "sign_off",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Plan:
    """A corrective action to set at closing (C15)."""

    id: str
    text: str
    owner_id: str
    due_on: date


def resolve(case: Case, rules: Rules, now: datetime, message: str) -> Decided[Case]:
    """Give the guest the result of this cycle (C6). For a responsible complaint a callback follows (C13).

    Raises:
        Refused: responsibility is undecided; a disputed discount is not honoured; a responsible complaint
            was dispatched nowhere, lacks a department's findings or its cause; a remedy awaits the guest's
            word, or what they accepted was not granted; an *assist* case was not referred.
    """
    need_kind(case, "complaint")
    need_open(case)
    need_responsibility(case)
    message = sayable(message, "message")
    _ready_to_resolve(case)
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    case, turned = record(case, rules, Fact(at, Happened.RESOLVED))
    guest_clock = case.clock("guest")
    callback = _callback_due(case, rules, at)
    case = replace(
        case, status="resolved", result=message, resolved_at=at, callback_due_at=callback, satisfied=None
    )
    told = CaseResolved(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        cycle=case.cycle,
        in_time=guest_clock is not None and guest_clock.status == "achieved",
        after_seconds=int((at - (guest_clock.started_at if guest_clock else case.opened_at)).total_seconds()),
        message=message,
        responsibility=case.responsibility,
        severity=case.severity,
        callback_due_at=callback,
    )
    return case, (*events, told, *turned)


def callback_mode(case: Case) -> CallbackMode:
    """How the guest is called back: a major one by visit or as they asked, a general one by phone (C13)."""
    return (case.intake.reply_by or "visit") if case.severity == "major" else "phone"


def hear_callback(
    case: Case, rules: Rules, now: datetime, cycle: int, *, effective: bool, satisfied: bool | None
) -> Decided[Case]:
    """A callback was made: satisfied lets the case close, not satisfied starts a rework (C13, C14).

    One about an earlier cycle, that reached nobody, or of a case withdrawn meanwhile changes nothing.
    """
    if cycle != case.cycle or not effective or satisfied is None or case.status == "open":
        return case, ()
    if case.summary and case.summary.outcome == "withdrawn":
        return case, ()
    if not satisfied:
        return rework(case, rules, now)
    return replace(case, satisfied=True), ()


def rework(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
    """Handle it again, as often as it takes; every cycle is kept (C14).

    Raises:
        Refused: it is no complaint, the result of the present cycle was not given yet, or it was withdrawn.
    """
    need_kind(case, "complaint")
    if case.status == "open":
        raise Refused("not-resolved", "give a result first")
    if case.summary and case.summary.outcome == "withdrawn":
        raise Refused("case-closed", "the guest withdrew it")
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    done = Cycle(case.cycle, case.result, case.resolved_at, case.cause, case.summary, case.sign_off)
    case = replace(
        case,
        cycles=(*case.cycles, done),
        status="open",
        result="",
        resolved_at=None,
        callback_due_at=None,
        satisfied=False,
        sign_off=None,
        summary=None,
        closed_at=None,
    )
    case, turned = record(case, rules, Fact(at, Happened.REWORKED))
    if case.told_guest is not None:
        hours = timedelta(hours=progress_hours(case.severity, rules))
        case = replace(case, progress_from=at, next_progress_at=at + hours)
    told = CaseReworked(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        cycle=case.cycle,
        promised_at=case.guest_due_at,
    )
    case, judged = rejudge(case, rules, by_system=True)
    return case, (*events, told, *turned, *judged)


def refer(case: Case, rules: Rules, now: datetime, body: str, public_number: str) -> Decided[Case]:
    """Hand an *assist* case to the right public body, and give the guest its number (C18).

    Raises:
        Refused: it is not an assist case, or body or number is missing.
    """
    need_open(case)
    if case.responsibility != "assist":
        raise Refused("not-assist", "only an assist case is handed to a public body")
    if not body.strip() or not public_number.strip():
        raise Refused("text-missing", "give the body and its public number", field="body", kind="invalid")
    case, events = catch_up(case, rules, now)
    told = CaseReferred(
        case_id=case.id,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        body=body.strip(),
        public_number=public_number.strip(),
    )
    referral = Referral(case.judged_at, body.strip(), public_number.strip())
    return replace(case, referral=referral), (*events, told)


def sign_off(case: Case, rules: Rules, now: datetime, by: str, note: str) -> Decided[Case]:
    """Sign that an *assist* or *not responsible* case was followed to its end (C18).

    Raises:
        Refused: the house is responsible for it, or its result was not given.
    """
    if case.responsibility not in ("assist", "not-responsible"):
        raise Refused("not-to-sign-off", "only assist and not responsible cases are signed off")
    if case.status != "resolved":
        raise Refused("not-resolved", "tell the guest the result first")
    case, events = catch_up(case, rules, now)
    told = CaseSignedOff(case_id=case.id, venue_id=case.venue_id, staff_id=by)
    return replace(case, sign_off=SignOff(case.judged_at, by, note.strip())), (*events, told)


def close(
    case: Case, rules: Rules, now: datetime, by: str, lesson: str, actions: tuple[Plan, ...] = ()
) -> Decided[Case]:
    """End a complaint, with its summary: cause, lesson, corrective actions (C15).

    Raises:
        Refused: the result was not given; a responsible complaint lacks its callback, a valid one its
            corrective action, an accepted remedy its settlement, one not granted another in its place; or
            nobody signed off one that needs it.
    """
    need_kind(case, "complaint")
    need_open(case, also_resolved=True)
    lesson = sayable(lesson, "lesson")
    _ready_to_close(case, actions)
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    told = []
    for plan in actions:
        if plan.due_on < at.astimezone(rules.calendar.zone).date():
            raise Refused("action-in-the-past", "choose a day to come", field="actions", kind="invalid")
        text = sayable(plan.text, "actions")
        chase_at = rules.calendar.business_midnight(plan.due_on + timedelta(days=1))
        action = Action(plan.id, text, plan.owner_id, plan.due_on, chase_at)
        case = replace(case, actions=(*case.actions, action))
        told.append(
            CorrectiveActionSet(
                case_id=case.id,
                number=case.number,
                venue_id=case.venue_id,
                action_id=plan.id,
                owner_id=plan.owner_id,
                due_on=plan.due_on,
                text=text,
            )
        )
    outcome = "settled" if case.responsibility == "responsible" else "signed-off"
    case, closed = end(case, rules, by, lesson, outcome)
    return case, (*events, *told, *closed)


def withdraw(case: Case, rules: Rules, now: datetime, by: str, reason: str) -> Decided[Case]:
    """The guest takes the case back.

    Raises:
        Refused: it is closed, or no reason is given.
    """
    need_open(case, also_resolved=True)
    reason = sayable(reason, "reason")
    case, events = catch_up(case, rules, now)
    case, closed = end(case, rules, by, reason, "withdrawn")
    return case, (*events, *closed)


def end(case: Case, rules: Rules, by: str, lesson: str, outcome: str) -> tuple[Case, Events]:
    """Close a case of any kind at ``judged_at``: what still runs is cancelled."""
    at = case.judged_at
    case, turned = record(case, rules, Fact(at, Happened.ENDED))
    case = replace(case, status="closed", closed_at=at, summary=Summary(at, by, lesson, outcome))
    promises = [each for each in case.standing if each.name in ("guest", "answer")]
    told = CaseClosed(
        case_id=case.id,
        number=case.number,
        kind=case.kind,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        owner_id=case.owner_id,
        department_ids=case.departments,
        responsibility=case.responsibility,
        severity=case.severity,
        category=case.category,
        cause=case.cause.cause if case.cause else None,
        cause_code=case.cause.code if case.cause else None,
        valid=case.cause is not None and case.cause.cause != "guest",
        lesson=lesson if case.kind == "complaint" else None,
        cycles=case.cycle,
        in_time=not any(each.status == "breached" for each in promises),
        satisfied=case.satisfied,
        outcome=outcome,
        opened_at=case.opened_at,
    )
    return case, (*turned, told)


def finish_action(case: Case, rules: Rules, now: datetime, action_id: str, by: str) -> Decided[Case]:
    """A corrective action was carried out, also after the case's end (C15).

    Raises:
        Refused: there is no such action, or it was done already.
    """
    action = next((each for each in case.actions if each.id == action_id), None)
    if action is None:
        raise Refused("action-not-found", f"the case has no action {action_id}", kind="missing")
    if action.done_at is not None:
        raise Refused("action-done", "it was done already")
    in_time = now.astimezone(rules.calendar.zone).date() <= action.due_on
    told = CorrectiveActionDone(
        case_id=case.id, venue_id=case.venue_id, action_id=action_id, staff_id=by, in_time=in_time
    )
    return _with_action(case, replace(action, done_at=now)), (told,)


def action_overdue(case: Case, rules: Rules, now: datetime, action_id: str) -> Decided[Case]:
    """A corrective action's day has passed: its owner is chased, and again every so many days (C15)."""
    action = next(each for each in case.actions if each.id == action_id)
    chased = replace(
        action,
        chases=action.chases + 1,
        chase_at=max(now, action.chase_at) + timedelta(days=rules.policy.action_chase_days),
    )
    told = CorrectiveActionOverdue(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        action_id=action_id,
        owner_id=action.owner_id,
        due_on=action.due_on,
        chase=chased.chases,
        staff_ids=rules.directory.told_for(action.owner_id, "manager", now),
    )
    return _with_action(case, chased), (told,)


def _ready_to_resolve(case: Case) -> None:
    if case.chase_dispute_at is not None:
        raise Refused("dispute-open", "have the disputed discount honoured first")
    if any(each.status == "proposed" for each in case.remedies):
        raise Refused("remedy-pending", "the guest has not answered the remedy yet")
    _need_other_remedy(case)
    if case.responsibility == "assist" and case.referral is None:
        raise Refused("not-referred", "hand it to the right public body first")
    if case.responsibility != "responsible":
        return
    if not case.dispatches:
        raise Refused("not-dispatched", "dispatch it to the responsible department first")
    reported = {each.department_id for each in case.findings if each.cycle == case.cycle}
    missing = [
        each.department_id
        for each in case.dispatches
        if each.cycle == case.cycle and each.department_id not in reported
    ]
    if missing:
        raise Refused("findings-missing", f"findings are missing of: {', '.join(missing)}")
    if case.cause is None:
        raise Refused("cause-missing", "say whose fault it was first")


def _ready_to_close(case: Case, actions: tuple[Plan, ...]) -> None:
    if case.status != "resolved":
        raise Refused("not-resolved", "give the guest the result first")
    if any(each.status == "accepted" for each in case.remedies):
        raise Refused("remedy-not-settled", "an accepted remedy is not carried out yet")
    _need_other_remedy(case)
    if case.responsibility != "responsible":
        if case.sign_off is None:
            raise Refused("not-signed-off", "have it signed off first")
        return
    if case.callback_due_at is not None and case.satisfied is not True:
        raise Refused("callback-missing", "call the guest back first")
    valid = case.cause is not None and case.cause.cause != "guest"
    if valid and not actions and not case.actions:
        raise Refused("action-missing", "a valid complaint needs a corrective action", field="actions")


def _need_other_remedy(case: Case) -> None:
    """Who accepted a remedy and did not get it is offered another one (C12); whoever was erased cannot be."""
    last = case.remedies[-1] if case.remedies else None
    if last and last.status == "not-granted" and last.refusal != "guest-erased":
        again = "; a rework opens the case again" if case.status == "resolved" else ""
        raise Refused("remedy-owed", f"the guest did not get what they accepted: propose another{again}")


def _callback_due(case: Case, rules: Rules, at: datetime) -> datetime | None:
    """Owed to every responsible complaint whose guest can and wants to be called (C13)."""
    if case.responsibility != "responsible" or case.told_guest is None or case.intake.callback_declined:
        return None
    return reach(rules.calendar, at, Amount.working_days(rules.policy.callback_working_days))


def _with_action(case: Case, action: Action) -> Case:
    return replace(case, actions=tuple(action if each.id == action.id else each for each in case.actions))

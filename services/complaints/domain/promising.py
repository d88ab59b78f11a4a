"""What the guest is promised and told meanwhile: pauses, extensions, progress (rules C8, C9, C17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contracts.complaints import (
    CaseExtended,
    CasePaused,
    CaseProgressDue,
    CaseProgressTold,
    DisputeHonoured,
    PauseReason,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.course import catch_up, record
from services.complaints.domain.guards import need_open, sayable
from services.complaints.domain.history import Fact, Happened
from services.complaints.domain.opening import progress_hours
from services.complaints.domain.owning import ERASED
from services.complaints.domain.parts import Extension, Progress
from services.complaints.domain.rules import Rules

__all__ = ["extend", "honour_dispute", "pause", "progress_due", "resume", "tell_progress"]


def pause(case: Case, rules: Rules, now: datetime, reason: PauseReason, until: datetime) -> Decided[Case]:
    """Stop the clocks, for a reason the policy allows, until a stated time at the latest.

    Raises:
        Refused: the reason does not allow it, it is paused already, or the time is past or too far.
    """
    need_open(case)
    if reason not in rules.policy.pause_reasons:
        raise Refused(
            "pause-not-allowed", f"{reason} does not stop the clocks", field="reason", kind="invalid"
        )
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    if case.paused is not None:
        raise Refused("paused-already", f"the clocks stand still: {case.paused}")
    longest = timedelta(hours=rules.policy.pause_hours)
    if not at < until <= at + longest:
        raise Refused(
            "pause-too-long",
            f"pause for at most {rules.policy.pause_hours} hours",
            field="until",
            kind="invalid",
        )
    told = CasePaused(case_id=case.id, venue_id=case.venue_id, reason=reason, until=until)
    case, turned = record(case, rules, Fact(at, Happened.PAUSED, reason=reason, until=until))
    return case, (*events, told, *turned)


def resume(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
    """Let the clocks run again; what was paused is added to the deadlines.

    Raises:
        Refused: they are running.
    """
    need_open(case)
    case, events = catch_up(case, rules, now)
    if case.paused is None:
        raise Refused("not-paused", "the clocks are running")
    case, turned = record(case, rules, Fact(case.judged_at, Happened.RESUMED))
    return case, (*events, *turned)


def extend(
    case: Case, rules: Rules, now: datetime, until: datetime, reason: str, by: str, *, agreed: bool
) -> Decided[Case]:
    """Move the guest's deadline, before it passes and with the guest's agreement (C9).

    Raises:
        Refused: the guest does not agree or cannot be asked, the deadline has passed, the clocks stand
            still, or the new deadline is no later than the present one.
    """
    need_open(case)
    reason = sayable(reason, "reason")
    if not agreed:
        raise Refused(
            "agreement-missing", "tell the guest and get their agreement", field="agreed", kind="invalid"
        )
    if case.intake.anonymous:
        raise Refused("guest-anonymous", "nobody can be asked to agree")
    case, events = catch_up(case, rules, now)
    promise = case.promise
    if promise is None or promise.status not in ("pending", "imminent"):
        raise Refused("deadline-passed", "a deadline is extended only before it passes")
    if case.paused is not None:
        raise Refused(
            "paused-already", "resume first: while the clocks stand still the deadline is not fixed"
        )
    if until <= case.guest_due_at:
        raise Refused(
            "deadline-not-later", "choose a time after the present deadline", field="until", kind="invalid"
        )
    at, previous = case.judged_at, case.guest_due_at
    case, turned = record(case, rules, Fact(at, Happened.EXTENDED, until=until))
    told = CaseExtended(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        first_promised_at=case.first_promised_at,
        previous_due_at=previous,
        due_at=case.guest_due_at,
        reason=reason,
    )
    moved = Extension(at, by, reason, previous, until)
    return replace(case, extensions=(*case.extensions, moved)), (*events, told, *turned)


def tell_progress(
    case: Case, rules: Rules, now: datetime, message: str, by: str, *, send: bool
) -> Decided[Case]:
    """Tell the guest how things stand; the next word is due an interval from now (C8).

    Args:
        send: have it sent; otherwise an agent has said it already.
    """
    need_open(case)
    message = sayable(message, "message")
    case, events = catch_up(case, rules, now)
    at = case.judged_at
    told = CaseProgressTold(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        message=message,
        send=send,
    )
    case = replace(case, progress=(*case.progress, Progress(at, by, message)))
    return _next_progress(case, rules, at), (*events, told)


def progress_due(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
    """The guest has heard nothing for an interval: the owner is told, and again after the next (C8)."""
    if case.status != "open" or case.progress_from is None or case.intake.content == ERASED:
        return replace(case, next_progress_at=None), ()
    case, events = catch_up(case, rules, now)
    told = CaseProgressDue(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        owner_id=case.owner_id,
        since=case.progress[-1].at if case.progress else case.opened_at,
    )
    return _next_progress(case, rules, case.judged_at), (*events, told)


def honour_dispute(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
    """The promised discount was honoured, or the dispute ended before payment otherwise (C17).

    Raises:
        Refused: no discount is in dispute.
    """
    if case.chase_dispute_at is None:
        raise Refused("no-dispute", "no discount is in dispute")
    case, events = catch_up(case, rules, now)
    told = DisputeHonoured(
        case_id=case.id,
        venue_id=case.venue_id,
        after_seconds=int((case.judged_at - case.opened_at).total_seconds()),
    )
    return replace(case, chase_dispute_at=None), (*events, told)


def _next_progress(case: Case, rules: Rules, at: datetime) -> Case:
    if case.told_guest is None or case.kind != "complaint":
        return case
    hours = timedelta(hours=progress_hours(case.severity, rules))
    return replace(case, progress_from=at, next_progress_at=at + hours)

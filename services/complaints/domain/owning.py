"""Who answers for a case, and what is noted on it (rules C1, C3, C24); a guest's contact that must go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from contracts.complaints import CaseOwnerChanged
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.course import catch_up, record
from services.complaints.domain.history import Fact, Happened
from services.complaints.domain.parts import NO_CONTACT, Handover, Progress
from services.complaints.domain.rules import Rules

__all__ = ["ERASED", "add_mail", "erase", "hand_over", "merge_guest", "note"]

ERASED = "(erased at the guest's wish)"


def hand_over(
    case: Case,
    rules: Rules,
    now: datetime,
    owner_id: str,
    reason: str,
    shift_id: str | None = None,
    previous_id: str | None = None,
) -> Decided[Case]:
    """Move ownership, on record: by a shift's handover, or by a supervisor with a reason (C3).

    A case that ended meanwhile, or is the new owner's already, stays as it is.

    Args:
        previous_id: whose shift it is; a case that somebody else got meanwhile is not theirs to hand over.

    Raises:
        Refused: no reason is given.
    """
    if not reason.strip():
        raise Refused("reason-missing", "say why it changes hands", field="reason", kind="invalid")
    if case.status == "closed" or case.owner_id == owner_id:
        return case, ()
    if previous_id is not None and case.owner_id != previous_id:
        return case, ()
    case, events = catch_up(case, rules, now)
    told = CaseOwnerChanged(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        previous_id=case.owner_id,
        owner_id=owner_id,
        shift_id=shift_id,
        reason=reason.strip(),
    )
    moved = Handover(case.judged_at, case.owner_id, owner_id, reason.strip(), shift_id)
    case = replace(case, owner_id=owner_id, handovers=(*case.handovers, moved))
    case, turned = record(case, rules, Fact(case.judged_at, Happened.HANDED_OVER))
    return case, (*events, told, *turned)


def note(case: Case, now: datetime, text: str, by: str) -> Decided[Case]:
    """Add an internal note; it is never published.

    Raises:
        Refused: the note is empty.
    """
    if not text.strip():
        raise Refused("text-missing", "write something", field="text", kind="invalid")
    return replace(case, notes=(*case.notes, Progress(now, by, text.strip()))), ()


def add_mail(case: Case, now: datetime, message_id: str, text: str) -> Decided[Case]:
    """A further e-mail of the thread is noted on the case; the same one twice changes nothing (C1)."""
    if message_id in case.intake.thread:
        return case, ()
    intake = replace(case.intake, thread=(*case.intake.thread, message_id))
    mailed = Progress(now, "guest", text.strip() or "(no text)")
    return replace(case, intake=intake, notes=(*case.notes, mailed)), ()


def merge_guest(case: Case, guest_id: str) -> Decided[Case]:
    """Loyalty found that the guest is another one: the case is theirs from now on."""
    return replace(case, guest_id=guest_id), ()


def erase(case: Case) -> Decided[Case]:
    """The guest's data must go: contact, words and notes. Facts, clocks and figures stay (L14).

    Nobody can call them any more: as one who declines, they are owed no callback, nor word of progress.
    """
    intake = replace(
        case.intake,
        contact=NO_CONTACT,
        content=ERASED,
        remedy_wanted="",
        reply_when="",
        callback_declined=True,
        thread=(),
    )
    notes = tuple(replace(each, message=ERASED) for each in case.notes)
    after = replace(case, intake=intake, notes=notes, callback_due_at=None)
    return replace(after, progress_from=None, next_progress_at=None), ()

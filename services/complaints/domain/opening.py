"""Opening a case, by whatever channel it comes (rules C1, C2, C3, C5, C17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts.complaints import CaseKind, CaseOpened, DisputeChased, Ground, Severity
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.course import record
from services.complaints.domain.history import Fact, Happened
from services.complaints.domain.parts import Intake, Suggestion
from services.complaints.domain.rules import Rules

__all__ = [
    "BY_SYSTEM",
    "Opening",
    "by_hand",
    "case_number",
    "chase_dispute",
    "matter_of",
    "open_case",
    "progress_hours",
]

BY_SYSTEM: frozenset[Ground] = frozenset({"unresolved-month", "authority-or-media", "collective"})
"""Criteria nobody sets or removes by hand."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_OUTSIDE = ("authority", "media")


@dataclass(frozen=True, slots=True)
class Opening:
    """The command to open a case.

    Attributes:
        about: what exactly the category is about (a promotion, a room, an evening), so that cases on the
            same matter find each other.
        grounds: criteria of C5 that the taker already sees.
        dispute_before_payment: a promised discount is disputed and the bill is unpaid (C17).
    """

    id: str
    kind: CaseKind
    venue_id: str
    guest_id: str | None
    owner_id: str
    category: str
    intake: Intake
    about: str = ""
    grounds: tuple[Ground, ...] = ()
    dispute_before_payment: bool = False


def case_number(case_id: str, venue_day: datetime) -> str:
    """What the guest quotes: the day and 35 random bits of the id, without letters that look alike."""
    bits = int(case_id.replace("-", "")[-9:], 16)
    letters = "".join(_ALPHABET[bits >> shift & 31] for shift in range(30, -1, -5))
    return f"C{venue_day:%y%m%d}-{letters}"


def matter_of(venue_id: str, category: str, about: str) -> str:
    """Cases of one venue, category and subject are on one matter."""
    return ":".join((venue_id, category, about.strip().casefold()))


def progress_hours(severity: Severity, rules: Rules) -> int:
    """How often the guest must hear of progress (C8)."""
    policy = rules.policy
    return policy.progress_major_hours if severity == "major" else policy.progress_general_hours


def open_case(case: Case | None, opening: Opening, rules: Rules, now: datetime) -> Decided[Case]:
    """Register a case; the promise it gives is the guest's clock.

    Raises:
        Refused: it exists already; nothing is said; a criterion is the system's to find; an anonymous case
            names a guest, or a named one gives no way back and does not decline it either.
    """
    if case is not None:
        raise Refused("case-exists", f"case {case.number} exists already")
    _check(opening)
    grounds = _grounds(opening)
    severity: Severity = "major" if grounds else "general"
    complaint = opening.kind == "complaint"
    new = Case(
        id=opening.id,
        number=case_number(opening.id, now.astimezone(rules.calendar.zone)),
        kind=opening.kind,
        venue_id=opening.venue_id,
        guest_id=opening.guest_id,
        owner_id=opening.owner_id,
        matter_id=matter_of(opening.venue_id, opening.category, opening.about),
        category=opening.category,
        intake=opening.intake,
        opened_at=now,
        policy_version=rules.policy_version,
        calendar_version=rules.calendar.version,
        first_promised_at=now,
        guest_due_at=now,
        judged_at=now,
        grounds=grounds,
        suggestion=Suggestion() if opening.kind == "suggestion" else None,
        month_at=now + timedelta(days=rules.policy.month_days) if complaint else None,
    )
    case, turned = record(new, rules, Fact(now, Happened.OPENED, severity=severity))
    case = replace(case, first_promised_at=case.guest_due_at)
    if complaint and case.told_guest:
        hours = timedelta(hours=progress_hours(severity, rules))
        case = replace(case, progress_from=now, next_progress_at=now + hours)
    events = (_opened(case, opening), *turned)
    if opening.dispute_before_payment:
        case, chased = chase_dispute(case, rules)
        events = (*events, chased)
    return case, events


def chase_dispute(case: Case, rules: Rules) -> tuple[Case, DisputeChased]:
    """Call the venue and the area manager, now and again until the discount is honoured (C17)."""
    at, directory = case.judged_at, rules.directory
    told = {*directory.in_charge("supervisor", None, at), *directory.in_charge("manager", None, at)}
    again = at + timedelta(minutes=rules.policy.dispute_minutes)
    case = replace(case, dispute_chases=case.dispute_chases + 1, chase_dispute_at=again)
    return case, DisputeChased(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        chase=case.dispute_chases,
        staff_ids=tuple(sorted(told)),
    )


def by_hand(grounds: Sequence[Ground]) -> None:
    """Refuse (invalid) criteria that are not for people to find."""
    for ground in grounds:
        if ground in BY_SYSTEM:
            raise Refused(
                "ground-found-by-system", f"{ground} is found by the system", field="grounds", kind="invalid"
            )


def _check(opening: Opening) -> None:
    intake = opening.intake
    by_hand(opening.grounds)
    if not intake.content.strip():
        raise Refused("content-missing", "write down what the guest says", field="content", kind="invalid")
    if intake.anonymous and (opening.guest_id or intake.contact.reachable):
        raise Refused(
            "anonymous-with-contact",
            "an anonymous case holds no contact; leave it out, or do not call it anonymous",
            field="anonymous",
            kind="invalid",
        )
    unreachable = opening.guest_id is None and not intake.contact.reachable
    if unreachable and not intake.anonymous and not intake.callback_declined:
        raise Refused(
            "contact-missing",
            "give a phone or an e-mail, or note that the guest stays anonymous or declines callback",
            field="contact",
            kind="invalid",
        )
    if opening.dispute_before_payment and opening.kind != "complaint":
        raise Refused("wrong-kind", "only a complaint disputes a discount", field="kind", kind="invalid")


def _grounds(opening: Opening) -> tuple[Ground, ...]:
    """The criteria of C5 that hold at opening; the channel's is found by the system itself."""
    if opening.kind != "complaint":
        return ()
    found = set(opening.grounds)
    if opening.intake.channel in _OUTSIDE:
        found.add("authority-or-media")
    return tuple(sorted(found))


def _opened(case: Case, opening: Opening) -> CaseOpened:
    return CaseOpened(
        case_id=case.id,
        number=case.number,
        kind=case.kind,
        channel=case.intake.channel,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        callback_declined=case.intake.callback_declined,
        reply_by=case.intake.reply_by,
        owner_id=case.owner_id,
        matter_id=case.matter_id,
        category=case.category,
        booking_id=case.intake.booking_id,
        dispute_before_payment=opening.dispute_before_payment,
        promised_at=case.first_promised_at,
        survey_id=case.intake.survey_id,
        policy_version=case.policy_version,
    )

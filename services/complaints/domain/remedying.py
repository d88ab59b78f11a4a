"""Cause and remedy: whose fault it was, what is offered, what the guest says, what is granted (C11, C12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.complaints import (
    CaseCauseFound,
    Cause,
    CompensationRequested,
    RemedyAccepted,
    RemedyKind,
    RemedyProposed,
    RemedyRefused,
    RemedySettled,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.course import catch_up
from services.complaints.domain.guards import need_kind, need_open, need_responsibility, sayable
from services.complaints.domain.parts import FoundCause, Remedy
from services.complaints.domain.rules import Rules

__all__ = [
    "Offer",
    "accept",
    "find_cause",
    "propose",
    "refuse",
    "request_compensation",
    "settle",
    "settle_by_hand",
]


@dataclass(frozen=True, slots=True)
class Offer:
    """A remedy to propose. Points and coupons are granted by loyalty, everything else by hand."""

    id: str
    kind: RemedyKind
    message: str
    value_fen: int = 0
    points: int = 0
    coupon: str | None = None


def find_cause(
    case: Case, rules: Rules, now: datetime, cause: Cause, code: str, by: str, explanation: str = ""
) -> Decided[Case]:
    """Say whose fault it was. The guest's own is explained to them (C11).

    Raises:
        Refused: no code, or a guest's cause without an explanation.
    """
    need_kind(case, "complaint")
    need_open(case, also_resolved=True)
    if not code.strip():
        raise Refused("cause-code-missing", "give the cause's code", field="code", kind="invalid")
    if cause == "guest" and not explanation.strip():
        raise Refused(
            "explanation-missing", "explain a guest's cause to the guest", field="explanation", kind="invalid"
        )
    case, events = catch_up(case, rules, now)
    told = CaseCauseFound(
        case_id=case.id, venue_id=case.venue_id, cause=cause, cause_code=code.strip(), valid=cause != "guest"
    )
    found = FoundCause(cause, code.strip(), by, case.judged_at, explanation.strip())
    return replace(case, cause=found), (*events, told)


def propose(case: Case, rules: Rules, now: datetime, offer: Offer) -> Decided[Case]:
    """Put a remedy to the guest (C12).

    Raises:
        Refused: another one awaits the guest's word, amounts are negative, or points and coupons are
            offered to nobody known.
    """
    need_kind(case, "complaint")
    need_open(case)
    need_responsibility(case)
    message = sayable(offer.message, "message")
    if offer.points < 0 or offer.value_fen < 0:
        raise Refused("amount-negative", "offer nothing below zero", field="points", kind="invalid")
    if any(each.status == "proposed" for each in case.remedies):
        raise Refused("remedy-pending", "the guest has not answered the last one yet")
    case, events = catch_up(case, rules, now)
    remedy = Remedy(
        id=offer.id,
        kind=offer.kind,
        message=message,
        cycle=case.cycle,
        at=case.judged_at,
        value_fen=offer.value_fen,
        points=offer.points,
        coupon=offer.coupon,
    )
    if remedy.by_loyalty and case.told_guest is None:
        raise Refused("guest-unknown", "points and coupons need a guest to go to", field="points")
    told = RemedyProposed(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        remedy_id=remedy.id,
        kind=remedy.kind,
        value_fen=remedy.value_fen,
        points=remedy.points,
        coupon=remedy.coupon,
        message=message,
    )
    return replace(case, remedies=(*case.remedies, remedy)), (*events, told)


def accept(case: Case, rules: Rules, now: datetime, remedy_id: str) -> Decided[Case]:
    """The guest accepts; loyalty is asked to grant what is its own to grant (C12).

    Raises:
        Refused: there is no such remedy, or it was answered already.
    """
    remedy = _pending(case, remedy_id)
    case, events = catch_up(case, rules, now)
    told = RemedyAccepted(case_id=case.id, venue_id=case.venue_id, remedy_id=remedy_id)
    case = _with(case, replace(remedy, status="accepted"))
    if not remedy.by_loyalty or case.told_guest is None:
        return case, (*events, told)
    wanted = request_compensation(case, case.told_guest, remedy)
    return case, (*events, told, wanted)


def request_compensation(case: Case, guest_id: str, remedy: Remedy) -> CompensationRequested:
    """What loyalty is asked for; the remedy's id makes it once (C12, C20)."""
    return CompensationRequested(
        case_id=case.id,
        number=case.number,
        remedy_id=remedy.id,
        venue_id=case.venue_id,
        guest_id=guest_id,
        reason="suggestion" if case.kind == "suggestion" else "remedy",
        points=remedy.points,
        coupon=remedy.coupon,
        value_fen=remedy.value_fen,
    )


def refuse(case: Case, rules: Rules, now: datetime, remedy_id: str) -> Decided[Case]:
    """The guest refuses; another remedy is owed (C12).

    Raises:
        Refused: there is no such remedy, or it was answered already.
    """
    remedy = _pending(case, remedy_id)
    case, events = catch_up(case, rules, now)
    told = RemedyRefused(case_id=case.id, venue_id=case.venue_id, remedy_id=remedy_id)
    return _with(case, replace(remedy, status="refused")), (*events, told)


def settle(
    case: Case, rules: Rules, now: datetime, remedy_id: str, *, granted: bool, refusal: str | None = None
) -> Decided[Case]:
    """An accepted remedy was carried out, or could not be: loyalty's answer, or a colleague's word (C12).

    An answer that came before is passed over, so loyalty may repeat itself.

    Raises:
        Refused: there is no such remedy, or the guest has not accepted it.
    """
    remedy = next((each for each in case.remedies if each.id == remedy_id), None)
    if remedy is None:
        raise Refused("remedy-not-found", f"the case has no remedy {remedy_id}", kind="missing")
    if remedy.status in ("granted", "not-granted"):
        return case, ()
    if remedy.status != "accepted":
        raise Refused("remedy-not-accepted", "the guest has not accepted it")
    case, events = catch_up(case, rules, now)
    told = RemedySettled(
        case_id=case.id,
        number=case.number,
        venue_id=case.venue_id,
        guest_id=case.told_guest,
        remedy_id=remedy_id,
        granted=granted,
        refusal=refusal,
        points=remedy.points if granted else 0,
        coupon=remedy.coupon if granted else None,
        owner_id=case.owner_id,
    )
    settled = replace(remedy, status="granted" if granted else "not-granted", refusal=refusal)
    return _with(case, settled), (*events, told)


def settle_by_hand(
    case: Case, rules: Rules, now: datetime, remedy_id: str, *, granted: bool, refusal: str | None = None
) -> Decided[Case]:
    """A colleague carried a remedy out, or could not (C12).

    Raises:
        Refused: as `settle`; or it is loyalty's to grant, and its answer comes by itself.
    """
    if any(each.id == remedy_id and each.by_loyalty for each in case.remedies):
        raise Refused("loyalty-settles", "points and coupons are granted by loyalty; its answer comes")
    return settle(case, rules, now, remedy_id, granted=granted, refusal=refusal)


def _pending(case: Case, remedy_id: str) -> Remedy:
    need_open(case)
    remedy = next((each for each in case.remedies if each.id == remedy_id), None)
    if remedy is None:
        raise Refused("remedy-not-found", f"the case has no remedy {remedy_id}", kind="missing")
    if remedy.status != "proposed":
        raise Refused("remedy-answered", f"the guest's answer is known: {remedy.status}")
    return remedy


def _with(case: Case, remedy: Remedy) -> Case:
    return replace(case, remedies=tuple(remedy if each.id == remedy.id else each for each in case.remedies))

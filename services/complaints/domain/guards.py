"""What decisions on a case have in common: which state allows them, and what may be said in an event."""

from __future__ import annotations

import re

from contracts.complaints import CaseKind
from infra.chassis.decision import Refused
from services.complaints.domain.case import Case

__all__ = ["need_kind", "need_open", "need_responsibility", "sayable"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<!\d)(?:\+\d[\d\s-]{8,}\d|1[3-9]\d(?:[\s-]?\d){8})(?!\d)")


def need_open(case: Case, *, also_resolved: bool = False) -> None:
    """Refuse what comes too late.

    Raises:
        Refused: the case is closed, or (unless `also_resolved`) its result was already given.
    """
    if case.status == "closed":
        raise Refused("case-closed", f"case {case.number} is closed")
    if case.status == "resolved" and not also_resolved:
        raise Refused("case-resolved", "the result was given; a rework opens it again")


def need_kind(case: Case, kind: CaseKind) -> None:
    """Refuse what does not fit the kind of case.

    Raises:
        Refused: it is of another kind.
    """
    if case.kind != kind:
        raise Refused("wrong-kind", f"case {case.number} is no {kind} but a {case.kind}")


def need_responsibility(case: Case) -> None:
    """Refuse what needs the question of responsibility answered (C4).

    Raises:
        Refused: it is still undecided.
    """
    if case.kind == "complaint" and case.responsibility == "undecided":
        raise Refused("responsibility-undecided", "classify the complaint first, or send an inspection")


def sayable(text: str, field: str) -> str:
    """A text that may travel in an event.

    Raises:
        Refused: it is empty, or holds a phone number or an e-mail address.
    """
    if not text.strip():
        raise Refused("text-missing", f"say something in {field}", field=field, kind="invalid")
    if _EMAIL.search(text) or _PHONE.search(text):
        raise Refused(
            "contact-in-text",
            "leave phone numbers and e-mail addresses out: this text is published",
            field=field,
            kind="invalid",
        )
    return text.strip()

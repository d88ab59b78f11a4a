"""The vocabulary of the case desk: closed sets of words that its events use."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "CallbackMode",
    "CallbackReason",
    "CaseKind",
    "Cause",
    "Channel",
    "ClockName",
    "ClockStatus",
    "Ground",
    "Level",
    "PauseReason",
    "RemedyKind",
    "Responsibility",
    "Severity",
    "SurveyAbout",
]

CaseKind = Literal["complaint", "inquiry", "suggestion"]

Channel = Literal["phone", "email", "opinion-box", "web", "app", "in-person", "authority", "media", "survey"]
"""How a case came in (rule C1). ``survey`` is a bad answer that opened a case (rule C22)."""

Responsibility = Literal["undecided", "responsible", "not-responsible", "assist"]
"""Rule C4."""

Severity = Literal["general", "major"]
"""Rule C5."""

Ground = Literal["repeated-failure", "loss-or-injury", "unresolved-month", "authority-or-media", "collective"]
"""The five criteria that make a complaint major (rule C5)."""

Level = Literal["desk", "department", "supervisor", "manager", "gm"]
"""Who has a case on the table, bottom to top (rule C7). ``desk`` is the case's owner."""

ClockName = Literal["guest", "dispatch", "reaction", "result", "answer"]
"""Which promise a clock guards. ``guest`` is the guest's own clock, opening to result, and never restarts;
the others are level clocks and restart at each escalation. ``answer`` guards an inquiry (rule C19)."""

ClockStatus = Literal["pending", "imminent", "breached", "achieved", "cancelled"]

PauseReason = Literal["awaiting-guest", "site-inspection", "awaiting-authority"]

Cause = Literal["guest", "house", "partner"]
"""Rule C11. Only ``house`` and ``partner`` make a complaint valid."""

RemedyKind = Literal["apology", "redo-service", "refund", "discount", "points", "coupon", "other"]

CallbackMode = Literal["phone", "visit", "email", "app"]

CallbackReason = Literal["case", "sample", "plan"]
"""``case``: owed to every responsible complaint; ``sample``: drawn from the assist ones (rule C13);
``plan``: care of existing members (rule C21)."""

SurveyAbout = Literal["visit", "callback", "case"]

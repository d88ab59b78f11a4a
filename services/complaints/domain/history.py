"""What happened to a case, as far as its clocks care: the only input of the clocks besides the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from contracts.complaints import CaseKind, Level, PauseReason, Severity
from services.complaints.domain.calendar import Amount
from services.complaints.domain.policy import CasePolicy

__all__ = ["LEVELS", "Fact", "Happened", "Terms", "above", "higher"]

LEVELS: tuple[Level, ...] = ("desk", "department", "supervisor", "manager", "gm")
"""Bottom to top (rule C7)."""

TOP: Level = LEVELS[-1]


def higher(one: Level, other: Level) -> Level:
    """The higher of two levels."""
    return max(one, other, key=LEVELS.index)


def above(level: Level) -> Level:
    """Who is told when `level` let a clock run out: the desk and the departments answer to the supervisor."""
    if level == "desk":
        return "supervisor"
    return LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]


class Happened(StrEnum):
    """What can happen to the clocks of a case."""

    OPENED = "opened"
    SEVERITY = "severity"
    DISPATCHED = "dispatched"
    REACTED = "reacted"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    CLIMBED = "climbed"
    RESOLVED = "resolved"
    REWORKED = "reworked"
    HANDED_OVER = "handed-over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a case's history. Entries are appended in time order and never changed.

    Attributes:
        department_id: for ``dispatched`` and ``reacted``.
        severity: for ``opened`` (the provisional one) and ``severity``.
        level: for ``climbed``: the desk a person sent it to.
        reason: for ``paused``.
        until: for ``paused``, the latest end of the pause; for ``extended``, the new deadline.
    """

    at: datetime
    what: Happened
    department_id: str | None = None
    severity: Severity | None = None
    level: Level | None = None
    reason: PauseReason | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The part of a policy that judges clocks, in one kind of case."""

    kind: CaseKind
    dispatch: Amount
    reaction: Amount
    general: Amount
    major: Amount
    answer: Amount
    warn_percents: tuple[int, ...]
    climb_percent: int

    @classmethod
    def of(cls, kind: CaseKind, policy: CasePolicy) -> Terms:
        """The terms a policy sets for a kind of case."""
        answer = policy.answer_hours * 60 if kind == "inquiry" else policy.suggestion_days * 24 * 60
        return cls(
            kind=kind,
            dispatch=Amount.minutes(policy.dispatch_minutes),
            reaction=Amount.minutes(policy.reaction_minutes),
            general=Amount.minutes(policy.result_general_minutes),
            major=Amount.working_days(policy.result_major_working_days),
            answer=Amount.minutes(answer),
            warn_percents=policy.warn_percents,
            climb_percent=policy.climb_percent,
        )

    def result(self, severity: Severity) -> Amount:
        """The target from opening to result."""
        return self.major if severity == "major" else self.general

    def share(self, used: Fraction) -> int:
        """The highest warning share that `used` (1 is the whole target) has reached; 0 if none."""
        return max((percent for percent in self.warn_percents if used * 100 >= percent), default=0)

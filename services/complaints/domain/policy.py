"""Every number of the rules C1-C25, as a versioned policy. A case remembers the version that judged it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from contracts.complaints import PauseReason

__all__ = ["CasePolicy"]

_MAY_BE_ZERO = {"suggestion_points", "weekly_callbacks"}
_STEEPEST_PERCENT = 1_000


@dataclass(frozen=True, slots=True)
class CasePolicy:
    """Defaults of RULES.md; the field names carry the units.

    Raises:
        ValueError: a field is out of range; the message names it.
    """

    dispatch_minutes: int = 10
    """C6: from opening to the first department."""
    reaction_minutes: int = 10
    """C6: from dispatch to the department's reaction."""
    result_general_minutes: int = 120
    """C6: from opening to the result of a general complaint."""
    result_major_working_days: int = 2
    """C6: from opening to the result of a major complaint."""
    warn_percents: tuple[int, ...] = (50, 80)
    """C7: shares of a target at which its clock warns."""
    climb_percent: int = 50
    """C7: the share of its target that a clock has at each further level."""
    progress_general_hours: int = 24
    """C8: between two words of progress to the guest."""
    progress_major_hours: int = 8
    month_days: int = 30
    """C5: an unresolved complaint this old is major."""
    collective_guests: int = 5
    """C5: so many different guests …"""
    collective_hours: int = 72
    """… within so long make a matter collective."""
    callback_working_days: int = 2
    """C13: after a responsible complaint's result."""
    assist_callback_days: int = 3
    """C13: after an assist case's end, if it is drawn."""
    assist_sample_percent: int = 30
    """C13: at least this share is drawn."""
    dispute_minutes: int = 10
    """C17: between two calls until a disputed discount is honoured."""
    answer_hours: int = 24
    """C19: for an inquiry."""
    suggestion_days: int = 15
    """C20: from a suggestion to its adoption or refusal."""
    suggestion_points: int = 100
    """C20: for a suggestion that is adopted."""
    weekly_callbacks: int = 20
    """C21: effective callbacks each agent owes."""
    survey_bad_score: int = 2
    """C22: this score or worse opens a case."""
    survey_days: int = 7
    """C22: how long an answer is awaited."""
    lost_item_days: int = 15
    """C23: then an unclaimed item goes to administration."""
    handover_hours: int = 12
    """C24: promises falling due within this are handed over by name."""
    query_minutes: int = 30
    """C25: for a queried department to answer."""
    emergency_minutes: int = 5
    """C25: for a called department to answer."""
    pause_reasons: tuple[PauseReason, ...] = ("awaiting-guest", "site-inspection", "awaiting-authority")
    """What may stop the clocks."""
    pause_hours: int = 72
    """The longest single pause; then the clocks run again by themselves."""
    action_chase_days: int = 1
    """C15: between two reminders of an overdue corrective action."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            lowest = 0 if field.name in _MAY_BE_ZERO else 1
            if isinstance(value, int) and value < lowest:
                raise ValueError(f"{field.name} must be at least {lowest}, not {value}")
        percents = self.warn_percents
        if list(percents) != sorted(set(percents)) or not all(0 < percent < 100 for percent in percents):
            raise ValueError("warn_percents must rise and lie between 1 and 99")
        if not self.assist_sample_percent <= 100:
            raise ValueError("assist_sample_percent must be at most 100")
        if self.climb_percent > _STEEPEST_PERCENT:
            raise ValueError(f"climb_percent must be at most {_STEEPEST_PERCENT}")
        if not self.survey_bad_score < 5:
            raise ValueError("survey_bad_score must be below 5")

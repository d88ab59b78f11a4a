"""The numbers of rules R1-R8, with the house's defaults. What was judged remembers the version that did."""

from __future__ import annotations

from dataclasses import dataclass, fields

from services.reporting.domain.days import check_calendar

__all__ = ["ReportingPolicy"]

_MOST_FEN = 10**9
"""For one booking, call or visit."""


@dataclass(frozen=True, slots=True)
class ReportingPolicy:
    """Policy of reporting. Money is fen, durations are named by their unit."""

    zone: str = "Asia/Shanghai"
    """The chain's own zone: its day and months, and a venue's until its card is heard (R1)."""
    day_closes_minutes: int = 360
    """Close of the chain's day, minutes after local midnight: 360 is 06:00 (R1)."""
    settle_minutes: int = 30
    """A day or month that was over before anything was heard of it (an imported one) ends this much later."""
    draft_at_minutes: int = 480
    """On the 1st, minutes after local midnight: the analysis is drafted, the month scored (R2, R3)."""
    filed_by_day: int = 5
    """Day of the month by which the analysis must be filed (R2)."""
    chase_hours: int = 24
    attitude_weight: int = 30
    ability_weight: int = 40
    results_weight: int = 30
    """What each part of a scorecard counts; together 100 (R3)."""
    attitude_complaint_penalty: int = 10
    """Percent off the attitude part for each satisfaction below the mark that names the person (R3)."""
    pass_mark: int = 70
    excellent_mark: int = 90
    failures_flagged: int = 2
    """This many failed months in a row are flagged (R3)."""
    training_hours_month: int = 4
    """Training a month that counts as full (R8)."""
    bonus_contracted_fen: int = 25
    bonus_other_fen: int = 15
    """For each effective booking at a contracted, or another, venue (R4)."""
    missing_callback_fen: int = 20
    """Taken off for each callback short of the quota (R4)."""
    missing_spend_fen: int = 25
    """Taken off for each visit whose spend was not collected: it earns its agent nothing (R4)."""
    confidence_percent: int = 95
    """Of the intervals around rates (R5)."""

    def __post_init__(self) -> None:
        try:
            check_calendar(self.zone, self.day_closes_minutes)
        except ValueError as error:
            raise ValueError(f"zone, day_closes_minutes: {error}") from error
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int) and value < 0:
                raise ValueError(f"{field.name}: must not be negative")
            if field.name.endswith("_fen") and value > _MOST_FEN:
                raise ValueError(f"{field.name}: must be at most {_MOST_FEN}")
        if self.chase_hours < 1:
            raise ValueError("chase_hours: must be at least 1")
        if self.attitude_weight + self.ability_weight + self.results_weight != 100:
            raise ValueError("attitude_weight: the three weights must add up to 100")
        if not self.pass_mark <= self.excellent_mark <= 100:
            raise ValueError("excellent_mark: must lie between the pass mark and 100")
        if not 2 <= self.filed_by_day <= 28:
            raise ValueError("filed_by_day: must be between 2 and 28")
        if not 50 <= self.confidence_percent <= 99:
            raise ValueError("confidence_percent: must be between 50 and 99")

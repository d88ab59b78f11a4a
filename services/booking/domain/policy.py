"""The numbers of rules B3-B13, with the house's defaults. A booking remembers the version that judged it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

__all__ = ["BookingPolicy"]

_AT_LEAST_ONE = (
    "hold_minutes", "choice_minutes", "partner_answer_minutes", "spend_chase_hours", "waitlist_offer_minutes",
)  # fmt: skip
_MOST_ALTERNATIVES = 50


@dataclass(frozen=True, slots=True)
class BookingPolicy:
    """Policy of one venue at one time. Durations are named by their unit."""

    alternatives: int = 5
    """Most alternatives offered for a taken time, and held where that is asked for (B3)."""
    hold_minutes: int = 10
    """How long a hold waits for its confirmation (B4)."""
    choice_minutes: int = 3
    """How long alternatives are held while the guest chooses, where that is asked for (B3)."""
    reminder_day_hours: int = 24
    reminder_soon_hours: int = 2
    reminder_peak_extra_hours: int = 24
    """On peak days a further reminder comes this much before the first (B5)."""
    peak_weekdays: tuple[int, ...] = (4, 5)
    """Business days that count as peak: 0 is Monday."""
    peak_dates: tuple[date, ...] = ()
    arrival_check_minutes: int = 10
    arrival_escalation_minutes: int = 60
    """After the start (B8); a seated party without an end escalates as long after its end."""
    partner_answer_minutes: int = 10
    """How long a partner has to place a booking (B6)."""
    feedback_minutes: int = 3
    """How soon the guest must hear after the partner placed it (B6)."""
    spend_due_minutes: int = 60
    ktv_spend_due_minutes: int = 1200
    """KTV may be asked on the next day, this many minutes after midnight: 1200 is 20:00 (B10)."""
    spend_chase_hours: int = 24
    spend_chases: int = 3
    """Missing spend is asked for again at this distance, this often (B10)."""
    order_entry_seconds: int = 60
    clear_target_call_seconds: int = 60
    consultation_seconds: int = 180
    feedback_seconds: int = 180
    """Targets of the handling times (B11)."""
    window_days_ordinary: int = 14
    window_days_silver: int = 21
    window_days_gold: int = 30
    window_days_platinum: int = 60
    """How many days ahead a guest of each tier may book (B13)."""
    waitlist_offer_minutes: int = 10
    """How long an offered place waits for the guest it was offered to (B13)."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int) and value < 0:
                raise ValueError(f"{field.name}: must not be negative")
        for name in _AT_LEAST_ONE:
            if getattr(self, name) < 1:
                raise ValueError(f"{name}: must be at least 1")
        if self.alternatives > _MOST_ALTERNATIVES:
            raise ValueError(f"alternatives: nobody chooses among more than {_MOST_ALTERNATIVES}")
        if any(not 0 <= weekday <= 6 for weekday in self.peak_weekdays):
            raise ValueError("peak_weekdays: 0 (Monday) to 6 (Sunday)")
        if self.arrival_escalation_minutes < self.arrival_check_minutes:
            raise ValueError("arrival_escalation_minutes: must not come before the arrival check")

    def window_days(self, tier: str) -> int:
        """How many days ahead a guest of `tier` may book."""
        days: int = getattr(self, f"window_days_{tier}")
        return days

    def target_seconds(self, step: str) -> int:
        """The handling-time target of `step` (B11), e.g. ``order-entry``."""
        seconds: int = getattr(self, step.replace("-", "_") + "_seconds")
        return seconds

    def is_peak(self, day: date) -> bool:
        """Whether the business day is a peak day."""
        return day in self.peak_dates or day.weekday() in self.peak_weekdays

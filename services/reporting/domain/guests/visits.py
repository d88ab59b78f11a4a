"""Visits, what they say of a guest at a moment, and the form of every answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["Answer", "Backtest", "Profile", "Said", "TooLittle", "Visit", "need", "profiles"]

_RECENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of one guest. `labels` say what it was: venue, kind of place, weekday."""

    guest_id: str
    day: date
    spend_fen: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one guest answered to one survey."""

    guest_id: str
    satisfied: bool


@dataclass(frozen=True, slots=True)
class Backtest:
    """How a model did on a time (or guests) it had not seen, beside a naive one.

    Attributes:
        measure: what was compared; smaller is better unless `larger_is_better`.
        naive_name: what the naive model says.
        tested: how many cases were judged.
    """

    measure: str
    model: float
    naive: float
    naive_name: str
    tested: int
    larger_is_better: bool = False

    @property
    def better(self) -> bool:
        """Whether the model beat the naive one."""
        return self.model > self.naive if self.larger_is_better else self.model < self.naive


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with their backtest; or, where `refused` says why, nothing.

    Attributes:
        lacks: the same reason in parts: so many of what there are, and how many would be enough.
    """

    rows: tuple[dict[str, Any], ...] = ()
    backtest: Backtest | None = None
    refused: str | None = None
    lacks: tuple[int, str, int] | None = None


class TooLittle(Exception):
    """There is too little data for an honest answer; the message says what would be enough."""

    def __init__(self, have: int, what: str, enough: int) -> None:
        super().__init__(f"{have} {what}; at least {enough} are needed")
        self.lacks = (have, what, enough)


@dataclass(frozen=True, slots=True)
class Profile:
    """A guest as known on a day: days since the last and the first visit, visits, money a visit."""

    guest_id: str
    recency_days: int
    age_days: int
    visits: int
    recent_visits: int
    spend_fen: int

    @property
    def features(self) -> tuple[float, ...]:
        """What models see."""
        each = self.spend_fen / self.visits / 100
        gap = self.age_days / self.visits
        return (
            self.recency_days,
            self.age_days,
            self.visits,
            self.recent_visits,
            each,
            self.recency_days / (gap + 1),
        )


def profiles(visits: Sequence[Visit], on: date) -> list[Profile]:
    """Everybody who had visited before `on`, by guest id."""
    gathered: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit.day < on:
            gathered.setdefault(visit.guest_id, []).append(visit)
    return [
        Profile(
            guest_id=guest_id,
            recency_days=(on - max(each.day for each in mine)).days,
            age_days=(on - min(each.day for each in mine)).days,
            visits=len(mine),
            recent_visits=sum((on - each.day).days <= _RECENT_DAYS for each in mine),
            spend_fen=sum(each.spend_fen for each in mine),
        )
        for guest_id, mine in sorted(gathered.items())
    ]


def need(have: int, enough: int, what: str) -> None:
    """Refuse unless there are enough.

    Raises:
        TooLittle: there are not.
    """
    if have < enough:
        raise TooLittle(have, what, enough)

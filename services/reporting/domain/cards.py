"""Cards: what reporting keeps of one aggregate, and the lines it adds to the figures.

A card is folded from the events of its aggregate alone, in their order, so it comes out the same however
the events of different aggregates mix. Every figure of every report is the sum of the lines of cards, and
every line names the event behind it (rules R9, R10).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

__all__ = ["Card", "Line", "Seen", "iso"]


@lru_cache(4096)
def iso(day: date) -> str:
    """``2026-10-31``; the same few days are written again and again."""
    return day.isoformat()


class Line(NamedTuple):
    """What one event adds to one figure.

    Attributes:
        slot: its place on the card; a later event may replace or remove what stands there.
        figure: ``orders``, ``spend_fen`` …
        amount: how much; never 0.
        venue_id: where it counts.
        event_id: the event behind it.
        at: when it happened; says the business day where `day` does not.
        day: the business day, where the events themselves tell it.
        agent, department: whom it also counts for.
        label: the part of a breakdown it belongs to, e.g. a channel.
    """

    slot: str
    figure: str
    amount: int
    venue_id: str
    event_id: str
    at: datetime
    day: date | None = None
    agent: str | None = None
    department: str | None = None
    label: str | None = None

    @property
    def cell(self) -> str:
        """Where the line is looked for: a venue's business day, or its UTC date while that is unknown."""
        if self.day is not None:
            return f"{self.venue_id}|d|{iso(self.day)}"
        return f"{self.venue_id}|m|{self.at.date().isoformat()}"


class Seen(NamedTuple):
    """An event a card has taken in."""

    event_id: str
    type: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """What reporting knows of one aggregate.

    Attributes:
        kind: ``booking``, ``case``, ``account`` …
        key: the aggregate's id.
        facts: what later events of it need, and what lists show; JSON-like values and aware times.
        lines: by slot.
        events: every event taken in that left a trace, oldest first.
        open: whether it is listed as unfinished business (cases).
    """

    kind: str
    key: str
    facts: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    events: tuple[Seen, ...] = ()
    open: bool = False

    @property
    def id(self) -> str:
        """Identity among all cards."""
        return f"{self.kind}/{self.key}"

    @property
    def cells(self) -> list[str]:
        """Where its lines count, sorted."""
        of_days = {(line.venue_id, line.day): line for line in self.lines.values() if line.day is not None}
        others = (line for line in self.lines.values() if line.day is None)
        return sorted({line.cell for line in (*of_days.values(), *others)})

    # Every event makes a few of these: building them outright takes a tenth of `dataclasses.replace`.

    def knowing(self, **facts: Any) -> Card:
        """With these facts set."""
        return Card(self.kind, self.key, {**self.facts, **facts}, self.lines, self.events, self.open)

    def having(self, *lines: Line) -> Card:
        """With these lines in their slots; one of amount 0 empties its slot."""
        kept = dict(self.lines)
        for line in lines:
            if line.amount:
                kept[line.slot] = line
            else:
                kept.pop(line.slot, None)
        return Card(self.kind, self.key, self.facts, kept, self.events, self.open)

    def without(self, *slots: str) -> Card:
        """With these slots empty."""
        kept = {slot: line for slot, line in self.lines.items() if slot not in slots}
        return Card(self.kind, self.key, self.facts, kept, self.events, self.open)

    def after(self, seen: Seen, *, unfinished: bool) -> Card:
        """With one more event taken in."""
        return Card(self.kind, self.key, self.facts, self.lines, (*self.events, seen), unfinished)

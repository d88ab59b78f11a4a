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

__all__ = ["Card", "Draft", "Line", "Seen", "iso"]


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


class Draft:
    """A card while a run of its events is folded: what they change, they change here.

    The card it begins with stays as it is; a copy for every step would cost more than all else of a fold.
    """

    __slots__ = ("_events", "_touched", "facts", "key", "kind", "lines")

    def __init__(self, card: Card) -> None:
        self.kind = card.kind
        self.key = card.key
        self.facts = dict(card.facts)
        self.lines = dict(card.lines)
        self._events = list(card.events)
        self._touched = False

    def know(self, **facts: Any) -> None:
        """Set these facts. What a fact holds is never changed in place."""
        self.facts.update(facts)
        self._touched = True

    def put(self, *lines: Line) -> None:
        """Put these lines in their slots; one of amount 0 empties its slot."""
        for line in lines:
            if line.amount:
                self.lines[line.slot] = line
            else:
                self.lines.pop(line.slot, None)
        self._touched = True

    def drop(self, *slots: str) -> None:
        """Empty these slots."""
        for slot in slots:
            self.lines.pop(slot, None)
        self._touched = True

    def take_in(self, event_id: str, type: str, at: datetime) -> bool:
        """Name the event of the changes since the last one; False if there are none."""
        if not self._touched:
            return False
        self._events.append(Seen(event_id, type, at))
        self._touched = False
        return True

    def card(self, *, unfinished: bool) -> Card:
        """The card as it is now."""
        return Card(self.kind, self.key, self.facts, self.lines, tuple(self._events), unfinished)

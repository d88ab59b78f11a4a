"""Sheets: the figures of one venue's business day, summed from the lines of cards (rules R1, R9, R10).

The chain's sheet of a day (`CHAIN`) is the sum of its venues'. A sheet holds nothing but sums, sorted by
name, so the same cards give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from infra.chassis.decision import Refused
from services.reporting.domain.cards import Card, Line
from services.reporting.domain.days import Calendars

__all__ = ["CHAIN", "Sheet", "lines_of_day", "place", "sheet_of", "together"]

CHAIN = "*"
Sums = dict[str, int]
Groups = dict[str, Sums]
_MOST = 10**18
"""A sum beyond is nonsense that somebody sent; this much of it can still be kept in 64 bits."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Figures of one venue (or the chain) for one day, or for several days together.

    Attributes:
        totals: figure → sum.
        labels: figure → part → sum, for figures that have a breakdown.
        agents: staff id → figure → sum.
        departments: department id → figure → sum.
    """

    totals: Sums
    labels: Groups
    agents: Groups
    departments: Groups

    def __getitem__(self, figure: str) -> int:
        """A total; 0 where nothing was counted."""
        return self.totals.get(figure, 0)

    def parts(self, figure: str) -> Sums:
        """The breakdown of a figure, largest first."""
        found = self.labels.get(figure, {})
        return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def place(
    figure: str, *, label: str | None = None, agent: str | None = None, department: str | None = None
) -> tuple[str, ...]:
    """Where a sheet keeps a figure, or what of it counts for a part, a person or a department.

    Raises:
        Refused: for a part or a person of a department, whose figures a sheet keeps whole.
    """
    if department is not None and (label is not None or agent is not None):
        raise Refused(
            "kept-whole", "a department's figures are kept whole; open one day of a venue for their parts",
            field="department", kind="invalid",
        )  # fmt: skip
    if agent is not None:
        return "agents", agent, f"{figure}:{label}" if label else figure
    if department is not None:
        return "departments", department, figure
    return ("labels", figure, label) if label else ("totals", figure)


def lines_of_day(card: Card, venue_id: str, day: date, calendars: Calendars) -> list[Line]:
    """The card's lines that count at this venue on this business day."""
    return [
        line
        for line in card.lines.values()
        if line.venue_id == venue_id and (line.day or calendars.day_of(line.at)) == day
    ]


def sheet_of(lines: Iterable[Line]) -> Sheet:
    """The sum of lines."""
    totals: Sums = {}
    labels: Groups = {}
    agents: Groups = {}
    departments: Groups = {}
    for line in lines:
        figure, amount = line.figure, line.amount
        totals[figure] = totals.get(figure, 0) + amount
        if line.label is not None:
            _add(labels, figure, line.label, amount)
        if line.agent is not None:
            _add(agents, line.agent, figure, amount)
            if line.label is not None:
                _add(agents, line.agent, f"{figure}:{line.label}", amount)
        if line.department is not None:
            _add(departments, line.department, figure, amount)
    return Sheet(_sorted(totals), _sorted_groups(labels), _sorted_groups(agents), _sorted_groups(departments))


def together(sheets: Iterable[Sheet], *, people: bool = True) -> Sheet:
    """The sum of sheets; without `people`, agents and departments are left out."""
    totals: Sums = {}
    groups: tuple[Groups, Groups, Groups] = ({}, {}, {})
    for sheet in sheets:
        for figure, amount in sheet.totals.items():
            totals[figure] = totals.get(figure, 0) + amount
        sources = (sheet.labels, sheet.agents, sheet.departments) if people else (sheet.labels,)
        for group, source in zip(groups, sources, strict=False):
            for name, sums in source.items():
                for figure, amount in sums.items():
                    _add(group, name, figure, amount)
    return Sheet(_sorted(totals), *(_sorted_groups(group) for group in groups))


def _add(groups: Groups, name: str, figure: str, amount: int) -> None:
    sums = groups.setdefault(name, {})
    sums[figure] = sums.get(figure, 0) + amount


def _sorted(sums: Sums) -> Sums:
    return {figure: max(-_MOST, min(amount, _MOST)) for figure, amount in sorted(sums.items()) if amount}


def _sorted_groups(groups: Groups) -> Groups:
    return {name: kept for name, sums in sorted(groups.items()) if (kept := _sorted(sums))}

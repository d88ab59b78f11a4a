"""How venues and departments do: rates of R5, and the ranking by bookings made of R6."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from services.reporting.domain.rates import Rate, rate
from services.reporting.domain.sheets import Sheet

__all__ = ["Rank", "Standing", "ranking", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One venue's or department's rates.

    Attributes:
        resolution: cases closed of those opened (a department: closed of those dispatched to it).
        timeliness: results in time (a department: reactions in time).
        satisfaction: satisfied of all who said.
    """

    kind: Literal["venue", "department"]
    id: str
    venue_id: str
    resolution: Rate
    timeliness: Rate
    satisfaction: Rate


@dataclass(frozen=True, slots=True)
class Rank:
    """A venue's place; equals share it."""

    rank: int
    venue_id: str
    orders: int
    effective: int


def standings(sheets: Mapping[str, Sheet], confidence_percent: int = 95) -> list[Standing]:
    """Every venue, each followed by its departments."""
    found = []
    for venue_id, sheet in sheets.items():
        found.append(
            Standing(
                "venue",
                venue_id,
                venue_id,
                rate(sheet["cases_closed"], sheet["cases_opened"], confidence_percent),
                rate(sheet["resolved_in_time"], sheet["resolved"], confidence_percent),
                rate(sheet["satisfied"], sheet["satisfied"] + sheet["unsatisfied"], confidence_percent),
            )
        )
        for department, sums in sheet.departments.items():
            told = sums.get("closed_satisfied", 0) + sums.get("closed_unsatisfied", 0)
            dispatched = sums.get("dispatched", 0)
            found.append(
                Standing(
                    "department",
                    department,
                    venue_id,
                    rate(sums.get("closed_for", 0), dispatched, confidence_percent),
                    rate(sums.get("reacted_in_time", 0), dispatched, confidence_percent),
                    rate(sums.get("closed_satisfied", 0), told, confidence_percent),
                )
            )
    return found


def ranking(sheets: Mapping[str, Sheet]) -> list[Rank]:
    """Venues by orders taken, most first; the more effective one stands first among equals."""
    order = sorted(sheets, key=lambda id: (-sheets[id]["orders"], -sheets[id]["effective"], id))
    ranks: list[Rank] = []
    for place, venue_id in enumerate(order, 1):
        orders = sheets[venue_id]["orders"]
        shared = ranks[-1].rank if ranks and ranks[-1].orders == orders else place
        ranks.append(Rank(shared, venue_id, orders, sheets[venue_id]["effective"]))
    return ranks

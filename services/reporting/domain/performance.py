"""How venues, departments and agents do: rates of R5, the ranking of R6, the agents' figures of R4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from services.reporting.domain.rates import Rate, rate
from services.reporting.domain.sheets import Sheet

__all__ = ["JUDGED", "AgentMonth", "Rank", "Standing", "agent_months", "ranking", "standings"]

JUDGED = (
    "orders", "effective", "cases_opened", "closed_of_opened", "resolved", "resolved_in_time", "satisfied",
    "unsatisfied",
)  # fmt: skip
"""The totals that a venue's standing and rank are made of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One venue's or department's rates.

    Attributes:
        resolution: cases closed by now of those opened then (a department: of those dispatched to it then).
        timeliness: results in time (a department: reactions in time of those dispatched to it then).
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


@dataclass(frozen=True, slots=True)
class AgentMonth:
    """What an agent did at one venue.

    Attributes:
        quota_owed, quota_made, quota_missing: callbacks of the weeks that ended.
        spend_missing: visits whose spend was not collected.
        handling: handlings within their target time.
    """

    agent_id: str
    venue_id: str
    orders: int
    effective: int
    quota_owed: int
    quota_made: int
    quota_missing: int
    spend_missing: int
    handling: Rate


def agent_months(sheets: Mapping[str, Sheet], confidence_percent: int = 95) -> list[AgentMonth]:
    """Every agent of every venue, by name (rule R4)."""
    found = [
        AgentMonth(
            agent_id,
            venue_id,
            sums.get("orders", 0),
            sums.get("effective", 0),
            sums.get("quota_owed", 0),
            sums.get("quota_made", 0),
            sums.get("quota_missing", 0),
            sums.get("spend_missed_by", 0),
            rate(sums.get("handled_in_time", 0), sums.get("handled", 0), confidence_percent),
        )
        for venue_id, sheet in sheets.items()
        for agent_id, sums in sheet.agents.items()
    ]
    return sorted(found, key=lambda each: (each.agent_id, each.venue_id))


def standings(sheets: Mapping[str, Sheet], confidence_percent: int = 95) -> list[Standing]:
    """Every venue, each followed by its departments."""
    found = []
    for venue_id, sheet in sheets.items():
        found.append(
            Standing(
                "venue",
                venue_id,
                venue_id,
                rate(sheet["closed_of_opened"], sheet["cases_opened"], confidence_percent),
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
                    rate(sums.get("closed_of_dispatched", 0), dispatched, confidence_percent),
                    rate(sums.get("reacted_of_dispatched", 0), dispatched, confidence_percent),
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

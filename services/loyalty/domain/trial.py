"""Rules tried on history before they are published: what would these visits have earned (issue 5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.loyalty.domain.policy import LoyaltyPolicy
from services.loyalty.domain.visits import Visit, VisitStatus, earning, points_for

__all__ = ["TRIED_FIELDS", "Trial", "TriedRules", "VenueTrial", "count"]

TRIED_FIELDS = frozenset({"rates", "excluded_categories", "settlement_fen_per_point"})
"""The rules that decide what a visit costs the house."""


@dataclass(frozen=True, slots=True)
class TriedRules:
    """The rules in force at a venue, and those tried in their place."""

    given: LoyaltyPolicy
    candidate: LoyaltyPolicy


@dataclass(slots=True)
class VenueTrial:
    """One venue's visits under both rules. Costs are points at the settlement rate of each."""

    visits: int = 0
    spend_fen: int = 0
    points_given: int = 0
    points_tried: int = 0
    cost_given_fen: int = 0
    cost_tried_fen: int = 0


@dataclass(slots=True)
class Trial:
    """All venues' visits under both rules."""

    venues: dict[str, VenueTrial] = field(default_factory=dict)

    @property
    def difference_fen(self) -> int:
        """What the tried rules would have cost more (negative: less)."""
        return sum(each.cost_tried_fen - each.cost_given_fen for each in self.venues.values())


def count(trial: Trial, visit: Visit, rules: TriedRules) -> None:
    """Count a visit into a trial, at the tier and programme it had. Memory does not grow with visits."""
    if visit.status is VisitStatus.VOIDED:
        return
    venue = trial.venues.setdefault(visit.bill.venue_id, VenueTrial())
    points = points_for(earning(visit.bill, rules.candidate), visit.tier, visit.programme, rules.candidate)
    venue.visits += 1
    venue.spend_fen += visit.bill.spend_fen
    venue.points_given += visit.points
    venue.points_tried += points
    venue.cost_given_fen += visit.points * rules.given.settlement_fen_per_point
    venue.cost_tried_fen += points * rules.candidate.settlement_fen_per_point

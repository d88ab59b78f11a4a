"""Rules tried on history before they are published: what would these visits have earned (issue 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.loyalty.domain.policy import LoyaltyPolicy
from services.loyalty.domain.visits import Visit, VisitStatus, earning, points_for

__all__ = ["Trial", "VenueTrial", "tried"]


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


def tried(trial: Trial, visits: Iterable[Visit], given: LoyaltyPolicy, candidate: LoyaltyPolicy) -> Trial:
    """Count visits into a trial, at the tier and programme they had. Memory does not grow with them."""
    for visit in visits:
        if visit.status is VisitStatus.VOIDED:
            continue
        venue = trial.venues.setdefault(visit.bill.venue_id, VenueTrial())
        points = points_for(earning(visit.bill, candidate), visit.tier, visit.programme, candidate)
        venue.visits += 1
        venue.spend_fen += visit.bill.spend_fen
        venue.points_given += visit.points
        venue.points_tried += points
        venue.cost_given_fen += visit.points * given.settlement_fen_per_point
        venue.cost_tried_fen += points * candidate.settlement_fen_per_point
    return trial

"""The rules in force: the venue's for its bills, the chain's for what spans venues."""

from __future__ import annotations

from datetime import datetime

from infra.chassis.policy import PolicyBook
from services.loyalty.domain.policy import LoyaltyPolicy, Rules

__all__ = ["RuleBook"]


class RuleBook:
    """Looks the rules up before a decision; time is one of its inputs."""

    def __init__(self, book: PolicyBook[LoyaltyPolicy]) -> None:
        self.book = book

    def now(self) -> datetime:
        """The present."""
        return self.book.now()

    async def at(self, venue_id: str | None = None) -> Rules:
        """The rules at a venue (None or empty: the chain's only), now."""
        now = self.book.now()
        chain = await self.book.at(None, now)
        venue = await self.book.at(venue_id, now) if venue_id else chain
        return Rules(chain.values, venue.values, venue.version)

    async def chain(self) -> LoyaltyPolicy:
        """The chain's policy, now."""
        return (await self.book.at(None, self.book.now())).values

"""The rules in force: the venue's for its bills, the chain's for what spans venues."""

from __future__ import annotations

from datetime import datetime

from infra.chassis.policy import PolicyBook
from services.loyalty.domain.policy import LoyaltyPolicy, Rules
from services.loyalty.domain.visits import Source, Visit

__all__ = ["RuleBook"]


class RuleBook:
    """Looks the rules up before a decision; time is one of its inputs."""

    def __init__(self, book: PolicyBook[LoyaltyPolicy]) -> None:
        self.book = book

    def now(self) -> datetime:
        """The present."""
        return self.book.now()

    async def at(self, venue_id: str | None = None, revised: Visit | None = None) -> Rules:
        """The rules at a venue (None or empty: the chain's only), now; for what revises a visit, its day's.

        One out of an older file went by the rules of when it came, and so does what revises it.
        """
        now = self.book.now()
        chain = await self.book.at(None, now)
        day = revised.bill.at if revised is not None and revised.bill.source is not Source.IMPORT else now
        venue = await self.book.at(venue_id, day) if venue_id else chain
        return Rules(chain.values, venue.values, venue.version)

    async def chain(self) -> LoyaltyPolicy:
        """The chain's policy, now."""
        return (await self.book.at(None, self.book.now())).values

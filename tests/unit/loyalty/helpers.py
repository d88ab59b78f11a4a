"""Short words for loyalty's unit tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.loyalty.domain.policy import LoyaltyPolicy, Rules
from services.loyalty.domain.visits import Bill, Source

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Noon of a Monday in Shanghai."""
DAY = timedelta(days=1)
POLICY = LoyaltyPolicy()
RULES = Rules()
SHANGHAI = "Asia/Shanghai"


def bill(receipt: str = "r1", yuan: int = 100, at: datetime = NOW, venue: str = "v1", **more: object) -> Bill:
    """A till's bill of so many yuan."""
    told: dict[str, object] = {"source": Source.TILL, **more}
    return Bill(venue, receipt, at, yuan * 100, **told)  # type: ignore[arg-type]

"""Promotions, their uses, and budgets that cannot be overspent (rule L13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index, Session
from infra.chassis.store import Store
from services.loyalty.domain.coupons import Coupon
from services.loyalty.domain.coupons import timers as coupon_timers
from services.loyalty.domain.promoting import Use, promotion_timers, taken
from services.loyalty.domain.promotions import Promotion

__all__ = ["BudgetShort", "CouponStore", "PromotionStore", "UseStore"]

BUDGETS = "promotion_budgets"
COUNTS = "promotion_counts"


class BudgetShort(Exception):
    """A budget was taken by others between the quote and its use: quote again."""


class PromotionStore(Store[Promotion]):
    """Promotions. What is left of a budget is a count of its own, moved by uses."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.ends_at", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="promotion", state=Promotion, timers=promotion_timers)
        self._budgets = desk.db.collection(BUDGETS)

    async def ensure(self) -> None:
        """Create the collections."""
        await super().ensure()
        await self.desk.db.ensure(BUDGETS, [])

    async def beside(self, session: Session, before: Promotion | None, after: Promotion) -> None:
        """Move what is left by as much as the budget moved.

        Raises:
            Refused: more is spent than the budget would be.
        """
        if after.budget_fen is None:
            return
        had = before.budget_fen if before and before.budget_fen is not None else 0
        if before is None or before.budget_fen is None:
            await self._budgets.replace_one(
                {"_id": after.id},
                {"_id": after.id, "left_fen": after.budget_fen},
                upsert=True,
                session=session,
            )
            return
        more = after.budget_fen - had
        moved = await self._budgets.update_one(
            {"_id": after.id, "left_fen": {"$gte": -more}}, {"$inc": {"left_fen": more}}, session=session
        )
        if not moved.matched_count:
            raise Refused("budget-spent", "more of the budget is spent already", field="budget_fen")

    async def running(self, venue_id: str, now: datetime) -> list[Promotion]:
        """Promotions that run at a venue now."""
        query = {
            "state.ended_at": None,
            "state.starts_at": {"$lte": now},
            "state.ends_at": {"$gt": now},
            "state.venue_ids": {"$in": [[], venue_id]},
        }
        return [stored.state for stored in await self.find(query)]

    async def left_fen(self, promotion_ids: Sequence[str]) -> Mapping[str, int]:
        """What is left of each budget."""
        found = self._budgets.find({"_id": {"$in": list(promotion_ids)}})
        return {row["_id"]: row["left_fen"] async for row in found}


class UseStore(Store[Use]):
    """Uses of promotions on bills: each takes from the budgets, and counts for its guest, as it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="promotion_use", state=Use)
        self._budgets = desk.db.collection(BUDGETS)
        self._counts = desk.db.collection(COUNTS)

    async def ensure(self) -> None:
        """Create the collections."""
        await super().ensure()
        await self.desk.db.ensure(COUNTS, [])

    async def beside(self, session: Session, before: Use | None, after: Use) -> None:
        """Take from the budgets, or give back.

        Raises:
            BudgetShort: one of them has too little left.
        """
        had, has = taken(before), taken(after)
        for promotion_id in sorted(had.keys() | has.keys()):
            more = has.get(promotion_id, 0) - had.get(promotion_id, 0)
            budget = await self._budgets.find_one({"_id": promotion_id}, session=session)
            if budget is not None and more:
                moved = await self._budgets.update_one(
                    {"_id": promotion_id, "left_fen": {"$gte": more}},
                    {"$inc": {"left_fen": -more}},
                    session=session,
                )
                if not moved.matched_count:
                    raise BudgetShort(promotion_id)
            once = (promotion_id in has) - (promotion_id in had)
            if once:
                await self._counts.update_one(
                    {"_id": f"{promotion_id}|{after.guest_id}"},
                    {"$inc": {"n": once}},
                    upsert=True,
                    session=session,
                )

    async def counts(self, promotion_ids: Sequence[str], guest_ids: Sequence[str]) -> Mapping[str, int]:
        """How often a guest, under all their ids, had each promotion."""
        keys = [f"{promotion}|{guest}" for promotion in promotion_ids for guest in guest_ids]
        sums: dict[str, int] = {}
        async for row in self._counts.find({"_id": {"$in": keys}}):
            promotion_id = row["_id"].partition("|")[0]
            sums[promotion_id] = sums.get(promotion_id, 0) + row["n"]
        return sums


class CouponStore(Store[Coupon]):
    """Coupons."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.guest_id", 1), ("_id", -1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="coupon", state=Coupon, timers=coupon_timers)

"""Promotions, their uses, and budgets that cannot be overspent (rule L13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.mongo import Document, Index, Session, is_duplicate
from infra.chassis.store import Store
from services.loyalty.domain.coupons import Coupon
from services.loyalty.domain.coupons import timers as coupon_timers
from services.loyalty.domain.promoting import Use, promotion_timers, taken
from services.loyalty.domain.promotions import Promotion, QuoteLine
from services.loyalty.store.accounts import STOCK

__all__ = ["CouponStore", "OfferGone", "PromotionStore", "UseStore"]

BUDGETS = "promotion_budgets"
USES = "promotion_uses"
COUNTS = "promotion_counts"


class OfferGone(Exception):
    """Others took what was left between the quote and its use: quote again."""


class PromotionStore(Store[Promotion]):
    """Promotions. What is left of a budget is a count of its own, moved by uses."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.ends_at", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="promotion", state=Promotion, timers=promotion_timers)
        self._budgets = desk.db.collection(BUDGETS)
        self._uses = desk.db.collection(USES)

    async def ensure(self) -> None:
        """Create the collections."""
        await super().ensure()
        await self.desk.db.ensure(BUDGETS, [])

    async def beside(self, session: Session, before: Promotion | None, after: Promotion) -> None:
        """Move what is left by as much as the budget moved; one set anew has what was spent before it off.

        Raises:
            Refused: more is spent than the budget would be.
        """
        if after.budget_fen is None:
            if before is not None and before.budget_fen is not None:
                await self._budgets.delete_one({"_id": after.id}, session=session)
            return
        had = before.budget_fen if before and before.budget_fen is not None else 0
        if before is None or before.budget_fen is None:
            left = after.budget_fen - (await self.spent_fen(after.id, session) if before else 0)
            if left < 0:
                raise _spent_already()
            await self._budgets.replace_one(
                {"_id": after.id}, {"_id": after.id, "left_fen": left}, upsert=True, session=session
            )
            return
        more = after.budget_fen - had
        moved = await self._budgets.update_one(
            {"_id": after.id, "left_fen": {"$gte": -more}}, {"$inc": {"left_fen": more}}, session=session
        )
        if not moved.matched_count:
            raise _spent_already()

    async def spent_fen(self, promotion_id: str, session: Session | None = None) -> int:
        """What bills took of a promotion, without those it was withdrawn from."""
        lines = "state.lines"
        found = self._uses.aggregate(
            [
                {"$match": {f"{lines}.promotion_id": promotion_id, "state.withdrawn_at": None}},
                {"$unwind": f"${lines}"},
                {"$match": {f"{lines}.promotion_id": promotion_id}},
                {"$group": {"_id": None, "fen": {"$sum": f"${lines}.cost_fen"}}},
            ],
            session=session,
        )
        spent: int = sum([row["fen"] async for row in found])
        return spent

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
    """Uses of promotions on bills: each takes from budgets and stock, and counts for its guest."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.guest_id", 1)]),
        Index([("state.lines.promotion_id", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="promotion_use", state=Use, collection=USES)
        self._budgets = desk.db.collection(BUDGETS)
        self._counts = desk.db.collection(COUNTS)
        self._stock = desk.db.collection(STOCK)

    async def ensure(self) -> None:
        """Create the collections."""
        await super().ensure()
        await self.desk.db.ensure(COUNTS, [])

    async def beside(self, session: Session, before: Use | None, after: Use) -> None:
        """Take from the budgets and the stock, or give back.

        Raises:
            OfferGone: one of them has too little left, or the guest had it as often as it is given.
        """
        had, has = taken(before), taken(after)
        for promotion_id in sorted(had.keys() | has.keys()):
            line, old = has.get(promotion_id), had.get(promotion_id)
            await self._pay(
                session, promotion_id, (line.cost_fen if line else 0) - (old.cost_fen if old else 0)
            )
            if line is not None and old is None:
                await self._count(session, line, after.guest_id)
            elif line is None:
                key = f"{promotion_id}|{after.guest_id}"
                await self._counts.update_one({"_id": key}, {"$inc": {"n": -1}}, session=session)
        gifts = Counter(line.gift_id for line in has.values() if line.gift_id)
        gifts.subtract(line.gift_id for line in had.values() if line.gift_id)
        for gift_id, more in gifts.items():
            await self._hand_out(session, gift_id, more)

    async def _pay(self, session: Session, promotion_id: str, more: int) -> None:
        budget = await self._budgets.find_one({"_id": promotion_id}, session=session)
        if budget is None or not more:
            return
        moved = await self._budgets.update_one(
            {"_id": promotion_id, "left_fen": {"$gte": more}}, {"$inc": {"left_fen": -more}}, session=session
        )
        if not moved.matched_count:
            raise OfferGone(promotion_id)

    async def _count(self, session: Session, line: QuoteLine, guest_id: str) -> None:
        row: Document = {"_id": f"{line.promotion_id}|{guest_id}"}
        if line.most_per_guest:
            row["n"] = {"$lt": line.most_per_guest}
        try:
            await self._counts.update_one(row, {"$inc": {"n": 1}}, upsert=True, session=session)
        except Exception as error:
            if is_duplicate(error):  # the row is there, at its limit: another bill of this guest was first
                raise OfferGone(line.promotion_id) from error
            raise

    async def _hand_out(self, session: Session, gift_id: str, more: int) -> None:
        moved = await self._stock.update_one(
            {"_id": gift_id, "left": {"$gte": more}}, {"$inc": {"left": -more}}, session=session
        )
        if not moved.matched_count:
            raise OfferGone(gift_id)

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


def _spent_already() -> Refused:
    return Refused("budget-spent", "more of the budget is spent already", field="budget_fen")

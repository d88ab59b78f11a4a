"""Gifts and what is left of them (rule L6)."""

from __future__ import annotations

from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.mongo import Session
from infra.chassis.store import Store
from services.loyalty.domain.gifts import Gift
from services.loyalty.store.accounts import STOCK

__all__ = ["GiftStore"]


class GiftStore(Store[Gift]):
    """The catalogue of gifts. Redemptions count the stock down in their own transactions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="gift", state=Gift)
        self._stock = desk.db.collection(STOCK)

    async def beside(self, session: Session, before: Gift | None, after: Gift) -> None:
        """Move what is left by as much as the stock moved.

        Raises:
            Refused: more are taken than would be there (``stock-taken``).
        """
        more = after.stock - (before.stock if before else 0)
        if before is None:
            await self._stock.insert_one({"_id": after.id, "left": after.stock}, session=session)
            return
        moved = await self._stock.update_one(
            {"_id": after.id, "left": {"$gte": -more}}, {"$inc": {"left": more}}, session=session
        )
        if not moved.matched_count:
            raise Refused("stock-taken", "more of this gift are taken already", field="stock")

    async def left(self, gift_ids: list[str]) -> dict[str, int]:
        """How many are left of each."""
        return {row["_id"]: row["left"] async for row in self._stock.find({"_id": {"$in": gift_ids}})}

"""The day's figures of each venue, counted from the topics, for the evening digest (rule N6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from infra.chassis.mongo import Database, Session

__all__ = ["Figures"]


class Figures:
    """One counter document per venue and day, and one per receipt, whose correction replaces it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._figures = db.collection("figures")
        self._receipts = db.collection("figure_receipts")

    async def ensure(self) -> None:
        """Create the collections."""
        await self._db.ensure("figures", [])
        await self._db.ensure("figure_receipts", [])

    async def add(self, session: Session, venue_id: str, day: date, counts: Mapping[str, int]) -> None:
        """Add `counts`, by figure, to what a venue's evening will tell of the day."""
        await self._figures.update_one(
            {"_id": f"{venue_id}|{day}"}, {"$inc": dict(counts)}, upsert=True, session=session
        )

    async def receipt(
        self,
        session: Session,
        venue_id: str,
        day: date,
        receipt: str,
        spend_fen: int,
        revision: int,
        told: date | None,
    ) -> None:
        """Count a spend; a higher revision of a receipt replaces what it counted before, on its day.

        Args:
            told: the last day whose digest is out; the difference to what that told or one before it
                counts on `day`.
        """
        key = f"{venue_id}|{receipt}"
        known = await self._receipts.find_one({"_id": key}, session=session)
        if known is not None and known["revision"] >= revision:
            return
        before, on = (known["fen"], date.fromisoformat(known["day"])) if known else (0, day)
        if told is not None and on <= told:
            on = day
        counted = {"fen": spend_fen, "revision": revision, "day": on.isoformat()}
        await self._receipts.replace_one({"_id": key}, counted, upsert=True, session=session)
        await self.add(session, venue_id, on, {"spend_fen": spend_fen - before})

    async def of(self, venue_id: str, day: date) -> Mapping[str, int]:
        """The figures of a venue and day so far."""
        found = await self._figures.find_one({"_id": f"{venue_id}|{day}"}) or {}
        return {name: value for name, value in found.items() if name != "_id"}

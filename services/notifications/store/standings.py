"""How each booking, offer or seat stands, as heard: what a message about it is checked against."""

from __future__ import annotations

from collections.abc import Mapping

from infra.chassis.mongo import Database
from infra.chassis.reading import Reading
from services.notifications.domain.circumstances import Standing

__all__ = ["Standings"]


class Standings:
    """One document per booking. Events carry a sequence, so hearing one twice, or late, changes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._standings = db.collection("standings")
        self._reading = Reading(self._standings)

    async def ensure(self) -> None:
        """Create the collection."""
        await self._db.ensure("standings", [])

    async def heard(self, booking_id: str, sequence: int, told: Mapping[str, object]) -> None:
        """Note what an event told (fields of `Standing`), unless a later one was heard already."""
        told = {**told, "sequence": sequence}
        newer = {"$gt": [sequence, {"$ifNull": ["$sequence", -1]}]}
        fields = {
            name: {"$cond": [newer, {"$literal": value}, {"$ifNull": [f"${name}", None]}]}
            for name, value in told.items()
        }
        await self._standings.update_one({"_id": booking_id}, [{"$set": fields}], upsert=True)

    async def of(self, booking_id: str) -> Standing | None:
        """The booking's standing, or None if nothing was heard of it."""
        found = await self._reading.get(booking_id)
        if found is None or found.get("status") is None:
            return None
        return Standing(
            booking_id,
            found["status"],
            found.get("starts_at"),
            found["sequence"],
            found.get("placed_by"),
            found.get("item"),
            found.get("party_size"),
        )

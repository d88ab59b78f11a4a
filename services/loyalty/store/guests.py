"""Guests' files: found by keyed hashes, one active file per phone and per card."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from infra.chassis.changes import Stored
from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.ids import new_id
from infra.chassis.mongo import Index, Session
from infra.chassis.pages import Page, PageRequest
from infra.chassis.store import Store
from infra.chassis.writing import DeleteMany, InsertOne, Operation, Write
from services.loyalty.domain.guest import Guest, Status, lookups, timers
from services.loyalty.store.vault import Vault

__all__ = ["OVERTAKEN", "GuestStore"]

LOOKUPS = "guest_lookups"
READINGS = "readings"
_NAMESAKES = 20
_TWINS = 50
"""Shown at most."""
OVERTAKEN = "kept-guest-merged"
"""Code of the refusal to merge into a file that was itself merged meanwhile: look again whose it is now."""


class GuestStore(Store[Guest]):
    """Guests' files. Opening one stores its key, erasing one destroys its keys, in the same transaction."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.sealed.name_key", 1)]),
        Index([("state.sealed.twin_key", 1)]),
    )

    def __init__(self, desk: Desk, vault: Vault) -> None:
        super().__init__(desk, aggregate="guest", state=Guest, timers=timers)
        self.vault = vault
        self._lookups = desk.db.collection(LOOKUPS)
        self._readings = desk.db.collection(READINGS)

    async def ensure(self) -> None:
        """Create the collections and open the vault."""
        await super().ensure()
        await self.desk.db.ensure(LOOKUPS, [])
        await self.desk.db.ensure(READINGS, [Index([("guest_id", 1), ("_id", -1)])])
        await self.vault.ensure()

    def writes(self, changed: Sequence[tuple[Guest | None, Guest]]) -> Iterable[Write]:
        """Keep the look-ups, each held by one file, and the keys; destroy those of an erased one.

        Its `Write` refuses a phone or card that another file has (``guest-known``).
        """
        kept: list[Operation] = []
        for before, after in changed:
            old, new = lookups(before), lookups(after)
            if old - new:
                kept.append(DeleteMany({"_id": {"$in": sorted(old - new)}}))
            kept += [InsertOne({"_id": key, "guest_id": after.id}) for key in sorted(new - old)]
        yield self.vault.keeping(
            {after.id: after.sealed for before, after in changed if before is None and after.sealed}
        )
        yield Write(
            self._lookups, kept, lambda _: Refused("guest-known", "another guest has this phone or card")
        )
        erased = [after for _, after in changed if after.status is Status.ERASED]
        yield self.vault.destroying([id for after in erased for id in (after.id, *after.merged)])

    async def beside(self, session: Session, before: Guest | None, after: Guest) -> None:
        """See that a file to merge into was not merged itself.

        Raises:
            Refused: it was (`OVERTAKEN`).
        """
        if after.kept_guest_id is not None and (before is None or before.kept_guest_id is None):
            await self._stands(session, after.kept_guest_id)

    async def _stands(self, session: Session, kept_id: str) -> None:
        """Hold the file that takes another over against its own merge: two merged into each other are lost.

        Only writes conflict, so the count is there to be written.
        """
        standing = {"_id": kept_id, "state.status": {"$ne": Status.RETIRED.value}}
        held = await self.collection.update_one(standing, {"$inc": {"doubles": 1}}, session=session)
        if not held.matched_count:
            raise Refused(OVERTAKEN, f"guest {kept_id} was merged meanwhile; look again")

    async def find_by(self, kind: str, value: str) -> str | None:
        """The active guest with this ``phone`` (E.164) or ``card``."""
        row = await self._lookups.find_one({"_id": self.vault.hashed(kind, value)})
        return row["guest_id"] if row else None

    async def without_file(self, kind: str, values: Iterable[str]) -> list[str]:
        """Those of the phones or cards that no active guest has."""
        keys = {self.vault.hashed(kind, value): value for value in values}
        taken = {row["_id"] async for row in self._lookups.find({"_id": {"$in": list(keys)}}, {"_id": 1})}
        return sorted(value for key, value in keys.items() if key not in taken)

    async def named(self, name_key: str) -> list[Stored[Guest]]:
        """Active guests of a name."""
        query = {"state.sealed.name_key": name_key, "state.status": Status.ACTIVE.value}
        return await self.find(query, limit=_NAMESAKES)

    async def kept(self, guest_id: str) -> Stored[Guest]:
        """The file to read for a guest: the one that took it over, however often that happened.

        Raises:
            Refused: there is no such guest.
        """
        stored = await self.need(guest_id)
        while stored.state.kept_guest_id is not None:
            stored = await self.need(stored.state.kept_guest_id)
        return stored

    async def twins(self) -> list[list[str]]:
        """Groups of active guests of one name and birthday: likely doubles, for a person to judge."""
        found = self.collection.aggregate(
            [
                {
                    "$match": {
                        "state.status": Status.ACTIVE.value,
                        "state.sealed.twin_key": {"$type": "string"},
                    }
                },
                {"$group": {"_id": "$state.sealed.twin_key", "ids": {"$push": "$_id"}, "n": {"$sum": 1}}},
                {"$match": {"n": {"$gt": 1}}},
                {"$limit": _TWINS},
            ]
        )
        return [sorted(group["ids"]) async for group in found]

    async def note_reading(
        self, guest_id: str, *, by: str, what: str, purpose: str, access_id: str | None, at: datetime
    ) -> None:
        """Log that somebody read what is personal; the log is only ever added to."""
        row = {"_id": new_id(), "guest_id": guest_id, "by": by, "what": what, "purpose": purpose}
        await self._readings.insert_one({**row, "access_id": access_id, "at": at})

    async def readings(self, guest_ids: Sequence[str], page: PageRequest) -> Page[dict[str, Any]]:
        """Who read what about a guest, newest first."""
        return await page.of(self._readings, {"guest_id": {"$in": list(guest_ids)}}, lambda row: row)

    async def all_readings(self, guest_ids: Sequence[str]) -> AsyncIterator[dict[str, Any]]:
        """As `readings`, every one."""
        async for row in self._readings.find({"guest_id": {"$in": list(guest_ids)}}, sort=[("_id", -1)]):
            yield row

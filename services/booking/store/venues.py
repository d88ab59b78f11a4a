"""Venues, read often and changed rarely: each read asks for the version only, and decodes what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from infra.chassis.changes import Stored
from infra.chassis.desk import Desk
from infra.chassis.mongo import Document, Index
from infra.chassis.store import Store
from infra.chassis.writing import InsertOne, Write
from services.booking.domain.closing import sweeps
from services.booking.domain.venue import Venue
from services.booking.store.vacancies import VACANCIES, vacancy

__all__ = ["VenueStore"]


class VenueStore(Store[Venue]):
    """The catalogue."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.card.kind", 1), ("state.card.district", 1)]),
        Index([("updated_at", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="venue", state=Venue, timers=sweeps)
        self._known: dict[str, Stored[Venue]] = {}

    def writes(self, changed: Sequence[tuple[Venue | None, Venue]]) -> Iterable[Write]:
        """New resources, hours or the end of a closure may serve somebody who waits."""
        notes = [
            InsertOne(vacancy(after.id))
            for before, after in changed
            if before is not None
            and (before.resources, before.closures, before.card)
            != (after.resources, after.closures, after.card)
        ]
        yield Write(self.desk.db.collection(VACANCIES), notes)

    async def current(self, venue_id: str) -> Venue:
        """The venue as it stands.

        Raises:
            Refused: there is none (404).
        """
        found = await self.current_of({"_id": venue_id})
        if not found:
            raise self._missing(venue_id)
        return found[0]

    async def current_of(self, query: Document) -> list[Venue]:
        """The venues that match, as they stand, by id."""
        versions = {
            each["_id"]: each["version"] async for each in self.collection.find(query, {"version": 1})
        }
        stale = [venue_id for venue_id, version in versions.items() if self._version(venue_id) != version]
        if stale:
            for stored in await self.find({"_id": {"$in": stale}}):
                self._known[stored.id] = stored
        return [self._known[each].state for each in sorted(versions) if each in self._known]

    def _version(self, venue_id: str) -> int | None:
        known = self._known.get(venue_id)
        return known.version if known else None

"""The venues' names and zones, from the catalogue's topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from contracts.booking import VenueCard
from contracts.envelope import Envelope
from infra.chassis.mongo import Database, Session
from services.notifications.domain.preferences import check_zone

__all__ = ["Venue", "Venues"]


@dataclass(frozen=True, slots=True)
class Venue:
    """What messages say of a venue."""

    id: str
    name: str
    name_en: str
    zone: str

    def called(self, language: str) -> str:
        """Its name in a language."""
        return self.name_en if language == "en" and self.name_en else self.name


_FRESH_SECONDS = 10.0
"""How long a venue read is believed: its change may be folded by another process."""


class Venues:
    """A small read model; what was read is kept in memory for some seconds."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._venues = db.collection("venues")
        self._known: dict[str, tuple[Venue, float]] = {}

    async def ensure(self) -> None:
        """Create the collection."""
        await self._db.ensure("venues", [])

    async def apply(self, session: Session, envelopes: Sequence[Envelope]) -> None:
        """Fold catalogue events.

        Raises:
            Refused: a venue's zone is none. Kept, it would stop every message of the venue.
        """
        for envelope in envelopes:
            card = envelope.data
            if not isinstance(card, VenueCard):
                continue
            check_zone(card.timezone)
            told = {"name": card.name, "name_en": card.name_en, "zone": card.timezone}
            await self._venues.update_one(
                {"_id": card.venue_id}, {"$set": told}, upsert=True, session=session
            )
            self._known.pop(card.venue_id, None)

    async def get(self, venue_id: str | None) -> Venue | None:
        """The venue, or None if it was never heard of."""
        if venue_id is None:
            return None
        known = self._known.get(venue_id)
        if known is not None and monotonic() - known[1] < _FRESH_SECONDS:
            return known[0]
        found = await self._venues.find_one({"_id": venue_id})
        if found is None:
            return None
        venue = Venue(venue_id, found["name"], found["name_en"], found["zone"])
        self._known[venue_id] = venue, monotonic()
        return venue

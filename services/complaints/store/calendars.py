"""The working calendar of each venue, every version of it kept."""

from __future__ import annotations

from functools import lru_cache

from infra.chassis.desk import Desk
from infra.chassis.store import Store
from services.complaints.domain.calendar import Calendar
from services.complaints.domain.calendars import VenueCalendars, built_in

__all__ = ["CalendarStore"]


class CalendarStore(Store[VenueCalendars]):
    """Calendars by venue. Versions never change, so they are remembered once read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="calendar", state=VenueCalendars)
        self._known: dict[tuple[str, int], Calendar] = {}

    async def current(self, venue_id: str) -> Calendar:
        """The newest calendar of a venue; the built-in one until it has its own."""
        stored = await self.get(venue_id)
        if stored is None:
            return _built_in(venue_id, self.desk.clock.now().year)
        return stored.state.versions[-1]

    async def version(self, venue_id: str, version: int, year: int) -> Calendar:
        """One version of a venue's calendar.

        Args:
            year: when the case was opened, for the built-in one.
        """
        if version == 0:
            return _built_in(venue_id, year)
        if (venue_id, version) not in self._known:
            stored = await self.need(venue_id)
            for each in stored.state.versions:
                self._known[venue_id, each.version] = each
        return self._known[venue_id, version]


@lru_cache(maxsize=1024)
def _built_in(venue_id: str, year: int) -> Calendar:
    return built_in(venue_id, year)

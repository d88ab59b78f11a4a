"""Makes the sheets of marked cells anew from their cards, and keeps the reports in step with them.

One process at a time does this, under a lease. Marks are removed last: after a crash the same sheets are
made again, which changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic

from infra.chassis.leases import Leases
from infra.chassis.mongo import is_outage
from infra.chassis.policy import PolicyBook
from infra.chassis.writing import DeleteOne, Operation, ReplaceOne
from services.reporting.domain.cards import Line
from services.reporting.domain.days import Calendar, Calendars
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.sheets import CHAIN, Sheet, lines_of_day, sheet_of, together
from services.reporting.store.documents import read_card, read_sheet, sheet_document
from services.reporting.store.projecting import Projector
from services.reporting.store.versions import Version, Versions

__all__ = ["Made", "SheetMaker"]

log = logging.getLogger(__name__)
_MARKS_AT_ONCE = 20_000
_CELLS_AT_ONCE = 300
_SHEETS_AT_ONCE = 10
"""Whose cards are read together: a busy house's days are a few hundred cards each."""
_REST_SECONDS = 0.25
_LONGEST_REST_SECONDS = 2.0

At = tuple[str, date]
"""A venue and its business day."""


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet that was made anew: of whom, which day, when that day ends, the events that asked for it."""

    venue_id: str
    day: date
    ends_at: datetime
    sheet: Sheet
    event_ids: tuple[str, ...]


class SheetMaker:
    """Turns marks into sheets.

    Args:
        tell: called with the sheets of the live version that were made, before their marks go.
    """

    def __init__(
        self,
        versions: Versions,
        projector: Projector,
        policies: PolicyBook[ReportingPolicy],
        leases: Leases,
        tell: Callable[[Sequence[Made]], Awaitable[None]],
    ) -> None:
        self._versions = versions
        self._projector = projector
        self._policies = policies
        self._leases = leases
        self._tell = tell

    async def run(self, stopping: asyncio.Event) -> None:
        """Make sheets until `stopping`."""
        while not stopping.is_set():
            began = monotonic()
            try:
                if await self._leases.acquire("sheets"):
                    await self.round()
            except Exception as error:
                log.warning("sheets: %s", type(error).__name__, exc_info=not is_outage(error))
            # While many events come, the same cells are marked again and again: half the time is theirs.
            rest = min(_LONGEST_REST_SECONDS, max(_REST_SECONDS, monotonic() - began))
            try:
                await asyncio.wait_for(stopping.wait(), rest)
            except TimeoutError:
                continue

    async def round(self) -> int:
        """Make the sheets of some marked cells of every version, and swap in one that is complete."""
        made = 0
        for version in await self._versions.ours():
            if version.state == "building" and not await self._projector.caught_up(version):
                continue
            cells = await self.make(version)
            made += cells
            if version.state == "building" and not cells:  # nothing is marked: every sheet is made
                if (await self._versions.live()).fold != version.fold:
                    await self._tell_all(version)
                await self._versions.swap(version.number)
                log.info("version %s is live", version.number)
        return made

    async def make(self, version: Version) -> int:
        """Make the sheets of up to a few hundred marked cells; returns how many."""
        marks = self._versions.marks(version.number)
        oldest = marks.find({}, {"cell": 1}, sort=[("_id", 1)], limit=_CELLS_AT_ONCE)
        asked = {each["cell"] async for each in oldest}
        if not asked:
            return 0
        cells: dict[str, list[str]] = {}
        ids: list[str] = []
        async for mark in marks.find({"cell": {"$in": list(asked)}}, sort=[("_id", 1)], limit=_MARKS_AT_ONCE):
            cells.setdefault(mark["cell"], []).extend(mark["events"])
            ids.append(mark["_id"])
        calendars = await self.calendars(version)
        wanted: dict[At, list[str]] = {}
        for cell, events in cells.items():
            async for at in self._days(version, cell, calendars):
                wanted.setdefault(at, []).extend(events)
        sheets = []
        for at, sheet in (await self.compute(version, sorted(wanted), calendars)).items():
            ends_at = (await self.calendar(version, at[0], calendars)).closing(at[1])
            sheets.append(Made(*at, ends_at, sheet, tuple(wanted[at])))
        await self._save(version, sheets)
        chain = await self._chain(version, sheets)
        await self._save(version, chain)
        if version.state == "live":
            await self._tell([*sheets, *chain])
        await marks.delete_many({"_id": {"$in": ids}})
        return len(cells)

    async def _tell_all(self, version: Version) -> None:
        """Nobody kept the shown version up while this one was built: tell what came meanwhile, or differs."""
        calendars, house = await self.calendars(version), await self._house()
        some: list[Made] = []
        async for each in self._versions.sheets(version.number).find(
            {}, {"venue_id": 1, "day": 1, "totals": 1}
        ):
            venue_id, day = each["venue_id"], date.fromisoformat(each["day"])
            calendar = calendars.get(venue_id) or Calendars.of((), house)
            some.append(Made(venue_id, day, calendar.closing(day), read_sheet(each), ()))
            if len(some) == _CELLS_AT_ONCE:
                await self._tell(some)
                some = []
        await self._tell(some)

    async def compute(
        self,
        version: Version,
        days: Sequence[At],
        calendars: Mapping[str, Calendars] | None = None,
    ) -> dict[At, Sheet]:
        """The sheets of venues' days, from their cards."""
        known = calendars if calendars is not None else await self.calendars(version)
        made: dict[At, Sheet] = {}
        for start in range(0, len(days), _SHEETS_AT_ONCE):
            some = {
                at: await self.calendar(version, at[0], known) for at in days[start : start + _SHEETS_AT_ONCE]
            }
            lines: dict[At, list[Line]] = {at: [] for at in some}
            of_cell: dict[str, list[At]] = {}
            for at, calendar in some.items():
                for cell in cells_of(*at, calendar):
                    of_cell.setdefault(cell, []).append(at)
            cards = self._versions.cards(version.number).find({"cells": {"$in": list(of_cell)}}, {"facts": 0})
            async for document in cards:
                card = read_card({**document, "facts": {}})
                for at in {at for cell in document["cells"] for at in of_cell.get(cell, ())}:
                    lines[at] += lines_of_day(card, *at, some[at])
            made |= {at: sheet_of(each) for at, each in lines.items()}
        return made

    async def calendars(self, version: Version) -> dict[str, Calendars]:
        """The calendars of every venue that is known."""
        house = await self._house()
        venues = self._versions.cards(version.number).find(
            {"_id": {"$gte": "venue/", "$lt": "venue0"}}, {"facts.calendars": 1}
        )
        return {
            each["_id"].removeprefix("venue/"): Calendars.of(each["facts"].get("calendars", ()), house)
            async for each in venues
        }

    async def calendar(
        self, version: Version, venue_id: str, known: Mapping[str, Calendars] | None = None
    ) -> Calendars:
        """One venue's calendars; the house's while the venue is unknown."""
        known = known if known is not None else await self.calendars(version)
        return known.get(venue_id) or Calendars.of((), await self._house())

    async def _house(self) -> Calendar:
        policy = (await self._policies.at(None, self._policies.now())).values
        return Calendar(policy.zone, policy.day_closes_minutes)

    async def _days(
        self, version: Version, cell: str, calendars: Mapping[str, Calendars]
    ) -> AsyncIterator[At]:
        """The (venue, day) pairs whose sheets a marked cell asks for."""
        venue_id = cell.removesuffix("|*") if cell.endswith("|*") else cell.rsplit("|", 2)[0]
        calendar = await self.calendar(version, venue_id, calendars)
        held = [cell]
        if cell.endswith("|*"):  # the venue's calendar changed: every day it has
            prefix = f"{venue_id}|"
            cards = self._versions.cards(version.number)
            # "}" comes after "|": the range is an index's, however long a venue's id, whatever is in it.
            of_venue = {"$elemMatch": {"$gte": prefix, "$lt": f"{venue_id}}}"}}
            found = await cards.distinct("cells", {"cells": of_venue})
            held = [each for each in found if each.rsplit("|", 2)[0] == venue_id]
        for each in held:
            _, kind, written = each.rsplit("|", 2)
            day = date.fromisoformat(written)
            for wanted in _near(day, calendar) if kind == "m" else (day,):
                yield venue_id, wanted

    async def _chain(self, version: Version, sheets: Iterable[Made]) -> list[Made]:
        """The chain's sheets of the same days: the sums of the venues' as they are kept now."""
        events: dict[date, list[str]] = {}
        for made in sheets:
            events.setdefault(made.day, []).extend(made.event_ids)
        house, kept = await self._house(), self._versions.sheets(version.number)
        chain = []
        for day, ids in sorted(events.items()):
            of_venues = {"day": day.isoformat(), "venue_id": {"$ne": CHAIN}}
            found = kept.find(of_venues, {"totals": 1, "labels": 1})
            sheet = together([read_sheet(each) async for each in found], people=False)
            chain.append(Made(CHAIN, day, house.closing(day), sheet, tuple(ids)))
        return chain

    async def _save(self, version: Version, made: Iterable[Made]) -> None:
        operations: list[Operation] = []
        for each in made:
            document = sheet_document(each.venue_id, each.day, each.sheet)
            of_day = {"_id": document["_id"]}
            if each.sheet.totals:
                operations.append(ReplaceOne(of_day, document, upsert=True))
            else:
                operations.append(DeleteOne(of_day))
        if operations:
            await self._versions.sheets(version.number).bulk_write(operations, ordered=False)


def cells_of(venue_id: str, day: date, calendar: Calendars) -> list[str]:
    """The cells in which lines of a venue's business day lie."""
    moments = [f"{venue_id}|m|{each.isoformat()}" for each in calendar.utc_dates(day)]
    return [f"{venue_id}|d|{day.isoformat()}", *moments]


def _near(utc: date, calendar: Calendars) -> list[date]:
    """The business days that may hold moments of a UTC date."""
    days = (utc + timedelta(days=n) for n in range(-2, 2))
    return [day for day in days if utc in calendar.utc_dates(day)]

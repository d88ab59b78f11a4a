"""Reading: sheets, months, open cases, and the events behind any figure (rules R5, R6, R9)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from infra.chassis.mongo import Document
from services.reporting.domain.cards import Card, Line
from services.reporting.domain.days import Calendars, month_days
from services.reporting.domain.sheets import CHAIN, Sheet, lines_of_day, place, together
from services.reporting.store.documents import read_card, read_sheet
from services.reporting.store.journal import Journal
from services.reporting.store.sheets import SheetMaker, cells_of
from services.reporting.store.versions import Version, Versions

__all__ = ["Behind", "Figures", "Share", "Venue"]


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue as reports name it."""

    venue_id: str
    name: str
    name_en: str
    featured: bool
    contracted: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """One line behind a figure, and whose it is."""

    card: Card
    line: Line


@dataclass(frozen=True, slots=True)
class Share:
    """What one venue's business day adds to a figure of several days or venues."""

    venue_id: str
    day: date
    amount: int


class Figures:
    """All questions that pages, exports and reports ask of the live version."""

    def __init__(self, versions: Versions, maker: SheetMaker, journal: Journal) -> None:
        self._versions = versions
        self._maker = maker
        self._journal = journal

    async def live(self) -> Version:
        """The version that is shown."""
        return await self._versions.live()

    async def sheet(self, venue_id: str, day: date) -> Sheet:
        """The figures of one day; empty where nothing happened."""
        sheets = self._versions.sheets((await self.live()).number)
        found = await sheets.find_one({"_id": f"{venue_id}|{day.isoformat()}"})
        return read_sheet(found or {})

    async def fresh(self, venue_id: str, day: date) -> Sheet:
        """The same, computed from the cards now, whatever is still marked."""
        version = await self.live()
        if venue_id != CHAIN:
            return (await self._maker.compute(version, [(venue_id, day)]))[venue_id, day]
        told = await self._maker.calendars(version)
        made = await self._versions.sheets(version.number).distinct("venue_id", {"day": day.isoformat()})
        venues = {*told, *made} - {CHAIN}  # of some nothing but their figures was heard
        sheets = await self._maker.compute(version, [(each, day) for each in venues], told)
        return together(sheets.values(), people=False)

    async def days(self, venue_id: str, first: date, last: date) -> dict[str, Sheet]:
        """Day (ISO) → figures of a venue or the chain, for the days that have any."""
        sheets = self._versions.sheets((await self.live()).number)
        found = sheets.find(
            {"venue_id": venue_id, "day": {"$gte": first.isoformat(), "$lte": last.isoformat()}},
            {"day": 1, "totals": 1, "labels": 1},
            sort=[("day", 1)],
        )
        return {each["day"]: read_sheet(each) async for each in found}

    async def by_venue(
        self,
        first: date,
        last: date,
        venues: Sequence[str] | None = None,
        *,
        parts: Sequence[str] = ("labels",),
    ) -> dict[str, Sheet]:
        """Venue → figures of all these days together; `venues` None is every venue.

        Args:
            parts: what else than totals is wanted, of ``labels``, ``agents``, ``departments``.
        """
        query: Document = {"day": {"$gte": first.isoformat(), "$lte": last.isoformat()}}
        query["venue_id"] = {"$ne": CHAIN} if venues is None else {"$in": list(venues)}
        fields: Document = {"venue_id": 1, "totals": 1, **dict.fromkeys(parts, 1)}
        gathered: dict[str, list[Sheet]] = {}
        async for each in self._versions.sheets((await self.live()).number).find(query, fields):
            gathered.setdefault(each["venue_id"], []).append(read_sheet(each))
        return {venue: together(sheets) for venue, sheets in sorted(gathered.items())}

    async def month(
        self, month: str, venues: Sequence[str] | None = None, *, parts: Sequence[str] = ("labels",)
    ) -> dict[str, Sheet]:
        """Venue → figures of a month."""
        return await self.by_venue(*month_days(month), venues, parts=parts)

    async def month_totals(
        self, month: str, figures: Sequence[str], venues: Sequence[str] | None = None
    ) -> dict[str, Sheet]:
        """Venue → these totals of a month and nothing else: the store adds them up."""
        first, last = (day.isoformat() for day in month_days(month))
        query: Document = {"day": {"$gte": first, "$lte": last}}
        query["venue_id"] = {"$ne": CHAIN} if venues is None else {"$in": list(venues)}
        sums = {figure: {"$sum": f"$totals.{figure}"} for figure in figures}
        found = self._versions.sheets((await self.live()).number).aggregate(
            [{"$match": query}, {"$group": {"_id": "$venue_id", **sums}}, {"$sort": {"_id": 1}}]
        )
        return {each.pop("_id"): Sheet(each, {}, {}, {}) async for each in found}

    async def month_of(self, staff_id: str, month: str) -> dict[str, int]:
        """Figure → sum of what one person did in a month, at whichever venue."""
        first, last = (day.isoformat() for day in month_days(month))
        found = self._versions.sheets((await self.live()).number).find(
            {"day": {"$gte": first, "$lte": last}, "venue_id": {"$ne": CHAIN}},
            {"agents": _within(("agents", staff_id))},
        )
        return together([Sheet(each.get("agents") or {}, {}, {}, {}) async for each in found]).totals

    async def venues(self) -> dict[str, Venue]:
        """Every venue that was heard of, by id, in the order of their names."""
        cards = self._versions.cards((await self.live()).number)
        found = [
            Venue(
                each["_id"].removeprefix("venue/"),
                each["facts"]["name"],
                each["facts"]["name_en"],
                each["facts"]["featured"],
                each["facts"]["contracted"],
            )
            async for each in cards.find({"_id": {"$gte": "venue/", "$lt": "venue0"}})
            if "name" in each["facts"]
        ]
        return {each.venue_id: each for each in sorted(found, key=lambda venue: venue.name)}

    async def today(self, now: datetime, venues: Sequence[str]) -> dict[str, date]:
        """Venue → its business day at `now`."""
        version = await self.live()
        known = await self._maker.calendars(version)
        return {id: (await self._maker.calendar(version, id, known)).day_of(now) for id in venues}

    async def sheets_of(self, days: Mapping[str, date]) -> dict[str, Sheet]:
        """Venue → figures of its given day, empty where nothing happened."""
        sheets = self._versions.sheets((await self.live()).number)
        ids = {f"{venue}|{day.isoformat()}": venue for venue, day in days.items()}
        found = sheets.find({"_id": {"$in": list(ids)}}, {"totals": 1, "labels": 1})
        read = {ids[each["_id"]]: read_sheet(each) async for each in found}
        return {venue: read.get(venue, read_sheet({})) for venue in days}

    async def calendar(self, venue_id: str) -> Calendars:
        """When a venue's days end; the house's calendar for the chain."""
        return await self._maker.calendar(await self.live(), venue_id)

    async def calendars(self) -> Callable[[str], Calendars]:
        """The same of every venue at once, by its id."""
        version = await self.live()
        known, house = await self._maker.calendars(version), await self._maker.calendar(version, CHAIN, {})
        return lambda venue_id: known.get(venue_id) or house

    async def facts(self, kind: str) -> dict[str, dict[str, Any]]:
        """Key → facts of every card of a kind (departments, staff)."""
        cards = self._versions.cards((await self.live()).number)
        found = cards.find({"_id": {"$gte": f"{kind}/", "$lt": f"{kind}0"}}, {"facts": 1})
        return {each["_id"].partition("/")[2]: each["facts"] async for each in found}

    async def open_cases(self, venues: Sequence[str] | None, limit: int = 200) -> list[dict[str, Any]]:
        """Unfinished cases, the next promise first; `venues` None is every venue."""
        query: Document = {"open": True}
        if venues is not None:
            query["facts.venue_id"] = {"$in": list(venues)}
        cards = self._versions.cards((await self.live()).number)
        found = cards.find(query, {"facts": 1}, sort=[("facts.due_at", 1)], limit=limit)
        return [{"case_id": each["_id"].removeprefix("case/"), **each["facts"]} async for each in found]

    async def cases_of(self, first: date, last: date) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        """(case id, facts) of the cases that counted for something between two UTC dates."""
        cards = self._versions.cards((await self.live()).number)
        query = {
            "_id": {"$gte": "case/", "$lt": "case0"},
            "facts.opened_at": {"$exists": True},
        }
        async for each in cards.find(query, {"facts": 1}):
            if first <= each["facts"]["opened_at"].date() <= last:
                yield each["_id"].removeprefix("case/"), each["facts"]

    async def shares(
        self,
        figure: str,
        first: date,
        last: date,
        venues: Sequence[str] | None = None,
        *,
        label: str | None = None,
        agent: str | None = None,
        department: str | None = None,
    ) -> list[Share]:
        """The days and venues that a figure of several of them is the sum of (rule R9).

        Args:
            venues: None is every venue.
            label, agent, department: only what counts for this part, person or department.
        """
        query: Document = {"day": {"$gte": first.isoformat(), "$lte": last.isoformat()}}
        query["venue_id"] = {"$ne": CHAIN} if venues is None else {"$in": list(venues)}
        amount = _within(place(figure, label=label, agent=agent, department=department))
        found = self._versions.sheets((await self.live()).number).find(
            query, {"venue_id": 1, "day": 1, "amount": amount}, sort=[("day", 1), ("venue_id", 1)]
        )
        return [
            Share(each["venue_id"], date.fromisoformat(each["day"]), each["amount"])
            async for each in found
            if each.get("amount")
        ]

    async def behind(
        self,
        venue_id: str,
        day: date,
        figure: str,
        *,
        label: str | None = None,
        agent: str | None = None,
        department: str | None = None,
    ) -> list[Behind]:
        """Every line that a venue's figure of a day is the sum of, oldest first (rule R9)."""
        version = await self.live()
        calendar = await self._maker.calendar(version, venue_id)
        cards = self._versions.cards(version.number).find(
            {"cells": {"$in": cells_of(venue_id, day, calendar)}}
        )
        found = []
        async for document in cards:
            card = read_card(document)
            for line in lines_of_day(card, venue_id, day, calendar):
                wanted = (
                    line.figure == figure
                    and label in {None, line.label}
                    and agent in {None, line.agent}
                    and department in {None, line.department}
                )
                if wanted:
                    found.append(Behind(card, line))
        return sorted(found, key=lambda each: (each.line.at, each.line.event_id))

    async def card(self, card_id: str) -> Card | None:
        """The card ``<kind>/<key>`` of the version that is shown; None if nothing was heard of it."""
        document = await self._versions.cards((await self.live()).number).find_one({"_id": card_id})
        return read_card(document) if document else None

    async def history(self, card: Card) -> list[Document]:
        """The events of a card, whole, as they were heard."""
        ids = [seen.event_id for seen in card.events]
        found = {each["id"]: each async for each in self._journal.of(card.key, ids)}
        return [found[id] for id in ids if id in found]


def _within(names: Sequence[str]) -> Document:
    """What to ask the store for, to get one number of a document and not the whole of it."""
    value: Any = "$$ROOT"
    for name in names:
        value = {"$getField": {"field": {"$literal": name}, "input": value}}
    found: Document = value
    return found

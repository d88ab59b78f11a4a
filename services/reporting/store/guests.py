"""Guest analysis: reads the visits from the cards, has them analysed aside, keeps the newest result."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from infra.chassis.clock import Clock
from infra.chassis.mongo import Collection, Database, Document, is_outage
from services.reporting.domain.cards import Card
from services.reporting.domain.days import Calendars
from services.reporting.domain.guests import Said, Visit, analyse
from services.reporting.domain.sheets import CHAIN
from services.reporting.store.documents import read_card
from services.reporting.store.figures import Figures
from services.reporting.store.versions import Versions

__all__ = ["GuestAnalyst"]

log = logging.getLogger(__name__)
_COLLECTION = "guest_analyses"
_WINDOW = timedelta(days=730)
_EVERY = timedelta(days=1)
_LOOK_SECONDS = 60.0


class GuestAnalyst:
    """Makes the analysis every night, or when asked, one at a time."""

    def __init__(self, db: Database, clock: Clock, versions: Versions, figures: Figures) -> None:
        self._kept = db.collection(_COLLECTION)
        self._clock = clock
        self._versions = versions
        self._figures = figures
        self._asked = asyncio.Event()
        self.busy = False

    async def newest(self) -> Document | None:
        """The newest result, JSON-like; None before the first."""
        return await self._kept.find_one({"_id": "chain"}, {"_id": 0})

    def ask(self) -> None:
        """Make one soon."""
        self.busy = True
        self._asked.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping`."""
        while not stopping.is_set():
            try:
                if self._asked.is_set() or await self._due():
                    self._asked.clear()
                    await self.make()
            except Exception as error:
                log.warning("guest analysis: %s", type(error).__name__, exc_info=not is_outage(error))
            finally:
                self.busy = self._asked.is_set()
            waits = {asyncio.ensure_future(each.wait()) for each in (stopping, self._asked)}
            await asyncio.wait(waits, timeout=_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()

    async def make(self) -> Document:
        """Analyse now, and keep the result."""
        self.busy = True
        today = (await self._figures.calendar(CHAIN)).day_of(self._clock.now())
        span = today - _WINDOW, today - timedelta(days=1)
        visits, said = await self.visits(*span), await self.said(*span)
        answers = await asyncio.to_thread(analyse, visits, today, said)
        result: dict[str, Any] = {
            "made_at": self._clock.now(),
            "guests": len({visit.guest_id for visit in visits}),
            "visits": len(visits),
            "answers": {
                name: asdict(answer)
                | {"better": answer.backtest.better if answer.backtest is not None else None}
                for name, answer in answers.items()
            },
        }
        await self._kept.replace_one({"_id": "chain"}, {"_id": "chain", **result}, upsert=True)
        return result

    async def visits(self, first: date, last: date) -> list[Visit]:
        """Every visit between two days, of guests as they are known after merges."""
        cards = self._versions.cards((await self._versions.live()).number)
        kept, calendars = await _merged(cards), await self._figures.calendars()
        found: list[Visit] = []
        walked_in: dict[tuple[str, str, date], Visit] = {}
        for kind in ("booking", "account"):
            query = {"_id": {"$gte": f"{kind}/", "$lt": f"{kind}0"}}
            async for document in cards.find(query, {"events": 0, "cells": 0}):
                card = read_card({**document, "events": []})
                guest_id = _known_as(card.facts.get("guest_id", "") if kind == "booking" else card.key, kept)
                if kind == "booking":
                    found += _booked(card, guest_id)
                else:
                    _walk_in(walked_in, card, guest_id, calendars)
        found += (visit for visit in walked_in.values() if visit.spend_fen)
        return [each for each in found if first <= each.day <= last]

    async def said(self, first: date, last: date) -> list[Said]:
        """What the same guests answered to surveys between two days."""
        cards = self._versions.cards((await self._versions.live()).number)
        kept, calendars = await _merged(cards), await self._figures.calendars()
        found: list[Said] = []
        async for document in cards.find({"_id": {"$gte": "survey/", "$lt": "survey0"}}, {"events": 0}):
            card = read_card({**document, "events": []})
            word = card.lines.get("word")
            if word is not None and first <= calendars(word.venue_id).day_of(word.at) <= last:
                found.append(Said(_known_as(card.facts["guest_id"], kept), word.figure == "satisfied"))
        return found

    async def _due(self) -> bool:
        newest = await self._kept.find_one({"_id": "chain"}, {"made_at": 1})
        made: datetime = newest["made_at"] if newest else datetime(1970, 1, 1, tzinfo=UTC)
        return self._clock.now() - made > _EVERY


async def _merged(cards: Collection) -> dict[str, str]:
    """Guest → whom their file was merged into."""
    found = cards.find({"_id": {"$gte": "guest/", "$lt": "guest0"}, "facts.kept": {"$exists": True}})
    return {each["_id"].removeprefix("guest/"): each["facts"]["kept"] async for each in found}


def _known_as(guest_id: str, kept: Mapping[str, str]) -> str:
    """Who a guest is after all merges: the file that one was merged into may be merged into another."""
    seen = {guest_id}
    while (into := kept.get(guest_id, guest_id)) not in seen:
        seen.add(into)
        guest_id = into
    return guest_id


def _booked(card: Card, guest_id: str) -> list[Visit]:
    seated = card.lines.get("seated")
    if seated is None or seated.day is None:
        return []
    spend = sum(line.amount for line in card.lines.values() if line.figure == "spend_fen")
    weekend = "weekend" if seated.day.weekday() >= 5 else "weekday"
    labels = (f"venue:{seated.venue_id}", f"kind:{card.facts.get('kind', '')}", weekend)
    return [Visit(guest_id, seated.day, spend, labels)]


def _walk_in(
    visits: dict[tuple[str, str, date], Visit],
    card: Card,
    guest_id: str,
    calendars: Callable[[str], Calendars],
) -> None:
    """Visits the till told of that were not booked; what was taken back of one by a card takes it off."""
    for line in card.lines.values():
        if line.figure == "spend_fen":
            day = calendars(line.venue_id).day_of(line.at)
            visit_id = line.slot.partition("spend/")[2]  # also of off/<guest>/spend/<visit>
            id = (guest_id, visit_id, day)
            fen = line.amount + (visits[id].spend_fen if id in visits else 0)
            visits[id] = Visit(guest_id, day, fen, (f"venue:{line.venue_id}",))

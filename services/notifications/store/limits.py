"""Rate limits and cost caps of providers, over all processes: two counters in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import accumulate

from infra.chassis.clock import Clock
from infra.chassis.gathering import Gathering
from infra.chassis.mongo import Database, Document, Index

__all__ = ["Limits"]

_BURST_SECONDS = 1.0
"""How much of an idle time's allowance may be used at once."""
_MOST = 1_000
"""Places handed out in one move."""


class Limits:
    """Grants moments and money.

    A rate limit is one timestamp per provider, the moment the next message may leave (the generic cell
    rate algorithm). Whoever asks moves it on by one interval and gets the place before, so places are
    handed out once, in order, also to messages that have to wait, and a crash forgets none.
    """

    def __init__(self, db: Database, clock: Clock) -> None:
        self._lanes = db.collection("rate_limits")
        self._spent = db.collection("spending")
        self._db = db
        self._clock = clock
        self._places: dict[str, Gathering[float, datetime | None]] = {}

    async def ensure(self) -> None:
        """Create the collections and indexes."""
        await self._db.ensure("rate_limits", [])
        await self._db.ensure("spending", [Index([("day", 1)], expire_seconds=90 * 86400)])

    async def place(self, lane: str, per_second: float) -> datetime | None:
        """Take the next place in a lane; None: go now. Who asks at the same time is answered together."""
        if lane not in self._places:
            self._places[lane] = Gathering(partial(self._hand_out, lane), most=_MOST, at_once=1)
        return await self._places[lane].ask(1000 / per_second)

    async def _hand_out(self, lane: str, intervals: Sequence[float]) -> list[datetime | None]:
        """The next places in a lane, each with its interval behind it, milliseconds."""
        now = self._clock.now().timestamp() * 1000
        first = await self._move_on(lane, sum(intervals), now)
        places = accumulate(intervals[:-1], initial=first)
        return [datetime.fromtimestamp(place / 1000, UTC) if place > now else None for place in places]

    async def _move_on(self, lane: str, milliseconds: float, now: float) -> float:
        """Move the lane on; returns where it stood."""
        floor = now - _BURST_SECONDS * 1000
        begin = {"$max": [{"$ifNull": ["$next", floor]}, floor]}
        after: Document = await self._lanes.find_one_and_update(
            {"_id": lane},
            [{"$set": {"place": begin}}, {"$set": {"next": {"$add": ["$place", milliseconds]}}}],
            upsert=True,
            return_document=True,
        )
        return float(after["place"])

    async def spend(self, provider: str, price_fen: int, cap_fen: int) -> date | None:
        """Take the price of one message from today's (UTC) budget, and say whose day it is; None: spent."""
        now = self._clock.now()
        day = datetime(now.year, now.month, now.day, tzinfo=UTC)
        key = f"{provider}|{day:%F}"
        if await self._take(key, price_fen, cap_fen):
            return day.date()
        if price_fen > cap_fen:
            return None
        opened = await self._spent.update_one(
            {"_id": key}, {"$setOnInsert": {"fen": price_fen, "day": day}}, upsert=True
        )
        # Of many who ask first on a day one opens its account; the others take from that.
        taken = opened.upserted_id is not None or await self._take(key, price_fen, cap_fen)
        return day.date() if taken else None

    async def give_back(self, provider: str, price_fen: int, day: date) -> None:
        """Nobody took the message after all: its price is there again, on the day it was taken from."""
        key = f"{provider}|{day:%F}"
        await self._spent.update_one({"_id": key, "fen": {"$gte": price_fen}}, {"$inc": {"fen": -price_fen}})

    async def _take(self, key: str, price_fen: int, cap_fen: int) -> bool:
        """Take from an account that is open and has so much left."""
        left = {"_id": key, "fen": {"$lte": cap_fen - price_fen}}
        return (await self._spent.update_one(left, {"$inc": {"fen": price_fen}})).matched_count > 0

    async def spent_today(self, provider: str) -> int:
        """Fen spent with a provider today (UTC)."""
        found = await self._spent.find_one({"_id": f"{provider}|{self._clock.now():%F}"})
        return int(found["fen"]) if found else 0

"""Counts failed attempts, so that nobody can try numbers until one fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from infra.chassis.clock import Clock
from infra.chassis.decision import Refused
from infra.chassis.mongo import Database, Index

__all__ = ["Attempts"]

_COLLECTION = "attempts"


class Attempts:
    """Failures by key in a fixed window, shared by every process of the service."""

    def __init__(self, db: Database, clock: Clock, *, window: timedelta = timedelta(hours=1)) -> None:
        self._db = db
        self._clock = clock
        self._window = window

    async def ensure(self) -> None:
        """Create the collection; counts go by themselves after their window."""
        seconds = int(self._window.total_seconds())
        await self._db.ensure(_COLLECTION, [Index([("at", 1)], expire_seconds=seconds)])

    async def begin(self, limits: Mapping[str, int]) -> None:
        """Count an attempt under each key before its outcome is known, so that many at once count as many.

        Raises:
            Refused: one of the keys failed as often in this window as its limit allows (429).
        """
        counted = [await self._add(key, 1) > most for key, most in limits.items()]
        if any(counted):
            raise Refused("too-many-attempts", "try again in an hour, or call us", kind="limit")

    async def succeeded(self, keys: Iterable[str]) -> None:
        """The attempt was no failure: take it back."""
        for key in keys:
            await self._add(key, -1)

    async def _add(self, key: str, number: int) -> int:
        after = await self._db.collection(_COLLECTION).find_one_and_update(
            {"_id": self._key(key)},
            {"$inc": {"count": number}, "$setOnInsert": {"at": self._clock.now()}},
            upsert=True,
            return_document=True,  # as it is afterwards
        )
        return int(after["count"])

    def _key(self, key: str) -> str:
        return f"{key}@{int(self._clock.now().timestamp() // self._window.total_seconds())}"

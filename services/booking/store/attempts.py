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

    async def check(self, limits: Mapping[str, int]) -> None:
        """Refuse (429) if one of these keys failed as often in this window as its limit allows."""
        keys = {self._key(key): most for key, most in limits.items()}
        async for each in self._db.collection(_COLLECTION).find({"_id": {"$in": list(keys)}}):
            if each["count"] >= keys[each["_id"]]:
                raise Refused("too-many-attempts", "try again in an hour, or call us", kind="limit")

    async def failed(self, keys: Iterable[str]) -> None:
        """Count a failure under each key."""
        for key in keys:
            await self._db.collection(_COLLECTION).update_one(
                {"_id": self._key(key)},
                {"$inc": {"count": 1}, "$setOnInsert": {"at": self._clock.now()}},
                upsert=True,
            )

    def _key(self, key: str) -> str:
        return f"{key}@{int(self._clock.now().timestamp() // self._window.total_seconds())}"

"""Leases: one holder at a time for a named piece of work, with a fencing token that only grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from pymongo import ReturnDocument

from infra.chassis.mongo import Database, Document, insert_missing

__all__ = ["Lease", "Leases"]

COLLECTION = "leases"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Lease:
    """A held lease. `token` fences: whoever holds it later has a higher one."""

    name: str
    token: int
    expires: float
    """On this process's monotonic clock, counted from before the request: never later than the store's."""

    @property
    def held(self) -> bool:
        """Whether it surely still holds."""
        return monotonic() < self.expires


class Leases:
    """Leases of one service, kept by the database's own clock so that processes' clocks do not matter."""

    def __init__(self, db: Database, owner: str, term: timedelta = timedelta(seconds=10)) -> None:
        self._leases = db.collection(COLLECTION)
        self._owner = owner
        self.term = term

    async def acquire(self, name: str) -> Lease | None:
        """Take or renew the lease `name`; None while somebody else holds it."""
        asked = monotonic()
        mine = {"$eq": ["$owner", self._owner]}
        free = {"$lt": ["$until", "$$NOW"]}
        await insert_missing(self._leases, [{"_id": name, "owner": "", "token": 0, "until": _LONG_AGO}])
        until = {"startDate": "$$NOW", "unit": "millisecond", "amount": int(self.term.total_seconds() * 1000)}
        document: Document | None = await self._leases.find_one_and_update(
            {"_id": name, "$expr": {"$or": [mine, free]}},
            [
                {
                    "$set": {
                        "token": {"$cond": [mine, "$token", {"$add": ["$token", 1]}]},
                        "owner": self._owner,
                        "until": {"$dateAdd": until},
                    }
                }
            ],
            return_document=ReturnDocument.AFTER,
        )
        if document is None:
            return None
        return Lease(name, document["token"], asked + self.term.total_seconds())

    async def release(self, lease: Lease) -> None:
        """Give the lease up, so that another may take it at once."""
        await self._leases.update_one(
            {"_id": lease.name, "owner": self._owner, "token": lease.token},
            [{"$set": {"until": "$$NOW", "owner": ""}}],
        )

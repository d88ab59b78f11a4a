"""Changes of stored data, made once each, in order, forward only, while the version before still runs.

A migration must leave the data readable by the version before it (add, fill in, copy; drop only what no
running version reads any more) and be repeatable: a process may die in the middle of one. Indexes are no
migrations; stores state theirs and every start ensures them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from infra.chassis.clock import Clock
from infra.chassis.ids import new_id
from infra.chassis.leases import Leases
from infra.chassis.mongo import Database

__all__ = ["Migration", "migrate"]

log = logging.getLogger(__name__)
COLLECTION = "migrations"
_LEASE = "migrations"
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Migration:
    """One change.

    Attributes:
        name: identity, for ever; ``2027-01-fill-in-channel``.
        work: makes it; may run again if a process died before it was noted.
    """

    name: str
    work: Callable[[Database], Awaitable[None]]


async def migrate(db: Database, migrations: Sequence[Migration], clock: Clock) -> list[str]:
    """Make those that were not made yet; returns their names. Of many processes starting, one works.

    Migrations this version does not know stay as they are: a newer version runs beside it.

    Raises:
        Exception: one failed. It is not noted, those after it are not tried, and the service must not start.
    """
    done = db.collection(COLLECTION)
    made: list[str] = []
    leases = Leases(db, new_id())
    while missing := await _missing(db, migrations):
        lease = await leases.acquire(_LEASE)
        if lease is None:
            await asyncio.sleep(_LOOK_SECONDS)
            continue
        renewing = asyncio.create_task(_renew(leases))
        try:
            for migration in await _missing(db, missing):
                log.info("migration %s", migration.name)
                await migration.work(db)
                await done.insert_one({"_id": migration.name, "at": clock.now()})
                made.append(migration.name)
        finally:
            renewing.cancel()
            await leases.release(lease)
    return made


async def _missing(db: Database, migrations: Sequence[Migration]) -> list[Migration]:
    names = [each.name for each in migrations]
    found = db.collection(COLLECTION).find({"_id": {"$in": names}}, {"_id": 1})
    there = {each["_id"] async for each in found}
    return [each for each in migrations if each.name not in there]


async def _renew(leases: Leases) -> None:
    """Hold the lease for as long as the work takes."""
    while True:
        await asyncio.sleep(leases.term.total_seconds() / 3)
        await leases.acquire(_LEASE)

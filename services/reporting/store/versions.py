"""Versions of the projection: one is live, another may be built beside it from the journal and swapped in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from infra.chassis.mongo import Collection, Database, Document, Index, Session, insert_missing
from services.reporting.domain.folding import FOLD_VERSION

__all__ = ["Version", "Versions"]

_VERSIONS = "versions"
_PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Version:
    """One version.

    Attributes:
        number: 1, 2, 3 …; names its collections.
        fold: the `FOLD_VERSION` of the code that made it; other code leaves it alone.
    """

    number: int
    fold: int
    state: Literal["live", "building", "retired"]


class Versions:
    """Which versions there are, how far each has come, and where its documents lie."""

    def __init__(self, db: Database, topics: Sequence[str]) -> None:
        self._db = db
        self._topics = tuple(topics)
        self._versions = db.collection(_VERSIONS)
        self._progress = db.collection(_PROGRESS)

    async def ensure(self) -> None:
        """Create the first version, or start building one for newer code."""
        await self._db.ensure(_VERSIONS, [])
        await self._db.ensure(_PROGRESS, [])
        known = await self.all()
        if not known:
            await self._create(1, "live")
        elif not any(each.fold == FOLD_VERSION for each in known if each.state != "retired"):
            await self._create(max(each.number for each in known) + 1, "building")
        await self.drop_retired()
        for version in await self.all():
            if version.state != "retired":
                await self._collections(version.number)

    async def build(self) -> Version:
        """Begin a new version beside the live one; the one being built, if there is one."""
        known = await self.all()
        building = next((each for each in known if each.state == "building"), None)
        if building is not None:
            return building
        await self.drop_retired()
        number = max(each.number for each in known) + 1
        await self._create(number, "building")
        return Version(number, FOLD_VERSION, "building")

    async def all(self) -> list[Version]:
        """Every version, oldest first."""
        found = self._versions.find({}, sort=[("_id", 1)])
        return [Version(each["_id"], each["fold"], each["state"]) async for each in found]

    async def ours(self) -> list[Version]:
        """Those that are kept up, by this code."""
        return [each for each in await self.all() if each.state != "retired" and each.fold == FOLD_VERSION]

    async def live(self) -> Version:
        """The one that is shown."""
        return next(each for each in await self.all() if each.state == "live")

    async def step(self, session: Session, number: int, topic: str, page: int) -> bool:
        """Claim `page` as the next one of a topic for a version; False if it is not next."""
        moved = await self._progress.update_one(
            {"_id": f"{number}|{topic}", "page": page - 1}, {"$set": {"page": page}}, session=session
        )
        return moved.modified_count == 1

    async def progress(self, number: int) -> dict[str, int]:
        """The last page folded, by topic."""
        ids = {f"{number}|{topic}": topic for topic in self._topics}
        found = self._progress.find({"_id": {"$in": list(ids)}})
        done = {ids[each["_id"]]: each["page"] async for each in found}
        return {topic: done.get(topic, 0) for topic in self._topics}

    async def swap(self, number: int) -> None:
        """Show version `number` from now on.

        The one shown until now is retired: whoever reads it may finish. It is dropped when the service
        starts, or when the next version is begun.
        """

        async def work(session: Session) -> None:
            await self._versions.update_many(
                {"state": "live"}, {"$set": {"state": "retired"}}, session=session
            )
            await self._versions.update_one({"_id": number}, {"$set": {"state": "live"}}, session=session)

        await self._db.transact(work)

    async def drop_retired(self) -> None:
        """Remove the documents of versions that are shown no more."""
        for version in await self.all():
            if version.state == "retired":
                for collection in (self.cards(version.number), self.sheets(version.number)):
                    await collection.drop()
                await self.marks(version.number).drop()

    def cards(self, number: int) -> Collection:
        """Cards of a version."""
        return self._db.collection(f"cards_{number}")

    def sheets(self, number: int) -> Collection:
        """Sheets of a version."""
        return self._db.collection(f"sheets_{number}")

    def marks(self, number: int) -> Collection:
        """Cells of a version whose sheets are out of date: one document per batch and cell, insert only."""
        return self._db.collection(f"marks_{number}")

    async def _create(self, number: int, state: str) -> None:
        await self._collections(number)
        await self._start(number)
        document: Document = {"_id": number, "fold": FOLD_VERSION, "state": state}
        await insert_missing(self._versions, [document])

    async def _start(self, number: int) -> None:
        rows: list[Document] = [{"_id": f"{number}|{topic}", "page": 0} for topic in self._topics]
        await insert_missing(self._progress, rows)

    async def _collections(self, number: int) -> None:
        unfinished = Index([("open", 1)], where={"open": True})
        await self._db.ensure(f"cards_{number}", [Index([("cells", 1)]), unfinished])
        await self._db.ensure(
            f"sheets_{number}", [Index([("venue_id", 1), ("day", 1)]), Index([("day", 1), ("venue_id", 1)])]
        )
        await self._db.ensure(f"marks_{number}", [Index([("cell", 1)])])
        await self._start(number)

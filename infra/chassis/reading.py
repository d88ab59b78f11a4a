"""Reads by id that come at the same time share one trip to the store.

Handling sixty keys side by side asks a handful of questions, not hundreds.
"""

from __future__ import annotations

from collections.abc import Sequence

from infra.chassis.gathering import Gathering
from infra.chassis.mongo import Collection, Document

__all__ = ["Reading"]

_MOST = 200
"""Ids in one trip."""
_AT_ONCE = 2
"""Trips under way: the store looks up one while we unpack the other."""


class Reading:
    """Documents of one collection by their id, outside transactions.

    Every caller sees what was committed before it asked. Two who ask for one document at the same time
    are handed the very same one: nobody may change it.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._trips: Gathering[str, Document | None] = Gathering(self._ask, most=_MOST, at_once=_AT_ONCE)

    async def get(self, id: str) -> Document | None:
        """The document, or None.

        Raises:
            PyMongoError: the store is away; everybody whose id was asked for with this one learns it.
        """
        return await self._trips.ask(id)

    async def _ask(self, ids: Sequence[str]) -> list[Document | None]:
        found = self._collection.find({"_id": {"$in": list(dict.fromkeys(ids))}})
        documents = {each["_id"]: each async for each in found}
        return [documents.get(id) for id in ids]

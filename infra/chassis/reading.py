"""Reads by id that come at the same time share one trip to the store.

A read that comes alone goes at once. While reads are under way the others gather, and the next trip takes
them all: handling sixty keys side by side asks a handful of questions, not hundreds.
"""

from __future__ import annotations

import asyncio
from contextvars import Context
from itertools import islice
from typing import cast

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
        self._wanted: dict[str, asyncio.Future[Document | None]] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def get(self, id: str) -> Document | None:
        """The document, or None.

        Raises:
            PyMongoError: the store is away; everybody whose id was asked for with this one learns it.
        """
        found = self._wanted.get(id)
        if found is None:
            found = self._wanted[id] = asyncio.get_running_loop().create_future()
            if len(self._under_way) < _AT_ONCE:
                # In no one's trace: the trip is everybody's.
                self._under_way.add(asyncio.create_task(self._work(), context=Context()))
        return await asyncio.shield(found)  # others may wait for it too

    async def _work(self) -> None:
        try:
            while self._wanted:
                await self._read_some()
        finally:  # at once: a task that has ended reads nothing that still comes
            self._under_way.remove(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _read_some(self) -> None:
        taken = {id: self._wanted.pop(id) for id in list(islice(self._wanted, _MOST))}
        try:
            documents = await self._ask(list(taken))
        except Exception as error:
            for waiting in taken.values():
                waiting.set_exception(error)
                waiting.exception()  # it is no news to the loop, should all who asked have been cancelled
            return
        for id, waiting in taken.items():
            waiting.set_result(documents.get(id))

    async def _ask(self, ids: list[str]) -> dict[str, Document]:
        return {each["_id"]: each async for each in self._collection.find({"_id": {"$in": ids}})}

"""The in-app inbox: what lies in it, what is unread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from infra.chassis.desk import Desk
from infra.chassis.mongo import Index
from infra.chassis.store import Store
from services.notifications.domain.inbox import InboxItem

__all__ = ["InboxStore"]


class InboxStore(Store[InboxItem]):
    """All inboxes.

    Args:
        keep: how long an item stays after it was laid in or read.
    """

    indexes = (
        Index([("state.recipient", 1), ("_id", -1)]),
        Index([("state.recipient", 1), ("updated_at", 1)]),
        Index([("state.recipient", 1)], where={"state.read_at": None}),
    )

    def __init__(self, desk: Desk, keep: timedelta) -> None:
        super().__init__(desk, aggregate="inbox-item", state=InboxItem, collection="inbox_items")
        self._keep = keep

    async def ensure(self) -> None:
        """Create the collection and its indexes, and let items go in time."""
        await super().ensure()
        lapse = Index([("updated_at", 1)], expire_seconds=int(self._keep.total_seconds()))
        await self.desk.db.ensure(self.collection.name, [lapse])

    async def unread(self, recipients: Iterable[str | re.Pattern[str]]) -> int:
        """How many items in these inboxes nobody has read."""
        return await self.collection.count_documents(
            {"state.recipient": {"$in": list(recipients)}, "state.read_at": None}
        )

    async def forget(self, recipient: str) -> None:
        """Empty the inbox of somebody who must not be known any more."""
        await self.collection.delete_many({"state.recipient": recipient})

    async def move(self, old: str, kept: str) -> None:
        """What lies in the inbox of a guest found to be a double is the kept guest's."""
        now = self.desk.clock.now()  # a live feed shows what changed
        moved = {"$set": {"state.recipient": kept, "updated_at": now}, "$inc": {"version": 1}}
        await self.collection.update_many({"state.recipient": old}, moved)

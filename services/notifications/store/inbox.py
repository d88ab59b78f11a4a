"""The in-app inbox: what lies in it, what is unread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from infra.chassis.decision import Decided
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index
from infra.chassis.store import Store

__all__ = ["InboxItem", "InboxStore", "mark_read", "put"]


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A message in somebody's inbox; its id is its delivery's.

    Attributes:
        recipient: key as in `Recipient.key`; a desk's inbox is shared by all who hold the desk.
    """

    recipient: str
    kind: str
    title: str
    body: str
    at: datetime
    read_at: datetime | None = None
    read_by: str | None = None


def put(state: InboxItem | None, item: InboxItem) -> Decided[InboxItem]:
    """Lay it in; a second time changes nothing."""
    return (item if state is None else state), ()


def mark_read(state: InboxItem, by: str, now: datetime) -> Decided[InboxItem]:
    """Somebody read it; the first reader counts."""
    return (state if state.read_at else replace(state, read_at=now, read_by=by)), ()


class InboxStore(Store[InboxItem]):
    """All inboxes."""

    indexes = (
        Index([("state.recipient", 1), ("_id", -1)]),
        Index([("state.recipient", 1), ("updated_at", 1)]),
        Index([("state.recipient", 1)], where={"state.read_at": None}),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="inbox-item", state=InboxItem, collection="inbox_items")

    async def unread(self, recipients: Iterable[str]) -> int:
        """How many items in these inboxes nobody has read."""
        return await self.collection.count_documents(
            {"state.recipient": {"$in": list(recipients)}, "state.read_at": None}
        )

    async def forget(self, recipient: str) -> None:
        """Empty the inbox of somebody who must not be known any more."""
        await self.collection.delete_many({"state.recipient": recipient})

"""Deliveries and the questions asked of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from infra.chassis.changes import Stored
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index, Session
from infra.chassis.store import Store
from services.notifications.domain.bursts import NOTHING_TO_JOIN, is_open
from services.notifications.domain.delivery import FINAL, Delivery, Recipient, Status, timers

__all__ = ["DeliveryStore", "Spoken"]


class Spoken(Exception):
    """A message would join a digest that has begun to speak, or a digest fall silent that one has joined."""


class DeliveryStore(Store[Delivery]):
    """All deliveries. Ids sort by the time of their event.

    Args:
        keep: how long one that is over stays after its last change.
    """

    indexes = (
        Index([("state.notice.recipient.id", 1), ("state.notice.kind", 1), ("state.planned_at", 1)]),
        Index([("state.event_id", 1)]),
        Index([("state.notice.subject_id", 1)]),
        Index([("state.joined", 1)], where={"state.joined": {"$type": "string"}}),
        Index([("state.status", 1), ("_id", -1)]),
    )

    def __init__(self, desk: Desk, keep: timedelta) -> None:
        super().__init__(desk, aggregate="delivery", state=Delivery, timers=timers, collection="deliveries")
        self._keep = keep

    async def ensure(self) -> None:
        """Create the collection and its indexes, and let go in time what is over."""
        await super().ensure()
        over = {"state.status": {"$in": sorted(each.value for each in FINAL)}}
        lapse = Index([("updated_at", 1)], where=over, expire_seconds=int(self._keep.total_seconds()))
        await self.desk.db.ensure(self.collection.name, [lapse])

    async def beside(self, session: Session, before: Delivery | None, after: Delivery) -> None:
        """See that a digest speaks for whoever joins it.

        Raises:
            Spoken: look again.
        """
        if after.joined is not None and (before is None or before.joined is None):
            # Only writes conflict: of a message and its digest that change at once, the second looks again.
            digest = await self.collection.find_one_and_update(
                {"_id": after.joined}, {"$inc": {"turns": 1}}, session=session, return_document=True
            )
            if not is_open(self.read(digest).state):
                raise Spoken
        if (
            after.status is Status.DROPPED
            and after.notes[-1].code == NOTHING_TO_JOIN
            and await self.joined(after.id, session)
        ):
            raise Spoken

    async def waiting_for(self, recipient: Recipient) -> list[Stored[Delivery]]:
        """Deliveries that wait for this recipient's contact data."""
        return await self.find(
            {
                "state.notice.recipient.id": recipient.id,
                "state.notice.recipient.kind": recipient.kind,
                "state.status": Status.WAITING.value,
            }
        )

    async def recent(self, delivery: Delivery, since: datetime) -> int:
        """How many messages of its kind its recipient got, or is getting, by its plan since a moment."""
        return await self.collection.count_documents(
            {
                "state.notice.recipient.id": delivery.notice.recipient.id,
                "state.notice.kind": delivery.notice.kind,
                "state.plan": delivery.plan,
                "state.planned_at": {"$gte": since},
                "state.status": {"$in": [Status.SENT.value, Status.SENDING.value, Status.SCHEDULED.value]},
            }
        )

    async def joined(self, digest_id: str, session: Session | None = None) -> int:
        """How many deliveries a digest speaks for."""
        return await self.collection.count_documents({"state.joined": digest_id}, session=session)

"""Stores that need little beyond `infra.chassis.store.Store` but a name and indexes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index, Session
from infra.chassis.store import Store
from services.notifications.domain import escalation, evening, phone_task
from services.notifications.domain.announcement import Announcement
from services.notifications.domain.contact import Contact
from services.notifications.domain.escalation import Escalation
from services.notifications.domain.evening import Evening
from services.notifications.domain.phone_task import PhoneTask
from services.notifications.domain.preferences import Preferences
from services.notifications.domain.subscription import WebhookSubscription

__all__ = [
    "AnnouncementStore",
    "ContactStore",
    "EscalationStore",
    "EveningStore",
    "PhoneTaskStore",
    "PreferenceStore",
    "WebhookStore",
]


class ContactStore(Store[Contact]):
    """Contact data by recipient key. The only place of this service that holds any."""

    indexes = (Index([("state.merged_into", 1)], where={"state.merged_into": {"$type": "string"}}),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="contact", state=Contact)

    async def of(self, key: str) -> Contact | None:
        """Contact data of a recipient, or of the one it was merged into."""
        return (await self._last(key))[1]

    async def kept(self, guest_id: str) -> str:
        """Id of the guest whom this one turned out to be; their own if they were nobody's double."""
        return (await self._last(f"guest:{guest_id}"))[0].partition(":")[2]

    async def _last(self, key: str) -> tuple[str, Contact | None]:
        for _ in range(5):
            stored = await self.get(key)
            if stored is None or stored.state.merged_into is None:
                return key, stored.state if stored else None
            key = stored.state.merged_into
        return key, None

    async def doubles(self, key: str) -> list[str]:
        """Keys of those who turned out to be this recipient: their messages came here."""
        merged = {"state.merged_into": {"$eq": key, "$type": "string"}}  # in the words of the index
        return [each.id for each in await self.find(merged)]


class PreferenceStore(Store[Preferences]):
    """Wishes by guest id."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="preference", state=Preferences)


class WebhookStore(Store[WebhookSubscription]):
    """Integrators' subscriptions.

    Args:
        most: how many one owner may have at work, by the policy in force.
    """

    indexes = (Index([("state.types", 1), ("state.status", 1)]), Index([("state.owner", 1)]))

    def __init__(self, desk: Desk, most: Callable[[], Awaitable[int]]) -> None:
        super().__init__(desk, aggregate="webhook", state=WebhookSubscription)
        self._owners = desk.db.collection("webhook_owners")
        self._most = most

    async def ensure(self) -> None:
        """Create the collections and indexes."""
        await super().ensure()
        await self.desk.db.ensure(self._owners.name, [])

    async def beside(
        self, session: Session, before: WebhookSubscription | None, after: WebhookSubscription
    ) -> None:
        """See that an owner whose subscription comes to work has room for it.

        Raises:
            Refused: they have as many as one may.
        """
        if after.status != "active" or (before is not None and before.status == "active"):
            return
        # Only writes conflict: of two that come at once, the second counts again.
        row = {"_id": after.owner}
        await self._owners.update_one(row, {"$inc": {"turns": 1}}, upsert=True, session=session)
        at_work = {"state.owner": after.owner, "state.status": "active"}
        most = await self._most()
        if await self.collection.count_documents(at_work, session=session) > most:
            detail = f"you have {most} webhooks at work, as many as one may have; remove one first"
            raise Refused("too-many-webhooks", detail)


class PhoneTaskStore(Store[PhoneTask]):
    """Calls owed to guests."""

    indexes = (Index([("state.status", 1), ("state.venue_id", 1)]), Index([("updated_at", 1)]))

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, aggregate="phone-task", state=PhoneTask, timers=phone_task.timers, collection="phone_tasks"
        )


class EscalationStore(Store[Escalation]):
    """Calls to the level in charge."""

    indexes = (
        Index([("state.status", 1), ("state.venue_id", 1)]),
        Index([("state.subject_id", 1)]),
        Index([("updated_at", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="escalation", state=Escalation, timers=escalation.timers)


class AnnouncementStore(Store[Announcement]):
    """What the house told its staff."""

    indexes = (Index([("state.roles", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="announcement", state=Announcement)


class EveningStore(Store[Evening]):
    """When each venue's next digest is due; by venue id."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="evening", state=Evening, timers=evening.timers)

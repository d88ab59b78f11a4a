"""The house's own ways: the in-app inbox and the agents' phone. Both know our key, so nothing doubles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from services.notifications.channels.base import Outgoing
from services.notifications.domain.delivery import Outcome, Result
from services.notifications.domain.inbox import InboxItem, put
from services.notifications.domain.phone_task import PhoneTask, open_task
from services.notifications.store import InboxStore, PhoneTaskStore

__all__ = ["AgentsPhone", "HouseInbox"]

_ACCEPTED = Result(Outcome.ACCEPTED)
_NEVER = Result(Outcome.FAILED, detail="never laid in")


class HouseInbox:
    """Lays messages into the in-app inbox."""

    channel = "inapp"
    repeatable = True
    name = "inbox"

    def __init__(self, store: InboxStore) -> None:
        self._store = store

    async def send(self, message: Outgoing) -> Result:
        """Lay it in."""
        item = InboxItem(message.to, message.kind, message.title, message.body, message.started_at)

        def decide(state: InboxItem | None, _now: datetime) -> Decided[InboxItem]:
            return put(state, item)

        await self._store.change(message.key, decide, Cause("inapp", message.to, message.key))
        return _ACCEPTED

    async def ask(self, message: Outgoing) -> Result:
        """It lies there or it does not."""
        return _ACCEPTED if await self._store.get(message.key) else _NEVER

    async def close(self) -> None:
        """Nothing to let go."""


class AgentsPhone:
    """Opens a task for an agent to call a guest.

    Args:
        minutes: how long the agent of a venue has, within the message's own deadline.
    """

    channel = "phone"
    repeatable = True
    name = "agents"

    def __init__(self, store: PhoneTaskStore, minutes: Callable[[str | None], Awaitable[int]]) -> None:
        self._store = store
        self._minutes = minutes

    async def send(self, message: Outgoing) -> Result:
        """Open the task. Only guests are called; colleagues have their inbox."""
        kind, _, guest_id = message.to.partition(":")
        if kind != "guest":
            return Result(Outcome.REFUSED, detail="only guests are called")
        span = timedelta(minutes=await self._minutes(message.venue_id))

        def decide(state: PhoneTask | None, now: datetime) -> Decided[PhoneTask]:
            return open_task(
                state,
                message.key,
                guest_id=guest_id,
                venue_id=message.venue_id,
                template=message.kind,
                call_by=min(now + span, message.valid_until or now + span),
                now=now,
            )

        await self._store.change(message.key, decide, Cause("phone", message.to, message.key))
        return _ACCEPTED

    async def ask(self, message: Outgoing) -> Result:
        """The task is there or it is not."""
        return _ACCEPTED if await self._store.get(message.key) else _NEVER

    async def close(self) -> None:
        """Nothing to let go."""

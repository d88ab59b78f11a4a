"""Events go out to integrators as they are, and what becomes of them decides over the subscription."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from contracts import notifications
from contracts.envelope import Envelope, schema_uri
from contracts.event import Event
from infra.chassis.cause import Cause
from infra.chassis.changes import Stored
from infra.chassis.clock import Clock
from infra.chassis.decision import Decided
from infra.chassis.policy import PolicyBook
from services.notifications.dispatch import Dispatcher
from services.notifications.domain import subscription
from services.notifications.domain.delivery import Notice, Recipient
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.subscription import WebhookSubscription
from services.notifications.messaging.happening import happening_of
from services.notifications.store import Stores

__all__ = ["Integrators"]

Handler = Callable[[Envelope, Cause], Awaitable[None]]
_FRESH = timedelta(seconds=2)


class Integrators:
    """Forwards every event somebody subscribed to."""

    def __init__(
        self,
        stores: Stores,
        dispatcher: Dispatcher,
        book: PolicyBook[NotificationPolicy],
        clock: Clock,
    ) -> None:
        self._stores = stores
        self._dispatcher = dispatcher
        self._book = book
        self._clock = clock
        self._known: list[Stored[WebhookSubscription]] = []
        self._read_at: datetime | None = None

    @property
    def verdicts(self) -> dict[type[Event], tuple[Handler, ...]]:
        """What became of webhook deliveries."""
        return {
            notifications.DeliverySent: (self._worked,),
            notifications.DeliveryFailed: (self._failed,),
        }

    async def forward(self, envelope: Envelope, cause: Cause) -> None:
        """Plan one delivery for each subscription that wants this event."""
        if getattr(envelope.data, "recipient_kind", None) == "integrator":
            return  # telling an integrator what became of telling it would never end
        wanted = [each for each in await self._active() if _wants(each.state, envelope.data)]
        if not wanted:
            return
        body = _cloudevent(envelope)
        found = [
            Notice(
                kind="webhook",
                category="integrator",
                recipient=Recipient("integrator", each.id),
                facts={},
                venue_id=getattr(envelope.data, "venue_id", None),
                subject_id=envelope.subject,
                payload=body,
            )
            for each in wanted
        ]
        happening = happening_of(envelope)
        await self._dispatcher.tell(found, happening, cause)

    async def _active(self) -> list[Stored[WebhookSubscription]]:
        """Active subscriptions, as read at most two seconds ago: a new one may miss that much."""
        now = self._clock.now()
        if self._read_at is None or not timedelta() <= now - self._read_at < _FRESH:
            self._known = await self._stores.webhooks.find({"state.status": "active"})
            self._read_at = now
        return self._known

    async def _worked(self, envelope: Envelope, cause: Cause) -> None:
        told = envelope.data
        if isinstance(told, notifications.DeliverySent) and told.recipient_kind == "integrator":
            await self._judge(told.recipient_id, subscription.worked, cause)

    async def _failed(self, envelope: Envelope, cause: Cause) -> None:
        told = envelope.data
        if not isinstance(told, notifications.DeliveryFailed) or told.recipient_kind != "integrator":
            return
        limit = (await self._book.at(None, self._clock.now())).values.webhook_failures_disable

        def judge(state: WebhookSubscription) -> Decided[WebhookSubscription]:
            return subscription.failed(state, told.reason, limit)

        await self._judge(told.recipient_id, judge, cause)

    async def _judge(
        self,
        subscription_id: str,
        judge: Callable[[WebhookSubscription], Decided[WebhookSubscription]],
        cause: Cause,
    ) -> None:
        def decide(state: WebhookSubscription | None, _now: datetime) -> Decided[WebhookSubscription]:
            assert state is not None  # noqa: S101 -- subscriptions are disabled, never deleted
            return judge(state)

        await self._stores.webhooks.change(subscription_id, decide, cause.part("verdict"))
        self._read_at = None


def _wants(state: WebhookSubscription, event: Event) -> bool:
    if event.TYPE not in state.types:
        return False
    venue_id, several = getattr(event, "venue_id", None), getattr(event, "venue_ids", ())
    concerned = several if venue_id is None else (venue_id,)
    return not concerned or not {"*", *concerned}.isdisjoint(state.venues)


def _cloudevent(envelope: Envelope) -> str:
    """The event in CloudEvents' structured JSON form; also what Standard Webhooks calls the payload."""
    return json.dumps(
        {
            "specversion": "1.0",
            "id": envelope.id,
            "source": envelope.source,
            "type": envelope.type,
            "time": envelope.time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "subject": envelope.subject,
            "sequence": str(envelope.sequence),
            "dataschema": schema_uri(type(envelope.data)),
            "datacontenttype": "application/json",
            "data": envelope.data.model_dump(mode="json"),
        },
        ensure_ascii=False,
    )

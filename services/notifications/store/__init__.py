"""What this service keeps, one module per kind of thing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from infra.chassis.desk import Desk
from infra.chassis.store import Store
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.store.aggregates import (
    AnnouncementStore,
    ContactStore,
    EscalationStore,
    EveningStore,
    PhoneTaskStore,
    PreferenceStore,
    WebhookStore,
)
from services.notifications.store.deliveries import DeliveryStore, Spoken
from services.notifications.store.figures import Figures
from services.notifications.store.inbox import InboxStore
from services.notifications.store.limits import Limits
from services.notifications.store.standings import Standings
from services.notifications.store.templates import TemplateStore
from services.notifications.store.venues import Venue, Venues

__all__ = [
    "AnnouncementStore",
    "ContactStore",
    "DeliveryStore",
    "EscalationStore",
    "EveningStore",
    "Figures",
    "InboxStore",
    "Limits",
    "PhoneTaskStore",
    "PreferenceStore",
    "Spoken",
    "Standings",
    "Stores",
    "TemplateStore",
    "Venue",
    "Venues",
    "WebhookStore",
]


async def _as_shipped() -> int:
    return NotificationPolicy().webhooks_per_owner


class Stores:
    """All of them, over one desk.

    Args:
        most_webhooks: how many subscriptions an integrator may have at work, by the policy in force.
        keep: how long deliveries that are over, and inbox items, stay after their last change.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        most_webhooks: Callable[[], Awaitable[int]] = _as_shipped,
        keep: timedelta = timedelta(days=400),
    ) -> None:
        self.deliveries = DeliveryStore(desk, keep)
        self.contacts = ContactStore(desk)
        self.preferences = PreferenceStore(desk)
        self.templates = TemplateStore(desk)
        self.webhooks = WebhookStore(desk, most_webhooks)
        self.phone_tasks = PhoneTaskStore(desk)
        self.escalations = EscalationStore(desk)
        self.announcements = AnnouncementStore(desk)
        self.evenings = EveningStore(desk)
        self.inbox = InboxStore(desk, keep)
        self.standings = Standings(desk.db)
        self.venues = Venues(desk.db)
        self.figures = Figures(desk.db)
        self.limits = Limits(desk.db, desk.clock)

    @property
    def aggregates(self) -> tuple[Store[Any], ...]:
        """Those of the chassis's kind, whose timers and indexes the service looks after."""
        return (
            self.deliveries,
            self.contacts,
            self.preferences,
            self.templates,
            self.webhooks,
            self.phone_tasks,
            self.escalations,
            self.announcements,
            self.evenings,
            self.inbox,
        )

    @property
    def ensures(self) -> tuple[Callable[[], Awaitable[None]], ...]:
        """Set-up of the side tables."""
        return self.standings.ensure, self.venues.ensure, self.figures.ensure, self.limits.ensure

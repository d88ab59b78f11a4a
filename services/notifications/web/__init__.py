"""The HTTP edge, one module per kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from infra.chassis.clock import Clock
from infra.chassis.policy import PolicyBook
from services.notifications.channels.addresses import Guard
from services.notifications.dispatch import Dispatcher, House
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.store import Stores
from services.notifications.web import (
    announcements,
    deliveries,
    escalations,
    inbox,
    phone_tasks,
    recipients,
    templates,
    webhooks,
)

__all__ = ["router"]


def router(
    stores: Stores,
    dispatcher: Dispatcher,
    book: PolicyBook[NotificationPolicy],
    clock: Clock,
    guard: Guard,
    house: House,
) -> APIRouter:
    """All routes of the service."""
    whole = APIRouter()
    whole.include_router(deliveries.router(stores))
    whole.include_router(recipients.router(stores))
    whole.include_router(templates.router(stores, dispatcher, clock, house))
    whole.include_router(inbox.router(stores, clock))
    whole.include_router(escalations.router(stores, book))
    whole.include_router(announcements.router(stores, clock))
    whole.include_router(phone_tasks.router(stores))
    whole.include_router(webhooks.router(stores, book, guard))
    return whole

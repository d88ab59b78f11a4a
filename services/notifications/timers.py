"""What happens when a timer of this service comes due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from infra.chassis.decision import Decided
from infra.chassis.policy import PolicyBook
from infra.chassis.timers import Fire, Firing, one_by_one
from services.notifications.domain import escalation, evening, phone_task
from services.notifications.domain.escalation import Escalation
from services.notifications.domain.evening import Evening
from services.notifications.domain.phone_task import PhoneTask
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.store import Stores

__all__ = ["escalations", "evenings", "phone_tasks"]

Book = PolicyBook[NotificationPolicy]


def escalations(stores: Stores, book: Book) -> Fire:
    """Calls nobody acknowledged climb, by the venue's policy of the moment they were raised."""

    async def one(firing: Firing) -> None:
        stored = await stores.escalations.need(firing.aggregate_id)
        policy = (await book.at(stored.state.venue_id, stored.state.raised_at)).values

        def decide(state: Escalation, _name: str, now: datetime) -> Decided[Escalation]:
            return escalation.on_timer(state, policy, now)

        await stores.escalations.fire([firing], decide)

    return one_by_one(one)


def phone_tasks(stores: Stores) -> Fire:
    """Calls that were not made in time are missed."""

    def decide(state: PhoneTask, _name: str, _now: datetime) -> Decided[PhoneTask]:
        return phone_task.on_timer(state)

    async def fire(firings: Sequence[Firing]) -> None:
        await stores.phone_tasks.fire(firings, decide)

    return fire


def evenings(stores: Stores, book: Book) -> Fire:
    """Every evening each venue's day is told, and the next planned."""

    async def one(firing: Firing) -> None:
        stored = await stores.evenings.need(firing.aggregate_id)
        venue_id = stored.state.venue_id
        policy = (await book.at(venue_id, book.now())).values
        figures = await stores.figures.of(venue_id, stored.state.day)

        def decide(state: Evening, _name: str, now: datetime) -> Decided[Evening]:
            return evening.close(state, figures, policy.digest_at, now)

        await stores.evenings.fire([firing], decide)

    return one_by_one(one)

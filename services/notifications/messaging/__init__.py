"""What this service hears, topic by topic, and who takes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from contracts import booking, complaints, contacts
from contracts.catalog import TOPICS
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.consumers import Projection, Subscription
from services.notifications.messaging.figures import FigureCounter
from services.notifications.messaging.integrators import Integrators
from services.notifications.messaging.people import People
from services.notifications.messaging.telling import Telling
from services.notifications.store import Stores

__all__ = ["consumers"]

Handler = Callable[[Envelope, Cause], Awaitable[None]]


def consumers(
    stores: Stores, telling: Telling, people: People, integrators: Integrators, counter: FigureCounter
) -> tuple[Subscription | Projection, ...]:
    """One subscription per topic, and the projections, in three groups that do not wait for each other.

    Every open topic is heard whole: any of its events may be told to an integrator. An event's handlers
    run in order, each of them harmless when run again.
    """
    own: dict[type[Event], tuple[Handler, ...]] = {
        **people.handlers,
        **integrators.verdicts,
    }

    def handler(event: type[Event]) -> Handler:
        told = (telling.tell, integrators.forward)
        steps = (telling.standing, telling.end, telling.call_off, *own.get(event, ()), *told)

        async def handle(envelope: Envelope, cause: Cause) -> None:
            for step in steps:
                await step(envelope, cause)

        return handle

    def subscription(topic: Topic) -> Subscription:
        return Subscription(topic, "notifications", {event: handler(event) for event in topic.events})

    open_topics = tuple(subscription(topic) for topic in TOPICS if not topic.restricted)
    return (
        *open_topics,
        Subscription(contacts.CONTACTS, "notifications.contacts", people.contacts),
        Projection(booking.VENUES, "notifications.figures", stores.venues.apply),
        Projection(booking.BOOKINGS, "notifications.figures", counter.apply),
        Projection(complaints.CASES, "notifications.figures", counter.apply),
    )

"""What a consumer is: a topic, a group, and what to do about its events."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.mongo import Session

__all__ = ["Consumer", "Handler", "Projection", "Subscription"]

Handler = Callable[[Any, Cause], Awaitable[object]]
"""Takes an `Envelope` and the cause it is; has its effect once per cause, or raises."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A consumer whose handlers each change aggregates, one event at a time.

    Args:
        topic: what it hears.
        group: consumer group; ``<service>`` or ``<service>.<purpose>``. Consumers of one group share a
            connection, and what it brings; their topics are handled side by side.
        on: a handler per event class; other events of the topic are passed over.
    """

    topic: Topic
    group: str
    on: Mapping[type[Event], Handler]

    def takes(self, envelope: Envelope) -> bool:
        """Whether there is a handler for it."""
        return type(envelope.data) in self.on

    async def handle(self, envelope: Envelope) -> None:
        """Have its effect."""
        await self.on[type(envelope.data)](envelope, Cause.event(self.group, envelope))


@dataclass(frozen=True, slots=True)
class Projection:
    """A consumer that folds batches of events into documents, one transaction per batch.

    Args:
        apply: writes the effect of new events (in order per key) with the given session. It may run
            again for the same batch, after its writes were rolled back.
    """

    topic: Topic
    group: str
    apply: Callable[[Session, Sequence[Envelope]], Awaitable[None]]


Consumer = Subscription | Projection

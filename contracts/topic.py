"""Topics: the only road between services, each declared once with its owner, key and lifetime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from contracts.event import Event

__all__ = ["Topic", "dead_letters"]

RETENTION = timedelta(days=14)


@dataclass(frozen=True)
class Topic:
    """One Kafka topic: the events of one kind of aggregate, in order per key.

    Args:
        name: Kafka topic name, ``clubhouse.<service>.<aggregate plural>``.
        owner: the service that owns the events' meaning, and publishes them.
        key: the field, present in every event of the topic, whose value is the record key.
        events: the event classes that may appear.
        about: one sentence for integrators.
        partitions: partition count at creation; it is never lowered.
        retention: how long records stay. Every consumer's inbox outlives it.
        compacted: keep at least the newest record of each key for ever.
        restricted: carries contact data; readable by named services only (rule L14).
        writers: other services allowed to publish, where the owner is not the only witness.
    """

    name: str
    owner: str
    key: str
    events: tuple[type[Event], ...]
    about: str
    partitions: int = 6
    retention: timedelta = RETENTION
    compacted: bool = False
    restricted: bool = False
    writers: tuple[str, ...] = ()

    @cached_property
    def types(self) -> Mapping[str, type[Event]]:
        """Event classes of the topic by CloudEvents type."""
        return {event.TYPE: event for event in self.events}


def dead_letters(service: str) -> str:
    """Name of the topic that holds what `service` could not take."""
    return f"clubhouse.{service}.dead-letters"

"""The catalogue: every topic and event of the house, in one place.

Services import the one file they need (``contracts.booking``); tools, operators and integrators that want
to see everything start here.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts import booking, complaints, contacts, loyalty, notifications, reporting
from contracts.event import Event
from contracts.topic import Topic

__all__ = ["EVENTS", "TOPICS", "topic_named", "topic_of"]

TOPICS: tuple[Topic, ...] = (
    *booking.TOPICS,
    *complaints.TOPICS,
    *contacts.TOPICS,
    *loyalty.TOPICS,
    *notifications.TOPICS,
    *reporting.TOPICS,
)
"""All topics, service by service."""

EVENTS: Mapping[str, type[Event]] = {event.TYPE: event for topic in TOPICS for event in topic.events}
"""All event classes by CloudEvents type."""

_BY_NAME = {topic.name: topic for topic in TOPICS}
_BY_TYPE = {event.TYPE: topic for topic in TOPICS for event in topic.events}


def topic_named(name: str) -> Topic:
    """The topic called `name`; KeyError if the house has none."""
    return _BY_NAME[name]


def topic_of(event_type: str) -> Topic:
    """The topic that carries events of this CloudEvents type; KeyError if there is none."""
    return _BY_TYPE[event_type]

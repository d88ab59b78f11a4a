"""Contact data of guests: the one restricted topic (rule L14). Everything else carries `guest_id`."""

from __future__ import annotations

from typing import ClassVar, Literal

from contracts.event import Event
from contracts.topic import Topic

__all__ = ["CONTACTS", "TOPICS", "GuestContactErased", "GuestContactGiven", "Language"]

Language = Literal["zh-CN", "en"]


class GuestContactGiven(Event):
    """A guest gave, or changed, how to be reached. The newest one counts as a whole."""

    TYPE: ClassVar[str] = "clubhouse.guests.contact-given.v1"

    guest_id: str
    name: str
    phone: str | None = None
    """E.164, e.g. ``+8613800138000``."""
    email: str | None = None
    language: Language = "zh-CN"
    member_card: str | None = None
    by_guest: bool = False
    """The guest typed it themself and nobody has checked it: it reaches them, and makes them nobody else."""


class GuestContactErased(Event):
    """A guest's contact data must be forgotten by everyone who holds a copy."""

    TYPE: ClassVar[str] = "clubhouse.guests.contact-erased.v1"

    guest_id: str


CONTACTS = Topic(
    name="clubhouse.guests.contacts",
    owner="loyalty",
    writers=("booking", "complaints"),
    key="guest_id",
    events=(GuestContactGiven, GuestContactErased),
    about="How each guest can be reached. Restricted: personal data.",
    compacted=True,
    restricted=True,
)

TOPICS = (CONTACTS,)

"""The body of an event: what happened, told once, in the past tense.

Every event of every service derives from `Event`. Bodies carry ids, never contact data (name, phone,
email), except on the one topic marked ``restricted``.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

__all__ = ["AwareDatetime", "Event", "Part"]


class Part(BaseModel):
    """A value inside an event body: immutable, and tolerant of fields a newer producer adds."""

    # A docstring under a field becomes its description in the published schemas.
    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        use_attribute_docstrings=True,
        defer_build=True,  # a program uses a few of two hundred events
    )


class Event(Part):
    """The data of one CloudEvent.

    Field conventions: times are aware UTC ``AwareDatetime``; durations are integers named by unit
    (``_minutes``, ``_days``); money is an integer of fen (``_fen``); points are integers; ids are
    strings (UUIDv7).
    """

    TYPE: ClassVar[str]
    """CloudEvents ``type``, e.g. ``clubhouse.booking.confirmed.v1``."""

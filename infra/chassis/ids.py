"""Sortable ids: UUIDv7 (RFC 9562) as text."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import uuid_utils

__all__ = ["derived_id", "event_id", "first_id", "new_id"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def new_id() -> str:
    """A fresh UUIDv7."""
    return str(uuid_utils.uuid7())


def derived_id(base: str, name: str) -> str:
    """The UUIDv7 that `base`, itself one, and `name` give every time; of the same millisecond as `base`."""
    drawn_bits = (0xFFF << 64) | ((1 << 62) - 1)
    drawn = uuid5(UUID(base), name).int & drawn_bits
    return str(UUID(int=UUID(base).int & ~drawn_bits | drawn))


def event_id(at: datetime, index: int) -> str:
    """A UUIDv7 for the `index`-th event (0-4095) of a change made at a moment.

    Ids of one aggregate sort in the order of its history: the store lets every change of an aggregate
    have a later millisecond than the one before, and `index` orders the events within it.
    """
    value = (
        (at - _EPOCH) // _MILLISECOND << 80 | 0x7 << 76 | index << 64 | 0b10 << 62 | random.getrandbits(62)
    )
    return str(UUID(int=value))


def first_id(moment: datetime) -> str:
    """The lowest UUIDv7 of `moment`: ids made then or later are not below it. None is from before 1970."""
    return str(UUID(int=max(0, int(moment.timestamp() * 1000)) << 80))

"""What every consequence may take for granted of an aggregate it changes."""

from __future__ import annotations

from typing import TypeVar

__all__ = ["known"]

S = TypeVar("S")


def known(state: S | None) -> S:
    """A state that was just read and is never deleted."""
    if state is None:
        raise LookupError("it was there a moment ago")
    return state

"""A message in somebody's in-app inbox (rule N1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from infra.chassis.decision import Decided

__all__ = ["InboxItem", "mark_read", "put"]


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A message in somebody's inbox; its id is its delivery's.

    Attributes:
        recipient: key as in `Recipient.key`; a desk's inbox is shared by all who hold the desk.
    """

    recipient: str
    kind: str
    title: str
    body: str
    at: datetime
    read_at: datetime | None = None
    read_by: str | None = None


def put(state: InboxItem | None, item: InboxItem) -> Decided[InboxItem]:
    """Lay it in; a second time changes nothing."""
    return (item if state is None else state), ()


def mark_read(state: InboxItem, by: str, now: datetime) -> Decided[InboxItem]:
    """Somebody read it; the first reader counts."""
    return (state if state.read_at else replace(state, read_at=now, read_by=by)), ()

"""The words of the store: an aggregate as read, a change to make, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from contracts.event import Event
from infra.chassis.cause import Cause
from infra.chassis.decision import Decide, Refused

__all__ = ["Change", "Outcome", "Stored", "changed_since"]

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Stored(Generic[S]):
    """An aggregate as it was read. `version` counts its changes, from 1; it is the ``ETag``."""

    id: str
    version: int
    state: S
    sequence: int
    updated_at: datetime


def changed_since() -> Refused:
    """The refusal of a change that expects another version than the one that stands."""
    return Refused(
        "version-mismatch",
        "it was changed since you read it; read it again and repeat",
        field="If-Match",
        kind="precondition",
    )


@dataclass(frozen=True, slots=True)
class Outcome(Generic[S]):
    """What became of a change.

    Attributes:
        state: the state now (after a replay: as it is stored now; None if there is no such aggregate).
        events: what happened; empty after a replay.
        answer: what `answer` made of it; after a replay, what it made the first time.
        replayed: the cause had had its effect before.
    """

    id: str
    version: int
    state: S | None
    events: tuple[Event, ...] = ()
    answer: dict[str, Any] = field(default_factory=dict)
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Change(Generic[S]):
    """A change to make: `decide` for the aggregate `id`, because of `cause`.

    Attributes:
        traceparent: the trace its events and timers go on with, where it is committed among changes of
            other traces; None means the trace of whoever commits.
    """

    id: str
    decide: Decide[S]
    cause: Cause
    expected_version: int | None = None
    answer: Callable[[S], dict[str, Any]] | None = None
    traceparent: str | None = None

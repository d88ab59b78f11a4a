"""What a domain function gives back: a new state and the facts, or a refusal; and the zones it reckons in.

The one module of the chassis that domains may import; it needs nothing but the contracts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from contracts.event import Event

__all__ = ["Decide", "Decided", "Kind", "Refused", "zone"]

S = TypeVar("S")

Decided = tuple[S, tuple[Event, ...]]
"""The new state and what happened. Returning the given state and no events means nothing changed."""

Decide = Callable[[S | None, datetime], Decided[S]]
"""A decision bound to its command: takes the current state (None: not there yet) and the time."""

Kind = Literal["invalid", "conflict", "forbidden", "missing", "precondition", "limit"]


class Refused(Exception):
    """A decision against the command, with a reason the caller can act on.

    Args:
        code: stable, kebab-case; part of the API (the problem document's ``code``).
        detail: one sentence that names the fix.
        field: the offending input field, dotted, if there is one.
        kind: ``invalid`` (422: the input can never be right), ``conflict`` (409: not in this state),
            ``forbidden`` (403), ``missing`` (404), ``precondition`` (412), ``limit`` (429).
        extra: further JSON members of the problem document (e.g. alternatives).
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        field: str | None = None,
        kind: Kind = "conflict",
        extra: dict[str, object] | None = None,
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.field = field
        self.kind: Kind = kind
        self.extra = extra or {}


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name.

    Raises:
        ValueError: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:  # unknown; a folder, or too long; no name at all
        raise ValueError(f"{name!r} is not an IANA zone such as Asia/Shanghai") from error

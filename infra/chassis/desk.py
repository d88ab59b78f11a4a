"""What all stores of one service share: database, clock, inbox, outbox and who to wake after a commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from infra.chassis.clock import Clock
from infra.chassis.inbox import Inbox
from infra.chassis.mongo import Database
from infra.chassis.outbox import Outbox

__all__ = ["Desk"]


@dataclass
class Desk:
    """The ground a service's stores stand on.

    Attributes:
        on_events: called after a commit that wrote events (wakes the relay).
        on_timers: called after a commit that set timers, with the earliest (wakes the timer worker).
    """

    db: Database
    clock: Clock
    inbox: Inbox
    outbox: Outbox
    on_events: Callable[[], None] = field(default=lambda: None)
    on_timers: Callable[[datetime], None] = field(default=lambda _due: None)

"""The notifications service as a process that ends itself, as a power cut would, at a point of sending."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from services.notifications.channels.base import Outgoing
from services.notifications.channels.house import HouseInbox
from services.notifications.channels.sms_http import HttpSms
from services.notifications.channels.smtp import SmtpEmail
from services.notifications.dispatch.dispatcher import Dispatcher
from services.notifications.domain.delivery import Result
from services.notifications.main import main

__all__ = ["AFTER_A_CRASH", "POINTS", "life"]

Method = Callable[..., Awaitable[Any]]

POINTS = (
    "before the plan is committed",
    "when the attempt is committed, before the call",
    "in the call, nothing has left",
    "in the call, nothing has been answered",
    "when the provider has answered, before it is recorded",
    "when the answer is recorded",
    "when the inbox has it, before it is recorded",
    "before a cut-off attempt is asked about",
    "when a cut-off attempt is settled",
)
AFTER_A_CRASH = POINTS[-2:]
"""Points only a process comes to that follows one which died in mid-send."""


class _End:
    """Ends the process the `count`-th time it comes to `point`."""

    def __init__(self, point: str, count: int) -> None:
        self._point = point
        self._left = count

    def at(self, point: str) -> bool:
        """Whether the end has come."""
        if point == self._point:
            self._left -= 1
        return point == self._point and self._left <= 0

    def come(self, point: str) -> None:
        """End here if the end has come."""
        if self.at(point):
            os.kill(os.getpid(), signal.SIGKILL)


def _around(kind: type, name: str, before: Callable[[], None], after: Callable[[], None]) -> None:
    """Come to a point before and after each call of a method."""
    method: Method = getattr(kind, name)

    async def passing(self: Any, *arguments: Any, **named: Any) -> Any:
        before()
        result = await method(self, *arguments, **named)
        after()
        return result

    setattr(kind, name, passing)


def _in_mid_call(kind: type, end: _End) -> None:
    """Come to the points inside a provider's call."""
    send: Callable[[Any, Outgoing], Awaitable[Result]] = kind.send  # type: ignore[attr-defined]

    async def sending(self: Any, message: Outgoing) -> Result:
        end.come("in the call, nothing has left")
        if end.at("in the call, nothing has been answered"):
            call = asyncio.ensure_future(send(self, message))
            await asyncio.wait({call}, timeout=0.05)  # the slow ones have it by then and are still silent
            os.kill(os.getpid(), signal.SIGKILL)
        return await send(self, message)

    kind.send = sending  # type: ignore[attr-defined]


def _nothing() -> None:
    """No point here."""


def _plant(end: _End) -> None:
    for kind in (HttpSms, SmtpEmail):
        _in_mid_call(kind, end)
    _around(
        Dispatcher,
        "_take",
        lambda: end.come("before the plan is committed"),
        lambda: end.come("when the attempt is committed, before the call"),
    )
    _around(
        Dispatcher,
        "_record",
        lambda: end.come("when the provider has answered, before it is recorded"),
        lambda: end.come("when the answer is recorded"),
    )
    _around(HouseInbox, "send", _nothing, lambda: end.come("when the inbox has it, before it is recorded"))
    _around(
        Dispatcher,
        "_cut_off",
        lambda: end.come("before a cut-off attempt is asked about"),
        lambda: end.come("when a cut-off attempt is settled"),
    )


def life(settings: Mapping[str, str], log: Path, point: str, count: int) -> None:
    """Be the service until the `count`-th time it comes to `point`, one of `POINTS`; 0: live on.

    Args:
        settings: environment of the process.
    """
    with log.open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    os.environ.update(settings)
    if count:
        _plant(_End(point, count))
    main()

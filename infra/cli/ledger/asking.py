"""Asks the service until it answers: it may be restarting, busy, or away for a while."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from time import monotonic

import httpx

__all__ = ["Stopped", "answer"]

_AGAIN = {429, 500, 502, 503, 504}
_LONGEST_PAUSE = 2.0


class Stopped(Exception):
    """The service gave no answer for too long. What was sent is safe; running again goes on."""


async def answer(ask: Callable[[], Awaitable[httpx.Response]], patience: float) -> httpx.Response:
    """The service's answer, asked for until it comes.

    Args:
        ask: sends the request; safe to repeat, by its Idempotency-Key or because it only reads.
        patience: seconds without an answer after which to give up.

    Raises:
        Stopped: the patience is over.
    """
    began, pause = monotonic(), 0.05
    while True:
        try:
            told = await ask()
            in_flight = told.status_code == 409 and told.json().get("code") == "request-in-flight"
            if told.status_code not in _AGAIN and not in_flight:
                return told
            trouble = f"the service answers {told.status_code}"
        except httpx.TransportError as error:
            trouble = f"the service does not answer ({type(error).__name__})"
        if monotonic() - began > patience:
            raise Stopped(f"{trouble}; what was sent is safe (fix: run the same command again)")
        await asyncio.sleep(random.uniform(0.5, 1) * pause)
        pause = min(_LONGEST_PAUSE, pause * 2)

"""Keeps a set of processes alive: starts them, says when one falls over, starts it again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from infra.local.child import CannotStart, Child

__all__ = ["Kept", "Say"]

Say = Callable[[str], None]
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 15.0
_STEADY_SECONDS = 30.0


class Kept:
    """A child that is started again when it ends by itself.

    Args:
        start: starts the child and returns once it is ready; raises `CannotStart`.
        say: told in one line whatever a person should know.
    """

    def __init__(self, child: Child, start: Callable[[], Awaitable[None]], say: Say) -> None:
        self.child = child
        self.restarts = 0
        self._start = start
        self._say = say
        self._ready = False
        self._task: asyncio.Task[None] | None = None

    @property
    def state(self) -> Literal["up", "starting", "down"]:
        """What the page shows."""
        if not self.child.running:
            return "down"
        return "up" if self._ready else "starting"

    async def start(self) -> None:
        """Start it, and from then on keep it running.

        Raises:
            CannotStart: the first start failed.
        """
        await self._start()
        self._ready = True
        self._task = asyncio.create_task(self._keep(), name=f"keep {self.child.name}")

    async def stop(self) -> None:
        """Stop it for good."""
        if self._task:
            self._task.cancel()
        await self.child.stop()

    async def _keep(self) -> None:
        pause, since = _FIRST_PAUSE_SECONDS, time.monotonic()
        while True:
            await self.child.ended()
            self._ready = False
            if time.monotonic() - since > _STEADY_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            self._say(
                f"{self.child.name} ended with status {self.child.exit_code}: {self.child.last_words()} "
                f"— starting it again in {pause:g} s (log: {self.child.log})"
            )
            await asyncio.sleep(pause)
            pause, since = min(_LONGEST_PAUSE_SECONDS, pause * 2), time.monotonic()
            self.restarts += 1
            try:
                await self._start()
            except CannotStart as problem:
                self._say(str(problem))
            else:
                self._ready = True
                self._say(f"{self.child.name} is back")

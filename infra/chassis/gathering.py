"""What many ask for at the same time is done for all of them at once.

Who comes alone is served at once. While work is under way the others gather, and the next takes them all:
changes share a transaction, reads a trip to the store, places in a lane one move (see ADR 18). A busy hour
so costs a fraction of the work, and a quiet one no delay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from typing import Generic, TypeVar, cast

__all__ = ["Gathering"]

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Gathering(Generic[Asked, Answer]):
    """Those who ask for one kind of work, within this process.

    Args:
        work: does what was asked for, in the order it was asked, and tells each one's answer or exception.
            If it raises, everybody it was done for learns it.
        most: how many it is done for at once.
        at_once: how many times it may be under way. Whatever is asked for is begun after it was asked for.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer | Exception]]],
        *,
        most: int,
        at_once: int,
    ) -> None:
        self._work = work
        self._most = most
        self._at_once = at_once
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(self, asked: Asked) -> Answer:
        """Have it done, maybe with others'."""
        done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, done))
        if len(self._under_way) < self._at_once:
            # In no one's trace: it is everybody's work.
            self._under_way.add(asyncio.create_task(self._serve(), context=Context()))
        return await done

    async def _serve(self) -> None:
        try:
            while self._waiting:
                await self._serve_some()
        finally:  # at once: a task that has ended takes up nothing that still comes
            self._under_way.remove(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _serve_some(self) -> None:
        taken, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        answers: Sequence[Answer | Exception]
        try:
            answers = await self._work([asked for asked, _ in taken])
        except Exception as error:  # the store is away
            answers = [error] * len(taken)
        for (_, done), answer in zip(taken, answers, strict=True):
            if done.done():
                continue  # whoever asked has been cancelled
            if isinstance(answer, Exception):
                done.set_exception(answer)
            else:
                done.set_result(answer)

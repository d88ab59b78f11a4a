"""Changes that come at the same time are committed together: one transaction for many.

A change that comes alone is committed at once. While commits are under way the others gather, and the next
one takes them all, so a busy hour costs a fraction of the transactions and a quiet one no delay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from dataclasses import replace
from typing import Generic, TypeVar, cast

from infra.chassis.changes import Change, Outcome
from infra.chassis.telemetry import current_traceparent

__all__ = ["Together"]

S = TypeVar("S")
_MOST = 64
"""Changes in one transaction: all are lost by one conflict and then made again."""
_AT_ONCE = 2
"""Transactions under way: one is decided, which is our work, while the store writes the other."""


class Together(Generic[S]):
    """One store's changes, gathered within this process.

    Args:
        commit: makes changes in one transaction and tells each one's outcome or exception, as
            `infra.chassis.store.Store.change_many` does.
    """

    def __init__(
        self, commit: Callable[[Sequence[Change[S]]], Awaitable[Sequence[Outcome[S] | Exception]]]
    ) -> None:
        self._commit = commit
        self._waiting: list[tuple[Change[S], asyncio.Future[Outcome[S]]]] = []
        self._under_way: set[asyncio.Task[None]] = set()

    async def change(self, change: Change[S]) -> Outcome[S]:
        """Make a change, whose events go on in the trace of whoever asked for it."""
        done: asyncio.Future[Outcome[S]] = asyncio.get_running_loop().create_future()
        self._waiting.append((replace(change, traceparent=current_traceparent()), done))
        if len(self._under_way) < _AT_ONCE:
            # In no one's trace: what was asked for outside any goes on in none.
            self._under_way.add(asyncio.create_task(self._work(), context=Context()))
        return await done

    async def _work(self) -> None:
        try:
            while self._waiting:
                await self._commit_some()
        finally:  # at once: a task that has ended takes up nothing that still comes
            self._under_way.remove(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _commit_some(self) -> None:
        taken, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
        try:
            outcomes = await self._commit([change for change, _ in taken])
        except Exception as error:  # the store is away: everyone who waits learns it
            outcomes = [error] * len(taken)
        for (_, done), outcome in zip(taken, outcomes, strict=True):
            if done.done():
                continue  # whoever asked has been cancelled
            if isinstance(outcome, Exception):
                done.set_exception(outcome)
            else:
                done.set_result(outcome)

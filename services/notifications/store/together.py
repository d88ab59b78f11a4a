"""Changes that come at the same time are committed together: one transaction for many messages.

A change that comes alone is committed at once. While a commit is under way the others gather, and the
next commit takes them all, so a busy hour costs a fraction of the transactions and a quiet one no delay.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Generic, TypeVar

from infra.chassis.changes import Change, Outcome
from infra.chassis.store import Store
from infra.chassis.telemetry import current_traceparent

__all__ = ["Together"]

S = TypeVar("S")


class Together(Generic[S]):
    """One store's changes, gathered within this process.

    Args:
        most: changes in one transaction.
    """

    def __init__(self, store: Store[S], *, most: int = 64) -> None:
        self._store = store
        self._most = most
        self._waiting: list[tuple[Change[S], asyncio.Future[Outcome[S]]]] = []
        self._work: asyncio.Task[None] | None = None

    async def change(self, change: Change[S]) -> Outcome[S]:
        """Make a change, as `Store.change` does."""
        done: asyncio.Future[Outcome[S]] = asyncio.get_running_loop().create_future()
        own_trace = replace(change, traceparent=change.traceparent or current_traceparent())
        self._waiting.append((own_trace, done))
        if self._work is None:
            self._work = asyncio.create_task(self._commit())
        return await done

    async def change_many(self, changes: list[Change[S]]) -> list[Outcome[S] | BaseException]:
        """Make several, each with its outcome or exception, as `Store.change_many` does."""
        return await asyncio.gather(*(self.change(each) for each in changes), return_exceptions=True)

    async def _commit(self) -> None:
        try:
            while self._waiting:
                taken, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                try:
                    outcomes = await self._store.change_many([change for change, _ in taken])
                except Exception as error:  # the store is away: everyone who waits learns it
                    outcomes = [error] * len(taken)
                for (_, done), outcome in zip(taken, outcomes, strict=True):
                    if done.done():
                        continue  # whoever asked has been cancelled
                    if isinstance(outcome, Exception):
                        done.set_exception(outcome)
                    else:
                        done.set_result(outcome)
        finally:
            self._work = None

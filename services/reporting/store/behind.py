"""Writes of a transaction that go on behind while the next ones are made ready."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from infra.chassis.mongo import Session
from infra.chassis.writing import Write, write

__all__ = ["Behind"]


class Behind:
    """One trip to the store at a time, in the order they were asked for.

    The session is its own until it is left; then everything is written, or the first error is raised.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._under_way: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._arrived()

    async def write(self, *writes: Write) -> None:
        """Begin these, once those before have arrived."""
        await self._arrived()
        self._under_way = asyncio.create_task(write(self._session, writes))
        await asyncio.sleep(0)  # so that it really begins: whoever asked does not let go of the loop soon

    async def _arrived(self) -> None:
        if self._under_way is not None:
            under_way, self._under_way = self._under_way, None
            await under_way

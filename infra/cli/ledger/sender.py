"""Sends a ledger's lines to the booking service: many at once, each until it has an answer."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import httpx

from infra.cli.ledger.lines import LedgerLine
from infra.cli.ledger.mapping import LedgerMapping, LineRefused

__all__ = ["Refusal", "Sender", "Stopped", "Tally"]

_AGAIN = {429, 500, 502, 503, 504}
_LONGEST_PAUSE = 2.0


class Stopped(Exception):
    """The service gave no answer for too long. What was sent is safe; running again goes on."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not taken in, and why."""

    line: int
    field: str
    columns: tuple[str, ...]
    code: str
    reason: str


@dataclass
class Tally:
    """What became of the lines so far."""

    taken: int = 0
    known: int = 0
    """Lines that an earlier run had taken in."""
    statuses: Counter[str] = field(default_factory=Counter)
    """Final statuses of all lines that are in, by this run or an earlier one."""
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Lines accounted for."""
        return self.taken + self.known + len(self.refusals)


class Sender:
    """Sends lines.

    Args:
        client: bound to the booking service, with a token.
        workers: requests under way at once.
        patience: seconds a line may go without an answer.
    """

    def __init__(
        self, client: httpx.AsyncClient, mapping: LedgerMapping, *, workers: int = 8, patience: float = 120
    ) -> None:
        self._client = client
        self._mapping = mapping
        self._workers = workers
        self._patience = patience
        self.tally = Tally()

    async def send(self, lines: Iterator[LedgerLine], progress: Callable[[Tally], None]) -> Tally:
        """Send every line, telling `progress` after each.

        Raises:
            Stopped: the service gave no answer within the patience.
        """

        async def work() -> None:
            for line in lines:
                await self._one(line)
                progress(self.tally)

        async with asyncio.TaskGroup() as group:
            for _ in range(self._workers):
                group.create_task(work())
        self.tally.refusals.sort(key=lambda refusal: refusal.line)
        return self.tally

    async def _one(self, line: LedgerLine) -> None:
        try:
            body = self._mapping.body(line.said, line.ref)
        except LineRefused as refused:
            self._refuse(line, refused.field, "unreadable", refused.reason)
            return
        answer = await self._answer(body, line.ref)
        if answer.is_success:
            known = answer.status_code == 200 or "Idempotent-Replayed" in answer.headers
            self.tally.known += known
            self.tally.taken += not known
            self.tally.statuses[answer.json()["status"]] += 1
            return
        problem = answer.json()
        if answer.status_code in (401, 403):
            raise Stopped(f"{problem['detail']} (fix: send a manager's token)")
        self._refuse(line, problem.get("field") or "", problem["code"], problem["detail"])

    async def _answer(self, body: dict[str, Any], ref: str) -> httpx.Response:
        """The service's answer, asked for until it comes: the key makes that safe."""
        began, pause = monotonic(), 0.05
        while True:
            try:
                answer = await self._client.post(
                    "/bookings/recorded", json=body, headers={"Idempotency-Key": ref}
                )
                in_flight = answer.status_code == 409 and answer.json().get("code") == "request-in-flight"
                if answer.status_code not in _AGAIN and not in_flight:
                    return answer
                trouble = f"the service answers {answer.status_code}"
            except httpx.TransportError as error:
                trouble = f"the service does not answer ({type(error).__name__})"
            if monotonic() - began > self._patience:
                raise Stopped(f"{trouble}; what was sent is safe (fix: run the same command again)")
            await asyncio.sleep(random.uniform(0.5, 1) * pause)
            pause = min(_LONGEST_PAUSE, pause * 2)

    def _refuse(self, line: LedgerLine, name: str, code: str, reason: str) -> None:
        field_name = name.removeprefix("history.")
        self.tally.refusals.append(
            Refusal(line.number, field_name, self._mapping.columns(field_name), code, reason)
        )

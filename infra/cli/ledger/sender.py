"""Sends a ledger's lines to the booking service: many at once, each until it has an answer."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx

from infra.cli.ledger.asking import Stopped, answer
from infra.cli.ledger.lines import LedgerLine
from infra.cli.ledger.mapping import LedgerMapping, LineRefused

__all__ = ["Refusal", "Sender", "Tally"]


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
        headers = {"Idempotency-Key": line.ref}
        told = await answer(
            lambda: self._client.post("/bookings/recorded", json=body, headers=headers), self._patience
        )
        if told.is_success:
            known = told.status_code == 200 or "Idempotent-Replayed" in told.headers
            self.tally.known += known
            self.tally.taken += not known
            self.tally.statuses[told.json()["status"]] += 1
            return
        problem = told.json()
        if told.status_code in (401, 403):
            raise Stopped(f"{problem['detail']} (fix: send a manager's token)")
        self._refuse(line, problem.get("field") or "", problem["code"], problem["detail"])

    def _refuse(self, line: LedgerLine, name: str, code: str, reason: str) -> None:
        field_name = name.removeprefix("history.")
        self.tally.refusals.append(
            Refusal(line.number, field_name, self._mapping.columns(field_name), code, reason)
        )

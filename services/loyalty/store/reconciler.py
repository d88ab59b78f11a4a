"""Continuous reconciliation: every account that changed is compared with its ledger, soon after (rule L7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from contracts.event import Event
from contracts.loyalty import ReconciliationDifferenceFound
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from infra.chassis.desk import Desk
from infra.chassis.store import Store
from services.loyalty.domain.replay import Difference, compare
from services.loyalty.store.accounts import AccountStore

__all__ = ["Reconciler", "Reconciliation"]

ONLY: Final = "reconciliation"
_SETTLE: Final = timedelta(seconds=10)
"""Changes younger than this are left for the next round: their order by time is not final yet."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the order of last changes."""

    at: datetime
    guest_id: str


_BEGINNING: Final = Mark(datetime(2000, 1, 1, tzinfo=UTC), "")


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How far the comparison has come.

    Attributes:
        checked: the last account compared, in order of last change.
        next_at: when it goes on.
        open: guests whose books differed when last compared; each is told once until it agrees again.
    """

    checked: Mark = _BEGINNING
    next_at: datetime | None = None
    accounts_checked: int = 0
    open: tuple[str, ...] = ()


class Reconciler(Store[Reconciliation]):
    """Walks the accounts in order of their last change, a bounded stretch at a time."""

    def __init__(self, desk: Desk, accounts: AccountStore, *, stretch: int = 500) -> None:
        super().__init__(desk, aggregate="reconciliation", state=Reconciliation, timers=_timers)
        self._accounts = accounts
        self._stretch = stretch

    async def ensure(self) -> None:
        """Begin, the first time."""
        await super().ensure()
        begun = Cause("loyalty.reconciliation", "loyalty", "begin")
        now = self.desk.clock.now()
        await self.change(ONLY, lambda state, _: (state or Reconciliation(next_at=now), ()), begun)

    async def go_on(self, cause: Cause, pause: timedelta) -> int:
        """Compare the next stretch, tell what differs, and set the next round.

        After a full stretch the next one follows at once; else after `pause`.

        Returns:
            How many accounts were compared.
        """
        stored = await self.need(ONLY)
        until, after = self.desk.clock.now() - _SETTLE, stored.state.checked
        later = {
            "$or": [
                {"updated_at": {"$gt": after.at}},
                {"updated_at": after.at, "_id": {"$gt": after.guest_id}},
            ]
        }
        changed = self._accounts.collection.find(
            {"$and": [later, {"updated_at": {"$lte": until}}]},
            {"updated_at": 1},
            sort=[("updated_at", 1), ("_id", 1)],
            limit=self._stretch,
        )
        marks = [Mark(row["updated_at"], row["_id"]) async for row in changed]
        found = {mark.guest_id: await self.compare(mark.guest_id) for mark in marks}
        reached = marks[-1] if marks else after
        wait = timedelta(milliseconds=1) if len(marks) == self._stretch else pause

        def decide(state: Reconciliation | None, now: datetime) -> Decided[Reconciliation]:
            return _judged(state or Reconciliation(), found, reached, now + wait)

        await self.change(ONLY, decide, cause)
        return len(marks)

    async def compare(self, guest_id: str) -> Difference | None:
        """Compare one account with its ledger, both as of one moment."""
        for _ in range(5):
            before = await self._accounts.need(guest_id)
            entries = await self._accounts.entries(guest_id)
            after = await self._accounts.need(guest_id)
            if before.version == after.version:
                return compare(after.state.points, entries)
        return None  # it changes all the time, so it will come again in the next stretch


def _judged(
    state: Reconciliation, found: Mapping[str, Difference | None], reached: Mark, next_at: datetime
) -> Decided[Reconciliation]:
    still = tuple(guest for guest in state.open if guest not in found)
    wrong = {guest: each for guest, each in found.items() if each is not None}
    facts: tuple[Event, ...] = tuple(
        ReconciliationDifferenceFound(
            reconciliation_id=ONLY,
            guest_id=guest,
            ledger_points=each.ledger_points,
            lots_points=each.lots_points,
            balance_points=each.balance_points,
            entry_ids=each.entry_ids,
        )
        for guest, each in wrong.items()
        if guest not in state.open
    )
    after = replace(
        state,
        checked=max(reached, state.checked, key=lambda mark: (mark.at, mark.guest_id)),
        next_at=next_at,
        accounts_checked=state.accounts_checked + len(found),
        open=tuple(sorted({*still, *wrong})),
    )
    return after, facts


def _timers(state: Reconciliation) -> Mapping[str, datetime]:
    return {"next": state.next_at} if state.next_at else {}

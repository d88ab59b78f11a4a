"""Random histories: after every step lots = ledger = balance, and the ledger replays to the same lots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from infra.chassis.decision import Decided, Refused
from services.loyalty.domain import granting, joining, spending, upkeep, visiting
from services.loyalty.domain.account import Account, Correction, timers
from services.loyalty.domain.lots import Entry, Kind
from services.loyalty.domain.points import usable
from services.loyalty.domain.replay import compare, replay
from tests.unit.loyalty.helpers import DAY, NOW, RULES, bill

GUESTS = ("anna", "bo", "chen")
guests = st.sampled_from(GUESTS)


@dataclass
class Kept:
    account: Account
    ledger: list[Entry]


class Ledger(RuleBasedStateMachine):
    """Three guests earn, reserve, confirm, release, reverse, correct, merge and grow old."""

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        self.count = 0
        self.kept: dict[str, Kept | None] = dict.fromkeys(GUESTS)
        self.debited: dict[str, tuple[tuple[str, int], ...]] = {}

    def change(self, guest: str, decide: Callable[[Account | None], Decided[Account]]) -> None:
        kept = self.kept[guest]
        before = kept.account if kept else None
        try:
            after, _facts = decide(before)
        except Refused:
            return
        if after is before:
            return
        ledger = kept.ledger if kept else []
        last = before.points.entries if before else 0
        ledger.extend(entry for entry in after.points.journal if entry.sequence > last)
        self.kept[guest] = Kept(after, ledger)

    def fresh_id(self, kind: str) -> str:
        self.count += 1
        return f"{kind}-{self.count}"

    @rule(guest=guests, yuan=st.integers(0, 3000), age=st.integers(0, 400))
    def visits(self, guest: str, yuan: int, age: int) -> None:
        told = bill(self.fresh_id("r"), yuan, self.now - age * DAY)
        self.change(guest, lambda account: visiting.record(account, guest, told, None, RULES, self.now))

    @rule(guest=guests, pick=st.integers(0, 50))
    def voids(self, guest: str, pick: int) -> None:
        kept = self.kept[guest]
        counts = kept.account.standing.counts if kept else ()
        visits = [count for count in counts if count.kind == "visit"]
        if visits:
            receipt = visits[pick % len(visits)].id.removeprefix("v1:")
            self.change(guest, lambda account: visiting.void(account, guest, "v1", receipt, RULES, self.now))

    @rule(guest=guests, pick=st.integers(0, 50), yuan=st.integers(0, 3000))
    def revises(self, guest: str, pick: int, yuan: int) -> None:
        kept = self.kept[guest]
        counts = kept.account.standing.counts if kept else ()
        visits = [count for count in counts if count.kind == "visit"]
        if visits:
            count = visits[pick % len(visits)]
            told = bill(count.id.removeprefix("v1:"), yuan, count.at, revision=count.revision + 1)
            self.change(guest, lambda account: visiting.record(account, guest, told, None, RULES, self.now))

    @rule(guest=guests, points=st.integers(1, 400), use=st.sampled_from(["gift", "bill", "tier_credit"]))
    def reserves(self, guest: str, points: int, use: str) -> None:
        wish = spending.Wish(self.fresh_id("x"), use, points, "v2")  # type: ignore[arg-type]
        self.change(guest, lambda account: spending.reserve(account, guest, wish, RULES, self.now))

    @rule(guest=guests, pick=st.integers(0, 9), yes=st.booleans())
    def decides(self, guest: str, pick: int, yes: bool) -> None:
        kept = self.kept[guest]
        if kept and kept.account.points.reserved:
            redemption = kept.account.points.reserved[pick % len(kept.account.points.reserved)].id
            decision = spending.confirm if yes else spending.release
            self.change(guest, lambda account: decision(account, guest, redemption, RULES, self.now))

    @rule(guest=guests, pick=st.integers(0, 9))
    def reverses(self, guest: str, pick: int) -> None:
        kept = self.kept[guest]
        if not kept or not kept.account.points.redeemed:
            return
        taken = kept.account.points.redeemed[pick % len(kept.account.points.redeemed)]
        before = len(kept.ledger)
        self.change(
            guest,
            lambda account: spending.reverse(
                account, guest, taken.id, "guest returned", "kim", RULES, self.now
            ),
        )
        for entry in self.kept[guest].ledger[before:]:  # type: ignore[union-attr]
            given_back = {move.lot_id: move.available for move in entry.moves}
            assert given_back == {part.lot.id: part.points for part in taken.parts}

    @rule(guest=guests, points=st.integers(-300, 300))
    def corrects(self, guest: str, points: int) -> None:
        made = Correction(self.fresh_id("c"), points, "counted again", "v1", "kim", self.now)
        self.change(guest, lambda account: granting.propose_correction(account, guest, made, RULES, self.now))
        self.change(
            guest,
            lambda account: granting.approve_correction(account, guest, made.id, "b", RULES, self.now),
        )

    @rule(kept=guests, merged=guests)
    def merges(self, kept: str, merged: str) -> None:
        into, out = self.kept[kept], self.kept[merged]
        if kept == merged or not out or out.account.closed_into or (into and into.account.closed_into):
            return
        self.change(merged, lambda account: joining.close(account, merged, kept, self.now))
        closed = self.kept[merged].account  # type: ignore[union-attr]
        self.change(kept, lambda account: joining.join(account, kept, closed, RULES, self.now))

    def fires(self, guest: str, name: str) -> None:
        def decide(account: Account | None) -> Decided[Account]:
            assert account is not None
            return upkeep.on_timer(account, name, RULES, self.now)

        self.change(guest, decide)

    @rule(days=st.integers(0, 120))
    def time_passes(self, days: int) -> None:
        until = self.now + timedelta(days=days, minutes=7)
        for _ in range(200):
            due = [
                (moment, guest, name)
                for guest, kept in self.kept.items()
                if kept
                for name, moment in timers(kept.account).items()
                if moment <= until
            ]
            if not due:
                break
            moment, guest, name = min(due)
            self.now = max(self.now, moment)
            self.fires(guest, name)
        else:
            pytest.fail("timers never come to rest")
        self.now = max(self.now, until)

    @invariant()
    def lots_ledger_and_balance_agree(self) -> None:
        for kept in filter(None, getattr(self, "kept", {}).values()):
            assert compare(kept.account.points, kept.ledger) is None
            assert {lot.id: lot for lot in replay(kept.ledger)} == {
                lot.id: lot for lot in kept.account.points.lots
            }
            assert kept.account.points.balance >= 0
            assert kept.account.points.held == sum(each.points for each in kept.account.points.reserved)
            assert 0 <= usable(kept.account.points, self.now) <= kept.account.points.balance

    @invariant()
    def every_entry_adds_up_to_nothing(self) -> None:
        sums: dict[str, int] = {}
        for kept in filter(None, getattr(self, "kept", {}).values()):
            for entry in kept.ledger:
                assert not sum(posting.points for posting in entry.postings)
                for posting in entry.postings:
                    sums[posting.account] = sums.get(posting.account, 0) + posting.points
        assert sums.get("transit", 0) == 0
        for guest, kept in getattr(self, "kept", {}).items():
            if kept:
                assert sums.get(f"guest:{guest}:available", 0) == kept.account.points.balance
                assert sums.get(f"guest:{guest}:held", 0) == kept.account.points.held

    @invariant()
    def every_reservation_takes_the_oldest_lots(self) -> None:
        for kept in filter(None, getattr(self, "kept", {}).values()):
            last = kept.ledger[-1] if kept.ledger else None
            if last is None or last.kind is not Kind.RESERVE:
                continue
            lots = {lot.id: lot for lot in replay(kept.ledger[:-1])}
            taken = [lots[move.lot_id] for move in last.moves]
            for lot in lots.values():
                usable_then = lot.available and lot.expires_at > last.at
                left = lot.available + sum(move.available for move in last.moves if move.lot_id == lot.id)
                assert not (usable_then and left and any(lot.age < other.age for other in taken))


_SETTINGS = settings(
    max_examples=200, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.rule("L6", "L7")
def test_lots_ledger_and_balance_agree_after_every_step_of_any_history() -> None:
    run_state_machine_as_test(Ledger, settings=_SETTINGS)


@pytest.mark.rule("L7")
def test_a_tampered_lot_is_found_and_its_entries_named() -> None:
    account, _ = visiting.record(None, "anna", bill("r1", 500), None, RULES, NOW)
    first = account.points.journal
    account, _ = visiting.record(account, "anna", bill("r2", 300), None, RULES, NOW)
    ledger = [*first, *account.points.journal]
    assert compare(account.points, ledger) is None
    stolen = replace(account.points.lots[1], available=account.points.lots[1].available - 5)
    difference = compare(replace(account.points, lots=(account.points.lots[0], stolen)), ledger)
    assert difference is not None
    assert difference.entry_ids == (ledger[1].id,)
    assert (difference.ledger_points, difference.lots_points, difference.balance_points) == (80, 75, 80)


@pytest.mark.rule("L7")
def test_a_missing_ledger_entry_is_found() -> None:
    account, _ = visiting.record(None, "anna", bill("r1", 500), None, RULES, NOW)
    account, _ = visiting.record(account, "anna", bill("r2", 300), None, RULES, NOW)
    difference = compare(account.points, account.points.journal)
    assert difference is not None
    assert difference.ledger_points == 30

"""A till's feed: many bills in one transaction, each with its own answer (rules L5, L12)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome
from infra.chassis.decision import Refused
from infra.chassis.ids import new_id
from services.loyalty.domain import visiting
from services.loyalty.domain.account import Account
from services.loyalty.domain.personal import Personal
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.visits import Bill, visit_id
from services.loyalty.store.accounts import ALREADY
from services.loyalty.store.members import Members, bound

__all__ = ["Asked", "Entered", "Till"]

_FILES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A bill and whose it is: by guest id, phone (E.164) or card.

    Attributes:
        open_file: open a file for a card that has none yet.
    """

    bill: Bill
    guest_id: str | None = None
    phone: str | None = None
    card: str | None = None
    open_file: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a bill: ``recorded`` now, ``known`` from before, or ``refused`` with code and detail."""

    visit_id: str
    status: str
    guest_id: str | None = None
    points: int = 0
    code: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Till:
    """Enters bills."""

    members: Members

    async def enter(self, asked: Sequence[Asked], cause: Cause) -> list[Entered]:
        """Enter bills in their order, together where possible; one that is refused spares the others."""
        await self._open_files(asked, cause)
        entered: dict[int, Entered] = {}
        changes: dict[int, Change[Account]] = {}
        rules: dict[str, Rules] = {}
        for number, each in enumerate(asked):
            venue_id = each.bill.venue_id
            if venue_id not in rules:
                rules[venue_id] = await self.members.rules.at(venue_id)
            try:
                changes[number] = await self._change(each, rules[venue_id], cause.part(str(number)))
            except Refused as error:
                entered[number] = _refused(each.bill, error)
        outcomes = await self.members.accounts.change_many(list(changes.values()))
        for number, outcome in zip(changes, outcomes, strict=True):
            entered[number] = await self._judged(asked[number].bill, outcome)
        return [entered[number] for number in range(len(asked))]

    async def _open_files(self, asked: Sequence[Asked], cause: Cause) -> None:
        """Open the files of new cards, some side by side; an old file of purchases has thousands."""
        cards = iter(sorted({each.card for each in asked if each.open_file and each.card}))

        async def open_some() -> None:
            for card in cards:
                if await self.members.guests.find_by("card", card) is None:
                    await self._open_file(card, cause.part(f"card {card}"))

        async with asyncio.TaskGroup() as group:
            for _ in range(_FILES_AT_ONCE):
                group.create_task(open_some())

    async def _open_file(self, card: str, cause: Cause) -> None:
        personal = Personal(name=card, member_card=card)
        try:
            await self.members.register(new_id(), personal, cause, recorded=True)
        except Refused as error:
            if error.code != "guest-known":  # another line of this card was faster
                raise

    async def _change(self, asked: Asked, rules: Rules, cause: Cause) -> Change[Account]:
        target = await self.members.identify(guest_id=asked.guest_id, phone=asked.phone, card=asked.card)
        referred_by = (await self.members.guests.need(target)).state.referred_by
        decide = bound(
            lambda account, kept, rules, now: visiting.record(
                account, kept, asked.bill, referred_by, rules, now
            ),
            target,
            rules,
        )
        return Change(target, decide, cause)

    async def _judged(self, bill: Bill, outcome: Outcome[Account] | Exception) -> Entered:
        told = visit_id(bill.venue_id, bill.receipt)
        if isinstance(outcome, Refused) and outcome.code == ALREADY:
            known = await self.members.accounts.visit(told)
            if known is not None:
                return Entered(told, "known", known.guest_id, known.points)
        if isinstance(outcome, Refused):
            return _refused(bill, outcome)
        if isinstance(outcome, Exception):
            raise outcome
        if outcome.events:
            state = outcome.state
            written = next((each for each in state.written if each.id == told), None) if state else None
            return Entered(told, "recorded", outcome.id, written.points if written else 0)
        known = await self.members.accounts.visit(told)
        return Entered(told, "known", outcome.id, known.points if known else 0)


def _refused(bill: Bill, error: Refused) -> Entered:
    return Entered(visit_id(bill.venue_id, bill.receipt), "refused", code=error.code, detail=error.detail)

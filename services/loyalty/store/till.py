"""A till's feed: many bills in one transaction, each with its own answer (rules L5, L12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome
from infra.chassis.decision import Refused
from services.loyalty.domain import visiting
from services.loyalty.domain.account import Account
from services.loyalty.domain.personal import Personal
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.visits import Bill, visit_id
from services.loyalty.store.accounts import ALREADY
from services.loyalty.store.members import Members, bound

__all__ = ["Asked", "Entered", "Till"]

_NOBODYS: Final = Bill("", "", datetime(2000, 1, 1, tzinfo=UTC), 0)
_SETTLED: Final = Refused(
    "visit-not-counting", "this visit has left the window: propose a correction instead of a revision"
)


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


@dataclass(frozen=True, slots=True)
class _Member:
    """Whose a bill is, and who brought them."""

    guest_id: str
    referred_by: str | None


@dataclass(frozen=True)
class Till:
    """Enters bills."""

    members: Members

    async def enter(self, asked: Sequence[Asked], cause: Cause) -> list[Entered]:
        """Enter bills in their order, together where possible; one that is refused spares the others."""
        entered = await self._known(asked)
        fresh = {number: each for number, each in enumerate(asked) if number not in entered}
        await self._open_files(list(fresh.values()), cause)
        guests: dict[Asked, _Member | Refused] = {}
        rules: dict[str, Rules] = {}
        changes: dict[int, Change[Account]] = {}
        for number, each in fresh.items():
            who = replace(each, bill=_NOBODYS)
            if who not in guests:
                guests[who] = await self._member(each)
            member, venue_id = guests[who], each.bill.venue_id
            if isinstance(member, Refused):
                entered[number] = _refused(each.bill, member)
                continue
            if venue_id not in rules:
                rules[venue_id] = await self.members.rules.at(venue_id)
            changes[number] = _change(each.bill, member, rules[venue_id], cause.part(str(number)))
        outcomes = await self.members.accounts.change_many(list(changes.values()))
        for number, outcome in zip(changes, outcomes, strict=True):
            entered[number] = await self._judged(asked[number].bill, outcome)
        return [entered[number] for number in range(len(asked))]

    async def _known(self, asked: Sequence[Asked]) -> dict[int, Entered]:
        """The bills that are on record just as they are told."""
        ids = [visit_id(each.bill.venue_id, each.bill.receipt) for each in asked]
        on_record = {visit.id: visit async for visit in self.members.accounts.visits_of(ids)}
        return {
            number: Entered(visit.id, "known", visit.guest_id, visit.points)
            for number, (told, each) in enumerate(zip(ids, asked, strict=True))
            if (visit := on_record.get(told)) is not None and _same(visit.bill, each.bill)
        }

    async def _open_files(self, asked: Sequence[Asked], cause: Cause) -> None:
        """Open the files of new cards; an old file of purchases has thousands."""
        cards = {each.card for each in asked if each.open_file and each.card}
        if missing := await self.members.guests.without_file("card", cards):
            await self.members.open_files([Personal(name=card, member_card=card) for card in missing], cause)

    async def _member(self, asked: Asked) -> _Member | Refused:
        try:
            guest_id = await self.members.identify(
                guest_id=asked.guest_id, phone=asked.phone, card=asked.card
            )
        except Refused as error:
            return error
        return _Member(guest_id, (await self.members.guests.need(guest_id)).state.referred_by)

    async def _judged(self, bill: Bill, outcome: Outcome[Account] | Exception) -> Entered:
        told = visit_id(bill.venue_id, bill.receipt)
        if isinstance(outcome, Refused) and outcome.code == ALREADY:
            known = await self.members.accounts.visit(told)
            if known is not None and known.bill.revision < bill.revision:
                return _refused(bill, _SETTLED)
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


def _change(bill: Bill, member: _Member, rules: Rules, cause: Cause) -> Change[Account]:
    decide = bound(
        lambda account, kept, in_force, now: visiting.record(
            account, kept, bill, member.referred_by, in_force, now
        ),
        member.guest_id,
        rules,
    )
    return Change(member.guest_id, decide, cause)


def _same(known: Bill, told: Bill) -> bool:
    return (known.revision, known.spend_fen, known.at) == (told.revision, told.spend_fen, told.at)


def _refused(bill: Bill, error: Refused) -> Entered:
    return Entered(visit_id(bill.venue_id, bill.receipt), "refused", code=error.code, detail=error.detail)

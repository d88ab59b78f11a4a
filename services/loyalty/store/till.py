"""A till's feed: many bills in one transaction, each with its own answer (rules L5, L12)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome
from infra.chassis.decision import Decided, Refused
from infra.chassis.inbox import REUSED, Mark, Seen
from services.loyalty.domain import visiting
from services.loyalty.domain.account import Account
from services.loyalty.domain.personal import Personal
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.visits import Bill, Visit, visit_id
from services.loyalty.store.accounts import ALREADY
from services.loyalty.store.members import Members

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
    """What became of a bill: ``recorded`` now, ``known`` from before, or ``refused`` with code and detail.

    Attributes:
        replayed: this request was answered so before.
    """

    visit_id: str
    status: str
    guest_id: str | None = None
    points: int = 0
    code: str = ""
    detail: str = ""
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class _Member:
    """Whose a bill is, and who brought them."""

    guest_id: str
    referred_by: str | None


@dataclass(slots=True)
class _Entry:
    """One bill on its way into its account.

    Attributes:
        recorded: whether the latest try to decide recorded it; else it was known.
    """

    number: int
    bill: Bill
    guest_id: str
    referred_by: str | None
    rules: Rules
    on_record: Visit | None
    recorded: bool = False

    def decide(self, account: Account | None, now: datetime) -> Decided[Account]:
        """Record it."""
        after, facts = visiting.record(
            account, self.guest_id, self.bill, self.referred_by, self.rules, now, on_record=self.on_record
        )
        self.recorded = bool(facts)
        return after, facts

    def answer(self, account: Account) -> dict[str, Any]:
        """What the request is told of it, now and whenever it comes again."""
        told = visit_id(self.bill.venue_id, self.bill.receipt)
        of = account.written if self.recorded else account.standing.counts
        points = next((each.points for each in of if each.id == told), 0)
        status = "recorded" if self.recorded else "known"
        return _kept({self.number: Entered(told, status, self.guest_id, points)})


@dataclass(frozen=True)
class Till:
    """Enters bills."""

    members: Members

    async def enter(self, asked: Sequence[Asked], cause: Cause) -> list[Entered]:
        """Enter bills in their order, together where possible; one that is refused spares the others.

        A request that comes again is answered as it was, but for what was refused: that is tried again.

        Raises:
            Refused: the cause's id was used for another request.
        """
        causes = [cause] if len(asked) == 1 else [cause.part(str(number)) for number in range(len(asked))]
        # In this order: what this very request has put on record must not be taken for another's.
        ids = [visit_id(each.bill.venue_id, each.bill.receipt) for each in asked]
        on_record = {visit.id: visit async for visit in self.members.accounts.visits_of(ids)}
        entered = _known(asked, on_record)
        entered |= await self._answered((cause, *causes))
        fresh = {number: each for number, each in enumerate(asked) if number not in entered}
        await self._open_files(list(fresh.values()), cause)
        changes: dict[int, Change[Account]] = {}
        async for number, entry in self._entries(fresh, on_record):
            if isinstance(entry, Entered):
                entered[number] = entry
            else:
                changes[number] = Change(entry.guest_id, entry.decide, causes[number], answer=entry.answer)
        outcomes = await self.members.accounts.change_many(list(changes.values()))
        kept = set()
        for number, outcome in zip(changes, outcomes, strict=True):
            if isinstance(outcome, Outcome):
                entered |= _told(outcome.answer, replayed=outcome.replayed)
                kept.add(number)
            else:
                entered[number] = await self._judged(asked[number].bill, outcome)
        kept |= {number for number, each in entered.items() if each.replayed or each.status != "known"}
        if unkept := {number: each for number, each in entered.items() if number not in kept}:
            entered |= await self._remembered(unkept, cause, causes)
        return [entered[number] for number in range(len(asked))]

    async def _answered(self, causes: Sequence[Cause], *, newest: bool = False) -> dict[int, Entered]:
        """What this request was answered before, by the number of the bill."""
        answered: dict[int, Entered] = {}
        for mark in await self.members.accounts.desk.inbox.find_all(causes, newest=newest):
            answered |= _told((mark.answer or {}).get("body", {}), replayed=True)
        return answered

    async def _remembered(
        self, known: Mapping[int, Entered], cause: Cause, causes: Sequence[Cause]
    ) -> Mapping[int, Entered]:
        """Keep what is answered without a change, so that its key is taken and the answer stays."""
        desk = self.members.accounts.desk
        mark = Mark(cause, {"body": _kept(known)})
        try:
            await desk.db.transact(lambda session: desk.inbox.mark(session, [mark], desk.clock.now()))
        except Seen:  # the same request, at work in another process
            return await self._answered((cause, *causes), newest=True)
        return known

    async def _entries(
        self, asked: Mapping[int, Asked], on_record: Mapping[str, Visit]
    ) -> AsyncIterator[tuple[int, _Entry] | tuple[int, Entered]]:
        """What each bill is to do, or why it is refused; guests and rules are looked up once each."""
        guests: dict[Asked, _Member | Refused] = {}
        rules: dict[str, Rules] = {}
        for number, each in asked.items():
            who = replace(each, bill=_NOBODYS)
            if who not in guests:
                guests[who] = await self._member(each)
            member, venue_id = guests[who], each.bill.venue_id
            if isinstance(member, Refused):
                yield number, _refused(each.bill, member)
                continue
            if venue_id not in rules:
                rules[venue_id] = await self.members.rules.at(venue_id)
            judging = rules[venue_id]
            if (visit := on_record.get(visit_id(venue_id, each.bill.receipt))) is not None:
                judging = await self.members.rules.at(venue_id, visit)
            yield number, _Entry(number, each.bill, member.guest_id, member.referred_by, judging, visit)

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

    async def _judged(self, bill: Bill, error: Exception) -> Entered:
        if not isinstance(error, Refused) or error.code == REUSED:
            raise error
        told = visit_id(bill.venue_id, bill.receipt)
        known = await self.members.accounts.visit(told) if error.code == ALREADY else None
        if known is None:
            return _refused(bill, error)
        if known.bill.revision < bill.revision:
            return _refused(bill, _SETTLED)
        return Entered(told, "known", known.guest_id, known.points)


def _known(asked: Sequence[Asked], on_record: Mapping[str, Visit]) -> dict[int, Entered]:
    """The bills that are on record just as they are told."""
    return {
        number: Entered(visit.id, "known", visit.guest_id, visit.points)
        for number, each in enumerate(asked)
        if (visit := on_record.get(visit_id(each.bill.venue_id, each.bill.receipt))) is not None
        and _same(visit.bill, each.bill)
    }


def _kept(entered: Mapping[int, Entered]) -> dict[str, Any]:
    """Answers as they are kept with a cause, by the number of the bill."""
    return {
        str(number): {
            "visit_id": each.visit_id,
            "status": each.status,
            "guest_id": each.guest_id,
            "points": each.points,
        }
        for number, each in entered.items()
    }


def _told(kept: Mapping[str, Any], *, replayed: bool) -> dict[int, Entered]:
    """The answers that were kept with a cause."""
    return {int(number): Entered(**each, replayed=replayed) for number, each in kept.items()}


def _same(known: Bill, told: Bill) -> bool:
    at = told.at if known.booking_id is None else known.at  # a desk and a till do not agree to the minute
    return (known.revision, known.spend_fen, known.at) == (told.revision, told.spend_fen, at)


def _refused(bill: Bill, error: Refused) -> Entered:
    return Entered(visit_id(bill.venue_id, bill.receipt), "refused", code=error.code, detail=error.detail)

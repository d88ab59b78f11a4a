"""Accounts, with the ledger, the visits and the stock of gifts written in the same transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from infra.chassis.codec import from_document, to_document
from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.mongo import Document, Index, Session
from infra.chassis.pages import Page, PageRequest
from infra.chassis.store import Store
from infra.chassis.writing import InsertOne, Operation, ReplaceOne, UpdateOne, Write
from services.loyalty.domain.account import Account, timers
from services.loyalty.domain.gifts import gift_moves
from services.loyalty.domain.lots import Entry
from services.loyalty.domain.points import Redemption
from services.loyalty.domain.spending import BILL, exceeding, moves
from services.loyalty.domain.visits import Visit, VisitStatus, visit_id

__all__ = ["ALREADY", "AccountStore"]

LEDGER = "ledger"
VISITS = "visits"
STOCK = "gift_stock"
BILLS = "reduced_bills"
ALREADY = "already-posted"
"""Code of the refusal of what the ledger holds already: a visit, a referral, a compensation."""


class AccountStore(Store[Account]):
    """Accounts. Lots, ledger and balance change together or not at all."""

    indexes: ClassVar[Sequence[Index]] = (Index([("updated_at", 1), ("_id", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="account", state=Account, timers=timers)
        self.ledger = desk.db.collection(LEDGER)
        self.visits = desk.db.collection(VISITS)
        self._stock = desk.db.collection(STOCK)
        self._bills = desk.db.collection(BILLS)

    async def ensure(self) -> None:
        """Create the collections."""
        await super().ensure()
        await self.desk.db.ensure(
            LEDGER,
            [
                Index([("guest_id", 1), ("sequence", 1)], unique=True),
                Index([("once", 1)], unique=True, where={"once": {"$type": "string"}}),
                Index([("at", 1)]),
            ],
        )
        await self.desk.db.ensure(
            VISITS, [Index([("guest_id", 1), ("bill.at", -1)]), Index([("bill.at", 1), ("bill.venue_id", 1)])]
        )
        await self.desk.db.ensure(STOCK, [])
        await self.desk.db.ensure(BILLS, [])

    def writes(self, changed: Sequence[tuple[Account | None, Account]]) -> Iterable[Write]:
        """What the changes posted and recorded; refuses what the ledger has already (`ALREADY`)."""
        lines = [InsertOne(_line(entry)) for before, after in changed for entry in _posted(before, after)]
        visits = [(before, visit) for before, after in changed for visit in after.written]
        visits.sort(key=lambda each: not _is_new(*each))  # inserts beside each other are one message
        yield Write(self.ledger, lines, _recorded)
        yield Write(self.visits, [_recording(before, visit) for before, visit in visits], _recorded)

    async def beside(self, session: Session, before: Account | None, after: Account) -> None:
        """Hand out gifts, or take them back; and note what points take off bills, whoever's they are.

        Raises:
            Refused: a gift is out of stock, or more than is left of a bill.
        """
        for gift_id, count in gift_moves(before, after).items():
            await self._hand_out(session, gift_id, count)
        for redemption, count in moves(before, after, BILL):
            await self._take_off(session, redemption, count)

    async def _hand_out(self, session: Session, gift_id: str, count: int) -> None:
        found = await self._stock.update_one(
            {"_id": gift_id, "left": {"$gte": count}}, {"$inc": {"left": -count}}, session=session
        )
        if not found.matched_count:
            raise Refused("gift-out-of-stock", "none of this gift is left", field="gift_id")

    async def _take_off(self, session: Session, redemption: Redemption, count: int) -> None:
        bill = {"_id": visit_id(redemption.venue_id, redemption.reference)}
        taken, lapses = f"taken_fen.{redemption.id}", f"lapses.{redemption.id}"
        if count <= 0:
            over = {lapses: ""} if count == 0 else {lapses: "", taken: ""}
            await self._bills.update_one(bill, {"$unset": over}, session=session)
            return
        row = await self._bills.find_one(bill, session=session) or {}
        if redemption.bill_fen is not None:
            left = redemption.bill_fen - _taken_off(row, self.desk.clock.now())
            if redemption.value_fen > left:
                raise exceeding(left, redemption.value_fen // redemption.points)
        # Of two that come at once the second looks again: both write the row.
        noted = {taken: redemption.value_fen, lapses: redemption.until}
        await self._bills.update_one(bill, {"$set": noted}, upsert=True, session=session)

    async def entries(self, guest_id: str) -> list[Entry]:
        """The ledger of one guest, from the first line."""
        found = self.ledger.find({"guest_id": guest_id}, sort=[("sequence", 1)])
        return [from_document(line, Entry) async for line in found]

    async def posted(self, about: str) -> list[Entry]:
        """The entries whose keys are ``<about>|…|<number>``, in the order of their numbers."""
        found = self.ledger.find({"once": {"$gte": f"{about}|", "$lt": f"{about}}}"}})  # } follows |
        entries = [from_document(line, Entry) async for line in found]
        return sorted(entries, key=lambda entry: int((entry.once or "").rpartition("|")[2]))

    async def page_of_ledger(self, guest_ids: Sequence[str], page: PageRequest) -> Page[Document]:
        """Lines of the ledger of a guest and those merged into them, newest first."""
        query = {"guest_id": {"$in": list(guest_ids)}}
        return await page.of(self.ledger, query, lambda line: line)

    async def page_of_visits(self, guest_ids: Sequence[str], page: PageRequest) -> Page[Visit]:
        """Visits of a guest and those merged into them."""
        return await page.of(self.visits, {"guest_id": {"$in": list(guest_ids)}}, _visit)

    async def visit(self, visit_id: str) -> Visit | None:
        """A visit on record."""
        found = await self.visits.find_one({"_id": visit_id})
        return _visit(found) if found else None

    async def visits_of(self, visit_ids: Sequence[str]) -> AsyncIterator[Visit]:
        """Those of the named visits that are on record."""
        async for document in self.visits.find({"_id": {"$in": list(visit_ids)}}):
            yield _visit(document)

    async def visits_between(self, query: Document) -> AsyncIterator[Visit]:
        """Visits that match, oldest first, without holding them in memory."""
        async for document in self.visits.find(query, sort=[("bill.at", 1)], batch_size=1000):
            yield _visit(document)


def _taken_off(bill: Document, now: datetime) -> int:
    """What points take off a bill; a reservation whose time is over takes nothing, its timer run or not."""
    lapses = bill.get("lapses", {})
    taken: Document = bill.get("taken_fen", {})
    return sum(fen for id, fen in taken.items() if id not in lapses or lapses[id] > now)


def _posted(before: Account | None, after: Account) -> list[Entry]:
    last = before.points.entries if before else 0
    return [entry for entry in after.points.journal if entry.sequence > last]


def _recording(before: Account | None, visit: Visit) -> Operation:
    """A visit that revises one that counts replaces it, or one that was voided; any other hits its id.

    What has left the window is not weighed against what it earned, so it must not be earned anew.
    """
    if _is_new(before, visit):
        return InsertOne(_document(visit))
    if visit.status is VisitStatus.VOIDED:
        voided = {"status": VisitStatus.VOIDED.value, "voided_at": visit.recorded_at}
        return UpdateOne({"_id": visit.id}, {"$set": voided})
    older: Document = {"_id": visit.id, "bill.revision": {"$lt": visit.bill.revision}}
    if not _counts(before, visit):
        older["status"] = VisitStatus.VOIDED.value
    return ReplaceOne(older, _document(visit), upsert=True)


def _recorded(_: Exception) -> Refused:
    return Refused(ALREADY, "this was recorded before")


def _counts(before: Account | None, visit: Visit) -> bool:
    return before is not None and any(count.id == visit.id for count in before.standing.counts)


def _is_new(before: Account | None, visit: Visit) -> bool:
    """Whether it can only be the first that is heard of its receipt."""
    return visit.status is VisitStatus.RECORDED and visit.bill.revision == 1 and not _counts(before, visit)


def _document(visit: Visit) -> Document:
    return {"_id": visit.id, **to_document(visit)}


def _line(entry: Entry) -> Document:
    return {"_id": f"{entry.guest_id}/{entry.sequence:09d}", **to_document(entry)}


def _visit(document: Document) -> Visit:
    return from_document(document, Visit)

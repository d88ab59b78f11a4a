"""The inbox: which causes have had their effect, kept longer than anything can come again.

``inbox``: {_id: key of the cause, at, and of a request its fingerprint and answer}. What changes aggregates
is marked one by one.
``inbox_pages``: {_id, at, keys}. A projection takes a thousand events in a transaction and marks them on one
page: no key is on two pages, which a unique index sees to (see ADR 19).
"""

from __future__ import annotations

from collections.abc import Collection as Keys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo import InsertOne
from pymongo.read_concern import ReadConcern

from infra.chassis.cause import Cause
from infra.chassis.decision import Refused
from infra.chassis.ids import new_id
from infra.chassis.mongo import Collection, Database, Document, Index, Session
from infra.chassis.writing import Write, write

__all__ = ["COLLECTION", "PAGES", "REUSED", "Inbox", "Mark", "Seen", "page"]

COLLECTION = "inbox"
PAGES = "inbox_pages"
REUSED = "idempotency-key-reused"
"""Code of the refusal of a key that was used for another request."""


class Seen(Exception):
    """A cause of this transaction has had its effect before."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cause that has had its effect: on which aggregate, and (HTTP only) the answer it was given."""

    cause: Cause
    answer: dict[str, Any] | None = None
    aggregate_id: str | None = None


class Inbox:
    """Marks of honored causes, written in the transaction of the change they made.

    Args:
        keep: how long; must exceed outbox retention plus topic retention plus the longest redrive
            (`infra.chassis.service` enforces it).
    """

    def __init__(self, db: Database, keep: timedelta) -> None:
        self._db = db
        self._marks = db.collection(COLLECTION)
        self._pages = db.collection(PAGES)
        self._newest = self._marks.with_options(read_concern=ReadConcern("local"))
        self.keep = keep

    async def ensure(self) -> None:
        """Create the indexes."""
        forget = Index([("at", 1)], expire_seconds=int(self.keep.total_seconds()))
        await self._db.ensure(COLLECTION, [forget])
        await self._db.ensure(PAGES, [forget, Index([("keys", 1)], unique=True)])

    async def mark(self, session: Session, marks: Sequence[Mark], at: datetime) -> None:
        """Note that these causes have their effect in this transaction.

        Raises:
            Seen: one of them had it before; the transaction is lost.
        """
        await write(session, [self.marking(marks, at)])

    def marking(self, marks: Sequence[Mark], at: datetime) -> Write:
        """As `mark`, to be written with more; it raises `Seen` likewise."""
        documents = []
        for mark in marks:
            document: dict[str, Any] = {"_id": mark.cause.key, "at": at}
            if mark.cause.fingerprint:
                document |= {
                    "fingerprint": mark.cause.fingerprint,
                    "answer": mark.answer,
                    "aggregate_id": mark.aggregate_id,
                }
            documents.append(document)
        return Write(self._marks, [InsertOne(each) for each in documents], lambda _: Seen())

    async def seen(self, causes: Sequence[Cause], session: Session | None = None) -> set[str]:
        """Keys of those causes that have had their effect."""
        keys = [cause.key for cause in causes]
        found = self._marks.find({"_id": {"$in": keys}}, {"_id": 1}, session=session)
        return {document["_id"] async for document in found}

    def marking_page(self, keys: Keys[str], at: datetime) -> Write:
        """Marks of a projection's events, on a page of their own; it raises `Seen` as `marking` does."""
        return Write(self._pages, [InsertOne(page(keys, at))], lambda _: Seen())

    async def seen_on_pages(self, keys: Keys[str]) -> set[str]:
        """Those keys that are on pages, also on those another process has just committed."""
        wanted = list(keys)

        async def look(session: Session) -> list[Document]:
            shared = {"keys": {"$setIntersection": ["$keys", wanted]}}
            return await self._pages.find({"keys": {"$in": wanted}}, shared, session=session).to_list(None)

        return {key for found in await self._db.transact(look) for key in found["keys"]}

    async def find(self, cause: Cause) -> Mark | None:
        """The mark of a cause that has had its effect, or None.

        Raises:
            Refused: the id was used for a different request (422).
        """
        if not await _look(self._newest, [cause.key]):
            return None
        return next(iter(await self.find_all([cause], newest=True)), None)

    async def find_all(self, causes: Sequence[Cause], *, newest: bool = False) -> list[Mark]:
        """The marks of those causes that have had their effect, in the order of the causes.

        Args:
            newest: also those that another process has just committed. A transaction sees them at once, while
                a read beside it does not until the majority is known to have them. Whoever was told by a
                transaction that a cause had its effect looks so, or may not find its mark.

        Raises:
            Refused: the id of one was used for a different request (422).
        """
        keys = [cause.key for cause in causes]
        documents = await _look(self._marks, keys)
        if newest and len(documents) < len(await _look(self._newest, keys)):
            # The end of a transaction waits for the majority: what is told on its word is not lost again.
            documents = await self._db.transact(lambda session: _look(self._marks, keys, session))
        return [_mark(cause, documents[cause.key]) for cause in causes if cause.key in documents]


def page(keys: Keys[str], at: datetime) -> Document:
    """A page of these marks."""
    return {"_id": new_id(), "at": at, "keys": list(keys)}


async def _look(
    marks: Collection, keys: Sequence[str], session: Session | None = None
) -> dict[str, Document]:
    found = marks.find({"_id": {"$in": list(keys)}}, session=session)
    return {document["_id"]: document async for document in found}


def _mark(cause: Cause, document: Document) -> Mark:
    if document.get("fingerprint") != cause.fingerprint:
        raise Refused(
            REUSED,
            "this Idempotency-Key was used for a different request; send a new key",
            field="Idempotency-Key",
            kind="invalid",
        )
    return Mark(cause, document.get("answer"), document.get("aggregate_id"))

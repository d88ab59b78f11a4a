"""Marks of projections that an earlier version wrote one by one, put on pages, where this version looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pymongo import DeleteMany, InsertOne

from infra.chassis.inbox import COLLECTION, PAGES, page
from infra.chassis.migrations import Migration
from infra.chassis.mongo import Database, Document, Session
from infra.chassis.writing import Write, write

__all__ = ["marks_on_pages"]

_PAGE = 1_000


def marks_on_pages(groups: Iterable[str]) -> Migration:
    """Of these groups, which only project."""
    wanted = sorted(set(groups))

    async def work(db: Database) -> None:
        for group in wanted:
            while marks := await _some(db, group):
                await _repage(db, marks)

    return Migration("2026-11-marks-on-pages", work)


async def _some(db: Database, group: str) -> list[Document]:
    of_group = {"_id": {"$gte": f"{group}|", "$lt": f"{group}}}"}}  # "}" comes after "|"
    return await db.collection(COLLECTION).find(of_group, sort=[("_id", 1)], limit=_PAGE).to_list(None)


async def _repage(db: Database, marks: Sequence[Document]) -> None:
    keys = [each["_id"] for each in marks]

    async def work(session: Session) -> None:
        written = InsertOne(page(keys, max(each["at"] for each in marks)))  # kept as long as its newest
        gone = DeleteMany({"_id": {"$in": keys}})
        await write(
            session, [Write(db.collection(PAGES), [written]), Write(db.collection(COLLECTION), [gone])]
        )

    await db.transact(work)

"""Cursor pagination: newest first, by sortable id, stable while rows are added.

A cursor names the last row shown, and carries a check of it and its list: one that was cut, changed or taken
from another list is refused, rather than show the wrong rows.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query

from infra.chassis.decision import Refused
from infra.chassis.mongo import Collection, Document

__all__ = ["Page", "PageQuery", "PageRequest"]

T = TypeVar("T")
_CHECK = 8  # hexadecimal digits: against mistakes, not attacks, who would gain nothing


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the cursor that asks for the ones after them (None: there are none)."""

    items: list[T]
    next: str | None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page: at most `limit` items after `cursor`."""

    limit: int = 50
    cursor: str | None = None

    async def of(self, collection: Collection, query: Document, read: Callable[[Document], T]) -> Page[T]:
        """The asked page of the documents that match `query`, newest (highest ``_id``) first.

        Raises:
            Refused: the cursor is not one of ours (422).
        """
        if self.cursor is not None:
            query = {"$and": [query, {"_id": {"$lt": _decode(self.cursor, collection.name)}}]}
        found = collection.find(query, sort=[("_id", -1)], limit=self.limit + 1)
        documents = [document async for document in found]
        more = len(documents) > self.limit
        kept = documents[: self.limit]
        after = _encode(kept[-1]["_id"], collection.name) if more else None
        return Page([read(document) for document in kept], after)


def _encode(id: str, collection: str) -> str:
    return urlsafe_b64encode(f"{_check(id, collection)}{id}".encode()).decode().rstrip("=")


def _decode(cursor: str, collection: str) -> str:
    try:
        text = b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (Base64Error, UnicodeDecodeError, ValueError):
        text = ""
    check, id = text[:_CHECK], text[_CHECK:]
    # Padding bits that nobody reads would let a changed cursor pass.
    if check != _check(id, collection) or cursor != _encode(id, collection):
        raise Refused(
            "bad-cursor",
            "use the `next` of an earlier page of this list, unchanged",
            field="cursor",
            kind="invalid",
        )
    return id


def _check(id: str, collection: str) -> str:
    return hashlib.sha256(f"{collection} {id}".encode()).hexdigest()[:_CHECK]


def _page_request(
    limit: Annotated[int, Query(ge=1, le=200, description="Items a page.")] = 50,
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> PageRequest:
    return PageRequest(limit, cursor)


PageQuery = Annotated[PageRequest, Depends(_page_request)]
"""Route parameter: the asked page."""

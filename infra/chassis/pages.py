"""Cursor pagination: newest first, by sortable id, stable while rows are added."""

from __future__ import annotations

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
            query = {"$and": [query, {"_id": {"$lt": _decode(self.cursor)}}]}
        found = collection.find(query, sort=[("_id", -1)], limit=self.limit + 1)
        documents = [document async for document in found]
        more = len(documents) > self.limit
        kept = documents[: self.limit]
        return Page([read(document) for document in kept], _encode(kept[-1]["_id"]) if more else None)


def _encode(id: str) -> str:
    return urlsafe_b64encode(id.encode()).decode().rstrip("=")


def _decode(cursor: str) -> str:
    try:
        return b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (Base64Error, UnicodeDecodeError, ValueError) as error:
        raise Refused(
            "bad-cursor", "use the `next` of an earlier page, unchanged", field="cursor", kind="invalid"
        ) from error


def _page_request(
    limit: Annotated[int, Query(ge=1, le=200, description="Items a page.")] = 50,
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> PageRequest:
    return PageRequest(limit, cursor)


PageQuery = Annotated[PageRequest, Depends(_page_request)]
"""Route parameter: the asked page."""

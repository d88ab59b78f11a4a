"""Several writes of a transaction in one trip to the driver.

A change makes four to ten small writes, and a trip takes longer than the store needs for one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pymongo import DeleteMany, DeleteOne, InsertOne, ReplaceOne, UpdateOne
from pymongo.errors import OperationFailure

from infra.chassis.mongo import Collection, Document, Session, is_duplicate, trip

__all__ = [
    "DeleteMany",
    "DeleteOne",
    "InsertOne",
    "Operation",
    "ReplaceOne",
    "UpdateOne",
    "Write",
    "write",
]

Operation = InsertOne[Document] | ReplaceOne[Document] | UpdateOne | DeleteOne | DeleteMany


@dataclass(frozen=True, slots=True)
class Write:
    """Writes to one collection, in their order. Whoever has to know what one of them met asks by itself.

    Attributes:
        taken: what to raise when a unique key is taken, made from the driver's error.
    """

    collection: Collection
    operations: Sequence[Operation]
    taken: Callable[[OperationFailure], Exception] | None = None


async def write(session: Session, writes: Iterable[Write]) -> None:
    """Make these writes, one after the other, in the transaction of `session`.

    Raises:
        OperationFailure: the first that failed; nothing after it was tried. Or what its `taken` makes of it.
    """
    wanted = [each for each in writes if each.operations]
    if not wanted:
        return
    failed = await trip(session, partial(_make, wanted))
    if failed is None:
        return
    at, error = failed
    if at.taken is not None and is_duplicate(error):
        raise at.taken(error) from error
    raise error


def _make(writes: Sequence[Write], session: Any) -> tuple[Write, OperationFailure] | None:
    """The first write that failed, and how."""
    for each in writes:
        try:
            each.collection.delegate.bulk_write(each.operations, session=session)
        except OperationFailure as error:
            return each, error
    return None

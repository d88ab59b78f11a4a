"""MongoDB, and the one way to run a transaction in it. The driver's name appears in no service."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from time import monotonic
from typing import Any, TypeVar, cast

from bson.codec_options import CodecOptions
from motor.frameworks.asyncio import run_on_executor
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
)
from pymongo import IndexModel
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    CollectionInvalid,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
)
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

__all__ = [
    "Collection",
    "Database",
    "Document",
    "Index",
    "Raced",
    "Session",
    "insert_missing",
    "is_duplicate",
    "is_outage",
    "trip",
]

T = TypeVar("T")
Document = dict[str, Any]
Session = AsyncIOMotorClientSession
Collection = AsyncIOMotorCollection[Document]

_MAJORITY = WriteConcern("majority")
_SNAPSHOT = ReadConcern("snapshot")
_NAMESPACE_EXISTS = 48
_INDEX_OPTIONS_CONFLICT = 85
_PATIENCE_SECONDS = 30.0
_COMMIT_TRIES = 10
_SESSION_RESTS_SECONDS = 60.0
"""A session is not used again after that: the store forgets one in thirty minutes."""
_LONGEST_PAUSE = 0.1


class Raced(Exception):
    """Raised inside a transaction's work: somebody else was first, run the work again."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index a collection needs.

    Args:
        keys: (field, 1 | -1 | "text") pairs.
        unique: no two documents alike.
        where: partial filter, if only some documents are indexed.
        expire_seconds: documents go this long after the (date) field.
    """

    keys: Sequence[tuple[str, int | str]]
    unique: bool = False
    where: Document | None = None
    expire_seconds: int | None = None

    def model(self) -> IndexModel:
        """The driver's form."""
        options: Document = {"unique": self.unique} if self.unique else {}
        if self.where is not None:
            options["partialFilterExpression"] = self.where
        if self.expire_seconds is not None:
            options["expireAfterSeconds"] = self.expire_seconds
        return IndexModel(list(self.keys), **options)


class Database:
    """One service's database on a replica set."""

    def __init__(self, url: str, name: str, *, pool: int = 64) -> None:
        self.client: AsyncIOMotorClient[Document] = AsyncIOMotorClient(
            url,
            maxPoolSize=pool,
            serverSelectionTimeoutMS=5_000,
            retryWrites=True,
            appname=name,
        )
        self._db = self.client.get_database(
            name,
            codec_options=CodecOptions(tz_aware=True, tzinfo=UTC),
            write_concern=_MAJORITY,
            read_concern=ReadConcern("majority"),
        )
        self.name = name
        self._rested: list[tuple[float, Session]] = []

    def collection(self, name: str) -> Collection:
        """A collection of this database (majority reads and writes)."""
        return self._db.get_collection(name)

    async def ensure(self, collection: str, indexes: Sequence[Index]) -> None:
        """Create the collection and its indexes where missing (a transaction may not have to)."""
        if collection not in await self._db.list_collection_names(filter={"name": collection}):
            try:
                await self._db.create_collection(collection)
            except CollectionInvalid:  # another process of this service was first, and the driver saw it
                pass
            except OperationFailure as error:
                if error.code != _NAMESPACE_EXISTS:  # the same, seen by the store
                    raise
        for index in indexes:
            try:
                await self.collection(collection).create_indexes([index.model()])
            except OperationFailure as error:
                if error.code != _INDEX_OPTIONS_CONFLICT or index.expire_seconds is None:
                    raise
                await self._db.command(  # the time to keep was changed in the settings
                    "collMod",
                    collection,
                    index={"keyPattern": dict(index.keys), "expireAfterSeconds": index.expire_seconds},
                )

    async def transact(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Run `work` in one transaction: snapshot reads, majority writes, all or nothing.

        `work` runs again after a conflict, so it must have no effect outside the session.

        Raises:
            PyMongoError: the store stayed unavailable, or refused for another reason than a conflict.
        """
        async with self._session() as session:
            deadline, attempt = monotonic() + _PATIENCE_SECONDS, 0
            while True:
                try:
                    async with session.start_transaction(
                        read_concern=_SNAPSHOT,
                        write_concern=_MAJORITY,
                        read_preference=ReadPreference.PRIMARY,
                        max_commit_time_ms=10_000,
                    ):
                        result = await work(session)
                        await self._commit(session)
                        return result
                except Raced:
                    if monotonic() > deadline:
                        raise
                except PyMongoError as error:
                    if not error.has_error_label("TransientTransactionError") or monotonic() > deadline:
                        raise
                    if is_outage(error) and attempt > 5:
                        raise
                attempt += 1
                await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.001 * 2 ** min(attempt, 10))))

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[Session]:
        """A session; one whose transaction went well serves the next, which saves two trips to a thread."""
        session = None
        while self._rested and session is None:
            since, session = self._rested.pop()
            if monotonic() - since > _SESSION_RESTS_SECONDS:
                await session.end_session()
                session = None
        if session is None:
            session = await self.client.start_session()
        try:
            yield session
        except BaseException:
            await session.end_session()
            raise
        self._rested.append((monotonic(), session))

    async def ping(self) -> None:
        """Raise unless the primary answers."""
        await self._db.command("ping")

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    async def _commit(self, session: Session) -> None:
        for tries_left in reversed(range(_COMMIT_TRIES)):
            try:
                await session.commit_transaction()
                return
            except PyMongoError as error:
                if not error.has_error_label("UnknownTransactionCommitResult") or not tries_left:
                    raise
                await asyncio.sleep(random.uniform(0, 0.1))


def is_outage(error: BaseException) -> bool:
    """Whether `error` tells of a store that cannot be reached, not of a wrong request."""
    if isinstance(error, BaseExceptionGroup):  # of tasks side by side
        return all(is_outage(each) for each in error.exceptions)
    return isinstance(error, AutoReconnect | ServerSelectionTimeoutError)


def is_duplicate(error: BaseException) -> bool:
    """Whether `error` says that a unique key was taken."""
    if isinstance(error, BulkWriteError):
        return any(each["code"] == 11000 for each in error.details.get("writeErrors", ()))
    return isinstance(error, DuplicateKeyError)


async def trip(session: Session, calls: Callable[[Any], T]) -> T:
    """Let `calls` use the driver's own session, in the driver's thread, to their end.

    Motor hands every single call to a thread and back.
    """
    running = run_on_executor(asyncio.get_running_loop(), calls, session.delegate)  # type: ignore[no-untyped-call]
    try:
        return cast("T", await asyncio.shield(running))
    except asyncio.CancelledError:
        # An abort now would end the transaction before the calls that follow: they would stand alone.
        await asyncio.wait([running])
        raise


async def insert_missing(collection: Collection, documents: Sequence[Document]) -> None:
    """Insert those documents whose ``_id`` is not there yet."""
    try:
        await collection.insert_many(documents, ordered=False)
    except BulkWriteError as error:
        if any(each["code"] != 11000 for each in error.details["writeErrors"]):
            raise

"""The store: one cause changes one aggregate once, in one transaction.

`Store.change` loads the aggregate, lets a pure function decide, saves the new state, marks the cause in
the inbox, writes the events to the outbox and sets or clears timers: all of it or nothing. Nothing
remote may be called inside. `change_many` does the same for a batch of causes in one transaction, and so
do changes that come at the same time (see `infra.chassis.gathering`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakValueDictionary

from pymongo.errors import OperationFailure

from contracts.event import Event
from infra.chassis import metrics
from infra.chassis import timers as timer_rows
from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome, Stored, changed_since
from infra.chassis.codec import from_document, to_document
from infra.chassis.decision import Decide, Refused
from infra.chassis.desk import Desk
from infra.chassis.gathering import Gathering
from infra.chassis.inbox import Mark, Seen
from infra.chassis.mongo import Collection, Document, Index, Raced, Session, is_outage
from infra.chassis.pages import Page, PageRequest
from infra.chassis.reading import Reading
from infra.chassis.telemetry import current_traceparent
from infra.chassis.writing import InsertOne, Operation, ReplaceOne, Write, write

__all__ = ["Store"]

S = TypeVar("S")
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(slots=True)
class _Work(Generic[S]):
    """One change inside a transaction."""

    change: Change[S]
    before: Stored[S] | None
    after: Stored[S] | None
    events: tuple[Event, ...]


class Store(Generic[S]):
    """Aggregates of one kind.

    Args:
        desk: what the service's stores share.
        aggregate: the kind, singular (``booking``); names its timers.
        state: the frozen dataclass of a state.
        timers: the timers a state wants, name → due.
        collection: collection name; the kind plus ``s`` by default.
    """

    indexes: ClassVar[Sequence[Index]] = ()

    def __init__(
        self,
        desk: Desk,
        *,
        aggregate: str,
        state: type[S],
        timers: Callable[[S], Mapping[str, datetime]] | None = None,
        collection: str | None = None,
    ) -> None:
        self.desk = desk
        self.aggregate = aggregate
        self._kind = state
        self._timers = timers or (lambda _state: {})
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # All of one commit are lost by one conflict; of two, we decide one while the store writes the other.
        self._changes: Gathering[Change[S], Outcome[S]] = Gathering(self.change_many, most=64, at_once=2)
        self.collection: Collection = desk.db.collection(collection or f"{aggregate}s")
        self._reading = Reading(self.collection)

    async def ensure(self) -> None:
        """Create the collection and its indexes."""
        await self.desk.db.ensure(self.collection.name, self.indexes)

    def writes(
        self,
        changed: Sequence[tuple[S | None, S]],  # noqa: ARG002 -- for those who override it
    ) -> Iterable[Write]:
        """Further writes of these changes (before, after), in their transaction and in one trip with it.

        Override to keep claims, ledgers, look-ups.
        """
        return ()

    async def beside(self, session: Session, before: S | None, after: S) -> None:
        """What a change further asks of the store and writes by the answer, in its transaction. Override.

        Raise to abandon the change. It may run several times for one change.
        """

    # Reading

    async def get(self, id: str) -> Stored[S] | None:
        """The aggregate, or None."""
        document = await self._reading.get(id)
        return self.read(document) if document else None

    async def need(self, id: str) -> Stored[S]:
        """The aggregate.

        Raises:
            Refused: there is none (404, ``<aggregate>-not-found``).
        """
        stored = await self.get(id)
        if stored is None:
            raise self._missing(id)
        return stored

    async def find(
        self, query: Document, *, sort: Sequence[tuple[str, int]] = (("_id", 1),), limit: int = 0
    ) -> list[Stored[S]]:
        """Aggregates whose document matches; state fields are named ``state.<field>``."""
        found = self.collection.find(query, sort=list(sort), limit=limit)
        return [self.read(document) async for document in found]

    async def page(self, query: Document, page: PageRequest) -> Page[Stored[S]]:
        """One page of the matching aggregates, newest first."""
        return await page.of(self.collection, query, self.read)

    def read(self, document: Document) -> Stored[S]:
        """The aggregate a document tells of."""
        return Stored(
            id=document["_id"],
            version=document["version"],
            state=from_document(document["state"], self._kind),
            sequence=document["sequence"],
            updated_at=document["updated_at"],
        )

    # Changing

    async def change(
        self,
        id: str,
        decide: Decide[S],
        cause: Cause,
        *,
        expected_version: int | None = None,
        answer: Callable[[S], dict[str, Any]] | None = None,
    ) -> Outcome[S]:
        """Let `decide` change the aggregate `id`, once for `cause`.

        Args:
            expected_version: refuse unless the aggregate stands at this version (``If-Match``).
            answer: what to tell the caller, kept with the cause so that a retry is told the same.

        Raises:
            Refused: by the decision, or by `expected_version` (``version-mismatch``), or because the
                cause's id was used for another request.
        """
        change = Change(id, decide, cause, expected_version, answer)
        if cause.fingerprint is not None:  # requests are refused often, which undoes all they were with
            return await self._change(change)
        return await self._changes.ask(replace(change, traceparent=current_traceparent()))

    async def _change(self, change: Change[S]) -> Outcome[S]:
        try:
            [outcome] = await self._commit([change])
        except Seen:
            return await self._replay(change)
        except Refused:
            if change.cause.timer_token is None and await self.desk.inbox.find(change.cause) is not None:
                return await self._replay(change)
            raise
        return outcome

    async def change_many(self, changes: Sequence[Change[S]]) -> list[Outcome[S] | Exception]:
        """Make many changes in one transaction; those it fails for are then made one by one.

        Returns an outcome or the exception for each change, in order. Changes of one aggregate are made
        in the given order; after a failed one, the later ones of that aggregate are still tried.
        """
        repeats: set[str] = set()
        if len(changes) > 1:
            try:
                return list(await self._commit(changes))
            except Exception as error:
                if is_outage(error):
                    raise
            # A whole batch comes again when its answer was lost: that costs no transaction for each.
            repeats = await self.desk.inbox.seen([change.cause for change in changes])
        results: list[Outcome[S] | Exception] = []
        for change in changes:
            try:
                known = change.cause.key in repeats
                results.append(await (self._replay(change) if known else self._change(change)))
            except Exception as error:  # handed to the caller, who knows which change it belongs to
                results.append(error)
        return results

    async def fire(
        self,
        firings: Sequence[timer_rows.Firing],
        decide: Callable[[S, str, datetime], tuple[S, tuple[Event, ...]]],
    ) -> None:
        """Handle firings of this store's timers with a pure decision of (state, timer name, now)."""

        def bind(name: str) -> Decide[S]:
            def decided(state: S | None, now: datetime) -> tuple[S, tuple[Event, ...]]:
                if state is None:
                    raise RuntimeError(f"timer {name} of a {self.aggregate} that does not exist")
                return decide(state, name, now)

            return decided

        changes = [Change(firing.aggregate_id, bind(firing.name), firing.cause) for firing in firings]
        errors = [each for each in await self.change_many(changes) if isinstance(each, Exception)]
        if errors:
            raise ExceptionGroup(f"{len(errors)} timers of {self.aggregate} failed", errors)

    # One attempt

    async def _commit(self, changes: Sequence[Change[S]]) -> list[Outcome[S]]:
        works: list[_Work[S]] = []

        async def attempt(session: Session) -> None:
            works[:] = await self._attempt(session, changes)

        async with AsyncExitStack() as turns:
            for id in sorted({change.id for change in changes}):
                await turns.enter_async_context(self._turn(id))
            await self.desk.db.transact(attempt)
        self._tell(works)
        return [self._outcome(work) for work in works]

    async def _attempt(self, session: Session, changes: Sequence[Change[S]]) -> list[_Work[S]]:
        now = self.desk.clock.now()
        await self._consume_timers(session, changes)
        current = await self._load(session, {change.id for change in changes})
        loaded, works = dict(current), list[_Work[S]]()
        for change in changes:
            stood = current.get(change.id)
            if stood is not loaded.get(change.id) and self._moved(change, loaded, current):
                raise Seen  # by one it is committed with: made by itself, it finds its timer gone
            work = self._decide(change, stood, now)
            if work.after is not None:
                current[change.id] = work.after
            works.append(work)
        changed = [
            (work.before.state if work.before else None, work.after.state)
            for work in works
            if work.after is not None and work.after is not work.before
        ]
        writes = (  # what others may have taken comes first: a lost race costs least
            *self.writes(changed),
            self._states(loaded, current),
            self._marks(works, now),
            self.desk.outbox.putting([document for work in works for document in self._events(work)]),
            self._timer_rows(works, now),
        )
        await write(session, writes)
        for before, after in changed:
            await self.beside(session, before, after)
        return works

    async def _load(self, session: Session, ids: set[str]) -> dict[str, Stored[S]]:
        found = self.collection.find({"_id": {"$in": list(ids)}}, session=session)
        return {document["_id"]: self.read(document) async for document in found}

    def _moved(self, change: Change[S], *states: Mapping[str, Stored[S]]) -> bool:
        due = [self._timers(each[change.id].state) for each in states if change.id in each]
        return timer_rows.moved(self.aggregate, change.id, change.cause, due)

    def _decide(self, change: Change[S], before: Stored[S] | None, now: datetime) -> _Work[S]:
        if change.expected_version not in (None, before.version if before else None):
            raise changed_since()
        state, events = change.decide(before.state if before else None, now)
        if state is None or (before is not None and state is before.state and not events):
            return _Work(change, before, before, ())
        at = now if before is None else max(now, before.updated_at + _MILLISECOND)
        after = Stored(
            id=change.id,
            version=before.version + 1 if before else 1,
            state=state,
            sequence=(before.sequence if before else 0) + len(events),
            updated_at=at,
        )
        return _Work(change, before, after, tuple(events))

    def _states(self, loaded: Mapping[str, Stored[S]], current: Mapping[str, Stored[S]]) -> Write:
        writes: list[Operation] = []
        for id, stored in current.items():
            if loaded.get(id) is stored:
                continue
            document = {
                "_id": id,
                "version": stored.version,
                "sequence": stored.sequence,
                "updated_at": stored.updated_at,
                "state": to_document(stored.state),
            }
            writes.append(ReplaceOne({"_id": id}, document) if id in loaded else InsertOne(document))
        return Write(self.collection, writes, self._duplicated)

    def _duplicated(self, error: OperationFailure) -> Exception:
        """Somebody else made the aggregate meanwhile (try again), or a unique index was hit."""
        details = error.details or {}
        pattern = next((each.get("keyPattern") for each in details.get("writeErrors", ())), None)
        if pattern is None or list(pattern) == ["_id"]:
            return Raced()
        return self.duplicate(list(pattern))

    def duplicate(self, fields: Sequence[str]) -> Exception:
        """The refusal of a state that another aggregate's unique fields forbid. Override to say it better."""
        name = ", ".join(each.removeprefix("state.") for each in fields)
        return Refused(f"{self.aggregate}-exists", f"another {self.aggregate} has this {name}", field=name)

    async def _consume_timers(self, session: Session, changes: Sequence[Change[S]]) -> None:
        causes = [change.cause for change in changes if change.cause.timer_token is not None]
        if causes and not await timer_rows.consume(self.desk.db, session, causes):
            raise Seen

    def _marks(self, works: Sequence[_Work[S]], now: datetime) -> Write:
        marks = []
        for work in works:
            change = work.change
            if change.cause.timer_token is not None:
                continue
            answer = None
            if change.cause.fingerprint and change.answer and work.after is not None:
                answer = {"version": work.after.version, "body": change.answer(work.after.state)}
            marks.append(Mark(change.cause, answer, aggregate_id=change.id))
        return self.desk.inbox.marking(marks, now)

    def _events(self, work: _Work[S]) -> list[Document]:
        if not work.events or work.after is None:
            return []
        return self.desk.outbox.documents(
            work.events,
            at=work.after.updated_at,
            first_sequence=work.after.sequence - len(work.events) + 1,
            causation_id=work.change.cause.id,
            traceparent=work.change.traceparent or current_traceparent(),
        )

    def _timer_rows(self, works: Sequence[_Work[S]], now: datetime) -> Write:
        writes: list[Operation] = []
        for work in works:
            if work.after is None:
                continue
            before = self._timers(work.before.state) if work.before else {}
            wanted = self._timers(work.after.state)
            trace = work.change.traceparent or current_traceparent()
            fired = work.change.cause.id if work.change.cause.timer_token is not None else None
            writes += timer_rows.rows(self.aggregate, work.change.id, before, wanted, now, trace, fired)
        return Write(self.desk.db.collection(timer_rows.COLLECTION), writes)

    def _turn(self, id: str) -> asyncio.Lock:
        """Changes of one aggregate take turns within this process: queueing is cheaper than conflicts."""
        return self._turns.setdefault(id, asyncio.Lock())

    # Afterwards

    def _tell(self, works: Sequence[_Work[S]]) -> None:
        events = [event for work in works for event in work.events]
        if events:
            self.desk.on_events()
        for event in events:
            metrics.FACTS.labels(event.TYPE, str(getattr(event, "status", ""))).inc()
        dues = [due for work in works if work.after for due in self._timers(work.after.state).values()]
        if dues:
            self.desk.on_timers(min(dues))

    def _outcome(self, work: _Work[S]) -> Outcome[S]:
        after = work.after
        if after is None:
            return Outcome(work.change.id, 0, None)
        answer = work.change.answer(after.state) if work.change.answer else {}
        return Outcome(after.id, after.version, after.state, work.events, answer)

    async def _replay(self, change: Change[S]) -> Outcome[S]:
        mark = await self.desk.inbox.find(change.cause)
        id = mark.aggregate_id if mark and mark.aggregate_id else change.id
        stored = await self.get(id)
        answer = (mark.answer if mark else None) or {}
        return Outcome(
            id=id,
            version=answer.get("version", stored.version if stored else 0),
            state=stored.state if stored else None,
            answer=answer.get("body", {}),
            replayed=True,
        )

    def _missing(self, id: str) -> Refused:
        return Refused(f"{self.aggregate}-not-found", f"there is no {self.aggregate} {id}", kind="missing")

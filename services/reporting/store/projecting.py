"""The projection: journal a batch and fold it into every version that stands right before it.

A version that has fallen behind (it is being built, or its process was away) catches up page by page from
the journal. Both ways claim a page in the transaction that folds it, so a page is folded once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.ids import new_id
from infra.chassis.mongo import Session, is_outage
from infra.chassis.writing import InsertOne, Operation, ReplaceOne, Write, write
from services.reporting.domain.cards import Card, Line
from services.reporting.domain.folding import card_id, fold
from services.reporting.store.documents import card_document, read_card
from services.reporting.store.journal import Journal
from services.reporting.store.versions import Version, Versions

__all__ = ["Projector"]

log = logging.getLogger(__name__)
_MOST_EVENTS_NAMED = 100


class Projector:
    """Keeps cards in step with the topics."""

    def __init__(self, journal: Journal, versions: Versions, transact: Transact) -> None:
        self._journal = journal
        self._versions = versions
        self._transact = transact
        self._ours: list[Version] | None = None

    def apply(self, topic: Topic) -> Callable[[Session, Sequence[Envelope]], Awaitable[None]]:
        """What a `Projection` of `topic` does with a batch."""

        async def applied(session: Session, envelopes: Sequence[Envelope]) -> None:
            page = await self._journal.turn(session, topic)
            writes = [self._journal.page(topic, page, envelopes)]
            for version in await self.ours():
                if await self._versions.step(session, version.number, topic.name, page):
                    writes += await self._folded(session, version, topic.name, envelopes)
            await write(session, writes)

        return applied

    async def ours(self) -> list[Version]:
        """The versions to keep up; read again after every change of them."""
        if self._ours is None:
            self._ours = await self._versions.ours()
        return self._ours

    async def keep_up(self, stopping: asyncio.Event) -> None:
        """Catch up whatever fell behind, until `stopping`."""
        while not stopping.is_set():
            try:
                self._ours = None
                for version in await self.ours():
                    await self.catch_up(version, stopping)
            except Exception as error:
                log.warning("catching up: %s", type(error).__name__, exc_info=not is_outage(error))
            try:
                await asyncio.wait_for(stopping.wait(), 1)
            except TimeoutError:
                continue

    async def catch_up(self, version: Version, stopping: asyncio.Event | None = None) -> bool:
        """Fold every page of the journal that a version has not; True once it has them all."""
        last = await self._journal.pages()
        done = await self._versions.progress(version.number)
        for topic, end in last.items():
            for page in range(done[topic] + 1, end + 1):
                if stopping is not None and stopping.is_set():
                    return False
                await self._fold_page(version, topic, page)
        return await self.caught_up(version)

    async def pages(self) -> dict[str, int]:
        """The last page of the journal, by topic."""
        return await self._journal.pages()

    async def caught_up(self, version: Version) -> bool:
        """Whether a version has folded every page."""
        return await self._versions.progress(version.number) == await self._journal.pages()

    async def _fold_page(self, version: Version, topic: str, page: int) -> None:
        envelopes = await self._journal.read(topic, page)

        async def work(session: Session) -> None:
            if await self._versions.step(session, version.number, topic, page):
                await write(session, await self._folded(session, version, topic, envelopes))

        await self._transact(work)

    async def _folded(
        self, session: Session, version: Version, topic: str, envelopes: Iterable[Envelope]
    ) -> list[Write]:
        """What a page changes in a version."""
        cards, told = self._versions.cards(version.number), _by_card(topic, envelopes)
        found = await cards.find({"_id": {"$in": list(told)}}, session=session).to_list(None)
        before = {each["_id"]: read_card(each) for each in found}
        added: list[Operation] = []
        known: list[Operation] = []
        touched: dict[str, list[str]] = {}
        for id, run in told.items():
            old = before.get(id)
            new = fold(old, topic, run)
            if new is None or new is old:
                continue
            document = card_document(new)
            if old is None:
                added.append(InsertOne(document))
            else:
                known.append(ReplaceOne({"_id": id}, document))
            news = [seen.event_id for seen in new.events[len(old.events) if old else 0 :]]
            for cell in _cells(old, new, document["cells"]):
                touched.setdefault(cell, []).extend(news)
        marks = [
            InsertOne({"_id": new_id(), "cell": cell, "events": events[:_MOST_EVENTS_NAMED]})
            for cell, events in touched.items()
        ]
        # By kind of operation: each run of a kind is a command of its own.
        changed = Write(cards, [*added, *known])
        return [changed, Write(self._versions.marks(version.number), marks)]


def _by_card(topic: str, envelopes: Iterable[Envelope]) -> dict[str, list[Envelope]]:
    """The events of each card, in their order."""
    runs: dict[str, list[Envelope]] = {}
    for envelope in envelopes:
        runs.setdefault(envelope.subject, []).append(envelope)
    return {card_id(topic, subject): run for subject, run in runs.items()}


def _cells(old: Card | None, new: Card, cells: Iterable[str]) -> Iterable[str]:
    """Cells whose sums a batch may have changed; a venue's every day when its calendar changes.

    Args:
        cells: those of `new`, which its document has made already.
    """
    if new.kind == "venue":
        moved = old is not None and old.facts.get("calendars") != new.facts.get("calendars")
        return {f"{new.key}|*"} if moved or old is None else set()
    if old is None:
        return cells
    before, after = old.lines, new.lines
    changed = [line for slot, line in after.items() if _differ(before.get(slot), line)]
    changed += [line for slot, line in before.items() if _differ(after.get(slot), line)]
    return {line.cell for line in changed}


def _differ(one: Line | None, other: Line) -> bool:
    return one is not other and one != other  # most lines are the very same: nothing to compare


Transact = Callable[[Callable[[Session], Awaitable[None]]], Awaitable[None]]

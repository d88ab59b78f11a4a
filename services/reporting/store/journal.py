"""The journal: every event reporting heard, in pages, for as long as figures are kept.

Topics forget after their retention; the journal does not, so figures of any age can be opened to the
events behind them (R9) and built again (R10). A page holds one batch of one topic; pages of a topic are
numbered 1, 2, 3 … in the order they were heard, which keeps the order of every key.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from contracts.catalog import EVENTS
from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.mongo import Database, Document, Index, Session
from infra.chassis.writing import InsertOne, Write

__all__ = ["Journal"]

_PAGES = "journal"
_COUNTS = "journal_pages"


class Journal:
    """All pages of all topics."""

    def __init__(self, db: Database, topics: Sequence[Topic]) -> None:
        self._db = db
        self.topics = tuple(topics)
        self._pages = db.collection(_PAGES)
        self._counts = db.collection(_COUNTS)

    async def ensure(self) -> None:
        """Create the collections."""
        await self._db.ensure(
            _PAGES, [Index([("topic", 1), ("number", 1)], unique=True), Index([("keys", 1)])]
        )
        await self._db.ensure(_COUNTS, [])

    async def turn(self, session: Session, topic: Topic) -> int:
        """The number of a topic's next page. Pages of a topic are written one after the other."""
        counted = await self._counts.find_one_and_update(
            {"_id": topic.name}, {"$inc": {"pages": 1}}, upsert=True, return_document=True, session=session
        )
        number: int = counted["pages"]
        return number

    def page(self, topic: Topic, number: int, envelopes: Sequence[Envelope]) -> Write:
        """A page, to be written in the transaction that took its turn."""
        page = {
            "_id": f"{topic.name}#{number:012d}",
            "topic": topic.name,
            "number": number,
            "keys": sorted({each.subject for each in envelopes}),
            "events": [_row(each) for each in envelopes],
        }
        return Write(self._pages, [InsertOne(page)])

    async def pages(self) -> dict[str, int]:
        """The last page of each topic."""
        found = {each["_id"]: each["pages"] async for each in self._counts.find({})}
        return {topic.name: found.get(topic.name, 0) for topic in self.topics}

    async def read(self, topic: str, number: int, session: Session | None = None) -> list[Envelope]:
        """The events of one page."""
        page = await self._pages.find_one({"topic": topic, "number": number}, {"events": 1}, session=session)
        return [_envelope(row) for row in page["events"]] if page else []

    async def of(self, key: str, event_ids: Sequence[str]) -> AsyncIterator[Document]:
        """The events of one aggregate with these ids, as they were heard."""
        wanted = set(event_ids)
        async for page in self._pages.find({"keys": key}, {"topic": 1, "events": 1}, sort=[("_id", 1)]):
            for row in page["events"]:
                if row[0] in wanted:
                    id, source, time, subject, sequence, type_, body = row
                    yield {
                        "id": id,
                        "source": source,
                        "time": time,
                        "subject": subject,
                        "sequence": sequence,
                        "type": type_,
                        "topic": page["topic"],
                        "data": EVENTS[type_].model_validate_json(body).model_dump(mode="json"),
                    }


def _row(envelope: Envelope) -> list[Any]:
    return [
        envelope.id,
        envelope.source,
        envelope.time,
        envelope.subject,
        envelope.sequence,
        envelope.type,
        envelope.body.decode() if envelope.body else envelope.data.model_dump_json(),
    ]


def _envelope(row: Sequence[Any]) -> Envelope:
    id, source, time, subject, sequence, type_, body = row
    moment: datetime = time
    return Envelope(id, source, moment, subject, sequence, EVENTS[type_].model_validate_json(body))

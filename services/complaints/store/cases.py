"""Cases, and the ways a desk looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from infra.chassis.changes import Stored
from infra.chassis.desk import Desk
from infra.chassis.mongo import Document, Index
from infra.chassis.pages import Page, PageRequest
from infra.chassis.store import Store
from infra.chassis.writing import ReplaceOne, Write
from services.complaints.domain.case import Case, timers
from services.complaints.domain.words import bigrams

__all__ = ["CaseStore", "Wanted"]

_TEXTS = "case_texts"
_MOST_FOUND = 1_000
"""A text search looks through its newest so many hits."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a desk asks for; every given field narrows it.

    Attributes:
        venues: query of the venues the caller has rights at.
        text: words in content, remedy wanted, findings, notes, number, name or card; all must occur.
    """

    venues: Document
    venue_id: str | None = None
    owner_id: str | None = None
    department_id: str | None = None
    guest_id: str | None = None
    kind: str | None = None
    status: str | None = None
    severity: str | None = None
    number: str | None = None
    text: str = ""

    def query(self) -> Document:
        """The store's form, without the text."""
        fields = {
            "state.venue_id": self.venue_id,
            "state.owner_id": self.owner_id,
            "state.dispatches.department_id": self.department_id,
            "state.guest_id": self.guest_id,
            "state.kind": self.kind,
            "state.status": self.status,
            "state.severity": self.severity,
            "state.number": self.number,
        }
        given = {name: value for name, value in fields.items() if value is not None}
        return {"$and": [given, self.venues]} if self.venues else given


class CaseStore(Store[Case]):
    """All cases of all kinds."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.number", 1)], unique=True),
        Index([("state.status", 1), ("state.owner_id", 1), ("_id", -1)]),
        Index([("state.status", 1), ("state.venue_id", 1), ("_id", -1)]),
        Index([("state.dispatches.department_id", 1), ("state.status", 1), ("_id", -1)]),
        Index([("state.guest_id", 1), ("_id", -1)]),
        Index([("state.status", 1), ("state.next_due_at", 1), ("state.guest_due_at", 1)]),
        Index([("state.status", 1), ("updated_at", 1)]),
        Index([("state.intake.thread", 1)], where={"state.intake.thread.0": {"$exists": True}}),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="case", state=Case, timers=timers)
        self._texts = desk.db.collection(_TEXTS)

    async def ensure(self) -> None:
        """Create the collections and their indexes."""
        await super().ensure()
        await self.desk.db.ensure(_TEXTS, [Index([("words", 1)])])

    def writes(self, changed: Sequence[tuple[Case | None, Case]]) -> Iterable[Write]:
        """Keep what can be searched of a case's words, when they changed."""
        rows = []
        for before, after in changed:
            words = _words(after)
            if before is None or words != _words(before):
                rows.append(ReplaceOne({"_id": after.id}, {"words": sorted(bigrams(words))}, upsert=True))
        yield Write(self._texts, rows)

    async def search(self, wanted: Wanted, page: PageRequest) -> Page[Stored[Case]]:
        """A page of the wanted cases, newest first."""
        query = wanted.query()
        if wanted.text.strip():
            query = {"$and": [query, {"_id": {"$in": await self._with_text(wanted.text)}}]}
        return await self.page(query, page)

    async def breaching_next(self, wanted: Wanted, limit: int) -> list[Stored[Case]]:
        """Open cases by the deadline to mind next, soonest first; where no clock runs they come last."""
        order = [("state.next_due_at", 1), ("state.guest_due_at", 1)]
        found: list[Stored[Case]] = []
        for due in ({"$ne": None}, None):
            if len(found) < limit:
                query = {"$and": [wanted.query(), {"state.status": "open", "state.next_due_at": due}]}
                found += await self.find(query, sort=order, limit=limit - len(found))
        return found

    async def of_thread(self, message_ids: Sequence[str]) -> Stored[Case] | None:
        """The newest case whose e-mail thread holds one of these messages."""
        if not message_ids:
            return None
        query = {"state.intake.thread": {"$in": list(message_ids)}}
        found = await self.find(query, sort=[("_id", -1)], limit=1)
        return found[0] if found else None

    async def of_number(self, number: str) -> Stored[Case] | None:
        """The case a guest quotes."""
        found = await self.find({"state.number": number}, limit=1)
        return found[0] if found else None

    async def owned(self, staff_id: str, venue_id: str) -> list[Case]:
        """The cases somebody answers for at a venue that are not closed, oldest first."""
        query = {
            "state.status": {"$in": ["open", "resolved"]},
            "state.owner_id": staff_id,
            "state.venue_id": venue_id,
        }
        return [stored.state for stored in await self.find(query)]

    async def load(self, staff_ids: Sequence[str]) -> dict[str, int]:
        """How many open cases each of these people has."""
        counts: dict[str, int] = dict.fromkeys(staff_ids, 0)
        pipeline: list[dict[str, Any]] = [
            {"$match": {"state.status": "open", "state.owner_id": {"$in": list(staff_ids)}}},
            {"$group": {"_id": "$state.owner_id", "count": {"$sum": 1}}},
        ]
        async for each in self.collection.aggregate(pipeline):
            counts[each["_id"]] = each["count"]
        return counts

    async def of_guest(self, guest_id: str) -> list[str]:
        """Ids of every case of a guest."""
        found = self.collection.find({"state.guest_id": guest_id}, {"_id": 1})
        return [document["_id"] async for document in found]

    async def judged_by(self, ids: Sequence[str]) -> dict[str, tuple[str, datetime, int, int]]:
        """Venue, opening, policy and calendar version of these cases: what their rules are found by."""
        names = ("venue_id", "opened_at", "policy_version", "calendar_version")
        fields = {f"state.{name}": 1 for name in names}
        found = self.collection.find({"_id": {"$in": list(ids)}}, fields)
        return {
            document["_id"]: (
                document["state"]["venue_id"],
                document["state"]["opened_at"],
                document["state"]["policy_version"],
                document["state"]["calendar_version"],
            )
            async for document in found
        }

    async def _with_text(self, text: str) -> list[str]:
        pairs = sorted(bigrams(text))
        if not pairs:
            return []
        found = self._texts.find(
            {"words": {"$all": pairs}}, {"_id": 1}, sort=[("_id", -1)], limit=_MOST_FOUND
        )
        return [document["_id"] async for document in found]


def _words(case: Case) -> str:
    intake = case.intake
    parts = (
        case.number,
        case.category,
        intake.content,
        intake.remedy_wanted,
        intake.reference,
        intake.contact.name,
        intake.contact.member_card,
        *(note.message for note in case.notes),
        *(found.facts for found in case.findings),
    )
    return "\n".join(parts)

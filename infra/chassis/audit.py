"""The audit log: who did what to whose data, and why. Rows are added, never changed (rule L14).

A row is written in the transaction of what it tells of, so neither can be without the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from infra.chassis.clock import Clock
from infra.chassis.ids import new_id
from infra.chassis.mongo import Collection, Database, Document, Index, Session
from infra.chassis.telemetry import current_traceparent

__all__ = ["Audit", "AuditEntry", "entry"]

COLLECTION = "audit"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One row.

    Attributes:
        subject: who did it (``sub`` of the token).
        action: what, as ``<thing>.<verb>``, e.g. ``dead-letter.discard``.
        target: what it was done to: an id, never a name or a number of a person.
        reason: why, in the words of who did it.
        traceparent: the trace of the request.
    """

    id: str
    at: datetime
    subject: str
    action: str
    target: str
    reason: str
    traceparent: str | None


class Audit:
    """One service's audit log.

    Args:
        keep: how long rows stay.
    """

    def __init__(self, db: Database, clock: Clock, keep: timedelta) -> None:
        self._db = db
        self._clock = clock
        self._keep = keep
        self.rows: Collection = db.collection(COLLECTION)

    async def ensure(self) -> None:
        """Create the indexes."""
        await self._db.ensure(
            COLLECTION,
            [
                Index([("at", 1)], expire_seconds=int(self._keep.total_seconds())),
                Index([("target", 1), ("_id", 1)]),
                Index([("subject", 1), ("_id", 1)]),
            ],
        )

    async def note(
        self,
        session: Session | None,
        subject: str,
        action: str,
        target: str,
        reason: str,
        *,
        before: Any = None,
    ) -> None:
        """Add a row.

        Args:
            session: of the transaction that does it; None for a read.
            before: what stood there, if it is overwritten or thrown away; kept, not shown by the API.
        """
        row: Document = {
            "_id": new_id(),
            "at": self._clock.now(),
            "subject": subject,
            "action": action,
            "target": target,
            "reason": reason,
            "traceparent": current_traceparent(),
        }
        if before is not None:
            row["before"] = before
        await self.rows.insert_one(row, session=session)


def entry(row: Document) -> AuditEntry:
    """The entry a document holds."""
    kept = {name: row[name] for name in AuditEntry.__slots__ if name != "id"}
    return AuditEntry(id=row["_id"], **kept)

"""Vacancies: notes, written with the change that freed a place, that somebody who waits may get it."""

from __future__ import annotations

from datetime import datetime

from infra.chassis.ids import new_id
from infra.chassis.mongo import Database, Document, Session

__all__ = ["VACANCIES", "note_vacancy"]

VACANCIES = "vacancies"


async def note_vacancy(
    db: Database,
    session: Session | None,
    venue_id: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    waited: tuple[str, str] | None = None,
) -> None:
    """Note that places may be free at a venue.

    Args:
        starts_at, ends_at: about when; any time without them.
        waited: waitlist entry and booking whose offer has been taken or missed.
    """
    note: Document = {"_id": new_id(), "venue_id": venue_id, "starts_at": starts_at, "ends_at": ends_at}
    if waited:
        note |= {"waiting_id": waited[0], "booking_id": waited[1]}
    await db.collection(VACANCIES).insert_one(note, session=session)

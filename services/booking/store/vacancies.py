"""Vacancies: notes, written with the change that freed a place, that somebody who waits may get it."""

from __future__ import annotations

from datetime import datetime

from infra.chassis.ids import new_id
from infra.chassis.mongo import Document

__all__ = ["VACANCIES", "vacancy"]

VACANCIES = "vacancies"


def vacancy(
    venue_id: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    waited: tuple[str, str] | None = None,
) -> Document:
    """The note that places may be free at a venue.

    Args:
        starts_at, ends_at: about when; any time without them.
        waited: waitlist entry and booking whose offer has been taken or missed.
    """
    note: Document = {"_id": new_id(), "venue_id": venue_id, "starts_at": starts_at, "ends_at": ends_at}
    if waited:
        note |= {"waiting_id": waited[0], "booking_id": waited[1]}
    return note

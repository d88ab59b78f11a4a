"""Gaps in a venue's information: reported by whoever finds them, answered by the editors (rule B14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.venue import Gap, Venue

__all__ = ["fill_gap", "report_gap"]

_MOST_KEPT = 200
"""Answered gaps are dropped from the venue beyond this many; their events tell of them for ever."""


def report_gap(
    venue: Venue, gap_id: str, field: str, question: str, agent_id: str | None, now: datetime
) -> Decided[Venue]:
    """Somebody could not answer a guest; the same open question is reported once."""
    if any(gap.answer is None and (gap.field, gap.question) == (field, question) for gap in venue.gaps):
        return venue, ()
    gap = Gap(gap_id, field, question, now, agent_id)
    told = facts.GapReported(
        venue_id=venue.id, gap_id=gap_id, field=field, question=question, agent_id=agent_id
    )
    answered = [each for each in venue.gaps if each.answer is not None][-_MOST_KEPT:]
    still_open = [each for each in venue.gaps if each.answer is None]
    return replace(venue, gaps=(*answered, *still_open, gap)), (told,)


def fill_gap(venue: Venue, gap_id: str, answer: str, now: datetime) -> Decided[Venue]:
    """The editors answered.

    Raises:
        Refused: there is no such open gap (missing).
    """
    gap = next((gap for gap in venue.gaps if gap.id == gap_id and gap.answer is None), None)
    if gap is None:
        raise Refused("no-such-gap", f"venue {venue.id} has no open gap {gap_id}", kind="missing")
    filled = replace(gap, answer=answer, answered_at=now)
    told = facts.GapFilled(
        venue_id=venue.id,
        gap_id=gap_id,
        answer=answer,
        hours_open=int((now - gap.reported_at).total_seconds() // 3600),
    )
    return replace(venue, gaps=tuple(filled if each is gap else each for each in venue.gaps)), (told,)

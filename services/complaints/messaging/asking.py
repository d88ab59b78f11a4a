"""Asking a guest how satisfied they are (rule C22)."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe

from contracts.complaints import SurveyAbout
from contracts.envelope import Envelope
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from services.complaints.domain import survey
from services.complaints.domain.survey import Survey
from services.complaints.store.clerk import Clerk

__all__ = ["ask_guest"]


async def ask_guest(
    clerk: Clerk,
    about: SurveyAbout,
    ref_id: str,
    venue_id: str,
    guest_id: str,
    staff_id: str | None,
    envelope: Envelope,
    cause: Cause,
) -> None:
    """Ask, once per event; the survey takes the event's id."""
    policy = (await clerk.rulebook.now(venue_id)).policy
    code = token_urlsafe(18)

    def decide(state: Survey | None, now: datetime) -> Decided[Survey]:
        wanted = Survey(
            id=envelope.id,
            about=about,
            ref_id=ref_id,
            venue_id=venue_id,
            guest_id=guest_id,
            code=code,
            asked_at=now,
            lapses_at=now + timedelta(days=policy.survey_days),
            bad_score=policy.survey_bad_score,
            staff_id=staff_id,
        )
        return survey.ask(state, wanted)

    await clerk.surveys.change(envelope.id, decide, cause)

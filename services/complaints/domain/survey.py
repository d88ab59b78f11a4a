"""Satisfaction asked after visits, callbacks and closings; a bad answer opens a case (rule C22)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from contracts.complaints import SurveyAbout, SurveyAnswered, SurveyAsked, SurveyLapsed
from infra.chassis.decision import Decided, Refused

__all__ = ["Survey", "answer", "ask", "erase", "lapse", "timers"]


@dataclass(frozen=True, slots=True)
class Survey:
    """A question to a guest: how satisfied are you, from 1 to 5?

    Attributes:
        ref_id: the booking, callback or case it asks about.
        staff_id: whose work it asks about, if known.
        code: what the guest's reply link carries, instead of a sign-in.
        bad_score: this or worse opens a case, by the policy when it was asked.
        remark: the guest's words; never published.
    """

    id: str
    about: SurveyAbout
    ref_id: str
    venue_id: str
    guest_id: str
    code: str
    asked_at: datetime
    lapses_at: datetime
    bad_score: int
    staff_id: str | None = None
    status: Literal["asked", "answered", "lapsed"] = "asked"
    score: int | None = None
    remark: str = ""


def ask(survey: Survey | None, wanted: Survey) -> Decided[Survey]:
    """Ask for the guest's satisfaction (rule C22); one that was asked already stays as it is."""
    if survey is not None:
        return survey, ()
    return wanted, (
        SurveyAsked(
            survey_id=wanted.id,
            about=wanted.about,
            ref_id=wanted.ref_id,
            venue_id=wanted.venue_id,
            guest_id=wanted.guest_id,
            staff_id=wanted.staff_id,
            answer_code=wanted.code,
            lapses_at=wanted.lapses_at,
        ),
    )


def answer(survey: Survey, now: datetime, score: int, remark: str = "") -> Decided[Survey]:
    """The guest answers; a bad score opens a case.

    Raises:
        Refused: the score is not 1 to 5, it was answered already, or the time for it has passed.
    """
    if not 1 <= score <= 5:
        raise Refused("score-out-of-range", "answer with 1 to 5", field="score", kind="invalid")
    if survey.status == "answered":
        raise Refused("survey-answered", "it was answered already")
    if survey.status == "lapsed" or now >= survey.lapses_at:
        raise Refused("survey-lapsed", "the time to answer has passed")
    told = SurveyAnswered(
        survey_id=survey.id,
        about=survey.about,
        ref_id=survey.ref_id,
        venue_id=survey.venue_id,
        guest_id=survey.guest_id,
        staff_id=survey.staff_id,
        score=score,
        opens_case=score <= survey.bad_score,
    )
    return replace(survey, status="answered", score=score, remark=remark.strip()), (told,)


def lapse(survey: Survey) -> Decided[Survey]:
    """Nobody answered in time."""
    told = SurveyLapsed(
        survey_id=survey.id, about=survey.about, ref_id=survey.ref_id, venue_id=survey.venue_id
    )
    return replace(survey, status="lapsed"), (told,)


def erase(survey: Survey) -> Decided[Survey]:
    """The guest's data must go: what they remarked (L14)."""
    return replace(survey, remark=""), ()


def timers(survey: Survey) -> dict[str, datetime]:
    """When it lapses."""
    return {"lapse": survey.lapses_at} if survey.status == "asked" else {}

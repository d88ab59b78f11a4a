"""Routes for satisfaction surveys (rule C22)."""

from __future__ import annotations

from secrets import compare_digest
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.complaints import SurveyAbout
from infra.chassis.auth import public
from infra.chassis.bodies import Body
from infra.chassis.decision import Refused
from infra.chassis.http import RequestCause, answered
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.complaints.domain import survey
from services.complaints.domain.survey import Survey
from services.complaints.store.clerk import Clerk
from services.complaints.web.rights import Desk

__all__ = ["router"]


class SurveyAnswerBody(Body):
    """The guest's answer."""

    code: str | None = Field(None, max_length=60, description="From the guest's link; staff need none.")
    score: int = Field(ge=1, le=5)
    remark: str = Field("", max_length=2000)


class SurveyView(BaseModel):
    """A survey as it stands."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    about: SurveyAbout
    ref_id: str
    venue_id: str
    guest_id: str
    staff_id: str | None
    status: str
    score: int | None
    remark: str
    lapses_at: AwareDatetime


class SurveyPage(BaseModel):
    """Some surveys, and the cursor to the next ones."""

    items: list[SurveyView]
    next: str | None


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["surveys"])

    @routes.get("/surveys", response_model=SurveyPage, responses=problems(401, 403, 422), summary="Surveys")
    async def list_surveys(
        who: Desk,
        page: PageQuery,
        guest_id: str | None = None,
        ref_id: str | None = None,
        status: Annotated[str | None, Query(examples=["answered"])] = None,
    ) -> dict[str, Any]:
        asked = {"state.guest_id": guest_id, "state.ref_id": ref_id, "state.status": status}
        query = {name: value for name, value in asked.items() if value is not None} | who.venue_filter()
        found = await clerk.surveys.page(query, page)
        return {"items": [_view(stored.state) for stored in found.items], "next": found.next}

    @routes.post(
        "/surveys/{survey_id}/answer", response_model=SurveyView, dependencies=[public()],
        responses=problems(400, 404, 409, 422), summary="Answer, by the code of the guest's link",
    )  # fmt: skip
    async def answer_survey(cause: RequestCause, survey_id: str, body: SurveyAnswerBody) -> JSONResponse:
        stored = await clerk.surveys.get(survey_id)
        if stored is None or not compare_digest(stored.state.code.encode(), (body.code or "").encode()):
            raise Refused("survey-not-found", "there is no such survey, or the code is wrong", kind="missing")
        return await _record(cause, survey_id, body)

    @routes.post(
        "/surveys/{survey_id}/recording", response_model=SurveyView,
        responses=problems(400, 401, 403, 404, 409, 422), summary="Record an answer by phone",
    )  # fmt: skip
    async def record_survey(
        who: Desk, cause: RequestCause, survey_id: str, body: SurveyAnswerBody
    ) -> JSONResponse:
        who.at((await clerk.surveys.need(survey_id)).state.venue_id)
        return await _record(cause, survey_id, body)

    async def _record(cause: RequestCause, survey_id: str, body: SurveyAnswerBody) -> JSONResponse:
        outcome = await clerk.surveys.change(
            survey_id,
            lambda state, now: survey.answer(_there(state), now, body.score, body.remark),
            cause,
            answer=_view,
        )
        return answered(outcome)

    return routes


def _there(state: Survey | None) -> Survey:
    if state is None:
        raise Refused("survey-not-found", "there is no such survey", kind="missing")
    return state


def _view(state: Survey) -> dict[str, Any]:
    return SurveyView.model_validate(state).model_dump(mode="json")

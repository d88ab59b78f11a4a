"""Staff: scorecards, bonuses, training and examinations (rules R3, R4, R8)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Body, Day
from infra.chassis.changes import Stored
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.once import whole
from infra.chassis.problems import problems
from services.reporting.domain import staff
from services.reporting.domain.scores import Scorecard
from services.reporting.domain.staff import StaffFile
from services.reporting.store.room import Room
from services.reporting.web import exports
from services.reporting.web.daily import Change
from services.reporting.web.rights import Month, MonthAsked, Reader, Supervisor, may_see

__all__ = ["router"]

Anyone = Annotated[Principal, requires("agent", "department", "supervisor", "manager", "gm")]
StaffId = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^|/]+$", examples=["agent-7"])]
VenueId = Annotated[
    str, Field(min_length=1, max_length=100, examples=["0198c0de-0000-7000-8000-000000000001"])
]


class MeasureView(BaseModel):
    """One line of a score."""

    part: Literal["attitude", "ability", "results"]
    name: str = Field(examples=["handled-in-time"])
    hits: int
    of: int
    percent: int | None
    weight: int


class BonusView(BaseModel):
    """One line of a bonus: so many, at so much each."""

    reason: str = Field(examples=["effective-contracted"])
    count: int
    each_fen: int
    amount_fen: int


class ScorecardView(BaseModel):
    """A month of one member of staff."""

    staff_id: str
    venue_id: str
    month: str
    score: int | None
    grade: Literal["excellent", "pass", "fail", "not-measured"]
    measures: list[MeasureView]
    bonus_fen: int
    bonus: list[BonusView]
    failures_in_a_row: int
    best: bool
    rank: int | None
    policy_version: int


class Scored(BaseModel):
    """How many cards a month has."""

    month: str
    scorecards: int


class TrainingBody(Body):
    """A training somebody took part in."""

    venue_id: VenueId
    training: str = Field(min_length=1, max_length=200, examples=["电话礼仪"])
    held_on: Day
    hours: int = Field(ge=1, le=200)


class ExamBody(Body):
    """An examination somebody sat."""

    venue_id: VenueId
    exam: str = Field(min_length=1, max_length=200, examples=["业务知识"])
    held_on: Day
    score: int = Field(ge=0, le=100)


class AttitudeBody(Body):
    """A supervisor's assessment for a month."""

    venue_id: VenueId
    month: str = Field(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$", examples=["2026-10"])
    attitude: int = Field(ge=0, le=100)


class StaffFileView(BaseModel):
    """What was recorded of a member of staff."""

    staff_id: str
    venue_id: str
    trainings: list[dict[str, Any]]
    exams: list[dict[str, Any]]
    attitudes: dict[str, int]


def router(room: Room) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/v1", tags=["staff"])
    acting: dict[str, Any] = {
        "response_model": StaffFileView,
        "status_code": 201,
        "responses": problems(400, 401, 403, 409, 422),
    }

    async def today() -> date:
        now = room.clock.now()
        policy = (await room.policies.at(None, now)).values
        return now.astimezone(ZoneInfo(policy.zone)).date()

    @routes.get("/scorecards", responses=problems(401, 403, 422), summary="A month's scorecards")
    async def list_scorecards(who: Reader, month: MonthAsked) -> list[ScorecardView]:
        found = await room.scorecards.find(
            {"state.month": month, **who.venue_filter()}, sort=[("state.rank", 1)], limit=2000
        )
        return [view(each.state) for each in found]

    async def card_for(who: Principal, staff_id: str, month: str) -> Stored[Scorecard]:
        """A card, for the person themself and those over them."""
        stored = await room.scorecards.need(f"{staff_id}|{month}")
        if who.subject != staff_id:
            if not who.has("supervisor", "manager", "gm"):
                raise Refused("not-yours", "this is somebody else's scorecard", kind="forbidden")
            who.at(stored.state.venue_id)
        return stored

    @routes.get(
        "/scorecards/{staff_id}/{month}", response_model=ScorecardView,
        responses=problems(401, 403, 404, 422), summary="One scorecard",
    )  # fmt: skip
    async def show_scorecard(who: Anyone, staff_id: StaffId, month: Month) -> JSONResponse:
        stored = await card_for(who, staff_id, month)
        return entity(stored, view(stored.state).model_dump(mode="json"))

    @routes.get(
        "/scorecards/{staff_id}/{month}/changes",
        responses=problems(401, 403, 404, 422),
        summary="What late events changed since it was issued",
    )
    async def list_scorecard_changes(who: Anyone, staff_id: StaffId, month: Month) -> list[Change]:
        card = (await card_for(who, staff_id, month)).state
        return [
            Change(figure=figure, before=issued, after=now)
            for figure, issued, now in await room.month_end.changes_of(card)
        ]

    @routes.post(
        "/months/{month}/scorecards",
        status_code=201,
        response_model=Scored,
        responses=problems(400, 401, 403, 422),
        summary="Score a month (again) from the figures of now",
    )
    async def score_month(who: Supervisor, cause: RequestCause, month: Month) -> JSONResponse:
        may_see(who, "*")

        async def score() -> Scored:
            return Scored(month=month, scorecards=await room.month_end.score(month, cause))

        return (await whole(room.scorecards.desk, cause, score)).response(201)

    @routes.get(
        "/exports/scorecards.{form}",
        responses=problems(401, 403, 422),
        summary="Scorecards as CSV or XLSX",
        response_class=Response,
    )
    async def export_scorecards(
        who: Reader,
        form: Literal["csv", "xlsx"],
        month: MonthAsked,
        language: Literal["zh-CN", "en"] = "zh-CN",
    ) -> Response:
        found = await room.scorecards.find(
            {"state.month": month, **who.venue_filter()}, sort=[("state.rank", 1)], limit=2000
        )
        table = exports.scorecard_table([each.state for each in found], language)
        return exports.download(table, form, f"scorecards-{month}")

    @routes.get("/staff/{staff_id}/file", response_model=StaffFileView,
                responses=problems(401, 403, 404, 422), summary="A staff file")  # fmt: skip
    async def show_staff_file(who: Reader, staff_id: StaffId) -> JSONResponse:
        stored = await room.files.need(staff_id)
        who.at(stored.state.venue_id)
        return entity(stored, answer(stored.state))

    @routes.post("/staff/{staff_id}/trainings", summary="Record a training", **acting)
    async def record_training(
        who: Supervisor, cause: RequestCause, staff_id: StaffId, body: TrainingBody
    ) -> JSONResponse:
        who.at(body.venue_id)
        training, day = staff.Training(body.training, body.held_on, body.hours), await today()

        def decide(file: StaffFile | None, _: datetime) -> Decided[StaffFile]:
            _mine(who, file)
            return staff.record_training(file, staff_id, body.venue_id, training, day)

        return answered(await room.files.change(staff_id, decide, cause, answer=answer), 201)

    @routes.post("/staff/{staff_id}/exams", summary="Record an examination's result", **acting)
    async def record_exam(
        who: Supervisor, cause: RequestCause, staff_id: StaffId, body: ExamBody
    ) -> JSONResponse:
        who.at(body.venue_id)
        exam, day = staff.Exam(body.exam, body.held_on, body.score), await today()

        def decide(file: StaffFile | None, _: datetime) -> Decided[StaffFile]:
            _mine(who, file)
            return staff.record_exam(file, staff_id, body.venue_id, exam, day)

        return answered(await room.files.change(staff_id, decide, cause, answer=answer), 201)

    @routes.post("/staff/{staff_id}/assessments", summary="Assess a month's attitude", **acting)
    async def assess_attitude(
        who: Supervisor, cause: RequestCause, staff_id: StaffId, body: AttitudeBody
    ) -> JSONResponse:
        who.at(body.venue_id)
        day = await today()

        def decide(file: StaffFile | None, _: datetime) -> Decided[StaffFile]:
            _mine(who, file)
            return staff.assess(file, staff_id, body.venue_id, body.month, body.attitude, who.subject, day)

        return answered(await room.files.change(staff_id, decide, cause, answer=answer), 201)

    return routes


def _mine(who: Principal, file: StaffFile | None) -> None:
    if file is not None:
        who.at(file.venue_id)


def view(card: Scorecard) -> ScorecardView:
    """What is shown of a scorecard."""
    return ScorecardView(
        staff_id=card.staff_id,
        venue_id=card.venue_id,
        month=card.month,
        score=card.score,
        grade=card.grade,
        measures=[
            MeasureView(
                part=each.part,
                name=each.name,
                hits=each.hits,
                of=each.of,
                percent=each.percent,
                weight=each.weight,
            )
            for each in card.measures
        ],
        bonus_fen=card.bonus_fen,
        bonus=[
            BonusView(
                reason=each.reason, count=each.count, each_fen=each.each_fen, amount_fen=each.amount_fen
            )
            for each in card.bonus
        ],
        failures_in_a_row=card.failures_in_a_row,
        best=card.best,
        rank=card.rank,
        policy_version=card.policy_version,
    )  # fmt: skip


def answer(file: StaffFile) -> dict[str, Any]:
    """A staff file as JSON."""
    return {
        "staff_id": file.staff_id,
        "venue_id": file.venue_id,
        "trainings": [
            {"training": each.name, "held_on": each.held_on.isoformat(), "hours": each.hours}
            for each in file.trainings
        ],
        "exams": [
            {"exam": each.name, "held_on": each.held_on.isoformat(), "score": each.score}
            for each in file.exams
        ],
        "attitudes": file.attitudes or {},
    }

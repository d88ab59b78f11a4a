"""Guest analysis over HTTP (rule R7). Ids only: who a guest is, the loyalty service tells who may know."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.http import RequestCause
from infra.chassis.once import whole
from infra.chassis.problems import problems
from services.reporting.store.guests import GuestAnalyst
from services.reporting.web import exports
from services.reporting.web.rights import Reader, Supervisor, may_see

__all__ = ["router"]


class BacktestView(BaseModel):
    """A model and a naive one, held against what then happened."""

    measure: str = Field(examples=["Brier score"])
    model: float
    naive: float
    naive_name: str = Field(examples=["the share that left before, for everybody"])
    tested: int
    larger_is_better: bool


class AnswerView(BaseModel):
    """Rows with their backtest; or why there are none."""

    rows: list[dict[str, Any]]
    backtest: BacktestView | None
    better: bool | None
    refused: str | None = Field(examples=["41 guests; at least 50 are needed"])


class AnalysisOfGuests(BaseModel):
    """The newest analysis."""

    made_at: AwareDatetime
    guests: int
    visits: int
    answers: dict[str, AnswerView]


class Asked(BaseModel):
    """Whether one is being made."""

    busy: bool


def router(desk: Desk, analyst: GuestAnalyst) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/v1", tags=["guests"])

    async def there() -> AnalysisOfGuests:
        newest = await analyst.newest()
        if newest is None:
            raise Refused("not-analysed-yet", "ask for one, or wait for the night", kind="missing")
        return AnalysisOfGuests.model_validate(newest)

    @routes.get("/guests/analysis", responses=problems(401, 403, 404), summary="The newest guest analysis")
    async def show_guest_analysis(who: Reader) -> AnalysisOfGuests:
        may_see(who, "*")
        return await there()

    @routes.post("/guests/analysis", status_code=202, response_model=Asked,
                 responses=problems(400, 401, 403, 422), summary="Make one now")  # fmt: skip
    async def make_guest_analysis(who: Supervisor, cause: RequestCause) -> JSONResponse:
        may_see(who, "*")

        async def ask() -> Asked:
            analyst.ask()
            return Asked(busy=True)

        return (await whole(desk, cause, ask)).response(202)

    @routes.get(
        "/exports/segments.{form}",
        responses=problems(401, 403, 404, 422),
        summary="Segments of guests as CSV or XLSX",
        response_class=Response,
    )
    async def export_segments(
        who: Reader, form: Literal["csv", "xlsx"], language: Literal["zh-CN", "en"] = "zh-CN"
    ) -> Response:
        may_see(who, "*")
        newest = await there()
        answer = newest.answers["segments"]
        if answer.refused:
            raise Refused("not-answered", answer.refused, kind="missing")
        table = exports.segments_table(answer.rows, better=answer.better, language=language)
        return exports.download(table, form, f"segments-{newest.made_at:%Y-%m-%d}")

    return routes

"""Routes that take bills from tills and older files (rules L5, L12)."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.bodies import Body
from infra.chassis.decision import Refused
from infra.chassis.http import REPLAYED, RequestCause, answered
from infra.chassis.problems import problems
from services.loyalty.domain import visiting
from services.loyalty.domain.visits import VisitStatus, visit_id
from services.loyalty.store.members import Members
from services.loyalty.store.till import Asked, Entered, Till
from services.loyalty.web.bodies import BillBody, Id, ReasonBody
from services.loyalty.web.rights import Feed, Senior
from services.loyalty.web.views import VisitView, visit_view

__all__ = ["router"]


class FeedBody(Body):
    """Bills in the order they were paid."""

    bills: list[BillBody] = Field(min_length=1, max_length=500)


class EnteredView(BaseModel):
    """What became of a bill."""

    visit_id: str
    status: Annotated[str, Field(description="`recorded` now, `known` from before, or `refused`.")]
    guest_id: str | None = None
    points: int = 0
    code: str = ""
    detail: str = ""


class FeedView(BaseModel):
    """What became of each bill, in order."""

    bills: list[EnteredView]


class VoidBody(ReasonBody):
    """The receipt to take back."""

    venue_id: Id
    receipt: Id


def router(members: Members, till: Till) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["visits"])

    @routes.post(
        "/visits", status_code=201, response_model=EnteredView, responses=problems(404, 409, 422),
        summary="Record a paid bill; its receipt counts once",
    )  # fmt: skip
    async def record_visit(who: Feed, cause: RequestCause, body: BillBody) -> JSONResponse:
        who.at(body.venue_id)
        [entered] = await till.enter([_asked(body)], cause)
        if entered.status == "refused":
            kind = "missing" if entered.code == "guest-not-found" else "conflict"
            kind = "invalid" if entered.code in {"bill-invalid", "visit-in-future"} else kind
            raise Refused(entered.code, entered.detail, kind=kind)  # type: ignore[arg-type]  # one of three
        status = 201 if entered.status == "recorded" else 200
        headers = {REPLAYED: "true"} if entered.replayed else None
        return JSONResponse(_view(entered).model_dump(), status, headers)

    @routes.post(
        "/visits/feed", responses=problems(422), summary="Record many bills, each with its own answer"
    )
    async def feed_visits(who: Feed, cause: RequestCause, body: FeedBody, response: Response) -> FeedView:
        for venue_id in {bill.venue_id for bill in body.bills}:
            who.at(venue_id)
        entered = await till.enter([_asked(bill) for bill in body.bills], cause)
        if all(each.replayed for each in entered):
            response.headers[REPLAYED] = "true"
        return FeedView(bills=[_view(each) for each in entered])

    @routes.post(
        "/visits/voids", response_model=VisitView, responses=problems(404, 409, 422),
        summary="Take a bill back, with the points it earned",
    )  # fmt: skip
    async def void_visit(who: Senior, cause: RequestCause, body: VoidBody) -> JSONResponse:
        who.at(body.venue_id)
        told = visit_id(body.venue_id, body.receipt)
        visit = await members.accounts.visit(told)
        if visit is None:
            raise Refused("visit-not-found", "there is no such visit", kind="missing")
        outcome = await members.change(
            visit.guest_id,
            lambda account, kept, rules, now: visiting.void(
                account, kept, body.venue_id, body.receipt, rules, now
            ),
            cause,
            venue_id=body.venue_id,
            answer=lambda _: visit_view(replace(visit, status=VisitStatus.VOIDED)),
        )
        return answered(outcome)

    return routes


def _asked(body: BillBody) -> Asked:
    return Asked(body.bill(), body.guest_id, body.e164(), body.member_card, open_file=body.open_file)


def _view(entered: Entered) -> EnteredView:
    return EnteredView(
        visit_id=entered.visit_id,
        status=entered.status,
        guest_id=entered.guest_id,
        points=entered.points,
        code=entered.code,
        detail=entered.detail,
    )

"""Routes that open cases, find them, show them, and feed the live board."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel
from sse_starlette import EventSourceResponse

from contracts.complaints import CaseKind, Severity
from infra.chassis.decision import Refused
from infra.chassis.feed import Board, resumed_from
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.complaints.domain.case import Status
from services.complaints.store.cases import Wanted
from services.complaints.store.clerk import Clerk
from services.complaints.web.bodies import OpenBody
from services.complaints.web.form import acceptance_form
from services.complaints.web.rights import Anyone, Department, Desk, as_kept, may_see, of_department
from services.complaints.web.views import CasePage, CaseView, GuestCaseView, board_view, case_view, guest_view

__all__ = ["router"]


class Opened(GuestCaseView):
    """What the guest gets at once (rule C2); the full case is at ``/cases/{id}``."""


class Soonest(BaseModel):
    """Open cases, the soonest deadline first."""

    items: list[CaseView]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["cases"])
    board = Board(clerk.cases, board_view)

    @routes.post(
        "/cases", status_code=201, response_model=CaseView | Opened,
        responses=problems(400, 401, 403, 409, 422), summary="Open a case",
    )  # fmt: skip
    async def open_case(who: Anyone, cause: RequestCause, body: OpenBody) -> JSONResponse:
        if who.roles == {"guest"}:
            _as_guest(body)
            opening = body.opening(new_id(), "", None if body.anonymous else who.guest_id)
            return answered(await clerk.open(opening, cause, guest_view), 201)
        who.at(body.venue_id)
        owner = who.subject if who.has("agent", "supervisor", "manager", "gm") else ""
        opening = body.opening(new_id(), owner, body.guest_id)
        return answered(await clerk.open(opening, cause, case_view), 201)

    @routes.get("/cases", response_model=CasePage, responses=problems(401, 403, 422), summary="Find cases")
    async def find_cases(
        who: Department,
        page: PageQuery,
        mine: Annotated[bool, Query(description="Only those I own.")] = False,
        owner_id: str | None = None,
        department_id: Annotated[str | None, Query(description="Dispatched to this department.")] = None,
        venue_id: str | None = None,
        guest_id: str | None = None,
        kind: CaseKind | None = None,
        status: Status | None = None,
        severity: Severity | None = None,
        number: str | None = None,
        q: Annotated[str, Query(max_length=200, description="Words; Chinese needs no spaces.")] = "",
    ) -> dict[str, Any]:
        wanted = Wanted(
            who.venue_filter(),
            venue_id=venue_id,
            owner_id=who.subject if mine else owner_id,
            department_id=_department(who, department_id),
            guest_id=guest_id,
            kind=kind,
            status=status,
            severity=severity,
            number=number,
            text=q,
        )
        found = await clerk.cases.search(wanted, page)
        return {"items": [case_view(stored.state) for stored in found.items], "next": found.next}

    @routes.get(
        "/cases/breaching-next", response_model=Soonest, responses=problems(401, 403, 422),
        summary="Open cases by the deadline to mind next, soonest first",
    )  # fmt: skip
    async def list_breaching_next(
        who: Department,
        venue_id: str | None = None,
        mine: bool = False,
        department_id: str | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> dict[str, Any]:
        wanted = Wanted(
            who.venue_filter(),
            venue_id=venue_id,
            owner_id=who.subject if mine else None,
            department_id=_department(who, department_id),
        )
        found = await clerk.cases.breaching_next(wanted, limit)
        return {"items": [case_view(stored.state) for stored in found]}

    @routes.get(
        "/cases/board", responses=problems(401, 403, 422), response_class=EventSourceResponse,
        summary="Live board of cases that are not closed (server-sent events)",
    )  # fmt: skip
    async def follow_board(who: Desk, request: Request, venue_id: str | None = None) -> EventSourceResponse:
        """Open cases first, then every change, also the one that closes a case (`case`).

        What leaves the board is told as `gone`, with its id alone. Resumes by Last-Event-ID, first with
        `standing`: the ids that are on the board.
        """
        query: dict[str, Any] = {"$and": [who.venue_filter()]} if who.venue_filter() else {}
        if venue_id is not None:
            query["state.venue_id"] = venue_id
        query["$or"] = [
            {"state.status": {"$in": ["open", "resolved"]}},
            {"state.status": "closed", "updated_at": {"$gte": resumed_from(request) or clerk.now}},
        ]
        return board.response(request, query)

    @routes.get(
        "/cases/{case_id}", response_model=CaseView | GuestCaseView,
        responses=problems(401, 403, 404), summary="One case",
    )  # fmt: skip
    async def show_case(who: Anyone, case_id: str) -> JSONResponse:
        stored = await clerk.cases.need(case_id)
        may_see(await as_kept(clerk.guests, who), stored.state)
        return entity(stored, guest_view(stored.state) if who.roles == {"guest"} else case_view(stored.state))

    @routes.get(
        "/cases/{case_id}/form", response_class=HTMLResponse, responses=problems(401, 403, 404),
        summary="The acceptance form, ready to print on one page (rule C16)",
    )  # fmt: skip
    async def print_case_form(who: Department, case_id: str) -> HTMLResponse:
        case = (await clerk.cases.need(case_id)).state
        may_see(who, case)
        rules = await clerk.rulebook.of(case)
        return HTMLResponse(acceptance_form(case, rules.calendar.zone))

    return routes


def _as_guest(body: OpenBody) -> None:
    """Refuse what only staff can say of a case: how else it came in, and how serious it is."""
    if body.channel not in ("web", "app"):
        raise Refused("channel-not-yours", "guests write by web or app", field="channel", kind="invalid")
    if body.grounds:
        raise Refused("grounds-not-yours", "the desk judges severity", field="grounds", kind="invalid")


def _department(who: Department, asked: str | None) -> str | None:
    """A department's member sees that department's cases only."""
    if of_department(who) and (asked is None or asked not in who.departments):
        return min(who.departments, default="")
    return asked

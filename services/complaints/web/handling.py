"""Routes for departments at work, promises to the guest, and notes."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from contracts.complaints import Level, PauseReason
from infra.chassis.bodies import Body, Fen, Moment
from infra.chassis.decision import Decided
from infra.chassis.http import IfMatch, RequestCause
from infra.chassis.ids import new_id
from infra.chassis.problems import problems
from services.complaints.domain import dispatching, owning, promising
from services.complaints.domain.case import Case
from services.complaints.domain.parts import Bill
from services.complaints.domain.rules import Rules
from services.complaints.store.clerk import Clerk
from services.complaints.web.acting import Act
from services.complaints.web.bodies import Text
from services.complaints.web.rights import Department, Desk, speaks_for
from services.complaints.web.views import CaseView

__all__ = ["router"]

ACTS = problems(400, 401, 403, 404, 409, 412, 422)


class DispatchBody(Body):
    """The departments that get the case; several investigate jointly."""

    department_ids: list[str] = Field(min_length=1, max_length=20, examples=[["kitchen", "floor"]])
    note: str = Field("", max_length=2000)


class SpeakerBody(Body):
    """Which department speaks."""

    department_id: str


class BillBody(Body):
    """The bill in question, in fen (rule C10)."""

    total_fen: Fen
    discountable_fen: Fen
    minimum_spend_fen: Fen = 0
    not_discountable: list[str] = Field(default=[], max_length=50)


class FindingsBody(SpeakerBody):
    """What a department found out."""

    facts: Text
    bill: BillBody | None = None


class EscalateBody(Body):
    """The desk to send it up to."""

    level: Level


class QueryBody(SpeakerBody):
    """A question to a department that stalls."""

    question: Text


class QueryAnswerBody(Body):
    """The department's answer."""

    answer: Text


class PauseBody(Body):
    """Why the clocks stop, and until when at the latest."""

    reason: PauseReason
    until: Moment


class ExtensionBody(Body):
    """A later deadline, which the guest was told of and agreed to (rule C9)."""

    until: Moment
    reason: Text
    agreed: bool


class ProgressBody(Body):
    """A word of progress to the guest; free of contact data."""

    message: Text
    send: bool = Field(True, description="False: an agent has said it already.")


class NoteBody(Body):
    """An internal note."""

    text: Text


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["handling"])
    act = Act(clerk)

    @routes.post("/cases/{case_id}/dispatches", response_model=CaseView, responses=ACTS, summary="Dispatch")
    async def dispatch_case(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: DispatchBody
    ) -> JSONResponse:
        ids = tuple(body.department_ids)
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: dispatching.dispatch(case, rules, now, ids, who.subject, body.note),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/reactions",
        response_model=CaseView,
        responses=ACTS,
        summary="A department takes it in hand",
    )
    async def take_in_hand(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, body: SpeakerBody
    ) -> JSONResponse:
        speaks_for(who, body.department_id)
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: dispatching.react(case, rules, now, body.department_id, who.subject),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/findings",
        response_model=CaseView,
        responses=ACTS,
        summary="Record facts and the bill",
    )
    async def record_findings(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, body: FindingsBody
    ) -> JSONResponse:
        speaks_for(who, body.department_id)
        bill = None
        if body.bill:
            given = body.bill
            bill = Bill(
                given.total_fen,
                given.discountable_fen,
                given.minimum_spend_fen,
                tuple(given.not_discountable),
            )
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: dispatching.find(
                case, rules, now, body.department_id, who.subject, body.facts, bill
            ),
        )  # fmt: skip

    @routes.post("/cases/{case_id}/escalation", response_model=CaseView, responses=ACTS, summary="Send it up")
    async def send_up(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: EscalateBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: dispatching.escalate(case, rules, now, body.level),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/queries", response_model=CaseView, status_code=201, responses=ACTS,
        summary="Query a department that stalls",
    )  # fmt: skip
    async def ask_department(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, body: QueryBody
    ) -> JSONResponse:
        query_id = new_id()
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: dispatching.ask(
                case, rules, now, query_id, body.department_id, body.question, who.subject
            ),
            201,
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/queries/{query_id}/answer", response_model=CaseView, responses=ACTS,
        summary="Answer a query",
    )  # fmt: skip
    async def answer_query(
        who: Department,
        cause: RequestCause,
        if_match: IfMatch,
        case_id: str,
        query_id: str,
        body: QueryAnswerBody,
    ) -> JSONResponse:
        def decide(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
            for query in case.queries:
                if query.id == query_id:
                    speaks_for(who, query.department_id)
            return dispatching.answer_query(case, rules, now, query_id, body.answer, who.subject)

        return await act(who, case_id, cause, if_match, decide)

    @routes.post("/cases/{case_id}/pause", response_model=CaseView, responses=ACTS, summary="Stop the clocks")
    async def pause_clocks(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: PauseBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: promising.pause(case, rules, now, body.reason, body.until),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/resumption", response_model=CaseView, responses=ACTS, summary="Let the clocks run"
    )
    async def resume_clocks(who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str) -> JSONResponse:
        return await act(who, case_id, cause, if_match, promising.resume)

    @routes.post(
        "/cases/{case_id}/extensions", response_model=CaseView, responses=ACTS,
        summary="Move the deadline, with the guest's agreement",
    )  # fmt: skip
    async def extend_deadline(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: ExtensionBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: promising.extend(
                case, rules, now, body.until, body.reason, who.subject, agreed=body.agreed
            ),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/progress",
        response_model=CaseView,
        responses=ACTS,
        summary="Tell the guest how it stands",
    )
    async def tell_progress(
        who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str, body: ProgressBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, rules, now: promising.tell_progress(
                case, rules, now, body.message, who.subject, send=body.send
            ),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/dispute/honoured", response_model=CaseView, responses=ACTS,
        summary="The disputed discount was honoured",
    )  # fmt: skip
    async def honour_dispute(who: Desk, cause: RequestCause, if_match: IfMatch, case_id: str) -> JSONResponse:
        return await act(who, case_id, cause, if_match, promising.honour_dispute)

    @routes.post(
        "/cases/{case_id}/notes", response_model=CaseView, responses=ACTS, summary="Add an internal note"
    )
    async def add_note(
        who: Department, cause: RequestCause, if_match: IfMatch, case_id: str, body: NoteBody
    ) -> JSONResponse:
        return await act(
            who, case_id, cause, if_match,
            lambda case, _rules, now: owning.note(case, now, body.text, who.subject),
        )  # fmt: skip

    return routes

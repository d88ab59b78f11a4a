"""Routes of a visit's course: seated, late, completed, cancelled, no-show, disputed (rules B8, B10)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Body, Fen, Moment
from infra.chassis.decision import Refused
from infra.chassis.http import IfMatch, RequestCause
from infra.chassis.problems import problems
from services.booking.domain.arriving import (
    cancel,
    complete,
    decide_dispute,
    dispute_no_show,
    mark_late,
    mark_no_show,
    seat,
)
from services.booking.domain.spending import capture_spend, move_deposit
from services.booking.store.clerk import Clerk
from services.booking.web.acting import Act
from services.booking.web.rights import STAFF, Desk, Manager
from services.booking.web.views import BookingView

__all__ = ["router"]

Anyone = Annotated[Principal, requires("guest", *STAFF, "integrator", "service")]
_ACT: dict[str, Any] = {
    "response_model": BookingView,
    "responses": problems(400, 401, 403, 404, 409, 412, 422),
}


class SeatBody(Body):
    """Who serves the party."""

    duty_agent_id: str | None = Field(None, max_length=60)


class LateBody(Body):
    """When the late party will come."""

    expected_at: Moment


class CancelBody(Body):
    """Why it is called off, and by whom; a guest can only cancel for themselves."""

    by: Literal["guest", "venue"] = "guest"
    reason: str = Field("", max_length=500)


class DisputeBody(Body):
    """What the guest says."""

    reason: str = Field(min_length=1, max_length=1000, examples=["我们到了,8 点就坐下了"])


class DecisionBody(Body):
    """A manager's decision; if upheld, when the party was there."""

    upheld: bool
    reason: str = Field("", max_length=1000)
    seated_at: Moment | None = None
    completed_at: Moment | None = None


class SpendBody(Body):
    """What the visit cost. The same receipt again corrects it."""

    receipt: str = Field(min_length=1, max_length=100)
    spend_fen: Fen = Field(examples=[88_000])
    excluded_fen: Fen = Field(0, description="Part of it that earns no points.")


class DepositBody(Body):
    """A movement of the guest's deposit."""

    movement: Literal["taken", "returned", "kept"]
    amount_fen: int = Field(gt=0, le=10**12, examples=[20_000])
    receipt: str = Field(min_length=1, max_length=100)


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/bookings/{booking_id}", tags=["visits"])
    act = Act(clerk)

    @routes.post("/seat", summary="The party is there and sits", **_ACT)
    async def seat_party(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch, body: SeatBody
    ) -> JSONResponse:
        return await act(
            who, booking_id, cause, if_match, lambda b, policy, now: seat(b, body.duty_agent_id, policy, now)
        )

    @routes.post("/late", summary="The party is late and gave a new time", **_ACT)
    async def party_is_late(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch, body: LateBody
    ) -> JSONResponse:
        return await act(
            who,
            booking_id,
            cause,
            if_match,
            lambda b, policy, now: mark_late(b, body.expected_at, policy, now),
        )

    @routes.post("/complete", summary="The visit ended", **_ACT)
    async def complete_visit(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch
    ) -> JSONResponse:
        return await act(who, booking_id, cause, if_match, complete)

    @routes.post("/cancel", summary="Call it off", **_ACT)
    async def cancel_booking(
        who: Anyone, cause: RequestCause, booking_id: str, if_match: IfMatch, body: CancelBody
    ) -> JSONResponse:
        by: Literal["guest", "venue"] = "guest" if who.roles == {"guest"} else body.by
        return await act(who, booking_id, cause, if_match, lambda b, _, now: cancel(b, by, body.reason, now))

    @routes.post("/no-show", summary="The party never came", **_ACT)
    async def party_never_came(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch
    ) -> JSONResponse:
        return await act(who, booking_id, cause, if_match, lambda b, _, now: mark_no_show(b, now))

    @routes.post("/dispute", summary="The guest disputes the no-show", **_ACT)
    async def dispute(
        who: Anyone, cause: RequestCause, booking_id: str, if_match: IfMatch, body: DisputeBody
    ) -> JSONResponse:
        return await act(
            who, booking_id, cause, if_match, lambda b, _, now: dispute_no_show(b, body.reason, now)
        )

    @routes.post("/dispute/decision", summary="A manager decides the dispute", **_ACT)
    async def decide(
        who: Manager, cause: RequestCause, booking_id: str, if_match: IfMatch, body: DecisionBody
    ) -> JSONResponse:
        async def decided(*, keep_place: bool) -> JSONResponse:
            return await act(
                who,
                booking_id,
                cause,
                if_match,
                lambda b, policy, now: decide_dispute(
                    b,
                    upheld=body.upheld,
                    reason=body.reason,
                    seated_at=body.seated_at or b.starts_at,
                    completed_at=body.completed_at,
                    keep_place=keep_place,
                    policy=policy,
                    now=now,
                ),
            )

        try:
            return await decided(keep_place=True)
        except Refused as refused:
            if refused.code != "slot-taken":
                raise
            return await decided(keep_place=False)

    @routes.post("/spend", summary="The visit's spend, or its correction", **_ACT)
    async def capture(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch, body: SpendBody
    ) -> JSONResponse:
        return await act(
            who,
            booking_id,
            cause,
            if_match,
            lambda b, _, now: capture_spend(b, body.receipt, body.spend_fen, body.excluded_fen, now),
        )

    @routes.post("/deposits", summary="A deposit taken, returned or kept", **_ACT)
    async def deposit(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch, body: DepositBody
    ) -> JSONResponse:
        return await act(
            who,
            booking_id,
            cause,
            if_match,
            lambda b, _, now: move_deposit(b, body.movement, body.amount_fen, body.receipt, now),
        )

    return routes

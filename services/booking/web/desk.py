"""Routes of the desk's further work: partners, feedback, incidents, handling times (rules B6, B9, B11)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Body, Moment
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import IfMatch, RequestCause, answered
from infra.chassis.problems import problems
from services.booking.domain.booking import Booking
from services.booking.domain.handling import measure
from services.booking.domain.incidents import report_taken
from services.booking.domain.partners import give_feedback, partner_placed, partner_refused, turned_away
from services.booking.domain.placement import Ask
from services.booking.domain.taking import asked
from services.booking.store.clerk import Clerk, confirmation_number
from services.booking.store.placing import NothingFree
from services.booking.web.acting import Act, there
from services.booking.web.ready import hold_elsewhere
from services.booking.web.rights import STAFF, Desk, rights
from services.booking.web.views import AlternativeView, BookingView, alternative, booking_view

__all__ = ["router"]

Answering = Annotated[Principal, requires(*STAFF, "integrator", "service")]
"""Partners answer by themselves (an integrator), or an agent notes what they said."""


class PartnerAnswerBody(Body):
    """What the partner said."""

    placed: bool
    seat_number: str = Field("", max_length=60, examples=["A12"])
    reason: str = Field("", max_length=500, description="Why not.")
    offer_reconfirmed: bool = Field(False, description="It will honour the disclosed offer (rule B7).")


class PartnerAnswerView(BookingView):
    """The booking after the partner's answer; after a refusal, what is free instead."""

    alternatives: list[AlternativeView] = Field(default=[])


class FeedbackBody(Body):
    """What the guest was told."""

    told: str = Field(min_length=1, max_length=500, examples=["A12 号桌,已告知客人"])


class HandlingBody(Body):
    """A step an agent finished."""

    step: Literal["order-entry", "clear-target-call", "consultation", "feedback"]
    started_at: Moment
    finished_at: Moment
    agent_id: str | None = Field(None, max_length=60, description="The caller without it.")


class IncidentView(BaseModel):
    """The booking after an incident; what else is free if no place was found here."""

    booking: BookingView
    reseated: bool
    alternatives: list[AlternativeView]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/bookings/{booking_id}", tags=["desk"])
    act = Act(clerk)
    responses = problems(400, 401, 403, 404, 409, 412, 422)
    shown: dict[str, Any] = {"response_model": BookingView, "responses": responses}

    @routes.post(
        "/partner-answer", response_model=PartnerAnswerView, responses=responses,
        summary="The partner placed the booking, or cannot: then with what is free instead",
    )  # fmt: skip
    async def partner_answers(
        who: Answering, cause: RequestCause, booking_id: str, if_match: IfMatch, body: PartnerAnswerBody
    ) -> JSONResponse:
        number = confirmation_number()
        if body.placed:
            return await act(
                who, booking_id, cause, if_match,
                lambda b, policy, now: partner_placed(
                    b, body.seat_number, number, policy, now, offer_reconfirmed=body.offer_reconfirmed
                ),
            )  # fmt: skip
        await rights(clerk, who, booking_id)
        offers = await _alternatives(clerk, (await clerk.bookings.need(booking_id)).state, elsewhere=True)

        def refuse(booking: Booking | None, now: datetime) -> Decided[Booking]:
            return partner_refused(there(booking), body.reason, now)

        return answered(
            await clerk.bookings.change(
                booking_id, refuse, cause, expected_version=if_match,
                answer=lambda booking: booking_view(booking) | {"alternatives": offers},
            )
        )  # fmt: skip

    @routes.get(
        "/alternatives", response_model=list[AlternativeView], responses=problems(401, 403, 404),
        summary="What is free instead; elsewhere too if this house cannot take the guest, or they wish",
    )  # fmt: skip
    async def alternatives(
        who: Desk, booking_id: str, *, open_to_other_venues: bool = False
    ) -> list[dict[str, Any]]:
        await rights(clerk, who, booking_id)
        booking = (await clerk.bookings.need(booking_id)).state
        return await _alternatives(clerk, booking, elsewhere=open_to_other_venues or turned_away(booking))

    @routes.post("/feedback", summary="The guest was told the outcome", **shown)
    async def feedback(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch, body: FeedbackBody
    ) -> JSONResponse:
        return await act(
            who, booking_id, cause, if_match,
            lambda b, policy, now: give_feedback(b, body.told, who.subject, policy, now),
        )  # fmt: skip

    @routes.post("/handling", summary="How long a step took", **shown)
    async def handling(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch, body: HandlingBody
    ) -> JSONResponse:
        agent = body.agent_id or who.subject
        return await act(
            who, booking_id, cause, if_match,
            lambda b, policy, now: measure(
                b, body.step, agent, body.started_at, body.finished_at, policy, now
            ),
        )  # fmt: skip

    @routes.post(
        "/incident", response_model=IncidentView, responses=responses,
        summary="Its place was found taken on arrival: seat the party elsewhere at once",
    )  # fmt: skip
    async def incident(who: Desk, cause: RequestCause, booking_id: str) -> JSONResponse:
        await rights(clerk, who, booking_id)
        try:
            reseated = await clerk.reseat(booking_id, who.subject, cause, _reseated)
            return answered(reseated)
        except Refused as refused:
            nowhere = isinstance(refused, NothingFree) or refused.kind == "invalid"
            if not nowhere:
                raise

        def report(booking: Booking | None, now: datetime) -> Decided[Booking]:
            return report_taken(there(booking), who.subject, now)

        booking = (await clerk.bookings.need(booking_id)).state
        offers = await _alternatives(clerk, booking, elsewhere=True)
        outcome = await clerk.bookings.change(
            booking_id,
            report,
            cause,
            answer=lambda b: {"booking": booking_view(b), "reseated": False, "alternatives": offers},
        )
        return answered(outcome)

    return routes


def _reseated(booking: Booking) -> dict[str, Any]:
    return {"booking": booking_view(booking), "reseated": True, "alternatives": []}


async def _alternatives(clerk: Clerk, booking: Booking, *, elsewhere: bool) -> list[dict[str, Any]]:
    """What is free instead of a booking's place; at other venues too only if `elsewhere` (rule B12)."""
    venue = await clerk.venues.current(booking.venue_id)
    policy = await clerk.policy(venue.id)
    ask: Ask = asked(booking)
    found = await clerk.placing.alternatives(venue, ask, policy.values.alternatives, open_to_others=elsewhere)
    guest = booking.guest
    body = {
        "kind": booking.kind.value,
        "party_size": booking.party_size,
        "features": list(booking.features),
        "channel": booking.channel.value,
        "tier": booking.tier.value,
        "remarks": booking.remarks,
        "guest": {
            "name": guest.name,
            "phone": guest.phone,
            "member_card": guest.member_card,
            "language": guest.language,
        },
    }
    return [alternative(each, hold_elsewhere(each, body)) for each in found]

"""Routes that take, confirm, move and look up bookings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Body, Moment
from infra.chassis.decision import Decided
from infra.chassis.http import REPLAYED, IfMatch, RequestCause, answered
from infra.chassis.ids import new_id
from infra.chassis.problems import problems
from services.booking.domain.booking import Booking, judged
from services.booking.domain.placement import Ask
from services.booking.domain.taking import by_themself, check_phone, complete_details, confirm
from services.booking.store.choices import Choices
from services.booking.store.clerk import Clerk, confirmation_number
from services.booking.store.placing import NothingFree
from services.booking.web.acting import there
from services.booking.web.bodies import BookingBody, GuestBody, RecordedBody
from services.booking.web.ready import hold_elsewhere, holding, move_instead, offering
from services.booking.web.rights import STAFF, Desk, rights
from services.booking.web.views import BookingView, booking_view

__all__ = ["router"]

Anyone = Annotated[Principal, requires("guest", *STAFF, "integrator", "service")]
Recorder = Annotated[Principal, requires("manager", "gm", "service")]


class MoveBody(Body):
    """Another time, and another place if one is named."""

    starts_at: Moment
    ends_at: Moment
    resource_ids: list[str] = Field(default=[], max_length=50, description="Empty: any suitable one.")
    category: str | None = Field(None, description="Another category than before.")
    party_size: int | None = Field(None, ge=1, le=100_000, description="As before without it.")


class PartyBody(Body):
    """Another number of guests."""

    party_size: int = Field(le=100_000, examples=[8])


class DetailsBody(Body):
    """The guest's details as they should be; what is left out stays."""

    guest: GuestBody | None = None
    remarks: str | None = Field(None, max_length=2000)
    offer_reconfirmed: bool = Field(False, description="The venue will honour the disclosed offer (rule B7).")


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["bookings"])
    choices = Choices(clerk)

    @routes.post(
        "/bookings", status_code=201, response_model=BookingView,
        responses=problems(400, 401, 403, 404, 409, 422, 429),
        summary="Hold a place, and read its details back",
    )  # fmt: skip
    async def hold_booking(who: Anyone, cause: RequestCause, body: BookingBody) -> JSONResponse:
        who.at(body.venue_id)
        request = body.request(new_id(), agent_id=_agent(who), guest_id=who.guest_id or "")
        if who.roles == {"guest"}:
            request = by_themself(request)
        if body.hold_alternatives:
            try:
                return answered(await clerk.hold(request, cause, booking_view), 201)
            except NothingFree as nothing:
                raise await holding(choices, request, cause, nothing, who) from nothing
        with_body = body.model_dump(mode="json")
        outcome = await offering(
            lambda: clerk.hold(request, cause, booking_view), lambda found: hold_elsewhere(found, with_body)
        )
        return answered(outcome, 201)

    @routes.post(
        "/bookings/recorded", status_code=201, response_model=BookingView,
        responses=problems(400, 401, 403, 404, 409, 422, 429),
        summary="Record a booking of an older ledger, with its history",
    )  # fmt: skip
    async def record_booking(who: Recorder, cause: RequestCause, body: RecordedBody) -> JSONResponse:
        who.at(body.venue_id)
        known = await clerk.bookings.find({"state.ledger_ref": body.history.ref}, limit=1)
        if known and await clerk.bookings.desk.inbox.find(cause) is None:  # recorded by another request
            headers = {"ETag": f'"{known[0].version}"', REPLAYED: "true"}
            return JSONResponse(booking_view(known[0].state), 200, headers)
        request = body.request(new_id(), agent_id=body.agent_id)
        return answered(await clerk.record(request, body.history.history(), cause, booking_view), 201)

    @routes.post(
        "/bookings/{booking_id}/confirm", response_model=BookingView,
        responses=problems(400, 401, 403, 404, 409, 412, 422),
        summary="The guest agrees to what was read back",
    )  # fmt: skip
    async def confirm_booking(
        who: Anyone, cause: RequestCause, booking_id: str, if_match: IfMatch
    ) -> JSONResponse:
        policy = await clerk.policy(await rights(clerk, who, booking_id))
        number = confirmation_number()

        def decide(booking: Booking | None, now: datetime) -> Decided[Booking]:
            return judged(confirm(there(booking), number, policy.values, now), policy.version)

        outcome = await clerk.bookings.change(
            booking_id, decide, cause, expected_version=if_match, answer=booking_view
        )
        if outcome.state is not None:
            await choices.chosen(outcome.state, cause)
        return answered(outcome)

    @routes.post(
        "/bookings/{booking_id}/reschedule", response_model=BookingView,
        responses=problems(400, 401, 403, 404, 409, 412, 422, 429),
        summary="Move it to another time or place; it stands as it was if nothing is free",
    )  # fmt: skip
    async def reschedule_booking(
        who: Anyone, cause: RequestCause, booking_id: str, if_match: IfMatch, body: MoveBody
    ) -> JSONResponse:
        await rights(clerk, who, booking_id)

        def changed(ask: Ask) -> Ask:
            category = ask.category if body.category is None else body.category
            named = tuple(body.resource_ids) or ask.resource_ids
            return replace(
                ask, starts_at=body.starts_at, ends_at=body.ends_at, category=category, resource_ids=named,
                party_size=body.party_size or ask.party_size,
            )  # fmt: skip

        outcome = await offering(
            lambda: clerk.reschedule(
                booking_id, changed, "guest", cause, expected_version=if_match, answer=booking_view
            ),
            lambda found: move_instead(found, f"/bookings/{booking_id}/reschedule"),
        )
        return answered(outcome)

    @routes.post(
        "/bookings/{booking_id}/party", response_model=BookingView,
        responses=problems(400, 401, 403, 404, 409, 412, 422, 429),
        summary="Another number of guests, in a place that takes them",
    )  # fmt: skip
    async def change_party(
        who: Anyone, cause: RequestCause, booking_id: str, if_match: IfMatch, body: PartyBody
    ) -> JSONResponse:
        await rights(clerk, who, booking_id)
        outcome = await offering(
            lambda: clerk.change_party(
                booking_id, body.party_size, cause, expected_version=if_match, answer=booking_view
            ),
            lambda found: move_instead(found, f"/bookings/{booking_id}/reschedule"),
        )
        return answered(outcome)

    @routes.post(
        "/bookings/{booking_id}/details", response_model=BookingView,
        responses=problems(400, 401, 403, 404, 409, 412, 422),
        summary="Complete or correct the guest's details",
    )  # fmt: skip
    async def change_details(
        who: Desk, cause: RequestCause, booking_id: str, if_match: IfMatch, body: DetailsBody
    ) -> JSONResponse:
        await rights(clerk, who, booking_id)
        stored = await clerk.bookings.need(booking_id)
        known = stored.state.guest
        guest = body.guest.guest(known.id) if body.guest else known
        check_phone(guest)
        if body.guest and guest.phone:  # what the booking was taken with is no new word of the guest's
            guest, _ = await clerk.guests.meet(guest, cause)
        kept = replace(
            guest, id=known.id, name=guest.name or known.name, phone=guest.phone or known.phone,
            member_card=guest.member_card or known.member_card, language=guest.language or known.language,
        )  # fmt: skip

        def decide(booking: Booking | None, now: datetime) -> Decided[Booking]:
            before = there(booking)
            remarks = before.remarks if body.remarks is None else body.remarks.strip()
            return complete_details(before, kept, remarks, body.offer_reconfirmed, now)

        return answered(
            await clerk.bookings.change(
                booking_id, decide, cause, expected_version=if_match, answer=booking_view
            )
        )

    return routes


def _agent(who: Principal) -> str | None:
    """The agent who takes it (rule B1): nobody, when a guest books alone or a machine does."""
    return who.subject if who.has(*STAFF) else None

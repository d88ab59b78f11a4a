"""Routes for guests without an account: their confirmation number and phone are the key. Rate-limited."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from infra.chassis.auth import public
from infra.chassis.bodies import Body, Moment
from infra.chassis.changes import Stored
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered
from infra.chassis.problems import problems
from services.booking.domain.arriving import cancel
from services.booking.domain.booking import Booking
from services.booking.domain.placement import Ask
from services.booking.store.attempts import Attempts
from services.booking.store.clerk import Clerk
from services.booking.web.acting import there
from services.booking.web.ready import move_instead, offering
from services.booking.web.views import BookingView, booking_view

__all__ = ["router"]

_PER_KEY, _PER_CALLER = 10, 100
"""Failures an hour: for one number or phone, and for one caller, who may be a front end of many guests."""
_SEPARATORS = re.compile(r"[\s().-]")


class KeyBody(Body):
    """What only the guest knows together."""

    confirmation_number: str = Field(min_length=1, max_length=40, examples=["7KQ2M-XW9RT"])
    phone: str = Field(min_length=1, max_length=20, examples=["+8613800138000"])


class GuestCancelBody(KeyBody):
    """Why the guest calls it off."""

    reason: str = Field("", max_length=500)


class GuestMoveBody(KeyBody):
    """Another time, and with it another place or number of guests if given."""

    starts_at: Moment
    ends_at: Moment
    resource_ids: list[str] = Field(default=[], max_length=50, description="Empty: any suitable one.")
    party_size: int | None = Field(None, ge=1, le=100_000, description="As before without it.")


class GuestPartyBody(KeyBody):
    """Another number of guests."""

    party_size: int = Field(ge=1, le=100_000)


def router(clerk: Clerk, attempts: Attempts) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/self-service", tags=["self-service"], dependencies=[public()])
    shown: dict[str, Any] = {"response_model": BookingView, "responses": problems(400, 404, 409, 422, 429)}

    async def find(request: Request, key: KeyBody) -> Stored[Booking]:
        """The booking of that number and phone; which of the two is wrong is not told."""
        caller = request.client.host if request.client else "unknown"
        number = key.confirmation_number.strip().upper()
        phone = _SEPARATORS.sub("", key.phone)
        limits = {
            f"caller/{caller}": _PER_CALLER,
            f"number/{number}": _PER_KEY,
            f"phone/{phone}": _PER_KEY,
        }
        await attempts.begin(limits)
        known = await clerk.bookings.find({"state.confirmation_number": number}, limit=1)
        if known and known[0].state.guest.phone == phone:
            await attempts.succeeded(limits)
            return known[0]
        raise Refused("no-such-booking", "no booking has this number and phone", kind="missing")

    @routes.post("/find", summary="Look up your booking", **shown)
    async def look_up(request: Request, body: KeyBody) -> JSONResponse:
        stored = await find(request, body)
        return JSONResponse(booking_view(stored.state), headers={"ETag": f'"{stored.version}"'})

    @routes.post("/cancel", summary="Call your booking off", **shown)
    async def call_off(request: Request, cause: RequestCause, body: GuestCancelBody) -> JSONResponse:
        stored = await find(request, body)

        def decide(booking: Booking | None, now: datetime) -> Decided[Booking]:
            return cancel(there(booking), "guest", body.reason, now)

        return answered(await clerk.bookings.change(stored.id, decide, cause, answer=booking_view))

    @routes.post("/reschedule", summary="Move your booking to another time", **shown)
    async def move(request: Request, cause: RequestCause, body: GuestMoveBody) -> JSONResponse:
        stored = await find(request, body)

        def changed(ask: Ask) -> Ask:
            return replace(
                ask, starts_at=body.starts_at, ends_at=body.ends_at,
                resource_ids=tuple(body.resource_ids) or ask.resource_ids,
                party_size=body.party_size or ask.party_size,
            )  # fmt: skip

        outcome = await offering(
            lambda: clerk.reschedule(stored.id, changed, "guest", cause, answer=booking_view),
            lambda found: move_instead(found, "/self-service/reschedule", _key(body)),
        )
        return answered(outcome)

    @routes.post("/party", summary="Come with another number of guests", **shown)
    async def resize(request: Request, cause: RequestCause, body: GuestPartyBody) -> JSONResponse:
        stored = await find(request, body)
        outcome = await offering(
            lambda: clerk.change_party(stored.id, body.party_size, cause, answer=booking_view),
            lambda found: move_instead(found, "/self-service/reschedule", _key(body)),
        )
        return answered(outcome)

    return routes


def _key(body: KeyBody) -> dict[str, Any]:
    return {"confirmation_number": body.confirmation_number, "phone": body.phone}

"""Routes of the waitlist (rule B13)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.auth import Principal, requires
from infra.chassis.decision import Refused
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.problems import problems
from services.booking.domain.taking import by_themself
from services.booking.domain.waiting import Waiting
from services.booking.store.waitlist import Waitlist
from services.booking.web.bodies import BookingBody
from services.booking.web.rights import STAFF, Desk

__all__ = ["router"]

Anyone = Annotated[Principal, requires("guest", *STAFF, "service")]


class WaitingView(BaseModel):
    """Somebody who waits."""

    waiting_id: str
    venue_id: str
    guest_id: str
    status: str = Field(examples=["waiting"])
    tier: str
    kind: str
    category: str
    party_size: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    joined_at: AwareDatetime
    booking_id: str | None = Field(description="The hold that is offered: confirm it to take it.")


class LinePage(BaseModel):
    """Everybody who waits at a venue, who stands first first."""

    items: list[WaitingView]


def router(waitlist: Waitlist) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/waitlist", tags=["waitlist"])

    @routes.post("", status_code=201, response_model=WaitingView,
                 responses=problems(400, 401, 403, 404, 409, 422), summary="Wait for a place")  # fmt: skip
    async def join(who: Anyone, cause: RequestCause, body: BookingBody) -> JSONResponse:
        who.at(body.venue_id)
        agent = who.subject if who.has(*STAFF) else None
        request = body.request("", agent_id=agent, guest_id=who.guest_id or "")
        if who.roles == {"guest"}:
            request = by_themself(request)
        return answered(await waitlist.join(request, cause, _view), 201)

    @routes.get("", response_model=LinePage, responses=problems(401, 403), summary="The line of a venue")
    async def line(who: Desk, venue_id: str) -> dict[str, Any]:
        who.at(venue_id)
        return {"items": [_view(each) for each in await waitlist.line(venue_id)]}

    @routes.get(
        "/{waiting_id}", response_model=WaitingView, responses=problems(401, 403, 404), summary="One entry"
    )
    async def entry(who: Anyone, waiting_id: str) -> JSONResponse:
        stored = await waitlist.store.need(waiting_id)
        await _allowed(waitlist, who, stored.state)
        return entity(stored, _view(stored.state))

    @routes.post(
        "/{waiting_id}/leave", response_model=WaitingView, responses=problems(400, 401, 403, 404, 409, 422),
        summary="Wait no longer; an offered hold is given back",
    )  # fmt: skip
    async def leave_line(who: Anyone, cause: RequestCause, waiting_id: str) -> JSONResponse:
        await _allowed(waitlist, who, (await waitlist.store.need(waiting_id)).state)
        return answered(await waitlist.leave(waiting_id, cause, _view))

    return routes


async def _allowed(waitlist: Waitlist, who: Principal, waiting: Waiting) -> None:
    who.at(waiting.venue_id)
    if who.roles == {"guest"} and not await waitlist.guests.same(who.guest_id, waiting.guest.id):
        raise Refused("not-yours", "this is another guest's entry", kind="forbidden")


def _view(waiting: Waiting) -> dict[str, Any]:
    view = WaitingView(
        waiting_id=waiting.id,
        venue_id=waiting.venue_id,
        guest_id=waiting.guest.id,
        status=waiting.status.value,
        tier=waiting.tier.value,
        kind=waiting.ask.kind.value,
        category=waiting.ask.category,
        party_size=waiting.ask.party_size,
        starts_at=waiting.ask.starts_at,
        ends_at=waiting.ask.ends_at,
        joined_at=waiting.joined_at,
        booking_id=waiting.booking_id,
    )
    return view.model_dump(mode="json")

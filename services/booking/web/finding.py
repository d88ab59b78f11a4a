"""Routes that look bookings up."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from contracts.booking import Channel as ChannelName
from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Day
from infra.chassis.http import entity
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.booking.store.clerk import Clerk
from services.booking.web.rights import STAFF, Desk, allowed
from services.booking.web.views import BookingPage, BookingView, booking_view

__all__ = ["router"]

Anyone = Annotated[Principal, requires("guest", *STAFF, "integrator", "service")]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["bookings"])

    @routes.get(
        "/bookings", response_model=BookingPage, responses=problems(401, 403, 422), summary="Find bookings"
    )
    async def find_bookings(
        who: Desk,
        page: PageQuery,
        venue_id: str | None = None,
        business_date: Day | None = None,
        status: Annotated[list[str] | None, Query()] = None,
        guest_id: str | None = None,
        phone: str | None = None,
        confirmation_number: str | None = None,
        agent_id: str | None = None,
        channel: ChannelName | None = None,
        series_id: str | None = None,
        displaced: bool | None = None,
    ) -> dict[str, Any]:
        equal = {
            "venue_id": venue_id, "guest.phone": phone, "agent_id": agent_id,
            "confirmation_number": confirmation_number, "channel": channel, "series_id": series_id,
            "business_date": business_date.isoformat() if business_date else None,
        }  # fmt: skip
        query: dict[str, Any] = {f"state.{name}": value for name, value in equal.items() if value is not None}
        if guest_id is not None:
            query["state.guest.id"] = {"$in": await clerk.guests.ids(guest_id)}
        if status:
            query["state.status"] = {"$in": status}
        if displaced is not None:
            query["state.displaced_by"] = {"$ne": None} if displaced else None
        found = await clerk.bookings.page({"$and": [query, who.venue_filter()]}, page)
        return {"items": [booking_view(each.state) for each in found.items], "next": found.next}

    @routes.get(
        "/bookings/{booking_id}",
        response_model=BookingView,
        responses=problems(401, 403, 404),
        summary="One booking",
    )
    async def get_booking(who: Anyone, booking_id: str) -> JSONResponse:
        stored = await clerk.bookings.need(booking_id)
        await allowed(clerk, who, stored.state)
        return entity(stored, booking_view(stored.state))

    return routes

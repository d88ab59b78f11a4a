"""The day's board as a live feed, and calendars to subscribe to."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse

from infra.chassis.auth import public
from infra.chassis.bodies import Body, Day
from infra.chassis.changes import Stored
from infra.chassis.decision import Refused
from infra.chassis.feed import Board
from infra.chassis.http import RequestCause
from infra.chassis.mongo import Session
from infra.chassis.once import once
from infra.chassis.problems import problems
from services.booking.domain.booking import Booking
from services.booking.domain.calendar_feed import calendar
from services.booking.store.clerk import Clerk
from services.booking.web.rights import Desk, Manager
from services.booking.web.views import booking_view

__all__ = ["CALENDARS", "router"]

CALENDARS = "calendars"
_BEHIND, _AHEAD = timedelta(days=7), timedelta(days=60)


class CalendarBody(Body):
    """Which calendar."""

    resource_id: str | None = Field(None, description="One resource; the whole venue without it.")


class CalendarLink(BaseModel):
    """A link to subscribe to. Whoever has it can read the calendar; it names no guest."""

    href: str = Field(examples=["/calendars/3kJ9…/bookings.ics"])


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["boards"])
    board: Board[Booking] = Board(clerk.bookings, _shown)
    links = clerk.bookings.desk.db.collection(CALENDARS)

    @routes.get("/venues/{venue_id}/board", responses=problems(401, 403, 404, 422),
                response_class=EventSourceResponse,
                summary="The bookings of a business day, live (server-sent events)")  # fmt: skip
    async def day_board(
        request: Request, who: Desk, venue_id: str, business_date: Day | None = None
    ) -> EventSourceResponse:
        """The day's bookings first, then every change of them (`booking`).

        What leaves the board, for another day or venue, is told as `gone`, with its id alone. Resumes by
        Last-Event-ID, first with `standing`: the ids that are on the board.
        """
        who.at(venue_id)
        venue = await clerk.venues.current(venue_id)
        day = business_date or venue.business_date(clerk.now)
        return board.response(request, {"state.venue_id": venue_id, "state.business_date": day.isoformat()})

    @routes.post("/venues/{venue_id}/calendars", status_code=201, response_model=CalendarLink,
                 responses=problems(400, 401, 403, 404, 422),
                 summary="Make a link that calendar programs can subscribe to")  # fmt: skip
    async def make_link(who: Manager, cause: RequestCause, venue_id: str, body: CalendarBody) -> JSONResponse:
        who.at(venue_id)
        venue = await clerk.venues.current(venue_id)
        if body.resource_id:
            venue.resource(body.resource_id)

        async def make(session: Session) -> CalendarLink:
            secret = secrets.token_urlsafe(32)
            link = {
                "_id": _digest(secret),
                "venue_id": venue_id,
                "resource_id": body.resource_id,
                "made_by": who.subject,
            }
            await links.insert_one(link, session=session)
            return CalendarLink(href=f"/calendars/{secret}/bookings.ics")

        return (await once(clerk.bookings.desk, cause, make)).response(201)

    @routes.get("/calendars/{secret}/bookings.ics", dependencies=[public()], responses=problems(404),
                response_class=PlainTextResponse, summary="An iCalendar feed")  # fmt: skip
    async def feed(secret: str) -> Response:
        link = await links.find_one({"_id": _digest(secret)})
        if link is None:
            raise Refused("no-such-calendar", "this link leads nowhere; ask for a new one", kind="missing")
        venue = await clerk.venues.current(link["venue_id"])
        query: dict[str, Any] = {
            "state.venue_id": venue.id,
            "state.ends_at": {"$gte": clerk.now - _BEHIND},
            "state.starts_at": {"$lt": clerk.now + _AHEAD},
        }
        if link["resource_id"]:
            query["state.allotted.resource_id"] = link["resource_id"]
        found = await clerk.bookings.find(query, sort=[("state.starts_at", 1)])
        text = calendar(venue.card.name, ((each.state, each.version) for each in found), clerk.now)
        return Response(text, media_type="text/calendar; charset=utf-8")

    return routes


def _shown(stored: Stored[Booking]) -> dict[str, Any]:
    return booking_view(stored.state)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

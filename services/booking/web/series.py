"""Routes of recurring bookings: one request, a booking for every occurrence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Day
from infra.chassis.cause import Cause
from infra.chassis.decision import Decide, Decided, Refused
from infra.chassis.http import RequestCause
from infra.chassis.ids import new_id
from infra.chassis.once import whole
from infra.chassis.policy import Policy
from infra.chassis.problems import problems
from services.booking.domain.arriving import cancel
from services.booking.domain.booking import EXPECTED, Booking, Status, judged
from services.booking.domain.policy import BookingPolicy
from services.booking.domain.recurring import MOST_OCCURRENCES, occurrences
from services.booking.domain.taking import confirm
from services.booking.store.clerk import Clerk, confirmation_number
from services.booking.store.placing import NothingFree
from services.booking.web.acting import Decision, there
from services.booking.web.bodies import BookingBody
from services.booking.web.ready import hold_elsewhere
from services.booking.web.rights import STAFF, Desk
from services.booking.web.views import AlternativeView, BookingView, alternative, booking_view

__all__ = ["router"]

Staff = Annotated[Principal, requires(*STAFF, "service")]


class SeriesBody(BookingBody):
    """A booking that comes again; its times are those of the first."""

    every_days: int = Field(ge=1, le=366, examples=[7])
    times: int = Field(ge=1, le=MOST_OCCURRENCES, examples=[4])
    skip: list[Day] = Field(default=[], max_length=MOST_OCCURRENCES)


class OccurrenceView(BaseModel):
    """One occurrence: its booking, or why there is none and what is free instead.

    Where a booking stands beside a code, what was asked for could not be done to it.
    """

    starts_at: AwareDatetime
    booking: BookingView | None = None
    code: str | None = None
    detail: str | None = None
    alternatives: list[AlternativeView] = []


class SeriesView(BaseModel):
    """Every occurrence, in order."""

    series_id: str
    occurrences: list[OccurrenceView]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/series", tags=["series"])
    desk = clerk.bookings.desk

    @routes.post("", status_code=201, response_model=SeriesView, responses=problems(400, 401, 403, 404, 422),
                 summary="Hold every occurrence; those that cannot be say why")  # fmt: skip
    async def hold_series(who: Staff, cause: RequestCause, body: SeriesBody) -> JSONResponse:
        who.at(body.venue_id)
        return (await whole(desk, cause, lambda: held(who, cause, body))).response(201)

    async def held(who: Principal, cause: Cause, body: SeriesBody) -> SeriesView:
        venue = await clerk.venues.current(body.venue_id)
        # The same request again must find the same series, so its id comes from the request's own.
        series_id = f"{cause.source}:{cause.id}"
        asks = occurrences(body.ask(), body.every_days, body.times, frozenset(body.skip), venue.card.timezone)
        sent = body.model_dump(mode="json", exclude={"every_days", "times", "skip"})
        made = []
        for number, ask in enumerate(asks):
            request = body.request(new_id(), agent_id=who.subject)
            request = replace(request, ask=ask, series_id=series_id)
            part = cause.part(f"occurrence-{number}")
            try:
                outcome = await clerk.hold(request, part, booking_view)
                made.append(OccurrenceView(starts_at=ask.starts_at, booking=BookingView(**outcome.answer)))
            except NothingFree as nothing:
                offers = [alternative(each, hold_elsewhere(each, sent)) for each in nothing.found]
                made.append(_refused(ask.starts_at, nothing, offers))
            except Refused as refused:
                made.append(_refused(ask.starts_at, refused, []))
        return SeriesView(series_id=series_id, occurrences=made)

    async def each(
        who: Principal, series_id: str, cause: Cause, statuses: tuple[Status, ...],
        decision: Decision,
    ) -> SeriesView:  # fmt: skip
        found = await clerk.bookings.find({"state.series_id": series_id})
        if not found:
            raise Refused("series-not-found", f"there is no series {series_id}", kind="missing")
        done = []
        for stored in found:
            who.at(stored.state.venue_id)
            booking = stored.state
            refusal: dict[str, Any] = {}
            if booking.status in statuses:
                policy = await clerk.policy(booking.venue_id)
                try:
                    outcome = await clerk.bookings.change(
                        stored.id, _bound(decision, policy), cause.part(stored.id)
                    )
                    booking = outcome.state or booking
                except Refused as refused:  # the others are done, and this one says why it is not
                    refusal = {"code": refused.code, "detail": refused.detail}
            view = BookingView(**booking_view(booking))
            done.append(OccurrenceView(starts_at=booking.starts_at, booking=view, **refusal))
        return SeriesView(series_id=series_id, occurrences=done)

    @routes.post("/{series_id}/confirm", response_model=SeriesView,
                 responses=problems(400, 401, 403, 404, 409, 422),
                 summary="Confirm every occurrence that is held")  # fmt: skip
    async def confirm_series(who: Desk, cause: RequestCause, series_id: str) -> JSONResponse:
        def confirmed(booking: Booking, policy: BookingPolicy, now: datetime) -> Decided[Booking]:
            return confirm(booking, confirmation_number(), policy, now)

        done = await whole(desk, cause, lambda: each(who, series_id, cause, (Status.HELD,), confirmed))
        return done.response()

    @routes.post("/{series_id}/cancel", response_model=SeriesView,
                 responses=problems(400, 401, 403, 404, 409, 422),
                 summary="Call off every occurrence still to come")  # fmt: skip
    async def cancel_series(who: Desk, cause: RequestCause, series_id: str) -> JSONResponse:
        to_come = (Status.HELD, Status.ASKED, *EXPECTED)

        def cancelled(booking: Booking, _: BookingPolicy, now: datetime) -> Decided[Booking]:
            if booking.ends_at <= now:  # it has been, and the desk owes it another end
                return booking, ()
            return cancel(booking, "guest", "series", now)

        done = await whole(desk, cause, lambda: each(who, series_id, cause, to_come, cancelled))
        return done.response()

    return routes


def _bound(decision: Decision, policy: Policy[BookingPolicy]) -> Decide[Booking]:
    return lambda booking, now: judged(decision(there(booking), policy.values, now), policy.version)


def _refused(starts_at: datetime, refused: Refused, offers: list[dict[str, Any]]) -> OccurrenceView:
    return OccurrenceView(
        starts_at=starts_at,
        code=refused.code,
        detail=refused.detail,
        alternatives=[AlternativeView(**each) for each in offers],
    )

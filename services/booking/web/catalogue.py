"""Routes that answer questions: search, recommendations, information gaps; and closures (rules B12, B14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from contracts.booking import OfferDisclosed
from infra.chassis.auth import Principal, public, requires
from infra.chassis.bodies import Body, Day, Fen, Moment
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered
from infra.chassis.ids import new_id
from infra.chassis.problems import problems
from services.booking.domain.closing import announce_closure, lift_closure
from services.booking.domain.gaps import fill_gap, report_gap
from services.booking.domain.recommending import Recommendation, Search, found, recommend
from services.booking.domain.venue import Venue
from services.booking.store.clerk import Clerk
from services.booking.web.rights import STAFF, Desk, Manager
from services.booking.web.venues import VenueView, venue_view

__all__ = ["router"]

Asking = Annotated[Principal, requires("guest", *STAFF, "integrator", "service")]


class FoundView(BaseModel):
    """A venue that fits."""

    venue_id: str
    name: str
    name_en: str
    kind: str
    district: str
    address: str
    price_fen: int
    contracted: bool
    featured: bool
    kilometres: float | None
    offer: OfferDisclosed | None
    reasons: list[str] = Field(description="Why it stands where it stands.")


class GapBody(Body):
    """What could not be answered."""

    field: str = Field(min_length=1, max_length=60, examples=["parking"])
    question: str = Field(min_length=1, max_length=500, examples=["有没有地下停车场?"])


class GapAnswerBody(Body):
    """The editors' answer; the card is changed by its own route."""

    answer: str = Field(min_length=1, max_length=1000)


class GapView(BaseModel):
    """A gap and what became of it."""

    venue_id: str
    gap_id: str
    field: str
    question: str
    reported_at: AwareDatetime
    reported_by: str | None
    answer: str | None
    answered_at: AwareDatetime | None


class GapPage(BaseModel):
    """The gaps of a venue."""

    items: list[GapView]


class ClosureBody(Body):
    """A time in which the venue, or some of its resources, is shut."""

    starts_at: Moment
    ends_at: Moment
    resource_ids: list[str] = Field(default=[], max_length=1000, description="None: the whole venue.")
    reason: str = Field(min_length=1, max_length=200)


class ClosureView(BaseModel):
    """A closure and what became of the bookings in its way."""

    closure_id: str
    resource_ids: list[str]
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str
    settled: bool = Field(description="Every booking in the way has been accounted for.")
    moved: list[str]
    displaced: list[str] = Field(description="No equal place is free: the guest must be called.")


class ClosureMade(BaseModel):
    """The closure that was announced."""

    closure_id: str


def _search(
    kind: str = "",
    district: str = "",
    cuisine: str = "",
    service: str = "",
    most_price_fen: Fen | None = None,
    latitude: Annotated[float | None, Query(ge=-90, le=90)] = None,
    longitude: Annotated[float | None, Query(ge=-180, le=180)] = None,
    most_km: Annotated[float, Query(gt=0, le=20_100)] = 10.0,
    least_discount_percent: Annotated[int, Query(ge=0, le=100)] = 0,
    day: Annotated[
        Day | None, Query(description="Business day whose offers count; the venue's present one without it.")
    ] = None,
) -> Callable[[datetime], Search]:
    near = (latitude, longitude) if latitude is not None and longitude is not None else None
    return lambda now: Search(
        now, day, kind, district, cuisine, service, most_price_fen, near, most_km, least_discount_percent
    )


Wanted = Annotated[Callable[[datetime], Search], Depends(_search)]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["catalogue"])
    changes = problems(400, 401, 403, 404, 409, 422)

    async def change(
        venue_id: str, cause: RequestCause, decision: Callable[[Venue, datetime], Decided[Venue]],
        answer: Callable[[Venue], dict[str, Any]],
    ) -> JSONResponse:  # fmt: skip
        def decide(venue: Venue | None, now: datetime) -> Decided[Venue]:
            if venue is None:
                raise Refused("venue-not-found", f"there is no venue {venue_id}", kind="missing")
            return decision(venue, now)

        return answered(await clerk.venues.change(venue_id, decide, cause, answer=answer), 201)

    @routes.get("/venues", response_model=list[FoundView], dependencies=[public()], responses=problems(422),
                summary="Search the catalogue, nearest first")  # fmt: skip
    async def search_venues(wanted: Wanted) -> list[dict[str, Any]]:
        return [_found(each) for each in found(await clerk.venues.current_of({}), wanted(clerk.now))]

    @routes.get("/recommendations", response_model=list[FoundView], responses=problems(401, 403, 404, 422),
                summary="What to name to a guest without a target (rule B12)")  # fmt: skip
    async def recommendations(
        _: Asking, wanted: Wanted, named_venue_id: str | None = None
    ) -> list[dict[str, Any]]:
        named = await clerk.venues.current(named_venue_id) if named_venue_id else None
        venues = await clerk.venues.current_of({"state.card.contracted": True})
        return [_found(each) for each in recommend(venues, wanted(clerk.now), named)]

    @routes.post("/venues/{venue_id}/gaps", status_code=201, response_model=GapPage, responses=changes,
                 summary="Report missing or wrong information to the editors")  # fmt: skip
    async def report(who: Desk, cause: RequestCause, venue_id: str, body: GapBody) -> JSONResponse:
        gap_id = new_id()
        return await change(
            venue_id, cause,
            lambda venue, now: report_gap(venue, gap_id, body.field, body.question, who.subject, now),
            lambda venue: {"items": _gaps(venue)},
        )  # fmt: skip

    @routes.post("/venues/{venue_id}/gaps/{gap_id}/answer", status_code=201, response_model=GapPage,
                 responses=changes, summary="The editors answer a gap")  # fmt: skip
    async def answer_gap(
        who: Manager, cause: RequestCause, venue_id: str, gap_id: str, body: GapAnswerBody
    ) -> JSONResponse:
        who.at(venue_id)
        return await change(
            venue_id, cause, lambda venue, now: fill_gap(venue, gap_id, body.answer, now),
            lambda venue: {"items": _gaps(venue)},
        )  # fmt: skip

    @routes.get(
        "/gaps", response_model=list[GapView], responses=problems(401, 403), summary="Gaps, open ones first"
    )
    async def gaps(who: Desk) -> list[dict[str, Any]]:
        venues = await clerk.venues.current_of(who.venue_filter("_id"))
        listed = [gap for venue in venues for gap in _gaps(venue)]
        return sorted(listed, key=lambda gap: (gap["answer"] is not None, gap["reported_at"]))

    @routes.post("/venues/{venue_id}/closures", status_code=201, response_model=ClosureMade,
                 responses=changes,
                 summary="Shut the venue or some resources; bookings in the way are moved")  # fmt: skip
    async def close(who: Manager, cause: RequestCause, venue_id: str, body: ClosureBody) -> JSONResponse:
        who.at(venue_id)
        closure_id = new_id()
        return await change(
            venue_id, cause,
            lambda venue, now: announce_closure(
                venue, closure_id, tuple(body.resource_ids), body.starts_at, body.ends_at, body.reason, now
            ),
            lambda venue: {"closure_id": venue.closures[-1].id},
        )  # fmt: skip

    @routes.post("/venues/{venue_id}/closures/{closure_id}/lift", status_code=201, response_model=VenueView,
                 responses=changes, summary="Call a closure off")  # fmt: skip
    async def lift(who: Manager, cause: RequestCause, venue_id: str, closure_id: str) -> JSONResponse:
        who.at(venue_id)
        return await change(venue_id, cause, lambda venue, _: lift_closure(venue, closure_id), venue_view)

    @routes.get("/venues/{venue_id}/closures", response_model=list[ClosureView],
                responses=problems(401, 403, 404),
                summary="Closures, and what became of the bookings in their way")  # fmt: skip
    async def closures(who: Desk, venue_id: str) -> list[ClosureView]:
        who.at(venue_id)
        venue = await clerk.venues.current(venue_id)
        return [
            ClosureView(
                closure_id=each.id, resource_ids=list(each.resource_ids), starts_at=each.starts_at,
                ends_at=each.ends_at, reason=each.reason, settled=not each.sweeps, moved=list(each.moved),
                displaced=list(each.displaced),
            )
            for each in venue.closures
        ]  # fmt: skip

    return routes


def _found(each: Recommendation) -> dict[str, Any]:
    card = each.venue.card
    view = FoundView(
        venue_id=each.venue.id,
        **{name: getattr(card, name) for name in ("name", "name_en", "kind", "district", "address")},
        **{name: getattr(card, name) for name in ("price_fen", "contracted", "featured")},
        kilometres=round(each.kilometres, 2) if each.kilometres is not None else None,
        offer=each.offer.disclosed() if each.offer else None,
        reasons=list(each.reasons),
    )
    return view.model_dump(mode="json")


def _gaps(venue: Venue) -> list[dict[str, Any]]:
    return [
        GapView(
            venue_id=venue.id, gap_id=gap.id, field=gap.field, question=gap.question,
            reported_at=gap.reported_at, reported_by=gap.reported_by, answer=gap.answer,
            answered_at=gap.answered_at,
        ).model_dump(mode="json")
        for gap in venue.gaps
    ]  # fmt: skip

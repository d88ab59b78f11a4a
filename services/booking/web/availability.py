"""The search for free places over venues and weeks (rule B3)."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, Field

from contracts.booking import ItemKind
from infra.chassis.auth import public
from infra.chassis.bodies import Moment
from infra.chassis.decision import Refused
from infra.chassis.problems import problems
from services.booking.domain.venue import Kind
from services.booking.store.clerk import Clerk
from services.booking.store.occupancy import Free, Occupancy

__all__ = ["router"]

_LONGEST = timedelta(days=62)


class FreeView(BaseModel):
    """A place that takes the party, and when a visit could begin there, earliest first."""

    venue_id: str
    venue_name: str
    resource_id: str = Field(description="The first of them.")
    resource_ids: list[str] = Field(
        default=[], description="What is given together; name them to hold these very ones."
    )
    name: str
    category: str
    capacity: int
    price_fen: int
    starts: list[AwareDatetime]


class FreePage(BaseModel):
    """What is free; taking one is decided when it is held."""

    items: list[FreeView] = Field(description="Venue by venue.")


def router(clerk: Clerk, occupancy: Occupancy) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["catalogue"], dependencies=[public()])

    @routes.get("/availability", response_model=FreePage, responses=problems(422, 429),
                summary="Where and when is it free?")  # fmt: skip
    async def availability(
        kind: ItemKind,
        party_size: Annotated[int, Query(ge=1, le=100_000)],
        minutes: Annotated[int, Query(ge=5, le=31 * 1440, description="How long the visit lasts.")],
        starts_at: Moment,
        ends_at: Moment,
        venue_id: Annotated[list[str] | None, Query(description="Every venue without it.")] = None,
        district: str = "",
        category: str = "",
        starts: Annotated[int, Query(ge=1, le=100, description="Starts told of each place.")] = 3,
        limit: Annotated[int, Query(ge=1, le=5000)] = 200,
    ) -> dict[str, Any]:
        if not starts_at < ends_at <= starts_at + _LONGEST:
            raise Refused(
                "bad-window", f"search at most {_LONGEST.days} days", field="ends_at", kind="invalid"
            )
        if not occupancy.ready.is_set():
            raise Refused("not-ready", "the claims are being read; try again in a moment", kind="limit")
        query: dict[str, Any] = {"_id": {"$in": venue_id}} if venue_id else {}
        if district:
            query["state.card.district"] = district
        venues = [each for each in await clerk.venues.current_of(query) if not each.card.partner]
        found = occupancy.search(
            venues, Kind(kind), party_size, minutes, starts_at, ends_at, category=category, most_starts=starts
        )
        return {"items": [_view(each) for each in islice(found, limit)]}

    return routes


def _view(free: Free) -> FreeView:
    placement = free.placement
    return FreeView(
        venue_id=free.venue.id,
        venue_name=free.venue.card.name,
        resource_id=placement.asked_ids[0],
        resource_ids=list(placement.asked_ids),
        name=placement.item,
        category=placement.category,
        capacity=sum(each.capacity for each in placement.resources),
        price_fen=sum(each.price_fen for each in placement.resources),
        starts=list(free.starts),
    )

"""Routes of the catalogue: venues, what can be booked in them, their offers (rules B7, B14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, ValidationError

from infra.chassis.auth import public
from infra.chassis.bodies import Body, Day, Fen
from infra.chassis.codec import to_document
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.policy import CHAIN
from infra.chassis.problems import problems
from services.booking.domain.venue import (
    Kind,
    Offer,
    Resource,
    Venue,
    VenueCard,
    add_resource,
    change_venue,
    open_venue,
    publish_offer,
    withdraw_offer,
    withdraw_resource,
)
from services.booking.store.clerk import Clerk
from services.booking.web.rights import Manager

__all__ = ["router", "venue_view"]

T = TypeVar("T")
_OFFER = TypeAdapter(Offer)
_RESOURCE = TypeAdapter(Resource)
_CARD = TypeAdapter(VenueCard)
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$", examples=["harbour"])]


_MOST_READ_OUT = 10_000


def _brief(texts: list[str]) -> list[str]:
    """What is told with every booking; more would not fit into what is told of one."""
    if sum(map(len, texts)) > _MOST_READ_OUT:
        raise ValueError(
            f"together at most {_MOST_READ_OUT} characters: they are read out with every booking"
        )
    return texts


ReadOut = Annotated[list[str], AfterValidator(_brief)]


class OpeningBody(Body):
    """One stretch of a weekday, in minutes after local midnight; 1560 is 02:00 the next morning."""

    weekday: int = Field(ge=0, le=6, description="0 is Monday.")
    opens: int = Field(ge=0, lt=1440, examples=[1080])
    closes: int = Field(gt=0, le=2880, examples=[1560])


class SpecialDayBody(Body):
    """A date with hours of its own; none means closed."""

    day: Day
    openings: list[tuple[int, int]] = Field(default=[])
    reason: str = Field("", max_length=200)


class CardBody(Body):
    """A venue's card; without hours it is always open."""

    name: str = Field(min_length=1, max_length=100, examples=["海港 KTV"])
    kind: str = Field(min_length=1, max_length=30, examples=["ktv"])
    timezone: str = Field(max_length=60, examples=["Asia/Shanghai"])
    name_en: str = Field("", max_length=100, examples=["Harbour KTV"])
    district: str = Field("", max_length=60)
    address: str = Field("", max_length=200)
    phone: str = Field("", max_length=30)
    cuisine: str = Field("", max_length=60)
    services: list[str] = Field(default=[])
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    price_fen: Fen = Field(0, description="What a guest typically spends.")
    day_closes_minutes: int = Field(360, ge=0, lt=1440)
    contracted: bool = True
    partner: bool = False
    featured: bool = False
    notes: ReadOut = Field(default=[])
    notes_en: ReadOut = Field(default=[])
    hours: list[OpeningBody] = Field(default=[])
    special_days: list[SpecialDayBody] = Field(default=[])

    def card(self) -> VenueCard:
        """The domain's form.

        Raises:
            ValidationError: a value cannot be.
        """
        given = self.model_dump(exclude=set() if self.hours else {"hours"})
        return _CARD.validate_python(given)


class VenueBody(CardBody):
    """A venue to open."""

    venue_id: Name | None = Field(None, description="A name of your own; made up without.")


class ResourceBody(Body):
    """Something to book."""

    id: Name
    kind: Kind
    category: str = Field("", max_length=60, examples=["large"])
    name: str = Field(min_length=1, max_length=100, examples=["海景厅 1"])
    capacity: int = Field(ge=1, le=100_000)
    slot_minutes: int = Field(30, description="Its claim grid; 1440 is by the night.")
    least_party: int = Field(1, ge=1, le=10**9)
    shared: bool = False
    setup_minutes: int = Field(0, ge=0, le=1440)
    cleaning_minutes: int = Field(0, ge=0, le=1440)
    features: list[str] = Field(default=[])
    combines_with: list[str] = Field(default=[])
    performers: list[str] = Field(default=[])
    needs_category: str | None = None
    shifts: list[OpeningBody] = Field(default=[])
    price_fen: Fen = 0


class ResourcesBody(Body):
    """Resources to add or change, all or none."""

    resources: list[ResourceBody] = Field(min_length=1, max_length=1000)


class OfferBody(Body):
    """An offer on some business days."""

    id: Name
    title: str = Field(min_length=1, max_length=100)
    first_day: Day
    last_day: Day
    weekdays: list[int] = Field(default=[], description="0 is Monday; none means every day.")
    discount_percent: int = Field(0, ge=0, le=100)
    minimum_spend_fen: Fen = 0
    exclusions: ReadOut = Field(default=[], examples=[["seafood", "drinks"]])
    kinds: list[Kind] = Field(default=[])


class VenueView(BaseModel):
    """A venue with everything the catalogue answers."""

    venue_id: str
    card: dict[str, Any]
    resources: list[dict[str, Any]]
    offers: list[dict[str, Any]]


def venue_view(venue: Venue) -> dict[str, Any]:
    """The JSON form of `VenueView`."""
    document = to_document(venue)
    view = VenueView(
        venue_id=venue.id, card=document["card"], resources=document["resources"], offers=document["offers"]
    )
    return view.model_dump(mode="json")


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/venues", tags=["catalogue"])
    changes: dict[str, Any] = {
        "response_model": VenueView,
        "responses": problems(400, 401, 403, 404, 409, 412, 422),
    }

    async def change(
        venue_id: str, cause: RequestCause, if_match: IfMatch, decision: Callable[[Venue], Decided[Venue]]
    ) -> JSONResponse:
        def decide(venue: Venue | None, _: datetime) -> Decided[Venue]:
            if venue is None:
                raise Refused("venue-not-found", f"there is no venue {venue_id}", kind="missing")
            return decision(venue)

        outcome = await clerk.venues.change(
            venue_id, decide, cause, expected_version=if_match, answer=venue_view
        )
        return answered(outcome)

    @routes.post("", status_code=201, summary="Open a venue", **changes)
    async def open_a_venue(who: Manager, cause: RequestCause, body: VenueBody) -> JSONResponse:
        venue_id = body.venue_id or new_id()
        who.at(venue_id)
        if venue_id == CHAIN:
            detail = f"{CHAIN!r} stands for the whole chain; choose another name"
            raise Refused("venue-id-reserved", detail, field="venue_id", kind="invalid")
        card = _valid(lambda: CardBody.model_validate(body.model_dump(exclude={"venue_id"})).card())
        outcome = await clerk.venues.change(
            venue_id, lambda venue, _: open_venue(venue, venue_id, card), cause, answer=venue_view
        )
        return answered(outcome, 201)

    @routes.get(
        "/{venue_id}",
        response_model=VenueView,
        responses=problems(404),
        dependencies=[public()],
        summary="One venue",
    )
    async def get_venue(venue_id: str) -> JSONResponse:
        stored = await clerk.venues.need(venue_id)
        return entity(stored, venue_view(stored.state))

    @routes.put("/{venue_id}", summary="Replace a venue's card", **changes)
    async def replace_card(
        who: Manager, cause: RequestCause, venue_id: str, if_match: IfMatch, body: CardBody
    ) -> JSONResponse:
        who.at(venue_id)
        card = _valid(body.card)
        return await change(venue_id, cause, if_match, lambda venue: change_venue(venue, card))

    @routes.post("/{venue_id}/resources", summary="Add or change resources", **changes)
    async def add_resources(
        who: Manager, cause: RequestCause, venue_id: str, if_match: IfMatch, body: ResourcesBody
    ) -> JSONResponse:
        who.at(venue_id)
        resources = _valid(lambda: [_resource(each) for each in body.resources])

        def add_all(venue: Venue) -> Decided[Venue]:
            told: list[Any] = []
            for resource in resources:
                venue, facts = add_resource(venue, resource)
                told += facts
            return venue, tuple(told)

        return await change(venue_id, cause, if_match, add_all)

    @routes.post(
        "/{venue_id}/resources/{resource_id}/withdraw", summary="Take no new bookings for it", **changes
    )
    async def withdraw_a_resource(
        who: Manager, cause: RequestCause, venue_id: str, resource_id: str, if_match: IfMatch
    ) -> JSONResponse:
        who.at(venue_id)
        return await change(venue_id, cause, if_match, lambda venue: withdraw_resource(venue, resource_id))

    @routes.post("/{venue_id}/offers", summary="Make an offer (rule B7)", **changes)
    async def make_an_offer(
        who: Manager, cause: RequestCause, venue_id: str, if_match: IfMatch, body: OfferBody
    ) -> JSONResponse:
        who.at(venue_id)
        offer = _valid(lambda: _OFFER.validate_python(body.model_dump()))
        return await change(venue_id, cause, if_match, lambda venue: publish_offer(venue, offer))

    @routes.post("/{venue_id}/offers/{offer_id}/withdraw", summary="Stop making an offer", **changes)
    async def withdraw_an_offer(
        who: Manager, cause: RequestCause, venue_id: str, offer_id: str, if_match: IfMatch
    ) -> JSONResponse:
        who.at(venue_id)
        return await change(venue_id, cause, if_match, lambda venue: withdraw_offer(venue, offer_id))

    return routes


def _resource(body: ResourceBody) -> Resource:
    resource: Resource = _RESOURCE.validate_python(body.model_dump())
    return resource


def _valid(make: Callable[[], T]) -> T:
    """What `make` makes; a value that cannot be is refused (422) naming its field."""
    try:
        return make()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        detail = first["msg"].removeprefix("Value error, ")
    except ValueError as error:
        detail = str(error)
    raise Refused("invalid-input", detail, field=detail.partition(":")[0], kind="invalid")

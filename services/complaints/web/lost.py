"""Routes for lost and found (rule C23)."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from infra.chassis.auth import Principal
from infra.chassis.bodies import Body, Moment
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.complaints.domain import lost
from services.complaints.domain.lost import Features, Item, Match
from services.complaints.store.clerk import Clerk
from services.complaints.web.rights import Desk

__all__ = ["router"]


class FeaturesBody(Body):
    """What the thing looks like."""

    kind: str = Field(max_length=60, examples=["phone"])
    color: str = Field("", max_length=60, examples=["黑色"])
    brand: str = Field("", max_length=60)
    place: str = Field("", max_length=200, examples=["三楼 308 包厢"])
    description: str = Field("", max_length=1000)

    def features(self) -> Features:
        """The domain's form."""
        return Features(_kind(self.kind), self.color, self.brand, self.place, self.description)


class FoundBody(FeaturesBody):
    """Something that was found."""

    venue_id: str
    found_at: Moment


class SoughtBody(FeaturesBody):
    """Something a guest misses."""

    venue_id: str
    last_seen_at: Moment
    guest_id: str | None = None
    case_id: str | None = None


class ReturnBody(Body):
    """Who took it, and how they proved it theirs and signed."""

    returned_to: str = Field(min_length=1, max_length=200)
    receipt: str = Field(min_length=1, max_length=400, examples=["signed form 12, ID checked"])
    sought_id: str | None = Field(None, description="What the owner had registered as missed; it is closed.")


class ItemView(BaseModel):
    """A found or missed thing."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    side: Literal["found", "sought"]
    venue_id: str
    features: Features
    seen_at: AwareDatetime
    registered_at: AwareDatetime
    keep_until: AwareDatetime | None
    guest_id: str | None
    case_id: str | None
    matches: tuple[Match, ...]
    status: str
    returned_to: str
    receipt: str


class ItemPage(BaseModel):
    """Some things, and the cursor to the next ones."""

    items: list[ItemView]
    next: str | None


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["lost and found"])

    @routes.post(
        "/lost-items/found", status_code=201, response_model=ItemView,
        responses=problems(400, 401, 403, 422), summary="Register something found",
    )  # fmt: skip
    async def register_found(who: Desk, cause: RequestCause, body: FoundBody) -> JSONResponse:
        who.at(body.venue_id)
        days = (await clerk.rulebook.now(body.venue_id)).policy.lost_item_days
        item_id = new_id()

        def decide(state: Item | None, now: Any) -> Decided[Item]:
            features = body.features()
            wanted = Item(item_id, "found", body.venue_id, features, body.found_at, now, who.subject)
            return lost.register(state, wanted, days)

        return answered(await clerk.items.change(item_id, decide, cause, answer=_view), 201)

    @routes.post(
        "/lost-items/sought", status_code=201, response_model=ItemView,
        responses=problems(400, 401, 403, 422), summary="Register something missed",
    )  # fmt: skip
    async def register_sought(who: Desk, cause: RequestCause, body: SoughtBody) -> JSONResponse:
        who.at(body.venue_id)
        item_id = new_id()

        def decide(state: Item | None, now: Any) -> Decided[Item]:
            wanted = Item(
                item_id,
                "sought",
                body.venue_id,
                body.features(),
                body.last_seen_at,
                now,
                who.subject,
                guest_id=body.guest_id,
                case_id=body.case_id,
            )
            return lost.seek(state, wanted)

        return answered(await clerk.items.change(item_id, decide, cause, answer=_view), 201)

    @routes.get(
        "/lost-items", response_model=ItemPage, responses=problems(401, 403, 422), summary="Find things"
    )
    async def find_items(
        who: Desk,
        page: PageQuery,
        venue_id: str | None = None,
        kind: str | None = None,
        side: Literal["found", "sought"] | None = None,
        status: Literal["open", "returned", "handed-over"] | None = None,
    ) -> dict[str, Any]:
        asked = {
            "state.venue_id": venue_id,
            "state.features.kind": kind and _kind(kind),
            "state.side": side,
            "state.status": status,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        found = await clerk.items.page({"$and": [given, who.venue_filter()]}, page)
        return {"items": [_view(stored.state) for stored in found.items], "next": found.next}

    @routes.get(
        "/lost-items/{item_id}",
        response_model=ItemView,
        responses=problems(401, 403, 404),
        summary="One thing",
    )
    async def show_item(who: Desk, item_id: str) -> JSONResponse:
        stored = await clerk.items.need(item_id)
        who.at(stored.state.venue_id)
        return entity(stored, _view(stored.state))

    @routes.post(
        "/lost-items/{item_id}/return", response_model=ItemView,
        responses=problems(400, 401, 403, 404, 409, 422), summary="Sign it out to its owner",
    )  # fmt: skip
    async def return_item(who: Desk, cause: RequestCause, item_id: str, body: ReturnBody) -> JSONResponse:
        who.at((await clerk.items.need(item_id)).state.venue_id)
        guest_id = await _owner(who, body.sought_id) if body.sought_id is not None else None

        def decide(state: Item | None, _: Any) -> Decided[Item]:
            if state is None:
                raise Refused("lost-item-not-found", "there is no such thing", kind="missing")
            return lost.return_to(
                state, who.subject, body.returned_to, body.receipt, body.sought_id, guest_id
            )

        return answered(await clerk.items.change(item_id, decide, cause, answer=_view))

    async def _owner(who: Principal, sought_id: str) -> str | None:
        stored = await clerk.items.get(sought_id)
        if stored is None or stored.state.side != "sought":
            raise Refused("not-sought-item", "nobody misses that", field="sought_id", kind="invalid")
        who.at(stored.state.venue_id)
        return stored.state.guest_id

    return routes


def _kind(text: str) -> str:
    """A code of the house's own list, however it is written."""
    return text.strip().casefold()


def _view(item: Item) -> dict[str, Any]:
    return ItemView.model_validate(item).model_dump(mode="json")

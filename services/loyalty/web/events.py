"""Routes of events for members (rule L15)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from contracts.loyalty import Tier as TierName
from infra.chassis.auth import Principal
from infra.chassis.bodies import Body, Count, Moment
from infra.chassis.changes import Stored
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.loyalty.domain import member_events as rules_of
from services.loyalty.domain.guest import Guest
from services.loyalty.domain.member_events import MemberEvent, taken
from services.loyalty.domain.policy import Tier
from services.loyalty.store.controls import MemberEventStore
from services.loyalty.store.members import Members
from services.loyalty.web.bodies import Id
from services.loyalty.web.rights import Anyone, Desk, Senior, own_or_staff

__all__ = ["router"]


class EventBody(Body):
    """An event to publish."""

    venue_id: Id = Field(examples=["venue-bund"])
    title: str = Field(min_length=1, max_length=200, examples=["品酒会"])
    starts_at: Moment
    capacity: Count = Field(examples=[40])
    least_tier: TierName = "ordinary"


class SeatsBody(Body):
    """Whose seats, and how many."""

    guest_id: Id
    seats: int = Field(1, ge=1, le=100)


class GuestBody(Body):
    """Which guest."""

    guest_id: Id


class CapacityBody(Body):
    """Another capacity."""

    capacity: Count


class SignUpView(BaseModel):
    """A guest's seats."""

    guest_id: str
    seats: int
    waiting: bool
    attended: bool


class EventView(BaseModel):
    """An event for members."""

    member_event_id: str
    venue_id: str
    title: str
    starts_at: AwareDatetime
    capacity: int
    seats_taken: int
    least_tier: TierName
    cancelled: bool
    sign_ups: list[SignUpView] = Field(description="For staff; guests see their own only.")


class EventPage(BaseModel):
    """Events."""

    items: list[EventView]
    next: str | None


def router(members: Members, events: MemberEventStore) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["member events"])

    @routes.post(
        "/member-events", status_code=201, response_model=EventView, responses=problems(422),
        summary="Open an event for sign-up",
    )  # fmt: skip
    async def publish_event(who: Senior, cause: RequestCause, body: EventBody) -> JSONResponse:
        who.at(body.venue_id)
        tier = Tier.of(body.least_tier)
        new = MemberEvent(new_id(), body.venue_id, body.title, body.starts_at, body.capacity, tier)
        outcome = await events.change(
            new.id, lambda state, _: rules_of.publish(state, new), cause, answer=_view
        )
        return answered(outcome, 201)

    @routes.get("/member-events", summary="Events, newest first")
    async def list_events(who: Anyone, page: PageQuery) -> EventPage:
        found = await events.page({}, page)
        own, hide = await _own(members, who), who.roles == {"guest"}
        items = [EventView(**_view(each.state, own, hide=hide)) for each in found.items]
        return EventPage(items=items, next=found.next)

    @routes.get(
        "/member-events/{event_id}", response_model=EventView, responses=problems(404), summary="An event"
    )
    async def show_event(who: Anyone, event_id: str) -> JSONResponse:
        stored = await events.need(event_id)
        return entity(stored, _view(stored.state, await _own(members, who), hide=who.roles == {"guest"}))

    @routes.post(
        "/member-events/{event_id}/sign-ups", status_code=201, response_model=EventView,
        responses=problems(404, 409, 422), summary="Sign a guest up; full events have a waitlist",
    )  # fmt: skip
    async def sign_up(who: Anyone, cause: RequestCause, event_id: str, body: SeatsBody) -> JSONResponse:
        ids = _ids(await own_or_staff(members.guests, who, body.guest_id))
        account = await members.accounts.get(ids[0])
        tier = account.state.standing.tier if account else Tier.ORDINARY
        outcome = await events.change(
            event_id,
            lambda state, now: rules_of.sign_up(state, ids, body.seats, tier, now),
            cause,
            answer=lambda state: _view(state, ids, hide=True),
        )
        return answered(outcome, 201)

    @routes.post(
        "/member-events/{event_id}/withdrawals", response_model=EventView, responses=problems(404, 409),
        summary="Give a guest's seats up; the waitlist moves up",
    )  # fmt: skip
    async def withdraw(who: Anyone, cause: RequestCause, event_id: str, body: GuestBody) -> JSONResponse:
        ids = _ids(await own_or_staff(members.guests, who, body.guest_id))
        outcome = await events.change(
            event_id,
            lambda state, now: rules_of.withdraw(state, ids, now),
            cause,
            answer=lambda state: _view(state, ids, hide=True),
        )
        return answered(outcome)

    @routes.post(
        "/member-events/{event_id}/attendance", response_model=EventView, responses=problems(404),
        summary="Note that a guest was there",
    )  # fmt: skip
    async def attend(who: Desk, cause: RequestCause, event_id: str, body: GuestBody) -> JSONResponse:
        who.at((await events.need(event_id)).state.venue_id)
        ids = _ids(await members.guests.kept(body.guest_id))
        outcome = await events.change(
            event_id, lambda state, now: rules_of.attend(state, ids, now), cause, answer=_view
        )
        return answered(outcome)

    @routes.post(
        "/member-events/{event_id}/capacity", response_model=EventView, responses=problems(404, 409, 422),
        summary="Change the capacity",
    )  # fmt: skip
    async def resize(who: Senior, cause: RequestCause, event_id: str, body: CapacityBody) -> JSONResponse:
        who.at((await events.need(event_id)).state.venue_id)
        outcome = await events.change(
            event_id, lambda state, now: rules_of.resize(state, body.capacity, now), cause, answer=_view
        )
        return answered(outcome)

    @routes.post(
        "/member-events/{event_id}/cancellation", response_model=EventView, responses=problems(404, 409),
        summary="Call the event off",
    )  # fmt: skip
    async def cancel(who: Senior, cause: RequestCause, event_id: str) -> JSONResponse:
        who.at((await events.need(event_id)).state.venue_id)
        outcome = await events.change(event_id, rules_of.cancel, cause, answer=_view)
        return answered(outcome)

    return routes


def _ids(stored: Stored[Guest]) -> tuple[str, ...]:
    """A guest and all who were merged into them."""
    return (stored.id, *stored.state.merged)


async def _own(members: Members, who: Principal) -> tuple[str, ...]:
    """The ids of a guest who asks; none for staff."""
    if who.guest_id is None or await members.guests.get(who.guest_id) is None:
        return ()
    return _ids(await members.guests.kept(who.guest_id))


def _view(event: MemberEvent, own: tuple[str, ...] = (), *, hide: bool = False) -> dict[str, Any]:
    return EventView(
        member_event_id=event.id,
        venue_id=event.venue_id,
        title=event.title,
        starts_at=event.starts_at,
        capacity=event.capacity,
        seats_taken=taken(event),
        least_tier=event.least_tier.label,
        cancelled=event.cancelled_at is not None,
        sign_ups=[
            SignUpView(
                guest_id=each.guest_id,
                seats=each.seats,
                waiting=each.waiting,
                attended=each.attended_at is not None,
            )
            for each in event.sign_ups
            if not hide or each.guest_id in own
        ],
    ).model_dump(mode="json")

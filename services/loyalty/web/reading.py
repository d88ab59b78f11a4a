"""Routes that read what is personal: by approval, each reading logged (rule L14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.auth import Principal
from infra.chassis.bodies import Body
from infra.chassis.changes import Stored
from infra.chassis.codec import to_document
from infra.chassis.decision import Refused
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.loyalty.domain import privacy
from services.loyalty.domain.guest import Guest
from services.loyalty.domain.privacy import Access, covers
from services.loyalty.store.controls import AccessStore, IncidentStore, MemberEventStore
from services.loyalty.store.members import Members
from services.loyalty.store.promotions import CouponStore, UseStore
from services.loyalty.web.bodies import Id
from services.loyalty.web.guests import masked_view
from services.loyalty.web.rights import Anyone, Desk, Manager, Senior, own_or_staff
from services.loyalty.web.views import (
    GuestView,
    PersonalView,
    VisitView,
    guest_view,
    personal_view,
    visit_view,
)

__all__ = ["Stores", "router"]


class AskBody(Body):
    """Ask to read one guest's data in full."""

    guest_id: Id
    purpose: str = Field(min_length=1, max_length=500, examples=["the guest asked us to send a parcel"])


class AccessView(BaseModel):
    """A request to read, and what became of it."""

    access_id: str
    guest_id: str
    asked_by: str
    purpose: str
    status: str
    decided_by: str | None
    until: AwareDatetime | None


class ReadingView(BaseModel):
    """One reading of what is personal."""

    guest_id: str
    by: str
    what: str
    purpose: str
    access_id: str | None
    at: AwareDatetime


class Double(BaseModel):
    """A file that was found to be theirs too, as it was when it was merged."""

    file: GuestView
    personal: PersonalView
    account: dict[str, Any] | None = Field(description="As it is kept.")


class Export(BaseModel):
    """Everything about a guest."""

    file: GuestView
    personal: PersonalView
    account: dict[str, Any] | None = Field(description="As it is kept.")
    visits: list[VisitView]
    ledger: list[dict[str, Any]] = Field(description="As it is kept.")
    coupons: list[dict[str, Any]] = Field(description="As they are kept.")
    promotion_uses: list[dict[str, Any]] = Field(description="As they are kept.")
    member_events: list[dict[str, Any]] = Field(description="Their sign-ups.")
    access_requests: list[AccessView]
    incidents: list[str] = Field(description="Leaks that concerned them.")
    readings: list[ReadingView]
    doubles: list[Double] = []


class Readings(BaseModel):
    """Who read what about a guest."""

    items: list[ReadingView]
    next: str | None


@dataclass(frozen=True)
class Stores:
    """Where there is something about a guest beside their file and account."""

    access: AccessStore
    coupons: CouponStore
    uses: UseStore
    events: MemberEventStore
    incidents: IncidentStore


def router(members: Members, stores: Stores) -> APIRouter:
    """The routes."""
    routes, access = APIRouter(tags=["privacy"]), stores.access
    guests, vault = members.guests, members.guests.vault

    @routes.post(
        "/access-requests", status_code=201, response_model=AccessView, responses=problems(404, 422),
        summary="Ask to read a guest's data in full",
    )  # fmt: skip
    async def ask_access(who: Desk, cause: RequestCause, body: AskBody) -> JSONResponse:
        guest_id = (await guests.kept(body.guest_id)).id
        new = Access(new_id(), guest_id, who.subject, body.purpose, members.rules.now())
        outcome = await access.change(
            new.id, lambda state, _: privacy.ask(state, new), cause, answer=access_view
        )
        return answered(outcome, 201)

    @routes.post(
        "/access-requests/{access_id}/approval", response_model=AccessView, responses=problems(404, 409),
        summary="Let them read, for some hours; never one's own request",
    )  # fmt: skip
    async def approve_access(who: Senior, cause: RequestCause, access_id: str) -> JSONResponse:
        policy = await members.rules.chain()
        outcome = await access.change(
            access_id,
            lambda state, now: privacy.approve(state, who.subject, policy, now),
            cause,
            answer=access_view,
        )
        return answered(outcome)

    @routes.post(
        "/access-requests/{access_id}/refusal", response_model=AccessView, responses=problems(404, 409),
        summary="Do not let them read",
    )  # fmt: skip
    async def refuse_access(who: Senior, cause: RequestCause, access_id: str) -> JSONResponse:
        outcome = await access.change(
            access_id, lambda state, _: privacy.refuse(state, who.subject), cause, answer=access_view
        )
        return answered(outcome)

    @routes.get(
        "/guests/{guest_id}/personal", response_model=PersonalView, responses=problems(404, 409),
        summary="Personal data: masked for staff, in full with an approval; the reading is logged",
    )  # fmt: skip
    async def show_personal(
        who: Anyone, guest_id: str, access_id: Annotated[str | None, Query(description="An approval.")] = None
    ) -> JSONResponse:
        stored = await own_or_staff(guests, who, guest_id)
        if access_id is None and who.roles != {"guest"}:
            return entity(stored, await masked_view(vault, stored))
        await _may_read(members, access, who, stored, access_id, "personal")
        personal = await vault.open(stored.id, stored.state.sealed)
        return entity(stored, personal_view(stored.id, personal, masked=False))

    @routes.get("/guests/{guest_id}/export", responses=problems(404), summary="Everything about a guest")
    async def export_guest(
        who: Anyone, guest_id: str, access_id: Annotated[str | None, Query(description="An approval.")] = None
    ) -> Export:
        stored = await own_or_staff(guests, who, guest_id)
        await _may_read(members, access, who, stored, access_id, "export")
        return Export(**await _everything(members, stores, stored))

    @routes.get("/guests/{guest_id}/readings", responses=problems(404), summary="Who read this guest's data")
    async def show_readings(_: Manager, guest_id: str, page: PageQuery) -> Readings:
        stored = await guests.kept(guest_id)
        found = await guests.readings([stored.id, *stored.state.merged], page)
        return Readings(items=[ReadingView(**each) for each in found.items], next=found.next)

    return routes


def access_view(access: Access) -> dict[str, Any]:
    """A request's answer."""
    return AccessView(
        access_id=access.id,
        guest_id=access.guest_id,
        asked_by=access.asked_by,
        purpose=access.purpose,
        status=access.status.value,
        decided_by=access.decided_by,
        until=access.until,
    ).model_dump(mode="json")


async def _may_read(
    members: Members,
    access: AccessStore,
    who: Principal,
    stored: Stored[Guest],
    access_id: str | None,
    what: str,
) -> None:
    """Let the guest themselves read, or staff with an approval; either way the reading is logged."""
    now, purpose = members.rules.now(), "own data"
    if who.roles != {"guest"}:
        approval = await access.get(access_id) if access_id else None
        ids = (stored.id, *stored.state.merged)
        if approval is None or not any(covers(approval.state, each, who.subject, now) for each in ids):
            raise Refused(
                "approval-needed",
                "ask for access with a purpose; another person approves it",
                kind="forbidden",
            )
        purpose = approval.state.purpose
    await members.guests.note_reading(
        stored.id, by=who.subject, what=what, purpose=purpose, access_id=access_id, at=now
    )


async def _everything(members: Members, stores: Stores, stored: Stored[Guest]) -> dict[str, Any]:
    """What is kept of a guest, in every store, under every id they were known by."""
    ids = [stored.id, *stored.state.merged]
    visits = [
        visit_view(visit) async for visit in members.accounts.visits_between({"guest_id": {"$in": ids}})
    ]
    ledger = [to_document(entry) for each in ids for entry in await members.accounts.entries(each)]
    of_theirs = {"state.guest_id": {"$in": ids}}
    issued, used = await stores.coupons.find(of_theirs), await stores.uses.find(of_theirs)
    events = await stores.events.find({"state.sign_ups.guest_id": {"$in": ids}})
    asked = await stores.access.find(of_theirs)
    leaks = await stores.incidents.find({"state.guest_ids": {"$in": ids}})
    everything: dict[str, Any] = _plain(
        {
            **await _kept_of(members, stored),
            "visits": visits,
            "ledger": ledger,
            "coupons": [to_document(coupon.state) for coupon in issued],
            "promotion_uses": [to_document(use.state) for use in used],
            "member_events": [
                {"member_event_id": event.id, "title": event.state.title, **to_document(seats)}
                for event in events
                for seats in event.state.sign_ups
                if seats.guest_id in ids
            ],
            "access_requests": [access_view(each.state) for each in asked],
            "incidents": [each.id for each in leaks],
            "readings": [each async for each in members.guests.all_readings(ids)],
            "doubles": [
                await _kept_of(members, await members.guests.need(each)) for each in stored.state.merged
            ],
        }
    )
    return everything


async def _kept_of(members: Members, stored: Stored[Guest]) -> dict[str, Any]:
    """A file's own part: also of a double's, which keeps what it held."""
    personal = await members.guests.vault.open(stored.id, stored.state.sealed)
    account = await members.accounts.get(stored.id)
    return {
        "file": guest_view(stored.state),
        "personal": personal_view(stored.id, personal, masked=False),
        "account": to_document(account.state) if account else None,
    }


def _plain(value: Any) -> Any:
    """JSON-ready: times as RFC 3339 text."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value

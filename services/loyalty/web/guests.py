"""Routes of guests' files: open, find, correct, merge, erase (rule L1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.audit import Audit
from infra.chassis.changes import Stored
from infra.chassis.decision import Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.problems import problems
from services.loyalty.domain import guest as files
from services.loyalty.domain.guest import Guest, Status
from services.loyalty.domain.personal import masked, normal_name
from services.loyalty.store.doubles import Doubles
from services.loyalty.store.members import Members
from services.loyalty.store.vault import Vault
from services.loyalty.web.bodies import ConsentsBody, Id, PersonalBody, ReasonBody, RegisterBody, Who
from services.loyalty.web.rights import Anyone, Desk, Eraser, Senior, own_or_staff
from services.loyalty.web.views import GuestView, PersonalView, guest_view, personal_view

__all__ = ["masked_view", "router"]


class FindBody(Who):
    """Find guests by phone, card or name."""

    name: str | None = Field(None, max_length=100, examples=["李先生"])


class MergeBody(ReasonBody):
    """Merge another file into this one."""

    merged_guest_id: Id


class Found(BaseModel):
    """Guests that match, masked."""

    items: list[PersonalView]


class Twins(BaseModel):
    """Groups of files of one name and birthday: likely doubles."""

    groups: list[list[str]]


def router(members: Members, doubles: Doubles, audit: Audit) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["guests"])
    guests, vault = members.guests, members.guests.vault

    @routes.post(
        "/guests", status_code=201, response_model=GuestView, responses=problems(404, 409, 422),
        summary="Open a file",
    )  # fmt: skip
    async def register_guest(who: Desk, cause: RequestCause, body: RegisterBody) -> JSONResponse:
        if body.venue_id:
            who.at(body.venue_id)
        if body.referred_by:
            await guests.need(body.referred_by)
        outcome = await members.register(
            new_id(),
            body.personal(),
            cause,
            consents=body.consents.consents(),
            venue_id=body.venue_id,
            referred_by=body.referred_by,
            recorded=body.recorded,
            answer=guest_view,
        )
        return answered(outcome, 201)

    @routes.post("/guests/search", responses=problems(422), summary="Find guests by phone, card or name")
    async def find_guests(_: Desk, body: FindBody) -> Found:
        found = await _found(members, body)
        active = [stored for stored in found if stored.state.status is Status.ACTIVE]
        return Found(items=[PersonalView(**await masked_view(vault, stored)) for stored in active])

    @routes.get("/guests/twins", summary="Likely doubles, for a person to judge")
    async def find_twins(_: Senior) -> Twins:
        return Twins(groups=await guests.twins())

    @routes.get("/guests/{guest_id}", response_model=GuestView, responses=problems(404), summary="A file")
    async def show_guest(who: Anyone, guest_id: str) -> JSONResponse:
        stored = await own_or_staff(guests, who, guest_id)
        return entity(stored, guest_view(stored.state))

    @routes.put(
        "/guests/{guest_id}/personal", response_model=GuestView, responses=problems(404, 409, 412, 422),
        summary="Correct or complete personal data, as a whole",
    )  # fmt: skip
    async def correct_personal(
        who: Anyone, cause: RequestCause, if_match: IfMatch, guest_id: str, body: PersonalBody
    ) -> JSONResponse:
        stored = await own_or_staff(guests, who, guest_id)
        if who.roles == {"guest"}:
            known = await vault.open(stored.id, stored.state.sealed)
            if body.member_card != known.member_card:
                # Whoever has a card has the visits paid with it: it is noted where it is shown.
                raise Refused(
                    "card-not-shown", "a card is noted at a desk", field="member_card", kind="forbidden"
                )
        outcome = await members.refile(
            stored, body.personal(), cause, expected_version=if_match, answer=guest_view
        )
        return answered(outcome)

    @routes.put(
        "/guests/{guest_id}/consents", response_model=GuestView, responses=problems(404, 412),
        summary="What the guest agrees to receive",
    )  # fmt: skip
    async def change_consents(
        who: Anyone, cause: RequestCause, if_match: IfMatch, guest_id: str, body: ConsentsBody
    ) -> JSONResponse:
        stored = await own_or_staff(guests, who, guest_id)
        policy = await members.rules.chain()
        outcome = await guests.change(
            stored.id,
            lambda guest, now: files.consent(guest, body.consents(), policy, now),
            cause,
            expected_version=if_match,
            answer=guest_view,
        )
        return answered(outcome)

    @routes.post(
        "/guests/{guest_id}/merges", status_code=202, response_model=GuestView,
        responses=problems(404, 409, 422), summary="Merge a double into this file; history is kept",
    )  # fmt: skip
    async def merge_guests(who: Senior, cause: RequestCause, guest_id: str, body: MergeBody) -> JSONResponse:
        kept, merged = await guests.kept(guest_id), await guests.get(body.merged_guest_id)
        if merged is not None and merged.state.status is Status.ACTIVE and merged.id != kept.id:
            await audit.note(None, who.subject, "guest.merge", merged.id, body.reason)
        outcome = await doubles.retire(body.merged_guest_id, guest_id, body.reason, cause, answer=guest_view)
        return answered(outcome, 202)

    @routes.post(
        "/guests/{guest_id}/erasure", status_code=202, response_model=GuestView, responses=problems(404, 409),
        summary="Erase the person: their key is destroyed, figures stay",
    )  # fmt: skip
    async def erase_guest(who: Eraser, cause: RequestCause, guest_id: str, body: ReasonBody) -> JSONResponse:
        stored = await own_or_staff(guests, who, guest_id)
        if stored.state.status is Status.ACTIVE:  # noted first: nobody is gone without who did it, and why
            await audit.note(None, who.subject, "guest.erase", stored.id, body.reason)
        outcome = await guests.change(
            stored.id, lambda guest, _now: files.erase(guest), cause, answer=guest_view
        )
        return answered(outcome, 202)

    return routes


async def _found(members: Members, body: FindBody) -> Sequence[Stored[Guest]]:
    guests = members.guests
    if body.name:
        return await guests.named(guests.vault.hashed("name", normal_name(body.name)))
    if not (body.guest_id or body.phone or body.member_card):
        return ()
    try:
        guest_id = await members.identify(guest_id=body.guest_id, phone=body.e164(), card=body.member_card)
        return (await guests.kept(guest_id),)
    except Refused as error:
        if error.kind != "missing":
            raise
        return ()


async def masked_view(vault: Vault, stored: Stored[Guest]) -> dict[str, Any]:
    """What staff see without an approval."""
    personal = await vault.open(stored.id, stored.state.sealed)
    return personal_view(stored.id, masked(personal), masked=True)

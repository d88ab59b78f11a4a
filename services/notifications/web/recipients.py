"""Wishes of guests, and addresses of desks and colleagues (rules N1, N4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Body
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.problems import problems
from services.notifications.domain import contact, preferences
from services.notifications.domain.contact import Contact
from services.notifications.domain.preferences import Preferences, none_said
from services.notifications.store import Stores
from services.notifications.web.bodies import Editor

__all__ = ["router"]

Wishing = Annotated[Principal, requires("guest", "agent", "supervisor", "manager", "gm")]
GuestChannel = Literal["sms", "email", "inapp", "phone"]


class _Ways(Body):
    channels: list[GuestChannel] = Field([], description="Wished order; empty means the house's.")
    muted: list[GuestChannel] = Field([], description="Never use these.")
    zone: str | None = Field(None, examples=["Asia/Shanghai"], description="Where the guest's nights are.")


class Wishes(_Ways):
    """How a guest wishes to be told."""

    marketing: bool = Field(True, description="Greetings and offers are welcome.")


class StatedWishes(_Ways):
    """How a guest wishes to be told, stated anew."""

    marketing: bool | None = Field(
        None,
        description="Greetings and offers are welcome; left out, the answer given before stands.",
    )


class Address(Body):
    """How a desk or a colleague is reached beyond the inbox."""

    name: str = Field("", max_length=100)
    phone: str | None = Field(None, pattern=r"^\+[1-9][0-9]{6,14}$", examples=["+8613800138000"])
    email: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)
    language: Literal["zh-CN", "en"] = "zh-CN"


class AddressSaved(BaseModel):
    """What is known now; the address itself is not repeated."""

    recipient: str = Field(examples=["desk:manager@harbour"])
    channels: list[str]


def router(stores: Stores) -> APIRouter:
    """Routes about recipients."""
    routes = APIRouter(tags=["recipients"])

    @routes.get(
        "/guests/{guest_id}/preferences",
        summary="A guest's wishes",
        responses=problems(401, 403, 404),
        response_model=Wishes,
    )
    async def show_preferences(who: Wishing, guest_id: str) -> JSONResponse:
        _own(who, guest_id)
        guest_id = await stores.contacts.kept(guest_id)
        stored = await stores.preferences.get(guest_id)
        return entity(stored, _wishes(stored.state if stored else none_said(guest_id)))

    @routes.post(
        "/guests/{guest_id}/preferences",
        summary="State a guest's wishes anew",
        responses=problems(400, 401, 403, 404, 409, 412, 422),
        response_model=Wishes,
    )
    async def state_preferences(
        who: Wishing, guest_id: str, wishes: StatedWishes, cause: RequestCause, if_match: IfMatch
    ) -> JSONResponse:
        _own(who, guest_id)
        guest_id = await stores.contacts.kept(guest_id)

        def decide(state: Preferences | None, now: datetime) -> Decided[Preferences]:
            return preferences.wish(
                state,
                guest_id,
                now,
                channels=tuple(wishes.channels),
                muted=tuple(wishes.muted),
                marketing=wishes.marketing,
                zone=wishes.zone,
            )

        outcome = await stores.preferences.change(
            guest_id, decide, cause, expected_version=if_match, answer=_wishes
        )
        return answered(outcome)

    @routes.post(
        "/addresses/{kind}/{recipient_id}",
        summary="State how a desk (role@venue) or a colleague is reached",
        responses=problems(400, 401, 403, 409, 422),
        response_model=AddressSaved,
    )
    async def state_address(
        who: Editor,
        kind: Literal["desk", "staff"],
        recipient_id: str,
        address: Address,
        cause: RequestCause,
    ) -> JSONResponse:
        if kind == "desk":
            _, _, venue_id = recipient_id.partition("@")
            who.at(venue_id)
        key = f"{kind}:{recipient_id}"

        def decide(_state: Contact | None, _now: datetime) -> Decided[Contact]:
            return contact.stated(key, **address.model_dump())

        outcome = await stores.contacts.change(key, decide, cause, answer=_saved)
        return answered(outcome)

    return routes


def _own(who: Principal, guest_id: str) -> None:
    if who.guest_id is not None and who.guest_id != guest_id:
        raise Refused("guest-not-found", "there is no such guest for you", kind="missing")


def _wishes(state: Preferences) -> dict[str, Any]:
    return {
        "channels": list(state.channels),
        "muted": list(state.muted),
        "marketing": state.marketing,
        "zone": state.zone,
    }


def _saved(state: Contact) -> dict[str, Any]:
    return {"recipient": state.key, "channels": sorted(contact.reach(state))}

"""Webhook subscriptions of integrators, by the Standard Webhooks specification (rule N1)."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import Principal, requires
from infra.chassis.bodies import Body
from infra.chassis.changes import Stored
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.policy import PolicyBook
from infra.chassis.problems import problems
from services.notifications.channels.addresses import Forbidden, Guard
from services.notifications.domain import subscription
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.subscription import WebhookSubscription
from services.notifications.store import Stores
from services.notifications.web.bodies import PageOf

__all__ = ["router"]

Integrator = Annotated[Principal, requires("integrator")]
Shown = Callable[[WebhookSubscription], dict[str, Any]]


class WebhookBody(Body):
    """What to send where."""

    url: str = Field(
        max_length=2000, examples=["https://example.com/hooks"], description="HTTPS, at a public address."
    )
    types: list[str] = Field(max_length=200, examples=[["clubhouse.booking.confirmed.v1"]])


class WebhookView(BaseModel):
    """A subscription."""

    id: str
    url: str
    types: list[str]
    status: str = Field(examples=["active"])
    reason: str | None = Field(
        description="Why it is disabled: ``gone``, ``kept-failing`` or ``removed``.", examples=["gone"]
    )
    failures: int = Field(description="Messages in a row that failed for good.")
    created_at: datetime


class WebhookSecret(WebhookView):
    """A subscription with its newest secret, shown only when it is made."""

    secret: str = Field(examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])


def router(stores: Stores, book: PolicyBook[NotificationPolicy], guard: Guard) -> APIRouter:
    """Routes of the caller's subscriptions."""
    routes = APIRouter(tags=["webhooks"])
    guarded = problems(400, 401, 403, 404, 409, 412, 422)

    async def owned(who: Principal, webhook_id: str) -> Stored[WebhookSubscription]:
        stored = await stores.webhooks.get(webhook_id)
        if stored is None or stored.state.owner != who.subject:
            raise Refused("webhook-not-found", f"you have no webhook {webhook_id}", kind="missing")
        return stored

    async def permitted(url: str) -> None:
        try:
            await guard.pin(url)
        except Forbidden as error:
            raise Refused("address-forbidden", str(error), field="url", kind="invalid") from error

    @routes.post(
        "/webhooks",
        status_code=201,
        summary="Subscribe to events",
        responses=guarded,
        response_model=WebhookSecret,
    )
    async def subscribe_webhook(who: Integrator, body: WebhookBody, cause: RequestCause) -> JSONResponse:
        await permitted(body.url)
        webhook_id, secret = new_id(), _secret()

        def decide(_state: WebhookSubscription | None, now: datetime) -> Decided[WebhookSubscription]:
            return subscription.subscribe(
                webhook_id,
                owner=who.subject,
                url=body.url,
                types=tuple(body.types),
                venues=tuple(sorted(who.venues)),
                secret=secret,
                now=now,
            )

        return answered(await stores.webhooks.change(webhook_id, decide, cause, answer=_with_secret), 201)

    @routes.get("/webhooks", summary="My subscriptions", responses=problems(401, 403, 422))
    async def find_webhooks(who: Integrator, page: PageQuery) -> PageOf[WebhookView]:
        found = await stores.webhooks.page({"state.owner": who.subject}, page)
        return PageOf(items=[WebhookView(**_view(each.state)) for each in found.items], next=found.next)

    @routes.get(
        "/webhooks/{webhook_id}",
        summary="One of my subscriptions",
        responses=problems(401, 403, 404),
        response_model=WebhookView,
    )
    async def show_webhook(who: Integrator, webhook_id: str) -> JSONResponse:
        stored = await owned(who, webhook_id)
        return entity(stored, WebhookView(**_view(stored.state)).model_dump(mode="json"))

    @routes.put(
        "/webhooks/{webhook_id}",
        summary="Other types or address; brings a disabled one back",
        responses=guarded,
        response_model=WebhookView,
    )
    async def change_webhook(
        who: Integrator, webhook_id: str, body: WebhookBody, cause: RequestCause, if_match: IfMatch
    ) -> JSONResponse:
        before = await owned(who, webhook_id)
        await permitted(body.url)

        def decide(state: WebhookSubscription | None, _now: datetime) -> Decided[WebhookSubscription]:
            return subscription.change(
                state or before.state, body.url, tuple(body.types), tuple(sorted(who.venues))
            )

        return answered(
            await stores.webhooks.change(
                webhook_id, decide, cause, expected_version=if_match, answer=_without_secret
            )
        )

    @routes.post(
        "/webhooks/{webhook_id}/rotate",
        summary="A new secret; the old one signs beside it for a while",
        responses=guarded,
        response_model=WebhookSecret,
    )
    async def rotate_webhook(who: Integrator, webhook_id: str, cause: RequestCause) -> JSONResponse:
        before = await owned(who, webhook_id)
        policy = (await book.at(None, book.now())).values
        secret = _secret()

        def decide(state: WebhookSubscription | None, now: datetime) -> Decided[WebhookSubscription]:
            overlap = timedelta(hours=policy.webhook_overlap_hours)
            return subscription.rotate(state or before.state, secret, overlap, now)

        return answered(await stores.webhooks.change(webhook_id, decide, cause, answer=_with_secret))

    @routes.delete(
        "/webhooks/{webhook_id}",
        summary="No more messages",
        responses=guarded,
        response_model=WebhookView,
    )
    async def remove_webhook(who: Integrator, webhook_id: str, cause: RequestCause) -> JSONResponse:
        before = await owned(who, webhook_id)

        def decide(state: WebhookSubscription | None, _now: datetime) -> Decided[WebhookSubscription]:
            return subscription.disable(state or before.state, "removed")

        return answered(await stores.webhooks.change(webhook_id, decide, cause, answer=_without_secret))

    return routes


def _secret() -> str:
    """32 random bytes, as Standard Webhooks writes a secret."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _view(state: WebhookSubscription) -> dict[str, Any]:
    return {
        "id": state.id,
        "url": state.url,
        "types": list(state.types),
        "status": state.status,
        "reason": state.reason,
        "failures": state.failures,
        "created_at": state.created_at,
    }


def _without_secret(state: WebhookSubscription) -> dict[str, Any]:
    return WebhookView(**_view(state)).model_dump(mode="json")


def _with_secret(state: WebhookSubscription) -> dict[str, Any]:
    return WebhookSecret(**_view(state), secret=state.secrets[0].value).model_dump(mode="json")

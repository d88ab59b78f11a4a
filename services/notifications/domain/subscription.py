"""Integrators' webhook subscriptions: what, where to, signed with what; and when they end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts.catalog import EVENTS, topic_of
from contracts.notifications import WebhookDisabled, WebhookSubscribed
from infra.chassis.decision import Decided, Refused

__all__ = ["Secret", "WebhookSubscription", "change", "disable", "failed", "rotate", "subscribe", "worked"]


@dataclass(frozen=True, slots=True)
class Secret:
    """A signing secret (``whsec_`` and base64); an old one is used until it expires."""

    value: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebhookSubscription:
    """One subscription.

    Attributes:
        owner: the integrator's subject.
        venues: venue ids its owner has rights at; ``*`` is all.
        status: ``active`` or ``disabled``.
        failures: messages in a row that failed for good.
    """

    id: str
    owner: str
    url: str
    types: tuple[str, ...]
    venues: tuple[str, ...]
    secrets: tuple[Secret, ...]
    created_at: datetime
    status: str = "active"
    reason: str | None = None
    failures: int = 0

    def signing(self, now: datetime) -> tuple[str, ...]:
        """The secrets to sign with now: the newest, and those rotated out lately."""
        return tuple(each.value for each in self.secrets if each.expires_at is None or now < each.expires_at)


def subscribe(
    subscription_id: str,
    *,
    owner: str,
    url: str,
    types: tuple[str, ...],
    venues: tuple[str, ...],
    secret: str,
    now: datetime,
) -> Decided[WebhookSubscription]:
    """A new subscription.

    Raises:
        Refused: ``unknown-type``: no event of the open topics is called that.
    """
    _check(types)
    state = WebhookSubscription(subscription_id, owner, url, types, venues, (Secret(secret),), now)
    return state, (WebhookSubscribed(subscription_id=subscription_id, types=types),)


def change(
    state: WebhookSubscription, url: str, types: tuple[str, ...], venues: tuple[str, ...]
) -> Decided[WebhookSubscription]:
    """Other types, another address, the venues its owner has rights at by now. A disabled one lives again.

    Raises:
        Refused: ``unknown-type``.
    """
    _check(types)
    after = replace(state, url=url, types=types, venues=venues, status="active", reason=None, failures=0)
    if after == state:
        return state, ()
    return after, (WebhookSubscribed(subscription_id=state.id, types=types),)


def rotate(
    state: WebhookSubscription, secret: str, overlap: timedelta, now: datetime
) -> Decided[WebhookSubscription]:
    """A new secret; the old one signs too until the overlap is over."""
    kept = tuple(
        replace(each, expires_at=each.expires_at or now + overlap)
        for each in state.secrets
        if each.expires_at is None or now < each.expires_at
    )
    return replace(state, secrets=(Secret(secret), *kept)), ()


def disable(state: WebhookSubscription, reason: str) -> Decided[WebhookSubscription]:
    """No more messages: the receiver said so (``gone``), kept failing, or its owner removed it."""
    if state.status == "disabled":
        return state, ()
    return replace(state, status="disabled", reason=reason), (
        WebhookDisabled(subscription_id=state.id, reason=reason),
    )


def failed(state: WebhookSubscription, reason: str, limit: int) -> Decided[WebhookSubscription]:
    """A message failed for good; so many in a row end the subscription."""
    if reason == "gone":
        return disable(state, "gone")
    after = replace(state, failures=state.failures + 1)
    return disable(after, "kept-failing") if after.failures >= limit else (after, ())


def worked(state: WebhookSubscription) -> Decided[WebhookSubscription]:
    """A message arrived."""
    return (replace(state, failures=0), ()) if state.failures else (state, ())


def _check(types: tuple[str, ...]) -> None:
    for name in types:
        if name not in EVENTS or topic_of(name).restricted:
            raise Refused(
                "unknown-type",
                f"{name!r} is no event type open to integrators",
                field="types",
                kind="invalid",
            )
    if not types:
        raise Refused("unknown-type", "name at least one event type", field="types", kind="invalid")

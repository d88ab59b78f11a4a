"""From a notice to its deliveries: which chains, by which ways, when (rules N1, N4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.notifications.domain.delivery import (
    Delivery,
    Note,
    Notice,
    Route,
    Status,
    delivery_id,
)
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.preferences import Preferences
from services.notifications.domain.quiet import Moved, QuietHours, fit

__all__ = ["Happening", "Providers", "moment", "plan", "routes"]

Providers = Mapping[str, tuple[str, ...]]
"""Provider names of each channel, in order of preference."""


@dataclass(frozen=True, slots=True)
class Happening:
    """The event people are told of, and the trace it belongs to."""

    source: str
    id: str
    type: str
    traceparent: str | None = None


def plan(
    notice: Notice,
    happening: Happening,
    preferences: Preferences,
    providers: Providers,
    policy: NotificationPolicy,
    policy_version: int,
    zone: str,
    now: datetime,
) -> tuple[Delivery, ...]:
    """The attempt chains that tell this notice, each with its ways and its first moment.

    A chain that may not run at all is planned too, as dropped: whoever asks must find out why.

    Args:
        zone: IANA zone of the venue; the guest's own, if stated, goes before it.
    """
    return tuple(
        _chain(number, channels, notice, happening, preferences, providers, policy, policy_version, zone, now)
        for number, channels in enumerate(policy.plans_for(notice.kind, notice.category))
    )


def _chain(
    number: int,
    channels: tuple[str, ...],
    notice: Notice,
    happening: Happening,
    preferences: Preferences,
    providers: Providers,
    policy: NotificationPolicy,
    policy_version: int,
    zone: str,
    now: datetime,
) -> Delivery:
    wished = notice.due or now
    delivery = Delivery(
        id=delivery_id(happening.source, happening.id, notice.recipient, notice.kind, number),
        event_source=happening.source,
        event_id=happening.id,
        event_type=happening.type,
        notice=notice,
        plan=">".join(channels),
        zone=preferences.zone or zone,
        status=Status.SCHEDULED,
        planned_at=now,
        wished=wished,
        due=wished,
        valid_until=notice.valid_until or wished + _validity(notice.category, policy),
        routes=routes(channels, preferences, providers),
        policy_version=policy_version,
        traceparent=happening.traceparent,
    )
    if notice.category == "marketing" and not preferences.marketing:
        return _dropped(delivery, "opted-out", "", now)
    if not delivery.routes:
        return _dropped(delivery, "no-way", delivery.plan, now)
    moved = moment(delivery, wished, policy, now)
    if moved is None:
        return _dropped(
            delivery, "no-moment", f"no permitted moment before {delivery.valid_until:%FT%TZ}", now
        )
    if moved.how == "kept":
        return replace(delivery, due=moved.at)
    note = Note(now, f"quiet-{moved.how}", f"{wished:%FT%TZ} is in quiet hours of {delivery.zone}")
    return replace(delivery, due=moved.at, notes=(note,))


def routes(channels: tuple[str, ...], preferences: Preferences, providers: Providers) -> tuple[Route, ...]:
    """The ways of one chain in the order to try them: the guest's wish first, muted ones never (N1).

    The inbox is a chain of its own, so a wish for another channel does not displace it.
    """
    wished = tuple(channel for channel in preferences.channels if channel != "inapp")
    ordered = channels if channels == ("inapp",) else tuple(dict.fromkeys((*wished, *channels)))
    return tuple(
        Route(channel, provider)
        for channel in ordered
        if channel not in preferences.muted
        for provider in providers.get(channel, ())
    )


def moment(delivery: Delivery, wished: datetime, policy: NotificationPolicy, now: datetime) -> Moved | None:
    """When the delivery may go out if wished at `wished`; None: at no useful moment (rule N4)."""
    notice = delivery.notice
    rings = any(route.channel in policy.quiet_channels for route in delivery.routes[delivery.route :])
    heeds = notice.category in policy.quiet_categories and notice.kind not in policy.quiet_exempt
    begin, end = (policy.quiet_from, policy.quiet_to) if rings and heeds else ("00:00", "00:00")
    quiet = QuietHours.of(begin, end, delivery.zone)
    margin = timedelta(minutes=policy.quiet_margin_minutes)
    return fit(wished, quiet, delivery.valid_until, now, margin=margin)


def _validity(category: str, policy: NotificationPolicy) -> timedelta:
    return timedelta(minutes=policy.validity_minutes.get(category, policy.default_validity_minutes))


def _dropped(delivery: Delivery, code: str, detail: str, now: datetime) -> Delivery:
    return replace(delivery, status=Status.DROPPED, notes=(*delivery.notes, Note(now, code, detail)))

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

_HEARD_LATE = timedelta(seconds=5)
"""An event heard later than this after it happened is noted as such, for whoever asks why it came late."""

Providers = Mapping[str, tuple[str, ...]]
"""Provider names of each channel, in order of preference."""


@dataclass(frozen=True, slots=True)
class Happening:
    """The event people are told of, when it happened, and the trace it belongs to."""

    source: str
    id: str
    type: str
    at: datetime
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
    *,
    told_as: str | None = None,
) -> tuple[Delivery, ...]:
    """The attempt chains that tell this notice, each with its ways and its first moment.

    A chain that may not run at all is planned too, as dropped: whoever asks must find out why. No channel
    is in two chains, whatever was wished: what one chain takes over, the later ones go without.

    Args:
        zone: IANA zone of the venue; the guest's own, if stated, goes before it.
        told_as: the kind whose ways it takes; its own unless given.
    """
    chains: list[Delivery] = []
    taken: set[str] = set()
    for number, channels in enumerate(policy.plans_for(told_as or notice.kind, notice.category)):
        ways = tuple(way for way in routes(channels, preferences, providers) if way.channel not in taken)
        taken |= {way.channel for way in ways}
        chains.append(
            _chain(number, channels, ways, notice, happening, preferences, policy, policy_version, zone, now)
        )
    return tuple(chains)


def _chain(
    number: int,
    channels: tuple[str, ...],
    ways: tuple[Route, ...],
    notice: Notice,
    happening: Happening,
    preferences: Preferences,
    policy: NotificationPolicy,
    policy_version: int,
    zone: str,
    now: datetime,
) -> Delivery:
    wished = notice.due or happening.at
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
        routes=ways,
        policy_version=policy_version,
        traceparent=happening.traceparent,
    )
    if not preferences.welcomes(notice.kind, notice.category):
        return _dropped(delivery, "opted-out", "", now)
    if not delivery.routes:
        return _dropped(delivery, "no-way", delivery.plan, now)
    if now >= delivery.valid_until:
        return _dropped(delivery, "too-late", f"useless since {delivery.valid_until:%FT%TZ}", now)
    if now - wished >= _HEARD_LATE:
        delivery = replace(delivery, notes=(Note(now, "heard-late", f"of {wished:%FT%TZ}"),))
    moved = moment(delivery, wished, policy, now)
    if moved is None:
        return _dropped(
            delivery, "no-moment", f"no permitted moment before {delivery.valid_until:%FT%TZ}", now
        )
    if moved.how == "kept":
        return replace(delivery, due=moved.at)
    asleep = max(wished, now)
    note = Note(now, f"quiet-{moved.how}", f"{asleep:%FT%TZ} is in quiet hours of {delivery.zone}")
    return replace(delivery, due=moved.at, notes=(*delivery.notes, note))


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
    margin = timedelta(minutes=policy.quiet_margin_minutes)
    none = QuietHours.of("00:00", "00:00", delivery.zone)
    rings = any(route.channel in policy.quiet_channels for route in delivery.routes[delivery.route :])
    heeds = notice.category in policy.quiet_categories and notice.kind not in policy.quiet_exempt
    quiet = QuietHours.of(policy.quiet_from, policy.quiet_to, delivery.zone) if rings and heeds else none
    moved = fit(wished, quiet, delivery.valid_until, now, margin=margin)
    if moved is None and notice.kind in policy.quiet_unless_useless:
        return fit(wished, none, delivery.valid_until, now)
    return moved


def _validity(category: str, policy: NotificationPolicy) -> timedelta:
    return timedelta(minutes=policy.validity_minutes.get(category, policy.default_validity_minutes))


def _dropped(delivery: Delivery, code: str, detail: str, now: datetime) -> Delivery:
    return replace(delivery, status=Status.DROPPED, notes=(*delivery.notes, Note(now, code, detail)))

"""Times that have to be thought of ahead: reminders before the night, greetings before midnight (rule N4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.notifications.domain.delivery import Notice
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.quiet import QuietHours, fit
from services.notifications.domain.told import BY_NAME

__all__ = ["ahead", "reminded", "within_day"]

_REMINDED = frozenset({"booking-confirmed", "booking-changed"})


def reminded(notice: Notice) -> bool:
    """Whether it tells of a visit there is a reminder of."""
    return notice.kind in _REMINDED and notice.subject_at is not None


def ahead(
    notices: Iterable[Notice], policy: NotificationPolicy, zone: str, now: datetime
) -> tuple[Notice, ...]:
    """The notices, and an early reminder for each booking whose last one could not ring in time.

    A booking at 08:30 would be reminded at 06:30, in quiet hours; at their end, 08:00, the guest must be on
    the way already. Such a booking is reminded the evening before instead.

    Args:
        zone: IANA zone whose nights are quiet.
    """
    found: list[Notice] = []
    for notice in notices:
        found.append(notice)
        if notice.kind in _REMINDED and notice.subject_at is not None:
            early = _early(notice, notice.subject_at, policy, zone, now)
            if early is not None:
                found.append(early)
    return tuple(found)


def within_day(notice: Notice, zone: str, happened_at: datetime) -> Notice:
    """A greeting is useless after its day, however late it is heard of: its deadline is local midnight."""
    if not BY_NAME[notice.kind].day_only or notice.valid_until is not None:
        return notice
    local = happened_at.astimezone(ZoneInfo(zone))
    midnight = datetime.combine(local.date() + timedelta(days=1), time.min, ZoneInfo(zone))
    return replace(notice, valid_until=midnight.astimezone(UTC))


def _early(
    notice: Notice, starts_at: datetime, policy: NotificationPolicy, zone: str, now: datetime
) -> Notice | None:
    last = starts_at - timedelta(minutes=policy.early_reminder_minutes)
    useless = starts_at - timedelta(minutes=policy.reminder_lead_minutes)
    if last <= now:
        return None
    quiet = QuietHours.of(policy.quiet_from, policy.quiet_to, zone)
    moved = fit(last, quiet, useless, now, margin=timedelta(minutes=policy.quiet_margin_minutes))
    if moved is None or moved.how != "earlier":
        return None
    facts = notice.facts | {"reminder": "soon", "valid_until": useless.isoformat()}
    return replace(notice, kind="booking-reminder", facts=facts, due=moved.at, valid_until=useless)

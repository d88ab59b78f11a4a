"""What the tests of notifications start from: a notice, a delivery, circumstances."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.notifications.domain.circumstances import Circumstances
from services.notifications.domain.delivery import Delivery, Notice, Outcome, Recipient, Result
from services.notifications.domain.planning import Happening, plan
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.preferences import Preferences, none_said
from services.notifications.domain.sending import begin, record

NOON = datetime(2026, 5, 1, 4, 0, tzinfo=UTC)
"""Noon in Shanghai."""

SHANGHAI = "Asia/Shanghai"
POLICY = NotificationPolicy()
GUEST = Recipient("guest", "g1")
EVENT = Happening(
    "clubhouse/booking", "01970000-0000-7000-8000-000000000001", "clubhouse.booking.confirmed.v1", NOON
)
PROVIDERS = {
    "sms": ("aliyun", "tencent"),
    "email": ("smtp",),
    "inapp": ("inbox",),
    "phone": ("agents",),
    "webhook": ("standard",),
}
EVERYWHERE = frozenset({"sms", "email", "inapp", "phone"})
ACCEPTED = Result(Outcome.ACCEPTED, reference="ref-1")


def notice(kind: str = "booking-reminder", category: str = "transactional", **changes: object) -> Notice:
    """A notice to one guest."""
    return replace(Notice(kind, category, GUEST, {"item": "Room 1"}, "v1", "b1"), **changes)  # type: ignore[arg-type]


def chains(
    told: Notice | None = None,
    *,
    preferences: Preferences | None = None,
    policy: NotificationPolicy = POLICY,
    now: datetime = NOON,
) -> tuple[Delivery, ...]:
    """The deliveries planned for a notice."""
    wishes = preferences or none_said("g1")
    return plan(told or notice(), EVENT, wishes, PROVIDERS, policy, 0, SHANGHAI, now)


def chain(told: Notice | None = None, **options: object) -> Delivery:
    """The first chain, SMS then email."""
    return chains(told, **options)[0]  # type: ignore[arg-type]


def around(reach: frozenset[str] | None = EVERYWHERE, **options: object) -> Circumstances:
    """Circumstances in which nothing is in the way."""
    return Circumstances(reach, none_said("g1"), **options)  # type: ignore[arg-type]


def begun(delivery: Delivery, *, now: datetime = NOON, policy: NotificationPolicy = POLICY) -> Delivery:
    """The delivery with an attempt under way."""
    return begin(delivery, around(), policy, now)[0]


def answered(
    delivery: Delivery, result: Result, *, now: datetime = NOON, policy: NotificationPolicy = POLICY
) -> Delivery:
    """The delivery after its attempt under way ended so."""
    return record(delivery, len(delivery.attempts), result, policy, now + timedelta(seconds=1))[0]

"""Policies: what can be published can be lived by; what no clock, sum or store could follow is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from services.booking.domain.policy import BookingPolicy
from services.complaints.domain.policy import CasePolicy
from services.loyalty.domain.policy import STANDARD, CouponKind, LoyaltyPolicy, Rate, Rights, Threshold, Tier
from services.notifications.domain.policy import NotificationPolicy
from services.reporting.domain.policy import ReportingPolicy

LOYALTY = LoyaltyPolicy()


def _rights(**changes: Any) -> Mapping[str, Rights]:
    return {**LOYALTY.rights, "gold": replace(LOYALTY.rights["gold"], **changes)}


@pytest.mark.parametrize(
    ("policy", "changes"),
    [
        (BookingPolicy(), {"alternatives": 51}),
        (BookingPolicy(), {"spend_chase_hours": 0}),
        (CasePolicy(), {"climb_percent": 10**12}),
        (NotificationPolicy(), {"quiet_from": "22:00+08:00"}),
        (NotificationPolicy(), {"digest_at": "22:30Z"}),
        (NotificationPolicy(), {"retry_seconds": (0,)}),
        (NotificationPolicy(), {"webhook_retry_seconds": (5, 0)}),
        (NotificationPolicy(), {"contact_recheck_seconds": (0,)}),
        (NotificationPolicy(), {"tries_per_route": 10**12}),
        (ReportingPolicy(), {"chase_hours": 0}),
        (ReportingPolicy(), {"zone": "Asia"}),
        (ReportingPolicy(), {"zone": "../etc/passwd"}),
        (ReportingPolicy(), {"missing_callback_fen": 10**12}),
        (LOYALTY, {"zone": "Asia"}),
        (LOYALTY, {"rates": {STANDARD: Rate(points=10**12)}}),
        (LOYALTY, {"rates": {STANDARD: Rate(points=10, percent={"gold": 10**12})}}),
        (LOYALTY, {"bill_fen_per_point": 10**12}),
        (LOYALTY, {"settlement_fen_per_point": 10**6}),
        (LOYALTY, {"greeting_minutes": 1440}),
        (LOYALTY, {"rights": _rights(discount_percent=101)}),
        (LOYALTY, {"rights": _rights(birthday_points=-1)}),
        (LOYALTY, {"rights": _rights(holiday_points=10**12)}),
        (LOYALTY, {"coupons": {"goodwill": CouponKind(value_fen=-1)}}),
        (LOYALTY, {"coupons": {"goodwill": CouponKind(days=0)}}),
        (LOYALTY, {"vip": Threshold(-1, 0, 0)}),
    ],
)
def test_what_nobody_could_live_by_is_refused_by_name(policy: Any, changes: dict[str, Any]) -> None:
    (name,) = changes
    with pytest.raises(ValueError, match=name):
        replace(policy, **changes)


def test_the_most_generous_rate_earns_what_can_be_kept() -> None:
    best = replace(LOYALTY, rates={STANDARD: Rate(points=1_000, per_fen=100)})
    assert best.rates[STANDARD].points_for(10**12, Tier.GOLD) == 10**13

"""What is no time zone is refused wherever one may be named, in the same words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infra.chassis.decision import Refused, zone
from services.booking.domain.venue import VenueCard
from services.complaints.domain.calendar import Calendar, Shift
from services.loyalty.domain.policy import LoyaltyPolicy
from services.notifications.domain.preferences import check_zone
from services.notifications.settings import NotificationSettings
from services.reporting.domain.days import check_calendar

NO_ZONES = (
    "Mars/Base",
    "",
    "Asia",
    "../etc/passwd",
    "/etc/passwd",
    "tzdata.zi",
    "UTC\0",
    "\ud800",
    "A" * 300,
)

WEEK = ((Shift(540, 1080),),) * 7


@pytest.mark.parametrize("name", NO_ZONES)
@pytest.mark.parametrize(
    ("ask", "prefix"),
    [
        (lambda name: VenueCard(name="Harbour", kind="ktv", timezone=name), "timezone: "),
        (lambda name: Calendar("v", 1, name, WEEK), "timezone: "),
        (lambda name: LoyaltyPolicy(zone=name), "zone: "),
        (lambda name: check_calendar(name, 360), ""),
    ],
    ids=["a venue's card", "a working calendar", "loyalty's policy", "a business day"],
)
def test_what_is_no_zone_is_refused_in_the_same_words(
    ask: Callable[[str], object], prefix: str, name: str
) -> None:
    with pytest.raises(ValueError, match="IANA") as refused:
        ask(name)

    assert str(refused.value) == f"{prefix}{name!r} is not an IANA zone such as Asia/Shanghai"


@pytest.mark.parametrize("name", NO_ZONES)
def test_a_guest_cannot_live_in_what_is_no_zone(name: str) -> None:
    with pytest.raises(Refused, match="IANA") as refused:
        check_zone(name)

    assert (refused.value.code, refused.value.field, refused.value.kind) == (
        "unknown-zone",
        "zone",
        "invalid",
    )


def test_no_service_starts_with_a_house_that_lies_in_no_zone() -> None:
    with pytest.raises(SystemExit, match="CLUBHOUSE_HOUSE_ZONE"):
        NotificationSettings(house_zone="Mars/Base")


def test_a_zone_is_looked_up_once() -> None:
    assert zone("Asia/Shanghai") is zone("Asia/Shanghai")

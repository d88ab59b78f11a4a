"""Whom the catalogue finds, and on whose day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.booking.domain.recommending import Search, found, recommend
from services.booking.domain.venue import Offer, Venue
from tests.unit.booking.world import NOW, venue

BUND = (31.23, 121.49)


def place(name: str, percent: int = 0, **card: Any) -> Venue:
    offer = Offer("o", "优惠", date(2025, 6, 2), date(2025, 6, 2), discount_percent=percent)
    return replace(venue(**card), id=name, offers=(offer,) if percent else ())


def ids(venues: list[Venue], **wanted: Any) -> list[str]:
    return [each.venue.id for each in found(venues, Search(NOW, **wanted))]


@pytest.mark.rule("B14")
def test_the_catalogue_is_searched_by_every_property_a_guest_asks_for() -> None:
    near = place("near", 20, latitude=31.24, longitude=121.49, district="外滩", cuisine="粤菜", price_fen=200)
    far = place("far", 10, latitude=31.9, longitude=121.49, district="郊区", cuisine="川菜", kind="golf")
    unknown = place("unknown", services=("停车",))
    chain = [far, unknown, near]
    assert ids(chain, near=BUND, most_km=5) == ["near"]
    assert ids(chain, near=BUND, most_km=100) == ["near", "far"], "nearest first; unknown is near nothing"
    assert ids(chain, district="外滩") == ["near"]
    assert ids(chain, cuisine="川菜") == ["far"]
    assert ids(chain, kind="golf") == ["far"]
    assert ids(chain, service="停车") == ["unknown"]
    assert ids(chain, most_price_fen=100) == ["far", "unknown"]
    assert ids(chain, least_discount_percent=15) == ["near"]


@pytest.mark.rule("B7", "B14")
def test_offers_count_by_the_venue_s_own_business_day() -> None:
    """03:00 on the 3rd in Shanghai is still the evening of the 2nd; 07:00 is not, whatever UTC says."""
    chain = [place("v", 20)]
    small_hours = datetime(2025, 6, 2, 19, tzinfo=UTC)
    morning = datetime(2025, 6, 2, 23, tzinfo=UTC)
    assert [each.discount for each in found(chain, Search(small_hours))] == [20]
    assert [each.discount for each in found(chain, Search(morning))] == [0]
    assert [each.discount for each in found(chain, Search(morning, date(2025, 6, 2)))] == [20]


@pytest.mark.rule("B12")
def test_better_discount_comes_before_featured_and_featured_before_near() -> None:
    plain = place("plain", 10, latitude=31.231, longitude=121.49)
    featured = place("featured", 10, featured=True, latitude=31.25, longitude=121.49)
    cheap = place("cheap", 30, latitude=31.28, longitude=121.49)
    loose = place("loose", 90, contracted=False, latitude=31.23, longitude=121.49)
    told = recommend([plain, featured, cheap, loose], Search(NOW, near=BUND))
    assert [each.venue.id for each in told] == ["cheap", "featured", "plain"]
    assert [each.venue.id for each in recommend([cheap, plain], Search(NOW), plain)] == ["plain"]
    assert [each.venue.id for each in recommend([cheap, plain], Search(NOW), loose)] == ["cheap", "plain"]

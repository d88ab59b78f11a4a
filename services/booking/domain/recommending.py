"""Which venues to name to a guest, and to whom none may be named (rule B12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.booking.domain.alternatives import kilometres
from services.booking.domain.venue import Kind, Offer, Venue

__all__ = ["Recommendation", "Search", "found", "recommend"]


@dataclass(frozen=True, slots=True)
class Search:
    """What the guest, or the catalogue's reader, looks for. Empty means any.

    Attributes:
        near: (latitude, longitude); venues of unknown position are not near anything.
        most_km: how far from `near` counts as nearby.
        now: the present, which tells each venue's own business day.
        day: the business day whose offers count; each venue's present one without it.
        least_discount_percent: only venues with at least that discount on `day`.
    """

    now: datetime
    day: date | None = None
    kind: str = ""
    district: str = ""
    cuisine: str = ""
    service: str = ""
    most_price_fen: int | None = None
    near: tuple[float, float] | None = None
    most_km: float = 10.0
    least_discount_percent: int = 0


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A venue, its offer of the day, how far it is (None: unknown), and why it stands where it stands."""

    venue: Venue
    offer: Offer | None
    kilometres: float | None
    reasons: tuple[str, ...]

    @property
    def discount(self) -> int:
        """Percent off by the offer of the day; 0 without one."""
        return self.offer.discount_percent if self.offer else 0


def recommend(venues: Sequence[Venue], search: Search, named: Venue | None = None) -> list[Recommendation]:
    """Nearby contracted venues: better discount first, featured first among equals, then the nearer.

    A guest who named a contracted venue is told of that one only: nobody is steered away from it.
    """
    if named is not None and named.card.contracted:
        return [_seen(named, search, ("named by the guest",))]
    candidates = [each for each in found(venues, search) if each.venue.card.contracted]
    return sorted(
        candidates,
        key=lambda each: (
            -each.discount,
            not each.venue.card.featured,
            each.kilometres or 0.0,
            each.venue.id,
        ),
    )


def found(venues: Sequence[Venue], search: Search) -> list[Recommendation]:
    """The venues that match a search, nearest first where a position was given."""
    seen = [_seen(venue, search) for venue in venues if _matches(venue, search)]
    near = [
        each
        for each in seen
        if each.discount >= search.least_discount_percent
        and (search.near is None or (each.kilometres is not None and each.kilometres <= search.most_km))
    ]
    return sorted(near, key=lambda each: (each.kilometres or 0.0, each.venue.id))


def _matches(venue: Venue, search: Search) -> bool:
    card = venue.card
    return (
        search.kind in ("", card.kind)
        and search.district in ("", card.district)
        and search.cuisine in ("", card.cuisine)
        and (not search.service or search.service in card.services)
        and (search.most_price_fen is None or card.price_fen <= search.most_price_fen)
    )


def _seen(venue: Venue, search: Search, reasons: tuple[str, ...] = ()) -> Recommendation:
    day = search.day or venue.business_date(search.now)
    offers = [offer for kind in Kind if (offer := venue.offer_on(day, kind))]
    offer = max(offers, key=lambda each: each.discount_percent, default=None)
    away = _away(venue, search.near)
    why = list(reasons)
    if offer and offer.discount_percent:
        why.append(f"{offer.discount_percent} % off: {offer.title}")
    if venue.card.featured:
        why.append("featured")
    if away is not None:
        why.append(f"{away:.1f} km away")
    return Recommendation(venue, offer, away, tuple(why))


def _away(venue: Venue, near: tuple[float, float] | None) -> float | None:
    latitude, longitude = venue.card.latitude, venue.card.longitude
    if near is None or latitude is None or longitude is None:
        return None
    return kilometres(near, (latitude, longitude))

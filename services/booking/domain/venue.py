"""A venue: its card, hours, what can be booked in it, and its offers by date (rules B7, B14)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused, zone
from services.booking.domain.hours import Opening, SpecialDay, always_open, business_date
from services.booking.domain.slots import DAY_MINUTES, check_slot_minutes

__all__ = [
    "Closure", "Gap", "Kind", "Offer", "Resource", "Venue", "VenueCard", "add_resource", "change_venue",
    "open_venue", "publish_offer", "withdraw_offer", "withdraw_resource",
]  # fmt: skip


class Kind(StrEnum):
    """What is booked. ``staff`` are the people who perform services; they are claimed, never asked for."""

    ROOM = "room"
    TABLE = "table"
    COURT = "court"
    SEAT = "seat"
    SERVICE = "service"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that can be held for a guest.

    Attributes:
        category: groups equals, e.g. ``large``; "any suitable" chooses within it.
        capacity: guests it takes; for a shared resource, its places.
        least_party: the smallest party it is given to.
        slot_minutes: its claim grid; fixed for life, since claims of two grids would not collide.
        shared: places are counted down (a session, a class) instead of the whole being taken.
        setup_minutes, cleaning_minutes: claimed before and after each visit.
        combines_with: ids of neighbours it can be joined with for a larger party.
        performers: for a service, ids of the staff who can do it; one of them is claimed.
        needs_category: for a service, the category of room it also takes.
        shifts: its own weekly hours, e.g. of a member of staff; without any, the venue's count.
        price_fen: per hour (per night at 1440 minutes, per place when shared).
    """

    id: str
    kind: Kind
    category: str
    name: str
    capacity: int
    slot_minutes: int = 30
    least_party: int = 1
    shared: bool = False
    setup_minutes: int = 0
    cleaning_minutes: int = 0
    features: tuple[str, ...] = ()
    combines_with: tuple[str, ...] = ()
    performers: tuple[str, ...] = ()
    needs_category: str | None = None
    shifts: tuple[Opening, ...] = ()
    price_fen: int = 0
    withdrawn: bool = False

    def __post_init__(self) -> None:
        check_slot_minutes(self.slot_minutes)
        if "@" in self.id or "/" in self.id:
            raise ValueError("id: '@' and '/' separate the parts of a claim and may not be part of it")
        if self.capacity < 1 or not 1 <= self.least_party <= self.capacity:
            raise ValueError("capacity: at least 1, and least_party between 1 and capacity")
        if self.setup_minutes < 0 or self.cleaning_minutes < 0 or self.price_fen < 0:
            raise ValueError("setup_minutes, cleaning_minutes and price_fen: must not be negative")
        if self.kind is Kind.SERVICE and not self.performers:
            raise ValueError("performers: a service needs the staff who perform it")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the venue gives on some business days. `weekdays` empty means every day of the span (rule B7)."""

    id: str
    title: str
    first_day: date
    last_day: date
    weekdays: tuple[int, ...] = ()
    discount_percent: int = 0
    minimum_spend_fen: int = 0
    exclusions: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError("last_day: must not come before first_day")
        if not 0 <= self.discount_percent <= 100 or self.minimum_spend_fen < 0:
            raise ValueError("discount_percent: 0 to 100; minimum_spend_fen: not negative")
        if any(not 0 <= weekday <= 6 for weekday in self.weekdays):
            raise ValueError("weekdays: 0 (Monday) to 6 (Sunday)")

    def holds_on(self, day: date, kind: Kind) -> bool:
        """Whether it is in force for a visit on that business day."""
        return (
            not self.withdrawn
            and self.first_day <= day <= self.last_day
            and (not self.weekdays or day.weekday() in self.weekdays)
            and (not self.kinds or kind in self.kinds)
        )

    def disclosed(self) -> facts.OfferDisclosed:
        """The offer as it is read out to the guest."""
        return facts.OfferDisclosed(
            offer_id=self.id,
            title=self.title,
            discount_percent=self.discount_percent,
            minimum_spend_fen=self.minimum_spend_fen,
            exclusions=self.exclusions,
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Information about the venue that was missing or wrong (rule B14); open until it has an answer."""

    id: str
    field: str
    question: str
    reported_at: datetime
    reported_by: str | None = None
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """A time in which resources (none named: all) are shut.

    Attributes:
        sweeps: when to look again for bookings in the way; none left once it is settled.
        moved, displaced: bookings that were in the way, by what became of them.
    """

    id: str
    resource_ids: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    reason: str
    sweeps: tuple[datetime, ...] = ()
    moved: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()

    def shuts(self, resource_id: str, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether it shuts the resource for any part of [`starts_at`, `ends_at`)."""
        named = not self.resource_ids or resource_id in self.resource_ids
        return named and self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class VenueCard:
    """What the catalogue answers (rule B14).

    Attributes:
        kind: ``club``, ``ktv``, ``golf``, ``restaurant``, ``hotel`` …
        latitude, longitude: degrees; None where unknown.
        price_fen: what a guest typically spends.
        day_closes_minutes: local minutes after midnight at which the business day ends (default 06:00).
        contracted: under contract with the chain; partner: run by somebody else, who places bookings.
        notes: what every guest must know, zh-CN; notes_en the same in English.
    """

    name: str
    kind: str
    timezone: str
    name_en: str = ""
    district: str = ""
    address: str = ""
    phone: str = ""
    cuisine: str = ""
    services: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    price_fen: int = 0
    day_closes_minutes: int = 360
    contracted: bool = True
    partner: bool = False
    featured: bool = False
    notes: tuple[str, ...] = ()
    notes_en: tuple[str, ...] = ()
    hours: tuple[Opening, ...] = field(default_factory=always_open)
    special_days: tuple[SpecialDay, ...] = ()

    def __post_init__(self) -> None:
        try:
            zone(self.timezone)
        except ValueError as error:
            raise ValueError(f"timezone: {error}") from error
        if not self.name.strip():
            raise ValueError("name: a venue needs a name")
        if not 0 <= self.day_closes_minutes < DAY_MINUTES:
            raise ValueError("day_closes_minutes: 0 to 1439 after midnight; 360 is 06:00")


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue with everything that can be booked in it: one document, read together, changed together."""

    id: str
    card: VenueCard
    resources: tuple[Resource, ...] = ()
    offers: tuple[Offer, ...] = ()
    gaps: tuple[Gap, ...] = ()
    closures: tuple[Closure, ...] = ()

    def resource(self, resource_id: str) -> Resource:
        """The resource of that id.

        Raises:
            Refused: missing (404).
        """
        for resource in self.resources:
            if resource.id == resource_id:
                return resource
        raise Refused("no-such-resource", f"venue {self.id} has no resource {resource_id}", kind="missing")

    def business_date(self, moment: datetime) -> date:
        """The venue's business day of `moment`."""
        return business_date(moment, self.card.timezone, self.card.day_closes_minutes)

    def offer_on(self, day: date, kind: Kind) -> Offer | None:
        """The best offer in force on a day: highest discount, then lowest minimum spend (rule B7)."""
        held = [offer for offer in self.offers if offer.holds_on(day, kind)]
        return min(held, key=lambda o: (-o.discount_percent, o.minimum_spend_fen, o.id), default=None)


def open_venue(venue: Venue | None, venue_id: str, card: VenueCard) -> Decided[Venue]:
    """Take a venue into the catalogue.

    Raises:
        Refused: it is already there (conflict).
    """
    if venue is not None:
        raise Refused(
            "venue-exists", f"venue {venue_id} is already open; change it instead", field="venue_id"
        )
    opened = Venue(id=venue_id, card=card)
    return opened, (facts.VenueOpened(**_card_facts(opened)),)


def change_venue(venue: Venue, card: VenueCard) -> Decided[Venue]:
    """Replace the venue's card.

    Raises:
        Refused: the zone differs: claims of standing bookings are counted from its noon (conflict).
    """
    if card.timezone != venue.card.timezone:
        raise Refused(
            "timezone-fixed", "a venue keeps its timezone; open a new venue instead", field="timezone"
        )
    if card == venue.card:
        return venue, ()
    changed = replace(venue, card=card)
    return changed, (facts.VenueChanged(**_card_facts(changed)),)


def add_resource(venue: Venue, resource: Resource) -> Decided[Venue]:
    """Add a resource, or change the one of the same id.

    Raises:
        Refused: a change of its grid or kind, which would let two bookings miss each other (conflict);
            or it names performers or neighbours that do not exist (invalid).
    """
    known = {other.id: other for other in venue.resources}
    for name in (*resource.performers, *resource.combines_with):
        if name not in known:
            raise Refused(
                "no-such-resource", f"add resource {name} first", field="performers", kind="invalid"
            )
    before = known.get(resource.id)
    told = {
        "venue_id": venue.id, "resource_id": resource.id, "kind": resource.kind.value,
        "category": resource.category, "name": resource.name, "capacity": resource.capacity,
    }  # fmt: skip
    if before is None:
        return replace(venue, resources=(*venue.resources, resource)), (facts.ResourceAdded(**told),)
    if before == resource:
        return venue, ()
    fixed = ("kind", "slot_minutes", "shared")
    for name in fixed:
        if getattr(before, name) != getattr(resource, name):
            raise Refused(
                "resource-fixed", f"{name} cannot change; withdraw {resource.id}, add another", field=name
            )
    resources = tuple(resource if other.id == resource.id else other for other in venue.resources)
    return replace(venue, resources=resources), (facts.ResourceChanged(**told),)


def withdraw_resource(venue: Venue, resource_id: str) -> Decided[Venue]:
    """Take no new bookings for a resource; those it has stand."""
    resource = venue.resource(resource_id)
    if resource.withdrawn:
        return venue, ()
    gone = replace(resource, withdrawn=True)
    resources = tuple(gone if other.id == resource_id else other for other in venue.resources)
    told = facts.ResourceWithdrawn(venue_id=venue.id, resource_id=resource_id)
    return replace(venue, resources=resources), (told,)


def publish_offer(venue: Venue, offer: Offer) -> Decided[Venue]:
    """Make an offer, or replace the one of that id; bookings keep what was disclosed to them (rule B7)."""
    if offer in venue.offers:
        return venue, ()
    others = tuple(other for other in venue.offers if other.id != offer.id)
    told = facts.OfferPublished(
        venue_id=venue.id, offer=offer.disclosed(), first_day=offer.first_day, last_day=offer.last_day
    )
    return replace(venue, offers=(*others, offer)), (told,)


def withdraw_offer(venue: Venue, offer_id: str) -> Decided[Venue]:
    """Stop making an offer.

    Raises:
        Refused: there is no such offer (missing).
    """
    offer = next((offer for offer in venue.offers if offer.id == offer_id), None)
    if offer is None:
        raise Refused("no-such-offer", f"venue {venue.id} has no offer {offer_id}", kind="missing")
    if offer.withdrawn:
        return venue, ()
    offers = tuple(replace(o, withdrawn=True) if o.id == offer_id else o for o in venue.offers)
    return replace(venue, offers=offers), (facts.OfferWithdrawn(venue_id=venue.id, offer_id=offer_id),)


def _card_facts(venue: Venue) -> dict[str, Any]:
    told = ("name", "name_en", "kind", "district", "address", "timezone", "day_closes_minutes",
            "contracted", "partner", "featured")  # fmt: skip
    return {"venue_id": venue.id} | {name: getattr(venue.card, name) for name in told}

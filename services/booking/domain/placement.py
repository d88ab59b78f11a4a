"""Which resources can take a party: any suitable one, best fit first (rules B3, B15).

Pure: what is taken comes as an argument. The store claims the choice; whoever loses the race for it asks
again, so a guest is refused only when nothing suitable is free.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from infra.chassis.decision import Refused
from services.booking.domain.hours import covers, open_spans
from services.booking.domain.slots import bucket_starts, claim_id
from services.booking.domain.venue import Kind, Resource, Venue

__all__ = [
    "Ask", "Placement", "Taken", "buckets", "check_house", "check_times", "free_among", "free_placements",
    "is_group", "placements", "rooms_for", "seatings",
]  # fmt: skip

LONGEST_DAYS = 400
"""Longest booking. Whoever looks for a place for longer would look at millions of buckets."""
MOST_JOINED = 4
"""Largest number of tables that are joined for one party."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What must be found.

    Attributes:
        category: any of that category; empty: of any.
        resource_ids: these very ones, together.
        count: how many resources a group needs as one booking.
        features: what each must have, e.g. ``window``.
        prefer: if these are free they come first: what a moved booking has now.
        avoid: not these, whatever the claims say: strangers sit there.
    """

    kind: Kind
    party_size: int
    starts_at: datetime
    ends_at: datetime
    category: str = ""
    features: tuple[str, ...] = ()
    resource_ids: tuple[str, ...] = ()
    count: int = 1
    prefer: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def count_named(self) -> int:
        """How many resources the booking is for: as many as it names, or the group's number."""
        named = 0 if self.kind is Kind.SERVICE else len(set(self.resource_ids))
        return named or self.count


@dataclass(frozen=True, slots=True)
class Placement:
    """Resources that take the party together, and what the guest is told it gets."""

    resources: tuple[Resource, ...]
    item: str
    service: Resource | None = None
    """The service performed, when the resources are its staff and room."""

    @property
    def resource_ids(self) -> tuple[str, ...]:
        """Ids of what it takes."""
        return tuple(resource.id for resource in self.resources)

    @property
    def asked_ids(self) -> tuple[str, ...]:
        """Ids by which the same can be asked for: the service, or the resources."""
        return (self.service.id,) if self.service else self.resource_ids

    @property
    def category(self) -> str:
        """Category of what the guest gets; empty if it is of several."""
        if self.service:
            return self.service.category
        first, *others = {resource.category for resource in self.resources}
        return "" if others else first

    @property
    def size(self) -> int:
        """Capacity bound, to compare fits; shared resources waste none."""
        return sum(resource.capacity for resource in self.resources if not resource.shared)


@dataclass(frozen=True, slots=True)
class Taken:
    """What others hold: claimed buckets, and places taken in shared ones."""

    claims: AbstractSet[str] = frozenset()
    places: Mapping[str, int] = field(default_factory=dict)

    def leaves(self, placement: Placement, ask: Ask, venue: Venue) -> bool:
        """Whether the whole placement is free for the whole time."""
        for resource in placement.resources:
            for bucket in buckets(venue, resource, ask.starts_at, ask.ends_at):
                if resource.shared:
                    if self.places.get(bucket, 0) + ask.party_size > resource.capacity:
                        return False
                elif bucket in self.claims:
                    return False
        return True


def buckets(venue: Venue, resource: Resource, starts_at: datetime, ends_at: datetime) -> Iterator[str]:
    """Claim ids a visit needs of a resource, its setup and cleaning included."""
    first = starts_at - timedelta(minutes=resource.setup_minutes)
    last = ends_at + timedelta(minutes=resource.cleaning_minutes)
    for start in bucket_starts(first, last, resource.slot_minutes, venue.card.timezone):
        yield claim_id(venue.id, resource.id, start)


def placements(venue: Venue, ask: Ask, spread: str = "") -> list[Placement]:
    """Every placement that could take the party, best fit first, whatever is taken.

    Best fit: fewest resources, then least capacity left over. Equals are ordered by a digest with
    `spread` (the booking's id), so that concurrent requests reach for different ones.

    Raises:
        Refused: no placement of this venue ever could, with the reason (invalid).
    """
    check_times(ask)
    able = _able(venue, ask)
    if ask.resource_ids:
        found = [_joined(able)]
    elif ask.kind is Kind.SERVICE:
        found = [placement for service in able for placement in _performed(venue, service, ask)]
    elif is_group(ask):
        found = [_joined([resource]) for resource in able]
    else:
        found = [*seatings(able, ask.party_size)]
    if not found:
        raise Refused(
            "no-suitable-resource",
            f"nothing of this kind here takes a party of {ask.party_size} at that time",
            field="party_size",
            kind="invalid",
        )

    def order(placement: Placement) -> tuple[bool, int, int, bytes]:
        current = bool(ask.prefer) and placement.resource_ids == ask.prefer
        return not current, len(placement.resources), placement.size, _digest(placement, spread)

    return sorted(found, key=order)


def check_times(ask: Ask) -> None:
    """Refuse a time that no booking can have."""
    if ask.ends_at <= ask.starts_at:
        raise Refused(
            "ends-before-start", "ends_at must come after starts_at", field="ends_at", kind="invalid"
        )
    if ask.ends_at - ask.starts_at > timedelta(days=LONGEST_DAYS):
        raise Refused(
            "too-long", f"a booking lasts at most {LONGEST_DAYS} days", field="ends_at", kind="invalid"
        )


def check_house(venue: Venue, ask: Ask) -> None:
    """Refuse a time in which a house whose places we do not know is not open, or is shut as a whole."""
    shut = any(each.shuts("", ask.starts_at, ask.ends_at) for each in venue.closures)
    if shut or not _house_is_open(venue, ask):
        raise _closed()


def seatings(able: Sequence[Resource], party_size: int) -> Iterator[Placement]:
    """Each of these that takes the party, alone or joined with its neighbours."""
    for one in able:
        if one.least_party <= party_size <= one.capacity:
            yield _joined([one])
    yield from _combined(able, party_size)


def is_group(ask: Ask) -> bool:
    """Whether several resources are to be found for one booking."""
    return ask.count > 1 and not ask.resource_ids


def free_among(venue: Venue, ask: Ask, found: Sequence[Placement], taken: Taken) -> Iterator[Placement]:
    """Those of `found` that are free as far as `taken` tells, in order; for a group, sets of them."""
    free = (placement for placement in found if taken.leaves(placement, ask, venue))
    yield from _groups(list(free), ask) if is_group(ask) else free


def free_placements(venue: Venue, ask: Ask, taken: Taken, spread: str = "") -> Iterator[Placement]:
    """Every placement that could take the party and is free, best fit first."""
    yield from free_among(venue, ask, placements(venue, ask, spread), taken)


def _able(venue: Venue, ask: Ask) -> list[Resource]:
    """Resources of the asked kind that are open at the time; the named ones, or any suitable."""
    is_open = _opening(venue, ask)
    if ask.resource_ids:
        named = [venue.resource(resource_id) for resource_id in dict.fromkeys(ask.resource_ids)]
        for resource in named:
            _check_named(resource, ask, is_open)
        room = sum(resource.capacity for resource in named)
        if ask.kind is not Kind.SERVICE and room < ask.party_size:
            raise Refused("too-small", f"it takes {room} guests at most", field="party_size", kind="invalid")
        return named
    able = [
        resource
        for resource in venue.resources
        if resource.kind is ask.kind
        and not resource.withdrawn
        and ask.category in ("", resource.category)
        and set(ask.features) <= set(resource.features)
    ]
    if not able:
        raise Refused(
            "no-such-category",
            f"the venue has no {ask.kind.value} {ask.category}".rstrip() + " with these features",
            field="category",
            kind="invalid",
        )
    working = [resource for resource in able if is_open(resource)]
    if not working:
        raise _closed()
    return working


def _closed() -> Refused:
    return Refused("closed", "the venue is not open for that whole time", field="starts_at", kind="invalid")


def _check_named(resource: Resource, ask: Ask, is_open: Callable[[Resource], bool]) -> None:
    if resource.kind is not ask.kind or resource.withdrawn:
        raise Refused(
            "not-bookable",
            f"{resource.id} is no {ask.kind.value} that can be booked",
            field="resource_ids",
            kind="invalid",
        )
    if not is_open(resource):
        raise Refused(
            "closed", f"{resource.name} is not open for that whole time", field="starts_at", kind="invalid"
        )


def _opening(venue: Venue, ask: Ask) -> Callable[[Resource], bool]:
    """Whether a resource is open for the whole time: the venue must be, and its own shifts if it has any."""
    card = venue.card
    house = _house_is_open(venue, ask)

    def is_open(resource: Resource) -> bool:
        if resource.id in ask.avoid:
            return False
        if any(shut.shuts(resource.id, ask.starts_at, ask.ends_at) for shut in venue.closures):
            return False
        if not house or not resource.shifts:
            return house
        shifts = open_spans(resource.shifts, (), card.timezone, ask.starts_at, ask.ends_at)
        return covers(shifts, ask.starts_at, ask.ends_at)

    return is_open


def _house_is_open(venue: Venue, ask: Ask) -> bool:
    card = venue.card
    spans = open_spans(card.hours, card.special_days, card.timezone, ask.starts_at, ask.ends_at)
    return covers(spans, ask.starts_at, ask.ends_at)


def _joined(resources: Sequence[Resource]) -> Placement:
    return Placement(tuple(resources), " + ".join(resource.name for resource in resources))


def _combined(able: Sequence[Resource], party_size: int) -> Iterator[Placement]:
    """Neighbouring tables joined: each stands beside one of the others, and none is superfluous."""
    tables = {each.id: each for each in able if not each.shared}
    beside: dict[str, set[str]] = {table_id: set() for table_id in tables}
    for table in tables.values():
        for other in set(table.combines_with) & tables.keys():
            beside[table.id].add(other)
            beside[other].add(table.id)
    groups = {frozenset((table_id,)) for table_id in tables if beside[table_id]}
    for _ in range(2, MOST_JOINED + 1):
        groups = {group | {other} for group in groups for one in group for other in beside[one] - group}
        for group in groups:
            joined = [table for table in tables.values() if table.id in group]
            room = sum(table.capacity for table in joined)
            if room >= party_size > room - min(table.capacity for table in joined):
                yield _joined(joined)


def _performed(venue: Venue, service: Resource, ask: Ask) -> Iterator[Placement]:
    """Who can perform the service then, in a room of the category it needs."""
    is_open = _opening(venue, ask)
    staff = [venue.resource(performer) for performer in service.performers]
    rooms: list[tuple[Resource, ...]] = [()]
    if service.needs_category:
        rooms = [(room,) for room in rooms_for(venue, service, ask.party_size) if is_open(room)]
    for person in staff:
        if not person.withdrawn and is_open(person):
            for room in rooms:
                yield Placement((person, *room), service.name, service)


def rooms_for(venue: Venue, service: Resource, party_size: int) -> list[Resource]:
    """Where a service that needs a room can be performed for the party."""
    return [
        room
        for room in venue.resources
        if room.kind is not Kind.STAFF
        and room.category == service.needs_category
        and not room.withdrawn
        and room.capacity >= party_size
    ]


def _groups(free: Sequence[Placement], ask: Ask) -> Iterator[Placement]:
    """Sets of `ask.count` free resources that take the party together: what it has, then the least spare."""
    singles = sorted((placement.resources[0] for placement in free), key=lambda resource: resource.capacity)
    current = [resource for name in ask.prefer for resource in singles if resource.id == name]
    if len(current) == ask.count and sum(resource.capacity for resource in current) >= ask.party_size:
        yield _joined(current)
    for first in range(len(singles) - ask.count + 1):
        group = singles[first : first + ask.count]
        if sum(resource.capacity for resource in group) >= ask.party_size:
            yield _joined(group)


def _digest(placement: Placement, spread: str) -> bytes:
    names = ",".join(placement.resource_ids)
    return hashlib.blake2b(f"{spread}/{names}".encode(), digest_size=8).digest()

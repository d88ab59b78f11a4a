"""Bookings and their claims: one document per held bucket, so that nothing is ever held twice (rule B15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index, Session
from infra.chassis.store import Store
from infra.chassis.writing import DeleteMany, InsertOne, Operation, UpdateOne, Write
from services.booking.domain.booking import Allotted, Booking, claims, places, timers
from services.booking.domain.placement import Taken
from services.booking.store.vacancies import VACANCIES, vacancy

__all__ = ["BookingStore", "PlaceTaken", "reach"]


class PlaceTaken(Refused):
    """Somebody else holds part of the wanted place."""

    def __init__(self) -> None:
        super().__init__("slot-taken", "the place is taken for that time", field="starts_at")


class BookingStore(Store[Booking]):
    """Bookings.

    Two side collections are kept equal to what the bookings claim, in the transaction of every change:
    ``claims`` {_id: venue/resource@bucket, booking_id} and, for shared resources, ``places`` {_id, taken}.
    """

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.venue_id", 1), ("state.business_date", 1)]),
        Index([("state.venue_id", 1), ("state.starts_at", 1)]),
        Index([("state.venue_id", 1), ("state.ends_at", 1)]),
        Index([("state.guest.id", 1), ("_id", -1)]),
        Index([("state.guest.phone", 1)], where={"state.guest.phone": {"$gt": ""}}),
        Index([("state.choice_of", 1)], where={"state.choice_of": {"$type": "string"}}),
        Index([("state.series_id", 1)], where={"state.series_id": {"$type": "string"}}),
        Index(
            [("state.confirmation_number", 1)],
            unique=True,
            where={"state.confirmation_number": {"$type": "string"}},
        ),
        Index([("state.ledger_ref", 1)], unique=True, where={"state.ledger_ref": {"$type": "string"}}),
        Index([("updated_at", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="booking", state=Booking, timers=timers)
        self.claims = desk.db.collection("claims")
        self.places = desk.db.collection("places")

    async def ensure(self) -> None:
        """Create the collections and their indexes."""
        await super().ensure()
        await self.desk.db.ensure("claims", [Index([("booking_id", 1)])])
        await self.desk.db.ensure("places", [])

    def writes(self, changed: Sequence[tuple[Booking | None, Booking]]) -> Iterable[Write]:
        """Keep claims and places equal to what the bookings hold now, and note what came free.

        Raises:
            PlaceTaken: another booking holds one of them; where only the store knows it, its `Write` does.
        """
        held: list[Operation] = []
        counted: list[Operation] = []
        notes: list[Operation] = []
        for before, after in changed:
            had, wants = claims(before) if before else frozenset(), claims(after)
            had_places, wants_places = places(before) if before else {}, places(after)
            if had - wants:
                held.append(DeleteMany({"_id": {"$in": sorted(had - wants)}, "booking_id": after.id}))
            held += [InsertOne({"_id": claim, "booking_id": after.id}) for claim in sorted(wants - had)]
            counted += _count_places(had_places, wants_places)
            if before is not None:
                freed = bool(had - wants) or bool(had_places.keys() - wants_places.keys())
                notes += _vacancies(before, after, freed=freed)
        yield Write(self.claims, held, lambda _: PlaceTaken())
        yield Write(self.places, counted, lambda _: PlaceTaken())
        yield Write(self.desk.db.collection(VACANCIES), notes)

    async def taken(
        self, whole: Sequence[str], shared: Sequence[str], *, but: Booking | None = None, one_moment: bool
    ) -> Taken:
        """Which of these buckets others hold; what `but` holds is not counted, unless strangers sit there.

        Args:
            one_moment: see all of it at a single moment. Without, a booking that moves meanwhile may show
                in both of its places: good enough to try one, not to refuse anybody.
        """
        if not one_moment:
            return await self._taken(whole, shared, but, None)
        return await self.desk.db.transact(lambda session: self._taken(whole, shared, but, session))

    async def _taken(
        self, whole: Sequence[str], shared: Sequence[str], but: Booking | None, session: Session | None
    ) -> Taken:
        found: set[str] = set()
        counts: dict[str, int] = {}
        had = replace(but, incidents=()) if but else None  # what it lost on arrival it cannot be given again
        own = places(had) if had else {}
        if whole:
            query = {"_id": {"$in": list(whole)}}
            found = {each["_id"] async for each in self.claims.find(query, {"_id": 1}, session=session)}
            found -= claims(had) if had else frozenset()
        if shared:
            async for each in self.places.find({"_id": {"$in": list(shared)}}, session=session):
                counts[each["_id"]] = each["taken"] - own.get(each["_id"], (0, 0))[0]
        return Taken(found, counts)

    async def taken_between(self, spans: Sequence[tuple[str, str]]) -> Taken:
        """What is held in ranges of claim ids (first, last), both included."""
        if not spans:
            return Taken()
        query = {"$or": [{"_id": {"$gte": first, "$lte": last}} for first, last in spans]}
        found = {each["_id"] async for each in self.claims.find(query, {"_id": 1})}
        counts = {each["_id"]: each["taken"] async for each in self.places.find(query)}
        return Taken(found, counts)

    def duplicate(self, fields: Sequence[str]) -> Exception:
        """A confirmation number or a ledger's line that is there already."""
        if list(fields) == ["state.ledger_ref"]:
            return Refused(
                "already-recorded", "this line of the ledger has been recorded", field="history.ref"
            )
        return Refused(
            "number-taken", "that confirmation number is in use; try again", field="confirmation_number"
        )


def reach(booking: Booking) -> tuple[datetime, datetime]:
    """From when to when a booking can keep other visits away.

    Setup, cleaning and a coarse grid hold more than the visit, and whoever waits needs them too.
    """
    around = max((_around(each) for each in booking.allotted), default=timedelta(0))
    return booking.starts_at - around, booking.ends_at + around


def _around(allotted: Allotted) -> timedelta:
    return timedelta(minutes=allotted.setup_minutes + allotted.cleaning_minutes + allotted.slot_minutes)


def _vacancies(before: Booking, after: Booking, *, freed: bool) -> list[Operation]:
    """What lets the waitlist know of time that came free, and of what became of an offer of its own."""
    offered = after.waiting_id is not None and before.status is not after.status
    if not offered and not freed and before.party_size <= after.party_size:
        return []
    waited = (after.waiting_id, after.id) if after.waiting_id and offered else None
    return [InsertOne(vacancy(before.venue_id, *reach(before), waited))]


def _count_places(
    had: Mapping[str, tuple[int, int]], wants: Mapping[str, tuple[int, int]]
) -> Iterator[Operation]:
    for bucket in sorted(had.keys() | wants.keys()):
        more = wants.get(bucket, (0, 0))[0] - had.get(bucket, (0, 0))[0]
        if more > 0:
            room = wants[bucket][1] - more
            if room < 0:
                raise PlaceTaken
            # When it is full, the upsert tries to insert a second document of that id: a duplicate.
            roomy = {"_id": bucket, "taken": {"$lte": room}}
            yield UpdateOne(roomy, {"$inc": {"taken": more}}, upsert=True)
        elif more < 0:
            yield UpdateOne({"_id": bucket}, {"$inc": {"taken": more}})

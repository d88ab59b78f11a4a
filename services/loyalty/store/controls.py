"""Member events, approvals, incidents and settlements (rules L6, L14, L15)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from infra.chassis.cause import Cause
from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index
from infra.chassis.store import Store
from services.loyalty.domain.calendar import month_end
from services.loyalty.domain.lots import Kind
from services.loyalty.domain.member_events import MemberEvent, withdraw
from services.loyalty.domain.privacy import Access, Incident, incident_timers
from services.loyalty.domain.settlement import Honoured, Settlement
from services.loyalty.store.accounts import LEDGER

__all__ = ["AccessStore", "IncidentStore", "MemberEventStore", "SettlementStore"]


class MemberEventStore(Store[MemberEvent]):
    """Events for members, with their sign-ups."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.starts_at", 1)]),
        Index([("state.sign_ups.guest_id", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="member_event", state=MemberEvent)

    async def give_up(self, guest_ids: tuple[str, ...], cause: Cause) -> None:
        """Give up the seats that a guest has, by any of these ids, at events to come: others move up."""
        theirs = {
            "state.sign_ups.guest_id": {"$in": list(guest_ids)},
            "state.starts_at": {"$gt": self.desk.clock.now()},
            "state.cancelled_at": None,
        }
        for event in await self.find(theirs):
            try:
                part = cause.part(f"event/{event.id}")
                await self.change(event.id, lambda state, now: withdraw(state, guest_ids, now), part)
            except Refused as error:
                if error.code != "member-event-closed":
                    raise


class AccessStore(Store[Access]):
    """Requests to read what is personal."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.guest_id", 1), ("state.asked_by", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="access", state=Access, collection="access_requests")


class IncidentStore(Store[Incident]):
    """Leaks of personal data."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.guest_ids", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="incident", state=Incident, timers=incident_timers)


class SettlementStore(Store[Settlement]):
    """Closed months between venues, drawn up from the ledger."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="settlement", state=Settlement)
        self._ledger = desk.db.collection(LEDGER)

    async def honoured(self, month: str, zone: str) -> list[Honoured]:
        """What each venue honoured of each other's points in a local month (``2026-11``)."""
        first = datetime.strptime(month, "%Y-%m").replace(day=15, tzinfo=UTC)
        span = {"$gte": month_end(first, -1, zone), "$lt": month_end(first, 0, zone)}
        found = self._ledger.aggregate(
            [
                {"$match": {"at": span, "kind": {"$in": [Kind.CONFIRM.value, Kind.REVERSE.value]}}},
                {"$unwind": "$moves"},
                {  # a confirmed use moves held points out, a reversed one available points in
                    "$group": {
                        "_id": {"issuer": "$moves.venue_id", "venue": "$venue_id", "kind": "$kind"},
                        "points": {"$sum": {"$add": ["$moves.held", "$moves.available"]}},
                    }
                },
            ]
        )
        return [Honoured(row["_id"]["issuer"], row["_id"]["venue"], -row["points"]) async for row in found]

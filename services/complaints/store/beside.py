"""The smaller aggregates beside the cases, each with its look-ups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from infra.chassis.changes import Stored
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index
from infra.chassis.store import Store
from services.complaints.domain import callback, emergency, lost, quota, survey
from services.complaints.domain.callback import Callback
from services.complaints.domain.emergency import Emergency
from services.complaints.domain.lost import Item
from services.complaints.domain.matter import Matter
from services.complaints.domain.quota import Quota
from services.complaints.domain.sample import Sample
from services.complaints.domain.shift import Shift
from services.complaints.domain.survey import Survey

__all__ = [
    "CallbackStore",
    "EmergencyStore",
    "ItemStore",
    "MatterStore",
    "QuotaStore",
    "SampleStore",
    "ShiftStore",
    "SurveyStore",
]

_MOST_CANDIDATES = 200


class MatterStore(Store[Matter]):
    """Matters that guests complain of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="matter", state=Matter)


class CallbackStore(Store[Callback]):
    """Callbacks owed and made."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.status", 1), ("state.assigned_to", 1), ("state.due_at", 1)]),
        Index([("state.venue_id", 1), ("_id", -1)]),
        Index([("state.case_id", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="callback", state=Callback, timers=callback.timers)

    async def owed_for(self, case_id: str) -> list[Stored[Callback]]:
        """The callbacks a case still owes."""
        return await self.find({"state.case_id": case_id, "state.status": "owed"})


class SampleStore(Store[Sample]):
    """The samples of assist cases."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="sample", state=Sample)


class QuotaStore(Store[Quota]):
    """Each agent's current week."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.venue_id", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="quota", state=Quota, timers=quota.timers)


class SurveyStore(Store[Survey]):
    """Satisfaction surveys."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.guest_id", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="survey", state=Survey, timers=survey.timers)


class ItemStore(Store[Item]):
    """Found and sought things."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.venue_id", 1), ("state.features.kind", 1), ("state.side", 1), ("state.status", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="lost-item", state=Item, timers=lost.timers, collection="lost_items")

    async def candidates(self, item: Item) -> list[Item]:
        """Open things of the other side that could fit, newest first."""
        query = {
            "state.venue_id": item.venue_id,
            "state.features.kind": item.features.kind,
            "state.side": "found" if item.side == "sought" else "sought",
            "state.status": "open",
        }
        found = await self.find(query, sort=[("_id", -1)], limit=_MOST_CANDIDATES)
        return [stored.state for stored in found]


class ShiftStore(Store[Shift]):
    """Shift handovers."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.venue_id", 1), ("_id", -1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="shift", state=Shift)


class EmergencyStore(Store[Emergency]):
    """Emergencies."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.venue_id", 1), ("_id", -1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, aggregate="emergency", state=Emergency, timers=emergency.timers, collection="emergencies"
        )

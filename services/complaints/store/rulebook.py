"""Finds the rules a case is judged by: policy and calendar of its opening, the people of now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from infra.chassis.policy import PolicyBook
from services.complaints.domain.case import Case
from services.complaints.domain.people import EVERYWHERE
from services.complaints.domain.policy import CasePolicy
from services.complaints.domain.rules import Rules
from services.complaints.store.calendars import CalendarStore
from services.complaints.store.people import People

__all__ = ["Rulebook"]


@dataclass(frozen=True)
class Rulebook:
    """Rules by case or by venue. Later policies and calendars never reach a case opened before them."""

    policies: PolicyBook[CasePolicy]
    calendars: CalendarStore
    people: People

    async def now(self, venue_id: str) -> Rules:
        """The rules a case opened now at a venue would have."""
        calendar = await self.calendars.current(venue_id)
        policy = await self.policies.at(venue_id, self.policies.now())
        return Rules(policy.values, policy.version, calendar, await self.people.at(venue_id))

    async def weekly_callbacks(self, venue_id: str) -> int:
        """What an agent of a venue, or of the whole chain, owes a week by the policy of now (C21)."""
        scope = None if venue_id == EVERYWHERE else venue_id
        return (await self.policies.at(scope, self.policies.now())).values.weekly_callbacks

    async def of(self, case: Case) -> Rules:
        """The rules of a case."""
        return await self.of_opening(
            case.venue_id, case.opened_at, case.policy_version, case.calendar_version
        )

    async def of_opening(
        self, venue_id: str, opened_at: datetime, policy_version: int, calendar_version: int
    ) -> Rules:
        """The rules of a case opened then, with that policy and calendar."""
        calendar = await self.calendars.version(venue_id, calendar_version, opened_at.year)
        policy = await self.policies.at(venue_id, opened_at, upto=policy_version)
        return Rules(policy.values, policy.version, calendar, await self.people.at(venue_id))

"""The clerk: everything that taking and handling a case needs together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.case import Case
from services.complaints.domain.opening import Opening, open_case
from services.complaints.domain.owning import hand_over
from services.complaints.domain.rules import Rules
from services.complaints.store.beside import (
    CallbackStore,
    EmergencyStore,
    ItemStore,
    MatterStore,
    QuotaStore,
    SampleStore,
    ShiftStore,
    SurveyStore,
)
from services.complaints.store.cases import CaseStore
from services.complaints.store.guests import GuestStore
from services.complaints.store.rulebook import Rulebook

__all__ = ["NOBODY", "Answer", "Clerk", "Decision", "there"]

Answer = Callable[[Case], dict[str, Any]]
Decision = Callable[[Case, Rules, datetime], Decided[Case]]

NOBODY = "desk"
"""Owner of a case that came in when nobody was registered at the desk; its dispatch clock tells."""


def there(case: Case | None) -> Case:
    """The case.

    Raises:
        Refused: there is none (404).
    """
    if case is None:
        raise Refused("case-not-found", "there is no such case", kind="missing")
    return case


@dataclass(frozen=True)
class Clerk:
    """The desk's stores and rules."""

    cases: CaseStore
    guests: GuestStore
    rulebook: Rulebook
    matters: MatterStore
    callbacks: CallbackStore
    samples: SampleStore
    quotas: QuotaStore
    surveys: SurveyStore
    items: ItemStore
    shifts: ShiftStore
    emergencies: EmergencyStore

    @property
    def now(self) -> datetime:
        """The present."""
        return self.cases.desk.clock.now()

    async def open(self, opening: Opening, cause: Cause, answer: Answer | None = None) -> Outcome[Case]:
        """Open a case: the guest is met, an owner found where nobody took it, the rules looked up."""
        intake = opening.intake
        if opening.guest_id is None and not intake.anonymous and intake.contact.reachable:
            guest_id = await self.guests.meet(intake.contact, intake.language, cause)
            opening = replace(opening, guest_id=guest_id)
        elif opening.guest_id is not None:
            opening = replace(opening, guest_id=await self.guests.stands_for(opening.guest_id))
        rules = await self.rulebook.now(opening.venue_id)
        if not opening.owner_id:
            opening = replace(opening, owner_id=await self.owner_for(rules))

        def decide(case: Case | None, now: datetime) -> Decided[Case]:
            return open_case(case, opening, rules, now)

        return await self.cases.change(opening.id, decide, cause, answer=answer)

    async def owner_for(self, rules: Rules) -> str:
        """Whoever is on duty at the desk with the fewest open cases."""
        people = rules.directory.in_charge("desk", None, self.now)
        if not people:
            return NOBODY
        load = await self.cases.load(people)
        return min(people, key=lambda each: (load[each], each))

    async def act(
        self,
        case_id: str,
        decision: Decision,
        cause: Cause,
        *,
        expected_version: int | None = None,
        answer: Answer | None = None,
    ) -> Outcome[Case]:
        """Let a decision change a case, under the rules of its opening.

        Raises:
            Refused: there is no such case, or the decision refuses.
        """
        change = await self.change(case_id, decision, cause)
        return await self.cases.change(
            change.id, change.decide, cause, expected_version=expected_version, answer=answer
        )

    async def change(self, case_id: str, decision: Decision, cause: Cause) -> Change[Case]:
        """The change a decision makes, bound to the rules of its case.

        Raises:
            Refused: there is no such case.
        """
        judged_by = (await self.cases.judged_by([case_id])).get(case_id)
        if judged_by is None:
            raise Refused("case-not-found", "there is no such case", kind="missing")
        rules = await self.rulebook.of_opening(*judged_by)

        def decide(case: Case | None, now: datetime) -> Decided[Case]:
            return decision(there(case), rules, now)

        return Change(case_id, decide, cause)

    async def hand_over(
        self,
        case_ids: tuple[str, ...],
        owner_id: str,
        reason: str,
        cause: Cause,
        *,
        shift_id: str | None = None,
        previous_id: str | None = None,
    ) -> list[Outcome[Case] | Exception]:
        """Move the ownership of many cases, each once for the cause; the outcome of each, in order."""

        def decision(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
            return hand_over(case, rules, now, owner_id, reason, shift_id, previous_id)

        results: list[Outcome[Case] | Exception] = []
        for case_id in case_ids:
            try:
                results.append(await self.act(case_id, decision, cause.part(case_id)))
            except Refused as refused:
                results.append(refused)
        return results

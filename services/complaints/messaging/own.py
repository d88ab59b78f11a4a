"""Consequences of the desk's own facts: what one aggregate's change means for another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.complaints import (
    CalendarPublished,
    CallbackMade,
    CallbackReason,
    CaseClosed,
    CaseMatterSet,
    CaseOpened,
    CaseOwnerChanged,
    CaseResolved,
    CaseReworked,
    HandoverAcknowledged,
    LostItemRegistered,
    LostItemReturned,
    LostItemSought,
    MatterTurnedCollective,
    SampleDrawn,
    StaffSaved,
    SurveyAnswered,
)
from contracts.envelope import Envelope
from infra.chassis.cause import Cause
from infra.chassis.decision import Decide, Decided
from services.complaints.domain import callback, guests, lost, matter, owning, quota, sample
from services.complaints.domain.callback import Callback
from services.complaints.domain.case import Case
from services.complaints.domain.judging import find_ground
from services.complaints.domain.lost import Item
from services.complaints.domain.matter import Matter, Voice
from services.complaints.domain.opening import Opening
from services.complaints.domain.parts import Intake
from services.complaints.domain.quota import Quota
from services.complaints.domain.resolving import callback_mode, hear_callback
from services.complaints.domain.rules import Rules
from services.complaints.domain.sample import Sample, sample_id
from services.complaints.messaging.asking import ask_guest
from services.complaints.messaging.states import known
from services.complaints.store.clerk import Clerk, Decision

__all__ = ["Own"]


@dataclass(frozen=True)
class Own:
    """Consequences of the desk's own facts."""

    clerk: Clerk

    async def opened(self, envelope: Envelope, cause: Cause) -> None:
        """A complaint of a known guest speaks on its matter (C5); one of a double is the kept guest's.

        Whoever opened it may not have read the merge yet, and who merged had listed the double's cases.
        """
        told: CaseOpened = envelope.data  # type: ignore[assignment]
        case_guest = (await self.clerk.cases.need(told.case_id)).state.guest_id
        kept_id = await self.clerk.guests.stands_for(case_guest) if case_guest else None
        if kept_id is not None and kept_id != case_guest:
            await self.clerk.act(told.case_id, _of_guest(kept_id), cause.part("merged"))
        await self._speak(told, envelope.time, cause)

    async def matter_set(self, envelope: Envelope, cause: Cause) -> None:
        """A complaint put on another matter speaks there, as of its opening, and no longer here (C5)."""
        told: CaseMatterSet = envelope.data  # type: ignore[assignment]
        if await self.clerk.matters.get(told.previous_matter_id):
            await self.clerk.matters.change(told.previous_matter_id, _left(told.case_id), cause.part("left"))
        opened_at = (await self.clerk.cases.need(told.case_id)).state.opened_at
        await self._speak(told, opened_at, cause)

    async def _speak(self, told: CaseOpened | CaseMatterSet, at: datetime, cause: Cause) -> None:
        if told.kind != "complaint" or told.guest_id is None:
            return
        voice = Voice(told.case_id, await self.clerk.guests.stands_for(told.guest_id), at)
        policy = (await self.clerk.rulebook.now(told.venue_id)).policy

        def decide(state: Matter | None, _: datetime) -> Decided[Matter]:
            return matter.join(state, told.matter_id, told.venue_id, told.category, voice, policy)

        await self.clerk.matters.change(told.matter_id, decide, cause)

    async def collective(self, envelope: Envelope, cause: Cause) -> None:
        """The cases of a collective matter are major (C5), unless they were put on another meanwhile."""
        told: MatterTurnedCollective = envelope.data  # type: ignore[assignment]

        def found(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
            if case.matter_id != told.matter_id:
                return case, ()
            return find_ground(case, rules, now, "collective")

        for case_id in told.case_ids:
            await self.clerk.act(case_id, found, cause.part(case_id))

    async def resolved(self, envelope: Envelope, cause: Cause) -> None:
        """A responsible complaint owes a callback; an *assist* one meets the sample (C13)."""
        told: CaseResolved = envelope.data  # type: ignore[assignment]
        case = (await self.clerk.cases.need(told.case_id)).state
        if told.callback_due_at is not None and told.guest_id is not None:
            await self._owe(case, "case", told.cycle, told.callback_due_at, envelope.id, cause)
        elif told.responsibility == "assist" and told.guest_id and not case.intake.callback_declined:
            rules = await self.clerk.rulebook.of(case)
            if await self._drawn_before(told):
                due_at = envelope.time + timedelta(days=rules.policy.assist_callback_days)
                await self._owe(case, "sample", told.cycle, due_at, envelope.id, cause)
                return
            key = sample_id(case.venue_id, envelope.time.astimezone(rules.calendar.zone))
            percent = rules.policy.assist_sample_percent

            def decide(state: Sample | None, _: datetime) -> Decided[Sample]:
                return sample.draw(state, key, case.venue_id, case.id, percent)

            await self.clerk.samples.change(key, decide, cause)

    async def _drawn_before(self, told: CaseResolved) -> bool:
        """Whether an earlier handling of the case was drawn: then its results to come owe a callback."""
        drawn = await self.clerk.callbacks.find({"state.case_id": told.case_id, "state.reason": "sample"})
        return any((each.state.cycle or 0) < told.cycle for each in drawn)

    async def reworked(self, envelope: Envelope, cause: Cause) -> None:
        """Nobody is called back about a result that no longer holds; the next one owes its own (C14)."""
        told: CaseReworked = envelope.data  # type: ignore[assignment]
        for owed in await self.clerk.callbacks.owed_for(told.case_id):
            if (owed.state.cycle or 0) < told.cycle:
                await self.clerk.callbacks.change(owed.id, _off("case reworked"), cause.part(owed.id))

    async def drawn(self, envelope: Envelope, cause: Cause) -> None:
        """A drawn *assist* case is called back (C13), unless its guest withdrew or was erased meanwhile."""
        told: SampleDrawn = envelope.data  # type: ignore[assignment]
        if not told.chosen:
            return
        case = (await self.clerk.cases.need(told.case_id)).state
        withdrawn = case.summary is not None and case.summary.outcome == "withdrawn"
        if withdrawn or case.intake.callback_declined:
            return
        days = (await self.clerk.rulebook.of(case)).policy.assist_callback_days
        due_at = envelope.time + timedelta(days=days)
        if case.status != "open":
            await self._owe(case, "sample", case.cycle, due_at, envelope.id, cause)
            return
        # Reworked meanwhile: it was drawn for the result before, and owes its callback about the next.
        await self._owe(case, "sample", case.cycle - 1, due_at, envelope.id, cause)
        await self.clerk.callbacks.change(envelope.id, _off("case reworked"), cause.part("reworked"))

    async def called_back(self, envelope: Envelope, cause: Cause) -> None:
        """A callback counts toward the quota (C21), judges its case (C13, C14), or is asked about (C22)."""
        told: CallbackMade = envelope.data  # type: ignore[assignment]
        if not told.effective:
            return
        await self._count(told.staff_id, envelope.time, cause.part("quota"))
        if told.case_id is None:
            await ask_guest(
                self.clerk,
                "callback",
                told.callback_id,
                told.venue_id,
                told.guest_id,
                told.staff_id,
                envelope,
                cause,
            )
            return

        def judged(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
            return hear_callback(
                case, rules, now, told.cycle or case.cycle, effective=True, satisfied=told.satisfied
            )

        await self.clerk.act(told.case_id, judged, cause)

    async def _count(self, staff_id: str, at: datetime, cause: Cause) -> None:
        """A callback of somebody who owes none is not counted."""
        owing = await self.clerk.quotas.get(staff_id)
        if owing is None:
            return
        by_policy = await self.clerk.rulebook.weekly_callbacks(owing.state.venue_id)
        await self.clerk.quotas.change(
            staff_id, lambda state, _: quota.count(known(state), at, by_policy), cause
        )

    async def closed(self, envelope: Envelope, cause: Cause) -> None:
        """The guest is asked how satisfied they are (C22); a withdrawn case owes and speaks no more."""
        told: CaseClosed = envelope.data  # type: ignore[assignment]
        if told.outcome == "withdrawn":
            for owed in await self.clerk.callbacks.owed_for(told.case_id):
                await self.clerk.callbacks.change(owed.id, _off("case withdrawn"), cause.part(owed.id))
            matter_id = (await self.clerk.cases.need(told.case_id)).state.matter_id
            if await self.clerk.matters.get(matter_id):
                await self.clerk.matters.change(matter_id, _left(told.case_id), cause.part("left"))
        elif told.guest_id is not None:
            await ask_guest(
                self.clerk, "case", told.case_id, told.venue_id, told.guest_id, told.owner_id, envelope, cause
            )

    async def owner_changed(self, envelope: Envelope, cause: Cause) -> None:
        """What a case still owes its guest goes with it (C24)."""
        told: CaseOwnerChanged = envelope.data  # type: ignore[assignment]
        for owed in await self.clerk.callbacks.owed_for(told.case_id):
            await self.clerk.callbacks.change(owed.id, _given(told.owner_id), cause.part(owed.id))

    async def returned(self, envelope: Envelope, cause: Cause) -> None:
        """What a guest missed is theirs again (C23)."""
        told: LostItemReturned = envelope.data  # type: ignore[assignment]
        if told.sought_item_id is not None:
            await self.clerk.items.change(
                told.sought_item_id, lambda state, _: lost.give_back(known(state)), cause
            )

    async def answered(self, envelope: Envelope, cause: Cause) -> None:
        """A bad answer opens a case (C22)."""
        told: SurveyAnswered = envelope.data  # type: ignore[assignment]
        if not told.opens_case:
            return
        asked = (await self.clerk.surveys.need(told.survey_id)).state
        known = await self.clerk.guests.get(told.guest_id)
        opening = Opening(
            id=envelope.id,
            kind="complaint",
            venue_id=told.venue_id,
            guest_id=told.guest_id,
            owner_id="",
            category=f"survey-{told.about}",
            about=told.ref_id,
            intake=Intake(
                channel="survey",
                content=asked.remark or f"{told.score} of 5 ({told.about})",
                contact=guests.contact_of(known.state if known else None),
                booking_id=told.ref_id if told.about == "visit" else None,
                survey_id=told.survey_id,
            ),
        )
        await self.clerk.open(opening, cause)

    async def handed_over(self, envelope: Envelope, cause: Cause) -> None:
        """The handed-over cases are the relief's, unless somebody else got them meanwhile (C3, C24)."""
        told: HandoverAcknowledged = envelope.data  # type: ignore[assignment]
        reason = f"shift of {told.staff_id}"
        await self.clerk.hand_over(
            told.case_ids,
            told.relief_id,
            reason,
            cause,
            shift_id=told.shift_id,
            previous_id=told.staff_id,
        )

    async def staff_saved(self, envelope: Envelope, cause: Cause) -> None:
        """Who owes callbacks gets a weekly quota (C21)."""
        told: StaffSaved = envelope.data  # type: ignore[assignment]
        owed = told.weekly_callbacks if told.active else 0
        person = (await self.clerk.rulebook.people.staff.need(told.staff_id)).state
        by_policy = told.active and person.quota_by_policy
        calendar = await self.clerk.rulebook.calendars.current(told.venue_id)

        def decide(state: Quota | None, now: datetime) -> Decided[Quota]:
            return quota.owe(
                state, told.staff_id, told.venue_id, calendar.timezone, owed, now, by_policy=by_policy
            )

        await self.clerk.quotas.change(told.staff_id, decide, cause)

    async def calendar_published(self, envelope: Envelope, cause: Cause) -> None:
        """The weeks of a venue's agents end by its own zone (C21)."""
        told: CalendarPublished = envelope.data  # type: ignore[assignment]
        timezone = (await self.clerk.rulebook.calendars.current(told.venue_id)).timezone
        for owed in await self.clerk.quotas.find({"state.venue_id": told.venue_id}):
            await self.clerk.quotas.change(owed.id, _in_zone(timezone), cause.part(owed.id))

    async def found(self, envelope: Envelope, cause: Cause) -> None:
        """A found thing is compared with all that are sought (C23)."""
        told: LostItemRegistered = envelope.data  # type: ignore[assignment]
        item = (await self.clerk.items.need(told.item_id)).state
        for sought in await self.clerk.items.candidates(item):
            await self.clerk.items.change(sought.id, _matched(item), cause.part(sought.id))

    async def sought(self, envelope: Envelope, cause: Cause) -> None:
        """A sought thing is compared with all that were found (C23)."""
        told: LostItemSought = envelope.data  # type: ignore[assignment]
        item = (await self.clerk.items.need(told.item_id)).state
        for found in await self.clerk.items.candidates(item):
            await self.clerk.items.change(item.id, _matched(found), cause.part(found.id))

    async def _owe(
        self, case: Case, reason: CallbackReason, cycle: int, due_at: datetime, id: str, cause: Cause
    ) -> None:
        wanted = Callback(
            id=id,
            reason=reason,
            venue_id=case.venue_id,
            guest_id=case.guest_id or "",
            mode=callback_mode(case),
            assigned_to=case.owner_id,
            due_at=due_at,
            case_id=case.id,
            cycle=cycle,
        )
        await self.clerk.callbacks.change(id, lambda state, _: callback.owe(state, wanted), cause)


def _of_guest(guest_id: str) -> Decision:
    return lambda case, _rules, _now: owning.merge_guest(case, guest_id)


def _left(case_id: str) -> Decide[Matter]:
    return lambda state, _: matter.leave(known(state), case_id)


def _in_zone(timezone: str) -> Decide[Quota]:
    return lambda state, _: quota.keep_time(known(state), timezone)


def _given(owner_id: str) -> Decide[Callback]:
    return lambda state, _: callback.reassign(known(state), owner_id)


def _off(reason: str) -> Decide[Callback]:
    return lambda state, _: callback.cancel(known(state), reason)


def _matched(found: Item) -> Callable[[Item | None, datetime], Decided[Item]]:
    def decide(sought: Item | None, _: datetime) -> Decided[Item]:
        return lost.match(known(sought), found)

    return decide

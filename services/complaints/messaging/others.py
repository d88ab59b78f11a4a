"""Consequences of what the other services tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contracts.booking import BookingCompleted
from contracts.contacts import GuestContactErased, GuestContactGiven
from contracts.envelope import Envelope
from contracts.loyalty import CompensationGranted, CompensationRefused, GuestMerged
from infra.chassis.cause import Cause
from infra.chassis.decision import Decide, Decided, Refused
from services.complaints.domain import callback, guests, lost, matter, owning, survey
from services.complaints.domain.case import Case
from services.complaints.domain.matter import Matter
from services.complaints.domain.remedying import settle
from services.complaints.domain.rules import Rules
from services.complaints.messaging.asking import ask_guest
from services.complaints.messaging.states import known
from services.complaints.store.clerk import Clerk

__all__ = ["Others"]


@dataclass(frozen=True)
class Others:
    """Consequences of what the other services tell."""

    clerk: Clerk

    async def visited(self, envelope: Envelope, cause: Cause) -> None:
        """After a visit the guest is asked (C22), unless it is one of an older ledger."""
        told: BookingCompleted = envelope.data  # type: ignore[assignment]
        if told.recorded:
            return
        await ask_guest(
            self.clerk, "visit", told.booking_id, told.venue_id, told.guest_id, None, envelope, cause
        )

    async def granted(self, envelope: Envelope, cause: Cause) -> None:
        """Loyalty granted a remedy (C12)."""
        told: CompensationGranted = envelope.data  # type: ignore[assignment]
        await self._settle(told.case_id, told.remedy_id, None, cause)

    async def refused(self, envelope: Envelope, cause: Cause) -> None:
        """Loyalty did not grant a remedy; another is owed (C12)."""
        told: CompensationRefused = envelope.data  # type: ignore[assignment]
        await self._settle(told.case_id, told.remedy_id, told.refusal, cause)

    async def _settle(self, case_id: str, remedy_id: str, refusal: str | None, cause: Cause) -> None:
        def decision(case: Case, rules: Rules, now: datetime) -> Decided[Case]:
            return settle(case, rules, now, remedy_id, granted=refusal is None, refusal=refusal)

        await self.clerk.act(case_id, decision, cause)

    async def merged(self, envelope: Envelope, cause: Cause) -> None:
        """Loyalty found two guests to be one: their cases come together, also those opened from now on."""
        told: GuestMerged = envelope.data  # type: ignore[assignment]
        await self.clerk.guests.change(
            told.merged_guest_id,
            lambda guest, _: guests.merge(guest, told.merged_guest_id, told.guest_id),
            cause,
        )
        for case_id in await self.clerk.cases.of_guest(told.merged_guest_id):
            matter_id = (await self.clerk.cases.need(case_id)).state.matter_id
            if await self.clerk.matters.get(matter_id):
                await self.clerk.matters.change(matter_id, _one_guest(told), cause.part(f"matter-{case_id}"))
            await self.clerk.act(
                case_id,
                lambda case, _rules, _now: owning.merge_guest(case, told.guest_id),
                cause.part(case_id),
            )

    async def contact_given(self, envelope: Envelope, cause: Cause) -> None:
        """Somebody met the guest, or corrected the contact."""
        told: GuestContactGiven = envelope.data  # type: ignore[assignment]
        if envelope.source == self.clerk.guests.desk.outbox.source:
            return
        try:
            await self.clerk.guests.change(told.guest_id, lambda guest, _: guests.learn(guest, told), cause)
        except Refused:
            # The phone is another guest's here: two services met it at once. Loyalty merges the two; until
            # then the phone leads to the one we know.
            shared = told.model_copy(update={"phone": None})
            await self.clerk.guests.change(told.guest_id, lambda guest, _: guests.learn(guest, shared), cause)

    async def contact_erased(self, envelope: Envelope, cause: Cause) -> None:
        """The guest's data must go, from their cases and all beside them too (L14)."""
        told: GuestContactErased = envelope.data  # type: ignore[assignment]
        of_guest = {"state.guest_id": told.guest_id}
        for back in await self.clerk.callbacks.find(of_guest):
            await self.clerk.callbacks.change(
                back.id, lambda state, _: callback.erase(known(state)), cause.part(back.id)
            )
        for asked in await self.clerk.surveys.find(of_guest):
            await self.clerk.surveys.change(
                asked.id, lambda state, _: survey.erase(known(state)), cause.part(asked.id)
            )
        for item in await self.clerk.items.find(of_guest):
            await self.clerk.items.change(
                item.id, lambda state, _: lost.erase(known(state)), cause.part(item.id)
            )
        for case_id in await self.clerk.cases.of_guest(told.guest_id):
            await self.clerk.act(case_id, lambda case, _rules, _now: owning.erase(case), cause.part(case_id))
        await self.clerk.guests.change(
            told.guest_id, lambda guest, _: guests.forget(guest, told.guest_id), cause
        )


def _one_guest(told: GuestMerged) -> Decide[Matter]:
    return lambda state, _: matter.merge(known(state), told.merged_guest_id, told.guest_id)

"""One person met twice becomes one guest: files and accounts of doubles are taken over (rule L1)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

from contracts.contacts import GuestContactGiven
from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain import guest as files
from services.loyalty.domain import joining, visiting
from services.loyalty.domain.account import Account, OpenVisit
from services.loyalty.domain.guest import Guest, Status
from services.loyalty.domain.personal import Personal, filled
from services.loyalty.domain.policy import Rules
from services.loyalty.store.members import AccountDecision, Members, afresh, contact_of

__all__ = ["Doubles"]


@dataclass(frozen=True)
class Doubles:
    """Guests whom other services meet, and files that turn out to be one person's."""

    members: Members
    _turns: WeakValueDictionary[str, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False, repr=False, compare=False
    )

    async def hear_of(self, contact: GuestContactGiven, cause: Cause) -> None:
        """Another service met a guest, or learned how to reach one: open, complete or double the file."""
        await afresh(lambda: self._hear_of(contact, cause))

    async def _hear_of(self, contact: GuestContactGiven, cause: Cause) -> None:
        stored = await self.members.guests.get(contact.guest_id)
        if stored is None:
            await self._meet(contact, cause)
            return
        kept = await self.members.guests.kept(contact.guest_id)
        if kept.state.status is Status.ERASED:
            return
        known = await self.members.guests.vault.open(kept.id, kept.state.sealed)
        if contact.by_guest:
            told = filled(known, await self._own_word(contact, kept.id))
            if told != known:
                await self.members.refile_as_read(kept, told, cause, tell_contact=True)
            return
        told = replace(
            known,
            name=contact.name or known.name,
            phone=contact.phone or known.phone,
            email=contact.email or known.email,
            language=contact.language,
            member_card=contact.member_card or known.member_card,
        )
        other = await self.members.found(told)
        if other is not None and other != kept.id:
            await self.retire(kept.id, other, "same phone or card", cause)
        elif told != known:
            await self.members.refile_as_read(kept, told, cause, tell_contact=kept.id != contact.guest_id)

    async def _own_word(self, contact: GuestContactGiven, guest_id: str) -> Personal:
        """What a guest's own word is good for: it fills gaps, and never leads to another guest's file."""
        owner = await self.members.guests.find_by("phone", contact.phone) if contact.phone else None
        phone = contact.phone if owner in (None, guest_id) else None
        return Personal(contact.name, phone, contact.email, None, contact.language)

    async def _meet(self, contact: GuestContactGiven, cause: Cause) -> None:
        personal = Personal(contact.name, contact.phone, contact.email, contact.member_card, contact.language)
        if contact.by_guest:
            personal = await self._own_word(contact, contact.guest_id)
        try:
            await self.members.register(contact.guest_id, personal, cause, tell_contact=False)
        except Refused as error:
            kept = error.extra.get("guest_id")
            if error.code != "guest-known" or not isinstance(kept, str) or contact.by_guest:
                raise  # a guest's own word makes no double: heard again, the phone is known to be another's
            await self._born_double(contact.guest_id, personal, kept, cause)

    async def _born_double(self, guest_id: str, personal: Personal, kept: str, cause: Cause) -> None:
        policy, now = await self.members.rules.chain(), self.members.rules.now()
        with self.members.guests.vault.seal_new({guest_id: personal}, policy, now) as made:
            sealed = replace(made[guest_id], phone_key=None, card_key=None, twin_key=None, birthday=None)
            new = Guest(guest_id, now, sealed=sealed)

            def decide(guest: Guest | None, _: datetime) -> Decided[Guest]:
                return files.retired_at_birth(guest or new, kept, "same phone or card")

            await self.members.guests.change(guest_id, decide, cause)

    # Merging

    async def retire(
        self,
        guest_id: str,
        kept_id: str,
        reason: str,
        cause: Cause,
        answer: Callable[[Guest], dict[str, Any]] | None = None,
    ) -> Outcome[Guest]:
        """Close a double's file in favour of the one that stands for `kept_id`; the event does the rest.

        Raises:
            Refused: the two are one file by now.
        """

        async def attempt() -> Outcome[Guest]:
            kept = (await self.members.guests.kept(kept_id)).id
            return await self.members.guests.change(
                guest_id, lambda guest, _: files.retire(guest, kept, reason), cause, answer=answer
            )

        return await afresh(attempt)

    async def absorb(self, merged_id: str, kept_id: str, cause: Cause) -> None:
        """Let the kept file take a retired one over, gaps filled from it."""
        # Many doubles may be found at once: they queue, or each would overtake the others' reading.
        async with self._turns.setdefault((await self.members.guests.kept(kept_id)).id, asyncio.Lock()):
            await afresh(lambda: self._absorb(merged_id, kept_id, cause))

    async def _absorb(self, merged_id: str, kept_id: str, cause: Cause) -> None:
        merged = await self.members.guests.need(merged_id)
        kept = await self.members.guests.kept(kept_id)
        sealed, contact = None, None
        if merged.state.sealed is not None and kept.state.status is Status.ACTIVE:
            vault = self.members.guests.vault
            mine = await vault.open(kept.id, kept.state.sealed)
            joined = filled(mine, await vault.open(merged_id, merged.state.sealed))
            if joined != mine:
                policy, now = await self.members.rules.chain(), self.members.rules.now()
                sealed = await vault.seal(kept.id, joined, policy, now, kept.state.greeted_year)
                contact = contact_of(kept.id, joined)
        await self.members.guests.change(
            kept.id,
            lambda guest, _: files.absorb(guest, merged.state, sealed, contact),
            cause,
            expected_version=kept.version,
        )

    async def close_account(self, merged_id: str, kept_id: str, cause: Cause) -> None:
        """Empty a retired guest's account."""
        await self.members.accounts.change(
            merged_id, lambda account, now: joining.close(account, merged_id, kept_id, now), cause
        )

    async def join_accounts(self, merged_id: str, kept_id: str, cause: Cause) -> None:
        """Let the kept guest's account take over what a closed one had.

        A visit whose bill came to the one and whose end to the other is whole then, and recorded.
        """
        closed = (await self.members.accounts.need(merged_id)).state
        referrer = await self.members.referrer_of(kept_id)

        def join(account: Account | None, kept: str, rules: Rules, now: datetime) -> Decided[Account]:
            return joining.join(account, kept, closed, rules, now)

        steps: list[tuple[AccountDecision, str | None]] = [(join, None)]
        steps += [(_recording(visit, referrer), visit.venue_id) for visit in closed.open_visits]
        for number, (decision, venue_id) in enumerate(steps, start=1):
            # The last one marks the event as done, so a crash between two lets all be made.
            part = cause if number == len(steps) else cause.part(str(number))
            await self.members.once(kept_id, decision, part, venue_id=venue_id)


def _recording(visit: OpenVisit, referrer: str | None) -> AccountDecision:
    return lambda account, kept, rules, now: visiting.booking_joined(
        account, kept, visit.booking_id, referrer, rules, now
    )

"""What both edges do with a guest's file and account together: find, open, correct, record."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

from contracts.contacts import GuestContactGiven
from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome, Stored
from infra.chassis.decision import Decided, Refused
from infra.chassis.ids import new_id
from services.loyalty.domain import guest as files
from services.loyalty.domain.account import Account
from services.loyalty.domain.guest import Consents, Guest
from services.loyalty.domain.personal import Personal
from services.loyalty.domain.policy import LoyaltyPolicy, Rules
from services.loyalty.domain.visits import Visit
from services.loyalty.store.accounts import ALREADY, AccountStore
from services.loyalty.store.guests import OVERTAKEN, GuestStore
from services.loyalty.store.rules import RuleBook

__all__ = ["AccountDecision", "Members", "afresh", "bound", "contact_of"]

T = TypeVar("T")
_NO_WORD: Final = Consents()
_TRIES: Final = 20
AccountDecision = Callable[[Account | None, str, Rules, datetime], Decided[Account]]
"""A decision on an account: (account, guest id, rules, now)."""


def contact_of(guest_id: str, personal: Personal) -> GuestContactGiven:
    """How a guest can be reached, as the restricted topic tells it."""
    return GuestContactGiven(
        guest_id=guest_id,
        name=personal.name,
        phone=personal.phone,
        email=personal.email,
        language=personal.language,
        member_card=personal.member_card,
    )


@dataclass(frozen=True)
class Members:
    """Guests' files and accounts, and the rules they are judged by."""

    guests: GuestStore
    accounts: AccountStore
    rules: RuleBook

    # Files

    async def register(
        self,
        guest_id: str,
        personal: Personal,
        cause: Cause,
        *,
        consents: Consents = _NO_WORD,
        venue_id: str | None = None,
        referred_by: str | None = None,
        recorded: bool = False,
        tell_contact: bool = True,
        answer: Callable[[Guest], dict[str, Any]] | None = None,
    ) -> Outcome[Guest]:
        """Open a file.

        Raises:
            Refused: the phone or card is another guest's (``guest-known``, with that guest's id).
        """
        policy = await self.rules.chain()
        now = self.rules.now()
        contact = contact_of(guest_id, personal) if tell_contact else None
        try:
            with self.guests.vault.seal_new({guest_id: personal}, policy, now) as sealed:
                new = Guest(
                    guest_id, now, sealed=sealed[guest_id], consents=consents, venue_id=venue_id,
                    referred_by=referred_by,
                )  # fmt: skip
                return await self.guests.change(
                    guest_id,
                    lambda guest, at: files.register(guest, new, contact, policy, at, recorded=recorded),
                    cause,
                    answer=answer,
                )
        except Refused as error:
            if error.code == "guest-known":
                raise await self._known(personal) from error
            raise

    async def open_files(self, personals: Sequence[Personal], cause: Cause) -> None:
        """Open files of an older file's guests, together; whoever has one by now keeps it."""
        policy, now = await self.rules.chain(), self.rules.now()
        named = {new_id(): personal for personal in personals}
        with self.guests.vault.seal_new(named, policy, now) as sealed:
            changes = []
            for guest_id, personal in named.items():
                new = Guest(guest_id, now, sealed=sealed[guest_id])
                opening = partial(_opened, new, contact_of(guest_id, personal), policy)
                changes.append(Change(guest_id, opening, cause.part(f"file {personal.member_card}")))
            outcomes = await self.guests.change_many(changes)
        for outcome in outcomes:
            if isinstance(outcome, Exception) and getattr(outcome, "code", "") != "guest-known":
                raise outcome

    async def refile(
        self,
        stored: Stored[Guest],
        personal: Personal,
        cause: Cause,
        *,
        expected_version: int | None = None,
        answer: Callable[[Guest], dict[str, Any]] | None = None,
    ) -> Outcome[Guest]:
        """Replace what is personal in a file, whatever it has become since unless a version is expected."""

        async def attempt() -> Outcome[Guest]:
            kept = await self.guests.kept(stored.id)
            return await self.refile_as_read(kept, personal, cause, answer=answer)

        if expected_version is None:
            return await afresh(attempt)
        return await self.refile_as_read(
            stored, personal, cause, expected_version=expected_version, answer=answer
        )

    async def refile_as_read(
        self,
        stored: Stored[Guest],
        personal: Personal,
        cause: Cause,
        *,
        tell_contact: bool = True,
        expected_version: int | None = None,
        answer: Callable[[Guest], dict[str, Any]] | None = None,
    ) -> Outcome[Guest]:
        """As `refile`, of a file that must still be as it was read."""
        policy, now = await self.rules.chain(), self.rules.now()
        guest_id, greeted = stored.id, stored.state.greeted_year
        known = await self.guests.vault.open(guest_id, stored.state.sealed)
        sealed = await self.guests.vault.seal(guest_id, personal, policy, now, greeted)
        contact = contact_of(guest_id, personal)
        changed = tell_contact and contact != contact_of(guest_id, known)
        try:
            return await self.guests.change(
                guest_id,
                lambda guest, _: files.refile(guest, sealed, contact if changed else None),
                cause,
                # What was just read must still stand, or a change made meanwhile would be lost.
                expected_version=stored.version if expected_version is None else expected_version,
                answer=answer,
            )
        except Refused as error:
            if error.code == "guest-known":
                raise await self._known(personal) from error
            raise

    # Accounts

    async def change(
        self,
        guest_id: str,
        decision: AccountDecision,
        cause: Cause,
        *,
        venue_id: str | None = None,
        revised: Visit | None = None,
        expected_version: int | None = None,
        answer: Callable[[Account], dict[str, Any]] | None = None,
    ) -> Outcome[Account]:
        """Change the account that stands for a guest, whoever they were merged into.

        Args:
            venue_id: whose rules judge, besides the chain's.
            revised: the visit that is revised, by the rules of its day.

        Raises:
            Refused: there is no such guest, or the decision is against it.
        """
        target = (await self.guests.kept(guest_id)).id
        rules = await self.rules.at(venue_id, revised)
        for _ in range(3):
            try:
                return await self.accounts.change(
                    target,
                    bound(decision, target, rules),
                    cause,
                    expected_version=expected_version,
                    answer=answer,
                )
            except Refused as error:
                kept = error.extra.get("guest_id")
                if error.code != "account-merged" or not isinstance(kept, str):
                    raise
                target = kept  # closed between our look and our change
        raise Refused("account-merged", "this guest is being merged; try again shortly")

    async def once(
        self,
        guest_id: str,
        decision: AccountDecision,
        cause: Cause,
        *,
        venue_id: str | None = None,
        revised: Visit | None = None,
    ) -> None:
        """As `change`, for what an event tells: what the ledger holds already is done.

        A guest whose file is still on its way gets an account under the id the event names; of one who was
        erased nothing is recorded any more.
        """
        try:
            if await self.guests.get(guest_id) is None:
                rules = await self.rules.at(venue_id, revised)
                await self.accounts.change(guest_id, bound(decision, guest_id, rules), cause)
            else:
                await self.change(guest_id, decision, cause, venue_id=venue_id, revised=revised)
        except Refused as error:
            if error.code not in {ALREADY, "guest-erased"}:
                raise

    async def referrer_of(self, guest_id: str) -> str | None:
        """Who brought this guest, if anybody."""
        stored = await self.guests.get(guest_id)
        return (await self.guests.kept(guest_id)).state.referred_by if stored else None

    async def identify(self, *, guest_id: str | None, phone: str | None, card: str | None) -> str:
        """The guest a till names by id, phone (E.164) or member card.

        Raises:
            Refused: nobody is (``guest-not-found``).
        """
        if guest_id is not None:
            return (await self.guests.kept(guest_id)).id
        found = None
        if card is not None:
            found = await self.guests.find_by("card", card)
        if found is None and phone is not None:
            found = await self.guests.find_by("phone", phone)
        if found is None:
            raise Refused(
                "guest-not-found", "no guest has this phone or card; register them first", kind="missing"
            )
        return found

    async def found(self, personal: Personal) -> str | None:
        """The active guest with this phone or card, if there is one."""
        for kind, value in (("phone", personal.phone), ("card", personal.member_card)):
            if value and (guest_id := await self.guests.find_by(kind, value)):
                return guest_id
        return None

    async def _known(self, personal: Personal) -> Refused:
        return Refused(
            "guest-known",
            "another guest has this phone or card; use that file, or merge the two",
            field="phone",
            extra={"guest_id": await self.found(personal)},
        )


async def afresh(attempt: Callable[[], Awaitable[T]]) -> T:
    """Read and change a file, anew whenever it was changed in between: then somebody else got on.

    Raises:
        Refused: for another reason, or the file stood still at none of many tries.
    """
    for _ in range(_TRIES - 1):
        try:
            return await attempt()
        except Refused as error:
            if error.code not in {"version-mismatch", OVERTAKEN}:
                raise
    return await attempt()


def _opened(
    new: Guest, contact: GuestContactGiven, policy: LoyaltyPolicy, guest: Guest | None, now: datetime
) -> Decided[Guest]:
    return files.register(guest, new, contact, policy, now, recorded=True)


def bound(
    decision: AccountDecision, guest_id: str, rules: Rules
) -> Callable[[Account | None, datetime], Decided[Account]]:
    """A decision with its guest and rules filled in."""
    return lambda account, now: decision(account, guest_id, rules, now)

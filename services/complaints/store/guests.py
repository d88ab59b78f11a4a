"""Which guest a phone or an e-mail address belongs to, however many requests bring it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from contracts.contacts import Language
from infra.chassis.cause import Cause
from infra.chassis.decision import Decide, Refused
from infra.chassis.desk import Desk
from infra.chassis.ids import new_id
from infra.chassis.mongo import Document, Index
from infra.chassis.store import Store
from services.complaints.domain.guests import KnownGuest, meet
from services.complaints.domain.parts import Contact

__all__ = ["GuestStore"]

_LONGEST_MERGE_CHAIN = 8
_TRIES = 10


class GuestStore(Store[KnownGuest]):
    """Guests whose contact was given, here or elsewhere."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.phone", 1)], unique=True, where={"state.phone": {"$gt": ""}}),
        Index([("state.email", 1)], where={"state.email": {"$gt": ""}}),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="guest", state=KnownGuest)

    async def meet(self, contact: Contact, language: Language, cause: Cause) -> str:
        """The id of the guest a contact leads to, made known if new. The phone decides, else the e-mail.

        Raises:
            Refused: others keep changing the guest (``crowded``).
        """
        for _ in range(_TRIES):
            known, by_double = await self._led_to(contact)
            guest_id = known.id if known else new_id()
            # The phone of a double that was merged stays the double's, and leads to the guest kept.
            given = replace(contact, phone=None) if by_double else contact
            if known is not None and not _adds(known, given):
                return guest_id
            try:
                await self.change(guest_id, _met(guest_id, given, language), cause.part(f"guest-{guest_id}"))
            except Refused as refused:
                if refused.code != "guest-exists":
                    raise
                continue  # somebody else met this phone just now
            return guest_id
        raise Refused("crowded", "this guest is being changed by others; try again", kind="limit")

    async def of(self, contact: Contact) -> KnownGuest | None:
        """The guest a contact leads to; of a double that was merged, the guest kept."""
        return (await self._led_to(contact))[0]

    async def stands_for(self, guest_id: str) -> str:
        """The id of the guest kept, of one who may have turned out to be a double."""
        stored = await self.get(guest_id)
        return (await self.kept(stored.state)).id if stored else guest_id

    async def _led_to(self, contact: Contact) -> tuple[KnownGuest | None, bool]:
        """The guest a contact leads to, and whether it does so by way of a double that was merged."""
        query: Document = {"state.phone": contact.phone} if contact.phone else {"state.email": contact.email}
        found = await self.find(query, limit=1)
        if not found:
            return None, False
        guest = await self.kept(found[0].state)
        return guest, guest is not found[0].state

    async def kept(self, guest: KnownGuest) -> KnownGuest:
        """The guest a double was merged into; the guest itself if it is none."""
        for _ in range(_LONGEST_MERGE_CHAIN):
            if guest.merged_into is None:
                return guest
            stored = await self.get(guest.merged_into)
            guest = stored.state if stored else KnownGuest(guest.merged_into)
        return guest


def _met(guest_id: str, contact: Contact, language: Language) -> Decide[KnownGuest]:
    return lambda guest, _now: meet(guest, guest_id, contact, language)


def _adds(known: KnownGuest, contact: Contact) -> bool:
    given = (
        (contact.phone, known.phone),
        (contact.email, known.email),
        (contact.name, known.name),
        (contact.member_card, known.member_card),
    )
    return any(new and new != old for new, old in given)

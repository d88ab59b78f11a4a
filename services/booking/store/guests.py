"""Which guest a phone belongs to. A phone leads to one guest, however many requests bring it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, cast

from contracts.contacts import Language
from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.decision import Decide, Refused
from infra.chassis.desk import Desk
from infra.chassis.ids import new_id
from infra.chassis.mongo import Index
from infra.chassis.store import Store
from services.booking.domain.booking import Guest, Tier
from services.booking.domain.guests import KnownGuest, met

__all__ = ["GuestStore"]

_LONGEST_MERGE_CHAIN = 8
_TRIES = 10


class GuestStore(Store[KnownGuest]):
    """Guests who gave a phone."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.phone", 1)], unique=True, where={"state.phone": {"$gt": ""}}),
        Index([("state.merged_into", 1)], where={"state.merged_into": {"$gt": ""}}),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="guest", state=KnownGuest)

    async def meet(self, given: Guest, cause: Cause, *, of_old: bool = False) -> tuple[Guest, Tier | None]:
        """The guest with the id their phone belongs to, made known if new; and the tier loyalty told, if any.

        Args:
            given: `id` may be empty; without a phone an unknown guest gets a fresh one.
            of_old: it was said long ago: no news of a guest who is known.
        """
        if given.own_word:
            return await self._signed_in(given, cause)
        if not given.phone:
            return await self._without_phone(given)
        for _ in range(_TRIES):
            known, by_double = await self._of_phone(given.phone)
            given = _spoken_to(given, known or await self._known(given.id))
            if known is not None and (of_old or not _differs(known, given)):
                return replace(given, id=known.id), known.tier
            guest = replace(given, id=known.id if known else given.id or new_id())
            # The phone of a double that was merged stays the double's, and leads to the guest kept.
            outcome = await self._note(replace(guest, phone="") if by_double else guest, cause)
            if outcome is not None:
                return guest, outcome.state.tier if outcome.state else None
            # Somebody else met this phone just now: look again whose it is.
        raise Refused("crowded", "this guest is being changed by others; try again", kind="limit")

    async def same(self, one_id: str | None, other_id: str) -> bool:
        """Whether two ids are of one guest, known by both until loyalty merged the doubles."""
        if one_id is None or one_id == other_id:
            return one_id == other_id
        return (await self._known(one_id)).id == (await self._known(other_id)).id

    async def ids(self, guest_id: str) -> list[str]:
        """Every id the guest of this one is known by: their own, and their doubles'."""
        found, newest = [], [(await self._known(guest_id)).id]
        while newest:
            found += newest
            merged = await self.find({"state.merged_into": {"$in": newest}})
            newest = [each.id for each in merged if each.id not in found]
        return found

    async def again(self, given: Guest) -> tuple[Guest, Tier | None]:
        """The guest who was met before, by the id of the file that is kept, and the tier loyalty told."""
        known = await self._known(given.id)
        return replace(given, id=known.id), known.tier

    async def _without_phone(self, given: Guest) -> tuple[Guest, Tier | None]:
        """The guest of the id that is given, or of a fresh one: nothing is made known of them."""
        stored = await self.get(given.id) if given.id else None
        guest = _spoken_to(given, stored.state if stored else None)
        return replace(guest, id=given.id or new_id()), stored.state.tier if stored else None

    async def _signed_in(self, given: Guest, cause: Cause) -> tuple[Guest, Tier | None]:
        """The guest who signed in: whatever phone or card they type, it leads to nobody else.

        Whoever is known corrects their file at loyalty; of a new guest it is told how to reach them. A card
        is shown at a desk, and only then is it theirs.
        """
        known = await self._known(given.id)
        guest = replace(_spoken_to(given, known), id=known.id)
        if given.phone and not known.phone:
            told = replace(guest, member_card="")
            if await self._note(told, cause) is None:  # another guest's: it stays with the booking only
                await self._note(replace(told, phone=""), cause)
        return guest, known.tier

    async def _note(self, guest: Guest, cause: Cause) -> Outcome[KnownGuest] | None:
        """Keep what is told of the guest; None if the phone is another guest's."""
        try:
            return await self.change(guest.id, _meet(guest), cause.part(f"guest-{guest.id}"))
        except Refused as refused:
            if refused.code != "guest-exists":
                raise
            return None

    async def _of_phone(self, phone: str) -> tuple[KnownGuest | None, bool]:
        """The guest a phone leads to, and whether it does so by way of a double that was merged."""
        found = await self.find({"state.phone": phone}, limit=1)
        if not found:
            return None, False
        guest = await self._kept(found[0].state)
        return guest, guest is not found[0].state

    async def _known(self, guest_id: str) -> KnownGuest:
        """What is known of the guest of that id; of the one who is kept, if that was a double."""
        stored = await self.get(guest_id)
        return await self._kept(stored.state) if stored else KnownGuest(id=guest_id)

    async def _kept(self, guest: KnownGuest) -> KnownGuest:
        """The guest a double was merged into; the guest itself if it is none."""
        for _ in range(_LONGEST_MERGE_CHAIN):
            if guest.merged_into is None:
                break
            stored = await self.get(guest.merged_into)
            guest = stored.state if stored else KnownGuest(id=guest.merged_into)
        return guest


def _spoken_to(given: Guest, known: KnownGuest | None) -> Guest:
    """The guest with the language they are known to speak, if nobody said another."""
    if given.language:
        return given
    return replace(given, language=known.language if known else KnownGuest(given.id).language)


def _meet(given: Guest) -> Decide[KnownGuest]:
    language = cast(Language, given.language)
    return lambda guest, _now: met(
        guest,
        given.id,
        given.phone,
        given.name,
        given.member_card,
        language,
        by_guest=given.own_word,
    )


def _differs(known: KnownGuest, given: Guest) -> bool:
    return any(
        value and value != getattr(known, name)
        for name, value in (
            ("name", given.name),
            ("member_card", given.member_card),
            ("language", given.language),
        )
    )

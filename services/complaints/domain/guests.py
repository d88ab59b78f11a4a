"""Guests as the desk knows them: which guest a phone or an e-mail belongs to. Their file is loyalty's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.contacts import GuestContactGiven, Language
from infra.chassis.decision import Decided
from services.complaints.domain.parts import NO_CONTACT, Contact

__all__ = ["KnownGuest", "contact_of", "forget", "learn", "meet", "merge"]


@dataclass(frozen=True, slots=True)
class KnownGuest:
    """A guest whose contact was given, here or elsewhere.

    Attributes:
        phone: E.164; no two guests share one. Empty when not known, or erased.
        merged_into: the guest kept, if this one turned out to be a double.
    """

    id: str
    phone: str = ""
    email: str = ""
    name: str = ""
    member_card: str = ""
    language: Language = "zh-CN"
    merged_into: str | None = None


def meet(
    guest: KnownGuest | None, guest_id: str, contact: Contact, language: Language
) -> Decided[KnownGuest]:
    """A guest gives their contact with a case; what is new or different is told on the restricted topic."""
    before = guest or KnownGuest(guest_id)
    after = replace(
        before,
        phone=contact.phone or before.phone,
        email=contact.email or before.email,
        name=contact.name or before.name,
        member_card=contact.member_card or before.member_card,
        language=language if guest is None else before.language,
    )
    if guest is not None and after == guest:
        return guest, ()
    told = GuestContactGiven(
        guest_id=after.id,
        name=after.name,
        phone=after.phone or None,
        email=after.email or None,
        language=after.language,
        member_card=after.member_card or None,
    )
    return after, (told,)


def learn(guest: KnownGuest | None, told: GuestContactGiven) -> Decided[KnownGuest]:
    """Another service met the guest, or corrected the contact: the newest word counts as a whole.

    A guest's own unchecked word counts only where nothing is known.
    """
    before = guest or KnownGuest(told.guest_id)
    if told.by_guest and (before.phone or before.email):
        return before, ()
    after = replace(
        before,
        phone=told.phone or "",
        email=told.email or "",
        name=told.name,
        member_card=told.member_card or "",
        language=told.language,
    )
    return (before if after == guest else after), ()


def merge(guest: KnownGuest | None, guest_id: str, kept_id: str) -> Decided[KnownGuest]:
    """Loyalty found that this guest is another one."""
    return replace(guest or KnownGuest(guest_id), merged_into=kept_id), ()


def forget(guest: KnownGuest | None, guest_id: str) -> Decided[KnownGuest]:
    """The guest's contact data must go."""
    known = guest or KnownGuest(guest_id)
    return replace(known, phone="", email="", name="", member_card=""), ()


def contact_of(guest: KnownGuest | None) -> Contact:
    """How a known guest is reached."""
    if guest is None:
        return NO_CONTACT
    return Contact(guest.name, guest.phone or None, guest.email or None, guest.member_card)

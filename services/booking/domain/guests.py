"""Guests as booking knows them: which guest a phone belongs to. The file on a guest is loyalty's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.contacts import GuestContactGiven, Language
from infra.chassis.decision import Decided
from services.booking.domain.booking import Tier

__all__ = ["KnownGuest", "forget", "learn_contact", "learn_tier", "merge", "met"]


@dataclass(frozen=True, slots=True)
class KnownGuest:
    """A guest who gave a phone, here or elsewhere.

    Attributes:
        phone: E.164; no two guests share one. Empty once erased.
        tier: learned from loyalty's events; None until then.
        merged_into: the guest kept, if this one turned out to be a double.
    """

    id: str
    phone: str = ""
    name: str = ""
    email: str | None = None
    language: Language = "zh-CN"
    member_card: str = ""
    tier: Tier | None = None
    merged_into: str | None = None


def met(
    guest: KnownGuest | None,
    guest_id: str,
    phone: str,
    name: str,
    member_card: str,
    language: Language,
    *,
    by_guest: bool = False,
) -> Decided[KnownGuest]:
    """A guest gives their contact when booking; what is new or different is told on the restricted topic.

    Args:
        by_guest: the guest typed it themself.
    """
    before = guest or KnownGuest(id=guest_id)
    after = replace(
        before,
        phone=phone or before.phone,
        name=name or before.name,
        member_card=member_card or before.member_card,
        language=language,
    )
    if guest is not None and after == guest:
        return guest, ()
    told = GuestContactGiven(
        guest_id=after.id,
        name=after.name,
        phone=after.phone or None,
        email=after.email,
        language=after.language,
        member_card=after.member_card or None,
        by_guest=by_guest,
    )
    return after, (told,)


def learn_contact(guest: KnownGuest | None, told: GuestContactGiven) -> Decided[KnownGuest]:
    """Another service met the guest, or corrected the contact: the newest word counts as a whole."""
    before = guest or KnownGuest(id=told.guest_id)
    after = replace(
        before,
        phone=told.phone or "",
        name=told.name,
        email=told.email,
        language=told.language,
        member_card=told.member_card or "",
    )
    return (before if after == guest else after), ()


def learn_tier(guest: KnownGuest | None, guest_id: str, tier: Tier) -> Decided[KnownGuest]:
    """Loyalty says which tier the guest has."""
    return replace(guest or KnownGuest(id=guest_id), tier=tier), ()


def merge(guest: KnownGuest | None, guest_id: str, kept_id: str) -> Decided[KnownGuest]:
    """Loyalty found that this guest is another one: the phone leads there from now on."""
    return replace(guest or KnownGuest(id=guest_id), merged_into=kept_id), ()


def forget(guest: KnownGuest | None, guest_id: str) -> Decided[KnownGuest]:
    """The guest's contact data must go."""
    return replace(guest or KnownGuest(id=guest_id), phone="", name="", email=None, member_card=""), ()

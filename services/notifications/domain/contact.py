"""How a recipient is reached: a guest's data from the restricted topic, a desk's or a colleague's by API."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.contacts import GuestContactGiven
from infra.chassis.decision import Decided

__all__ = ["Contact", "erased", "given", "merged", "reach", "stated"]


@dataclass(frozen=True, slots=True)
class Contact:
    """The newest contact data of one recipient (`key` as in `Recipient.key`).

    Attributes:
        erased: the person must not be known or told any more.
        merged_into: key of the recipient this one turned out to be.
    """

    key: str
    name: str = ""
    phone: str | None = None
    email: str | None = None
    language: str = "zh-CN"
    erased: bool = False
    merged_into: str | None = None


def given(state: Contact | None, key: str, told: GuestContactGiven) -> Decided[Contact]:
    """A guest gave contact data; it replaces what was known, but an unchecked word of their own does not.

    An erased guest stays erased.
    """
    if state is not None and (state.erased or (told.by_guest and (state.phone or state.email))):
        return state, ()
    merged_into = state.merged_into if state else None
    return Contact(key, told.name, told.phone, told.email, told.language, merged_into=merged_into), ()


def stated(key: str, *, name: str, phone: str | None, email: str | None, language: str) -> Decided[Contact]:
    """A manager stated how a desk or a colleague is reached."""
    return Contact(key, name, phone, email, language), ()


def erased(key: str) -> Decided[Contact]:
    """Forget everything but that it is forgotten, so that a late record brings nothing back."""
    return Contact(key, erased=True), ()


def merged(state: Contact | None, key: str, kept: str) -> Decided[Contact]:
    """The recipient turned out to be another: messages under way follow."""
    return replace(state or Contact(key), merged_into=kept), ()


def reach(contact: Contact) -> frozenset[str]:
    """Channels this recipient has an address for. The inbox needs none."""
    found = {"inapp"}
    if contact.phone:
        found |= {"sms", "phone"}
    if contact.email:
        found.add("email")
    return frozenset(found)

"""What is personal about a guest: kept only sealed, shown only by right (rules L1, L14)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Literal

import phonenumbers

from contracts.contacts import Language
from infra.chassis.decision import Refused
from services.loyalty.domain.calendar import Birthday

__all__ = ["Personal", "Sex", "filled", "masked", "normal_email", "normal_name", "normal_phone"]

Sex = Literal["female", "male", "other"]
_REGION = "CN"
"""Of a phone without a country code."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A guest's file. `phone` is E.164, or None while it is not known."""

    name: str
    phone: str | None = None
    email: str | None = None
    member_card: str | None = None
    language: Language = "zh-CN"
    sex: Sex | None = None
    birthday: Birthday | None = None
    occupation: str = ""
    address: str = ""
    preferences: tuple[str, ...] = ()
    special_needs: tuple[str, ...] = ()


def normal_phone(given: str) -> str:
    """The phone in E.164.

    Raises:
        Refused: no such number can be (``phone-invalid``).
    """
    try:
        number = phonenumbers.parse(given, _REGION)
    except phonenumbers.NumberParseException as error:
        raise Refused(
            "phone-invalid",
            "give a phone with its country code, e.g. +8613800138000",
            field="phone",
            kind="invalid",
        ) from error
    if not phonenumbers.is_valid_number(number):
        raise Refused("phone-invalid", "there is no such phone number", field="phone", kind="invalid")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_email(given: str) -> str:
    """The address with its domain in lower case.

    Raises:
        Refused: it has no domain (``email-invalid``).
    """
    box, at, domain = given.strip().rpartition("@")
    if not at or not box or "." not in domain:
        raise Refused("email-invalid", "give an address like name@example.com", field="email", kind="invalid")
    return f"{box}@{domain.lower()}"


def normal_name(given: str) -> str:
    """The name as it is compared: one width, one case, no spaces or points."""
    folded = unicodedata.normalize("NFKC", given).casefold()
    return "".join(letter for letter in folded if letter not in " \t.·・")


def filled(kept: Personal, other: Personal) -> Personal:
    """`kept`, its gaps filled from its double; lists are joined."""
    gaps = {
        each.name: getattr(other, each.name)
        for each in fields(Personal)
        if getattr(kept, each.name) in (None, "", ()) and getattr(other, each.name)
    }
    joined = {
        name: tuple(dict.fromkeys((*getattr(kept, name), *getattr(other, name))))
        for name in ("preferences", "special_needs")
    }
    return replace(kept, **{**gaps, **joined})


def masked(personal: Personal) -> Personal:
    """What a desk sees without an approval: enough to greet a guest and to recognize a number."""
    return Personal(
        name=personal.name,
        phone=_hidden(personal.phone, 3),
        email=personal.email and f"{personal.email[0]}***@{personal.email.rpartition('@')[2]}",
        member_card=_hidden(personal.member_card, 3),
        language=personal.language,
        preferences=personal.preferences,
    )


def _hidden(text: str | None, shown: int) -> str | None:
    if text is None:
        return None
    return f"{'*' * max(0, len(text) - shown)}{text[-shown:]}" if len(text) > shown else "*" * len(text)

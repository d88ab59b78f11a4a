from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="GuestPartyBody")


@_attrs_define
class GuestPartyBody:
    """Another number of guests.

    Attributes:
        confirmation_number (str):
        phone (str):
        party_size (int):
    """

    confirmation_number: str
    phone: str
    party_size: int

    def to_dict(self) -> dict[str, Any]:
        confirmation_number = self.confirmation_number

        phone = self.phone

        party_size = self.party_size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "confirmation_number": confirmation_number,
                "phone": phone,
                "party_size": party_size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        confirmation_number = d.pop("confirmation_number")

        phone = d.pop("phone")

        party_size = d.pop("party_size")

        guest_party_body = cls(
            confirmation_number=confirmation_number,
            phone=phone,
            party_size=party_size,
        )

        return guest_party_body

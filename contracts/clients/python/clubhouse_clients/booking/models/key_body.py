from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="KeyBody")


@_attrs_define
class KeyBody:
    """What only the guest knows together.

    Attributes:
        confirmation_number (str):
        phone (str):
    """

    confirmation_number: str
    phone: str

    def to_dict(self) -> dict[str, Any]:
        confirmation_number = self.confirmation_number

        phone = self.phone

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "confirmation_number": confirmation_number,
                "phone": phone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        confirmation_number = d.pop("confirmation_number")

        phone = d.pop("phone")

        key_body = cls(
            confirmation_number=confirmation_number,
            phone=phone,
        )

        return key_body

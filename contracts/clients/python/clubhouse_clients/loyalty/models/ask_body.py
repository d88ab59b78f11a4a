from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AskBody")


@_attrs_define
class AskBody:
    """Ask to read one guest's data in full.

    Attributes:
        guest_id (str):
        purpose (str):
    """

    guest_id: str
    purpose: str

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        purpose = self.purpose

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "guest_id": guest_id,
                "purpose": purpose,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        purpose = d.pop("purpose")

        ask_body = cls(
            guest_id=guest_id,
            purpose=purpose,
        )

        return ask_body

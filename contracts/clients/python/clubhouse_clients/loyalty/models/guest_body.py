from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="GuestBody")


@_attrs_define
class GuestBody:
    """Which guest.

    Attributes:
        guest_id (str):
    """

    guest_id: str

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "guest_id": guest_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        guest_body = cls(
            guest_id=guest_id,
        )

        return guest_body

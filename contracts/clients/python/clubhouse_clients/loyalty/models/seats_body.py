from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SeatsBody")


@_attrs_define
class SeatsBody:
    """Whose seats, and how many.

    Attributes:
        guest_id (str):
        seats (int | Unset):  Default: 1.
    """

    guest_id: str
    seats: int | Unset = 1

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        seats = self.seats

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "guest_id": guest_id,
            }
        )
        if seats is not UNSET:
            field_dict["seats"] = seats

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        seats = d.pop("seats", UNSET)

        seats_body = cls(
            guest_id=guest_id,
            seats=seats,
        )

        return seats_body

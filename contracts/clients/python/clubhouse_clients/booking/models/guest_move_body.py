from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="GuestMoveBody")


@_attrs_define
class GuestMoveBody:
    """Another time, or another number of guests.

    Attributes:
        confirmation_number (str):
        phone (str):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
    """

    confirmation_number: str
    phone: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        confirmation_number = self.confirmation_number

        phone = self.phone

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "confirmation_number": confirmation_number,
                "phone": phone,
                "starts_at": starts_at,
                "ends_at": ends_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        confirmation_number = d.pop("confirmation_number")

        phone = d.pop("phone")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        guest_move_body = cls(
            confirmation_number=confirmation_number,
            phone=phone,
            starts_at=starts_at,
            ends_at=ends_at,
        )

        return guest_move_body

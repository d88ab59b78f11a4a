from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="GuestCancelBody")


@_attrs_define
class GuestCancelBody:
    """Why the guest calls it off.

    Attributes:
        confirmation_number (str):
        phone (str):
        reason (str | Unset):  Default: ''.
    """

    confirmation_number: str
    phone: str
    reason: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        confirmation_number = self.confirmation_number

        phone = self.phone

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "confirmation_number": confirmation_number,
                "phone": phone,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        confirmation_number = d.pop("confirmation_number")

        phone = d.pop("phone")

        reason = d.pop("reason", UNSET)

        guest_cancel_body = cls(
            confirmation_number=confirmation_number,
            phone=phone,
            reason=reason,
        )

        return guest_cancel_body

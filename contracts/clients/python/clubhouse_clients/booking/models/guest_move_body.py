from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="GuestMoveBody")


@_attrs_define
class GuestMoveBody:
    """Another time, and with it another place or number of guests if given.

    Attributes:
        confirmation_number (str):
        phone (str):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        resource_ids (list[str] | Unset): Empty: any suitable one.
        party_size (int | None | Unset): As before without it.
    """

    confirmation_number: str
    phone: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    resource_ids: list[str] | Unset = UNSET
    party_size: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        confirmation_number = self.confirmation_number

        phone = self.phone

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        resource_ids: list[str] | Unset = UNSET
        if not isinstance(self.resource_ids, Unset):
            resource_ids = self.resource_ids

        party_size: int | None | Unset
        if isinstance(self.party_size, Unset):
            party_size = UNSET
        else:
            party_size = self.party_size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "confirmation_number": confirmation_number,
                "phone": phone,
                "starts_at": starts_at,
                "ends_at": ends_at,
            }
        )
        if resource_ids is not UNSET:
            field_dict["resource_ids"] = resource_ids
        if party_size is not UNSET:
            field_dict["party_size"] = party_size

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        confirmation_number = d.pop("confirmation_number")

        phone = d.pop("phone")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        resource_ids = cast(list[str], d.pop("resource_ids", UNSET))

        def _parse_party_size(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        party_size = _parse_party_size(d.pop("party_size", UNSET))

        guest_move_body = cls(
            confirmation_number=confirmation_number,
            phone=phone,
            starts_at=starts_at,
            ends_at=ends_at,
            resource_ids=resource_ids,
            party_size=party_size,
        )

        return guest_move_body

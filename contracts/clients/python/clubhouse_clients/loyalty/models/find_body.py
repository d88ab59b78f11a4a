from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FindBody")


@_attrs_define
class FindBody:
    """Find guests by phone, card or name.

    Attributes:
        guest_id (None | str | Unset):
        phone (None | str | Unset):
        member_card (None | str | Unset):
        name (None | str | Unset):
    """

    guest_id: None | str | Unset = UNSET
    phone: None | str | Unset = UNSET
    member_card: None | str | Unset = UNSET
    name: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        guest_id: None | str | Unset
        if isinstance(self.guest_id, Unset):
            guest_id = UNSET
        else:
            guest_id = self.guest_id

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        member_card: None | str | Unset
        if isinstance(self.member_card, Unset):
            member_card = UNSET
        else:
            member_card = self.member_card

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if guest_id is not UNSET:
            field_dict["guest_id"] = guest_id
        if phone is not UNSET:
            field_dict["phone"] = phone
        if member_card is not UNSET:
            field_dict["member_card"] = member_card
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_guest_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        guest_id = _parse_guest_id(d.pop("guest_id", UNSET))

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_member_card(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        member_card = _parse_member_card(d.pop("member_card", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        find_body = cls(
            guest_id=guest_id,
            phone=phone,
            member_card=member_card,
            name=name,
        )

        return find_body

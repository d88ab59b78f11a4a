from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="GuestView")


@_attrs_define
class GuestView:
    """Who comes.

    Attributes:
        guest_id (str):
        name (str):
        phone (str):
        member_card (str):
        language (str):
    """

    guest_id: str
    name: str
    phone: str
    member_card: str
    language: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        name = self.name

        phone = self.phone

        member_card = self.member_card

        language = self.language

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "name": name,
                "phone": phone,
                "member_card": member_card,
                "language": language,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        name = d.pop("name")

        phone = d.pop("phone")

        member_card = d.pop("member_card")

        language = d.pop("language")

        guest_view = cls(
            guest_id=guest_id,
            name=name,
            phone=phone,
            member_card=member_card,
            language=language,
        )

        guest_view.additional_properties = d
        return guest_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

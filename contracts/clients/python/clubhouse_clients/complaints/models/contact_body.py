from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ContactBody")


@_attrs_define
class ContactBody:
    """How the guest is called and reached.

    Attributes:
        name (str | Unset):  Default: ''.
        phone (None | str | Unset):
        email (None | str | Unset):
        member_card (str | Unset):  Default: ''.
    """

    name: str | Unset = ""
    phone: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    member_card: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        member_card = self.member_card

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if phone is not UNSET:
            field_dict["phone"] = phone
        if email is not UNSET:
            field_dict["email"] = email
        if member_card is not UNSET:
            field_dict["member_card"] = member_card

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        member_card = d.pop("member_card", UNSET)

        contact_body = cls(
            name=name,
            phone=phone,
            email=email,
            member_card=member_card,
        )

        return contact_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.guest_body_language import GuestBodyLanguage, check_guest_body_language
from ..types import UNSET, Unset

T = TypeVar("T", bound="GuestBody")


@_attrs_define
class GuestBody:
    """Who comes. What is left out is listed as missing (rule B2).

    Attributes:
        name (str | Unset):  Default: ''.
        phone (str | Unset): E.164. Default: ''.
        member_card (str | Unset):  Default: ''.
        language (GuestBodyLanguage | Unset):  Default: 'zh-CN'.
    """

    name: str | Unset = ""
    phone: str | Unset = ""
    member_card: str | Unset = ""
    language: GuestBodyLanguage | Unset = "zh-CN"

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        phone = self.phone

        member_card = self.member_card

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if phone is not UNSET:
            field_dict["phone"] = phone
        if member_card is not UNSET:
            field_dict["member_card"] = member_card
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        phone = d.pop("phone", UNSET)

        member_card = d.pop("member_card", UNSET)

        _language = d.pop("language", UNSET)
        language: GuestBodyLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_guest_body_language(_language)

        guest_body = cls(
            name=name,
            phone=phone,
            member_card=member_card,
            language=language,
        )

        return guest_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.guest_body_language_type_0 import (
    GuestBodyLanguageType0,
    check_guest_body_language_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GuestBody")


@_attrs_define
class GuestBody:
    """Who comes. What is left out is listed as missing (rule B2).

    Attributes:
        name (str | Unset):  Default: ''.
        phone (str | Unset): E.164. Default: ''.
        member_card (str | Unset):  Default: ''.
        language (GuestBodyLanguageType0 | None | Unset): The one the guest is known to speak without it; zh-CN of a new
            guest.
    """

    name: str | Unset = ""
    phone: str | Unset = ""
    member_card: str | Unset = ""
    language: GuestBodyLanguageType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        phone = self.phone

        member_card = self.member_card

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, str):
            language = self.language
        else:
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

        def _parse_language(data: object) -> GuestBodyLanguageType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_guest_body_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GuestBodyLanguageType0 | None | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        guest_body = cls(
            name=name,
            phone=phone,
            member_card=member_card,
            language=language,
        )

        return guest_body

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.personal_body_language import (
    PersonalBodyLanguage,
    check_personal_body_language,
)
from ..models.personal_body_sex_type_0 import (
    PersonalBodySexType0,
    check_personal_body_sex_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.birthday_body import BirthdayBody


T = TypeVar("T", bound="PersonalBody")


@_attrs_define
class PersonalBody:
    """A guest's personal data, as a whole.

    Attributes:
        name (str):
        phone (None | str | Unset):
        email (None | str | Unset):
        member_card (None | str | Unset):
        language (PersonalBodyLanguage | Unset):  Default: 'zh-CN'.
        sex (None | PersonalBodySexType0 | Unset):
        birthday (BirthdayBody | None | Unset):
        occupation (str | Unset):  Default: ''.
        address (str | Unset):  Default: ''.
        preferences (list[str] | Unset):
        special_needs (list[str] | Unset):
    """

    name: str
    phone: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    member_card: None | str | Unset = UNSET
    language: PersonalBodyLanguage | Unset = "zh-CN"
    sex: None | PersonalBodySexType0 | Unset = UNSET
    birthday: BirthdayBody | None | Unset = UNSET
    occupation: str | Unset = ""
    address: str | Unset = ""
    preferences: list[str] | Unset = UNSET
    special_needs: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.birthday_body import BirthdayBody

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

        member_card: None | str | Unset
        if isinstance(self.member_card, Unset):
            member_card = UNSET
        else:
            member_card = self.member_card

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        sex: None | str | Unset
        if isinstance(self.sex, Unset):
            sex = UNSET
        elif isinstance(self.sex, str):
            sex = self.sex
        else:
            sex = self.sex

        birthday: dict[str, Any] | None | Unset
        if isinstance(self.birthday, Unset):
            birthday = UNSET
        elif isinstance(self.birthday, BirthdayBody):
            birthday = self.birthday.to_dict()
        else:
            birthday = self.birthday

        occupation = self.occupation

        address = self.address

        preferences: list[str] | Unset = UNSET
        if not isinstance(self.preferences, Unset):
            preferences = self.preferences

        special_needs: list[str] | Unset = UNSET
        if not isinstance(self.special_needs, Unset):
            special_needs = self.special_needs

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if phone is not UNSET:
            field_dict["phone"] = phone
        if email is not UNSET:
            field_dict["email"] = email
        if member_card is not UNSET:
            field_dict["member_card"] = member_card
        if language is not UNSET:
            field_dict["language"] = language
        if sex is not UNSET:
            field_dict["sex"] = sex
        if birthday is not UNSET:
            field_dict["birthday"] = birthday
        if occupation is not UNSET:
            field_dict["occupation"] = occupation
        if address is not UNSET:
            field_dict["address"] = address
        if preferences is not UNSET:
            field_dict["preferences"] = preferences
        if special_needs is not UNSET:
            field_dict["special_needs"] = special_needs

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.birthday_body import BirthdayBody

        d = dict(src_dict)
        name = d.pop("name")

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

        def _parse_member_card(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        member_card = _parse_member_card(d.pop("member_card", UNSET))

        _language = d.pop("language", UNSET)
        language: PersonalBodyLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_personal_body_language(_language)

        def _parse_sex(data: object) -> None | PersonalBodySexType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sex_type_0 = check_personal_body_sex_type_0(data)

                return sex_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PersonalBodySexType0 | Unset, data)

        sex = _parse_sex(d.pop("sex", UNSET))

        def _parse_birthday(data: object) -> BirthdayBody | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                birthday_type_0 = BirthdayBody.from_dict(data)

                return birthday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BirthdayBody | None | Unset, data)

        birthday = _parse_birthday(d.pop("birthday", UNSET))

        occupation = d.pop("occupation", UNSET)

        address = d.pop("address", UNSET)

        preferences = cast(list[str], d.pop("preferences", UNSET))

        special_needs = cast(list[str], d.pop("special_needs", UNSET))

        personal_body = cls(
            name=name,
            phone=phone,
            email=email,
            member_card=member_card,
            language=language,
            sex=sex,
            birthday=birthday,
            occupation=occupation,
            address=address,
            preferences=preferences,
            special_needs=special_needs,
        )

        return personal_body

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.birthday_body import BirthdayBody


T = TypeVar("T", bound="PersonalView")


@_attrs_define
class PersonalView:
    """A guest's personal data; masked unless the reader has an approval.

    Attributes:
        guest_id (str):
        masked (bool):
        name (str):
        phone (None | str):
        email (None | str):
        member_card (None | str):
        language (str):
        preferences (list[str]):
        sex (None | str | Unset):
        birthday (BirthdayBody | None | Unset):
        occupation (str | Unset):  Default: ''.
        address (str | Unset):  Default: ''.
        special_needs (list[str] | Unset):
    """

    guest_id: str
    masked: bool
    name: str
    phone: None | str
    email: None | str
    member_card: None | str
    language: str
    preferences: list[str]
    sex: None | str | Unset = UNSET
    birthday: BirthdayBody | None | Unset = UNSET
    occupation: str | Unset = ""
    address: str | Unset = ""
    special_needs: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.birthday_body import BirthdayBody

        guest_id = self.guest_id

        masked = self.masked

        name = self.name

        phone: None | str
        phone = self.phone

        email: None | str
        email = self.email

        member_card: None | str
        member_card = self.member_card

        language = self.language

        preferences = self.preferences

        sex: None | str | Unset
        if isinstance(self.sex, Unset):
            sex = UNSET
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

        special_needs: list[str] | Unset = UNSET
        if not isinstance(self.special_needs, Unset):
            special_needs = self.special_needs

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "masked": masked,
                "name": name,
                "phone": phone,
                "email": email,
                "member_card": member_card,
                "language": language,
                "preferences": preferences,
            }
        )
        if sex is not UNSET:
            field_dict["sex"] = sex
        if birthday is not UNSET:
            field_dict["birthday"] = birthday
        if occupation is not UNSET:
            field_dict["occupation"] = occupation
        if address is not UNSET:
            field_dict["address"] = address
        if special_needs is not UNSET:
            field_dict["special_needs"] = special_needs

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.birthday_body import BirthdayBody

        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        masked = d.pop("masked")

        name = d.pop("name")

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_member_card(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        member_card = _parse_member_card(d.pop("member_card"))

        language = d.pop("language")

        preferences = cast(list[str], d.pop("preferences"))

        def _parse_sex(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

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

        special_needs = cast(list[str], d.pop("special_needs", UNSET))

        personal_view = cls(
            guest_id=guest_id,
            masked=masked,
            name=name,
            phone=phone,
            email=email,
            member_card=member_card,
            language=language,
            preferences=preferences,
            sex=sex,
            birthday=birthday,
            occupation=occupation,
            address=address,
            special_needs=special_needs,
        )

        personal_view.additional_properties = d
        return personal_view

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ConsentsBody")


@_attrs_define
class ConsentsBody:
    """What the guest agrees to receive.

    Attributes:
        marketing (bool | Unset):  Default: False.
        birthday (bool | Unset):  Default: True.
        holidays (bool | Unset):  Default: False.
    """

    marketing: bool | Unset = False
    birthday: bool | Unset = True
    holidays: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        marketing = self.marketing

        birthday = self.birthday

        holidays = self.holidays

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if marketing is not UNSET:
            field_dict["marketing"] = marketing
        if birthday is not UNSET:
            field_dict["birthday"] = birthday
        if holidays is not UNSET:
            field_dict["holidays"] = holidays

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        marketing = d.pop("marketing", UNSET)

        birthday = d.pop("birthday", UNSET)

        holidays = d.pop("holidays", UNSET)

        consents_body = cls(
            marketing=marketing,
            birthday=birthday,
            holidays=holidays,
        )

        return consents_body

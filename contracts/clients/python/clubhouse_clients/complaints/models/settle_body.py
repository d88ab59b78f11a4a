from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SettleBody")


@_attrs_define
class SettleBody:
    """Whether an accepted remedy was carried out.

    Attributes:
        granted (bool | Unset):  Default: True.
        refusal (None | str | Unset):
    """

    granted: bool | Unset = True
    refusal: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        granted = self.granted

        refusal: None | str | Unset
        if isinstance(self.refusal, Unset):
            refusal = UNSET
        else:
            refusal = self.refusal

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if granted is not UNSET:
            field_dict["granted"] = granted
        if refusal is not UNSET:
            field_dict["refusal"] = refusal

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        granted = d.pop("granted", UNSET)

        def _parse_refusal(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        refusal = _parse_refusal(d.pop("refusal", UNSET))

        settle_body = cls(
            granted=granted,
            refusal=refusal,
        )

        return settle_body

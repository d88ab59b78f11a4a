from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Handover")


@_attrs_define
class Handover:
    """Ownership moved (C3, C24).

    Attributes:
        at (datetime.datetime):
        previous_id (str):
        owner_id (str):
        reason (str):
        shift_id (None | str | Unset):
    """

    at: datetime.datetime
    previous_id: str
    owner_id: str
    reason: str
    shift_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        previous_id = self.previous_id

        owner_id = self.owner_id

        reason = self.reason

        shift_id: None | str | Unset
        if isinstance(self.shift_id, Unset):
            shift_id = UNSET
        else:
            shift_id = self.shift_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "previous_id": previous_id,
                "owner_id": owner_id,
                "reason": reason,
            }
        )
        if shift_id is not UNSET:
            field_dict["shift_id"] = shift_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        previous_id = d.pop("previous_id")

        owner_id = d.pop("owner_id")

        reason = d.pop("reason")

        def _parse_shift_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        shift_id = _parse_shift_id(d.pop("shift_id", UNSET))

        handover = cls(
            at=at,
            previous_id=previous_id,
            owner_id=owner_id,
            reason=reason,
            shift_id=shift_id,
        )

        handover.additional_properties = d
        return handover

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReadingView")


@_attrs_define
class ReadingView:
    """One reading of what is personal.

    Attributes:
        guest_id (str):
        by (str):
        what (str):
        purpose (str):
        access_id (None | str):
        at (datetime.datetime):
    """

    guest_id: str
    by: str
    what: str
    purpose: str
    access_id: None | str
    at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        by = self.by

        what = self.what

        purpose = self.purpose

        access_id: None | str
        access_id = self.access_id

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "by": by,
                "what": what,
                "purpose": purpose,
                "access_id": access_id,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        by = d.pop("by")

        what = d.pop("what")

        purpose = d.pop("purpose")

        def _parse_access_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        access_id = _parse_access_id(d.pop("access_id"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        reading_view = cls(
            guest_id=guest_id,
            by=by,
            what=what,
            purpose=purpose,
            access_id=access_id,
            at=at,
        )

        reading_view.additional_properties = d
        return reading_view

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

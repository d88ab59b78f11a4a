from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AccessView")


@_attrs_define
class AccessView:
    """A request to read, and what became of it.

    Attributes:
        access_id (str):
        guest_id (str):
        asked_by (str):
        purpose (str):
        status (str):
        decided_by (None | str):
        until (datetime.datetime | None):
    """

    access_id: str
    guest_id: str
    asked_by: str
    purpose: str
    status: str
    decided_by: None | str
    until: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        access_id = self.access_id

        guest_id = self.guest_id

        asked_by = self.asked_by

        purpose = self.purpose

        status = self.status

        decided_by: None | str
        decided_by = self.decided_by

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "access_id": access_id,
                "guest_id": guest_id,
                "asked_by": asked_by,
                "purpose": purpose,
                "status": status,
                "decided_by": decided_by,
                "until": until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        access_id = d.pop("access_id")

        guest_id = d.pop("guest_id")

        asked_by = d.pop("asked_by")

        purpose = d.pop("purpose")

        status = d.pop("status")

        def _parse_decided_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decided_by = _parse_decided_by(d.pop("decided_by"))

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        access_view = cls(
            access_id=access_id,
            guest_id=guest_id,
            asked_by=asked_by,
            purpose=purpose,
            status=status,
            decided_by=decided_by,
            until=until,
        )

        access_view.additional_properties = d
        return access_view

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

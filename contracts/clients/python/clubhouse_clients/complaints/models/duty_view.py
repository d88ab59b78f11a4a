from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.duty_view_level import DutyViewLevel, check_duty_view_level

T = TypeVar("T", bound="DutyView")


@_attrs_define
class DutyView:
    """A stretch of duty.

    Attributes:
        id (str):
        venue_id (str):
        department_id (None | str):
        level (DutyViewLevel):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
    """

    id: str
    venue_id: str
    department_id: None | str
    level: DutyViewLevel
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        venue_id = self.venue_id

        department_id: None | str
        department_id = self.department_id

        level: str = self.level

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "venue_id": venue_id,
                "department_id": department_id,
                "level": level,
                "starts_at": starts_at,
                "ends_at": ends_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        venue_id = d.pop("venue_id")

        def _parse_department_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department_id = _parse_department_id(d.pop("department_id"))

        level = check_duty_view_level(d.pop("level"))

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        duty_view = cls(
            id=id,
            venue_id=venue_id,
            department_id=department_id,
            level=level,
            starts_at=starts_at,
            ends_at=ends_at,
        )

        duty_view.additional_properties = d
        return duty_view

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

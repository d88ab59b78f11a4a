from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DepartmentView")


@_attrs_define
class DepartmentView:
    """A department.

    Attributes:
        id (str):
        venue_id (str):
        name (str):
        head_id (str):
        active (bool):
    """

    id: str
    venue_id: str
    name: str
    head_id: str
    active: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        venue_id = self.venue_id

        name = self.name

        head_id = self.head_id

        active = self.active

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "venue_id": venue_id,
                "name": name,
                "head_id": head_id,
                "active": active,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        venue_id = d.pop("venue_id")

        name = d.pop("name")

        head_id = d.pop("head_id")

        active = d.pop("active")

        department_view = cls(
            id=id,
            venue_id=venue_id,
            name=name,
            head_id=head_id,
            active=active,
        )

        department_view.additional_properties = d
        return department_view

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

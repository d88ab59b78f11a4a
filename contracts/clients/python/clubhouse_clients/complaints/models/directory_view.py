from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.department_view import DepartmentView
    from ..models.staff_view import StaffView


T = TypeVar("T", bound="DirectoryView")


@_attrs_define
class DirectoryView:
    """Everyone who may be told of something at a venue.

    Attributes:
        departments (list[DepartmentView]):
        staff (list[StaffView]):
    """

    departments: list[DepartmentView]
    staff: list[StaffView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        departments = []
        for departments_item_data in self.departments:
            departments_item = departments_item_data.to_dict()
            departments.append(departments_item)

        staff = []
        for staff_item_data in self.staff:
            staff_item = staff_item_data.to_dict()
            staff.append(staff_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "departments": departments,
                "staff": staff,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.department_view import DepartmentView
        from ..models.staff_view import StaffView

        d = dict(src_dict)
        departments = []
        _departments = d.pop("departments")
        for departments_item_data in _departments:
            departments_item = DepartmentView.from_dict(departments_item_data)

            departments.append(departments_item)

        staff = []
        _staff = d.pop("staff")
        for staff_item_data in _staff:
            staff_item = StaffView.from_dict(staff_item_data)

            staff.append(staff_item)

        directory_view = cls(
            departments=departments,
            staff=staff,
        )

        directory_view.additional_properties = d
        return directory_view

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.staff_view_level import StaffViewLevel, check_staff_view_level

if TYPE_CHECKING:
    from ..models.duty_view import DutyView


T = TypeVar("T", bound="StaffView")


@_attrs_define
class StaffView:
    """A member of staff with the duties to come.

    Attributes:
        id (str):
        venue_id (str):
        department_id (None | str):
        level (StaffViewLevel):
        badge (str):
        weekly_callbacks (int):
        active (bool):
        duties (list[DutyView]):
    """

    id: str
    venue_id: str
    department_id: None | str
    level: StaffViewLevel
    badge: str
    weekly_callbacks: int
    active: bool
    duties: list[DutyView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        venue_id = self.venue_id

        department_id: None | str
        department_id = self.department_id

        level: str = self.level

        badge = self.badge

        weekly_callbacks = self.weekly_callbacks

        active = self.active

        duties = []
        for duties_item_data in self.duties:
            duties_item = duties_item_data.to_dict()
            duties.append(duties_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "venue_id": venue_id,
                "department_id": department_id,
                "level": level,
                "badge": badge,
                "weekly_callbacks": weekly_callbacks,
                "active": active,
                "duties": duties,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.duty_view import DutyView

        d = dict(src_dict)
        id = d.pop("id")

        venue_id = d.pop("venue_id")

        def _parse_department_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department_id = _parse_department_id(d.pop("department_id"))

        level = check_staff_view_level(d.pop("level"))

        badge = d.pop("badge")

        weekly_callbacks = d.pop("weekly_callbacks")

        active = d.pop("active")

        duties = []
        _duties = d.pop("duties")
        for duties_item_data in _duties:
            duties_item = DutyView.from_dict(duties_item_data)

            duties.append(duties_item)

        staff_view = cls(
            id=id,
            venue_id=venue_id,
            department_id=department_id,
            level=level,
            badge=badge,
            weekly_callbacks=weekly_callbacks,
            active=active,
            duties=duties,
        )

        staff_view.additional_properties = d
        return staff_view

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.special_day_view_origin import (
    SpecialDayViewOrigin,
    check_special_day_view_origin,
)

if TYPE_CHECKING:
    from ..models.shift_body import ShiftBody


T = TypeVar("T", bound="SpecialDayView")


@_attrs_define
class SpecialDayView:
    """A date that does not follow the week.

    Attributes:
        on (datetime.date):
        name (str):
        origin (SpecialDayViewOrigin):
        shifts (list[ShiftBody]):
    """

    on: datetime.date
    name: str
    origin: SpecialDayViewOrigin
    shifts: list[ShiftBody]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        on = self.on.isoformat()

        name = self.name

        origin: str = self.origin

        shifts = []
        for shifts_item_data in self.shifts:
            shifts_item = shifts_item_data.to_dict()
            shifts.append(shifts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "on": on,
                "name": name,
                "origin": origin,
                "shifts": shifts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.shift_body import ShiftBody

        d = dict(src_dict)
        on = datetime.date.fromisoformat(d.pop("on"))

        name = d.pop("name")

        origin = check_special_day_view_origin(d.pop("origin"))

        shifts = []
        _shifts = d.pop("shifts")
        for shifts_item_data in _shifts:
            shifts_item = ShiftBody.from_dict(shifts_item_data)

            shifts.append(shifts_item)

        special_day_view = cls(
            on=on,
            name=name,
            origin=origin,
            shifts=shifts,
        )

        special_day_view.additional_properties = d
        return special_day_view

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

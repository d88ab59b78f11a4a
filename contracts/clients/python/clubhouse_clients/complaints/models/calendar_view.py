from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shift_body import ShiftBody
    from ..models.special_day_view import SpecialDayView


T = TypeVar("T", bound="CalendarView")


@_attrs_define
class CalendarView:
    """The calendar in force.

    Attributes:
        venue_id (str):
        version (int):
        timezone (str):
        week (list[list[ShiftBody]]):
        special_days (list[SpecialDayView]):
    """

    venue_id: str
    version: int
    timezone: str
    week: list[list[ShiftBody]]
    special_days: list[SpecialDayView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        version = self.version

        timezone = self.timezone

        week = []
        for week_item_data in self.week:
            week_item = []
            for week_item_item_data in week_item_data:
                week_item_item = week_item_item_data.to_dict()
                week_item.append(week_item_item)

            week.append(week_item)

        special_days = []
        for special_days_item_data in self.special_days:
            special_days_item = special_days_item_data.to_dict()
            special_days.append(special_days_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "version": version,
                "timezone": timezone,
                "week": week,
                "special_days": special_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.shift_body import ShiftBody
        from ..models.special_day_view import SpecialDayView

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        version = d.pop("version")

        timezone = d.pop("timezone")

        week = []
        _week = d.pop("week")
        for week_item_data in _week:
            week_item = []
            _week_item = week_item_data
            for week_item_item_data in _week_item:
                week_item_item = ShiftBody.from_dict(week_item_item_data)

                week_item.append(week_item_item)

            week.append(week_item)

        special_days = []
        _special_days = d.pop("special_days")
        for special_days_item_data in _special_days:
            special_days_item = SpecialDayView.from_dict(special_days_item_data)

            special_days.append(special_days_item)

        calendar_view = cls(
            venue_id=venue_id,
            version=version,
            timezone=timezone,
            week=week,
            special_days=special_days,
        )

        calendar_view.additional_properties = d
        return calendar_view

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.own_day_body import OwnDayBody
    from ..models.shift_body import ShiftBody


T = TypeVar("T", bound="CalendarBody")


@_attrs_define
class CalendarBody:
    """A venue's working calendar, for cases opened from now on.

    Attributes:
        timezone (str):
        week (list[list[ShiftBody]]): Monday first.
        country (None | str | Unset): Whose statutory days and make-up workdays to fix. Default: 'CN'.
        own_days (list[OwnDayBody] | Unset):
    """

    timezone: str
    week: list[list[ShiftBody]]
    country: None | str | Unset = "CN"
    own_days: list[OwnDayBody] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        timezone = self.timezone

        week = []
        for week_item_data in self.week:
            week_item = []
            for week_item_item_data in week_item_data:
                week_item_item = week_item_item_data.to_dict()
                week_item.append(week_item_item)

            week.append(week_item)

        country: None | str | Unset
        if isinstance(self.country, Unset):
            country = UNSET
        else:
            country = self.country

        own_days: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.own_days, Unset):
            own_days = []
            for own_days_item_data in self.own_days:
                own_days_item = own_days_item_data.to_dict()
                own_days.append(own_days_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "timezone": timezone,
                "week": week,
            }
        )
        if country is not UNSET:
            field_dict["country"] = country
        if own_days is not UNSET:
            field_dict["own_days"] = own_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_day_body import OwnDayBody
        from ..models.shift_body import ShiftBody

        d = dict(src_dict)
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

        def _parse_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        _own_days = d.pop("own_days", UNSET)
        own_days: list[OwnDayBody] | Unset = UNSET
        if _own_days is not UNSET:
            own_days = []
            for own_days_item_data in _own_days:
                own_days_item = OwnDayBody.from_dict(own_days_item_data)

                own_days.append(own_days_item)

        calendar_body = cls(
            timezone=timezone,
            week=week,
            country=country,
            own_days=own_days,
        )

        return calendar_body

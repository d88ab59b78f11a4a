from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.shift_body import ShiftBody


T = TypeVar("T", bound="OwnDayBody")


@_attrs_define
class OwnDayBody:
    """A day of the venue's own; without shifts nobody works.

    Attributes:
        on (datetime.date):
        name (str):
        shifts (list[ShiftBody] | Unset):
    """

    on: datetime.date
    name: str
    shifts: list[ShiftBody] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        on = self.on.isoformat()

        name = self.name

        shifts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.shifts, Unset):
            shifts = []
            for shifts_item_data in self.shifts:
                shifts_item = shifts_item_data.to_dict()
                shifts.append(shifts_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "on": on,
                "name": name,
            }
        )
        if shifts is not UNSET:
            field_dict["shifts"] = shifts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.shift_body import ShiftBody

        d = dict(src_dict)
        on = datetime.date.fromisoformat(d.pop("on"))

        name = d.pop("name")

        _shifts = d.pop("shifts", UNSET)
        shifts: list[ShiftBody] | Unset = UNSET
        if _shifts is not UNSET:
            shifts = []
            for shifts_item_data in _shifts:
                shifts_item = ShiftBody.from_dict(shifts_item_data)

                shifts.append(shifts_item)

        own_day_body = cls(
            on=on,
            name=name,
            shifts=shifts,
        )

        return own_day_body

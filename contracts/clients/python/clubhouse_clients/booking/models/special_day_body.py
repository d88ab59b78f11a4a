from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SpecialDayBody")


@_attrs_define
class SpecialDayBody:
    """A date with hours of its own; none means closed.

    Attributes:
        day (datetime.date):
        openings (list[list[int]] | Unset):
        reason (str | Unset):  Default: ''.
    """

    day: datetime.date
    openings: list[list[int]] | Unset = UNSET
    reason: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        openings: list[list[int]] | Unset = UNSET
        if not isinstance(self.openings, Unset):
            openings = []
            for openings_item_data in self.openings:
                openings_item = []
                for openings_item_item_data in openings_item_data:
                    openings_item_item: int
                    openings_item_item = openings_item_item_data
                    openings_item.append(openings_item_item)

                openings.append(openings_item)

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "day": day,
            }
        )
        if openings is not UNSET:
            field_dict["openings"] = openings
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        _openings = d.pop("openings", UNSET)
        openings: list[list[int]] | Unset = UNSET
        if _openings is not UNSET:
            openings = []
            for openings_item_data in _openings:
                openings_item = []
                _openings_item = openings_item_data
                for openings_item_item_data in _openings_item:

                    def _parse_openings_item_item(data: object) -> int:
                        return cast(int, data)

                    openings_item_item = _parse_openings_item_item(
                        openings_item_item_data
                    )

                    openings_item.append(openings_item_item)

                openings.append(openings_item)

        reason = d.pop("reason", UNSET)

        special_day_body = cls(
            day=day,
            openings=openings,
            reason=reason,
        )

        return special_day_body

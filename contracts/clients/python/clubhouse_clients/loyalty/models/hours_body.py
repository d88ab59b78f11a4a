from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HoursBody")


@_attrs_define
class HoursBody:
    """Local hours of some weekdays (0 is Monday); `closes` beyond 1440 runs past midnight.

    Attributes:
        weekdays (list[int]):
        opens (int | Unset):  Default: 0.
        closes (int | Unset):  Default: 1440.
    """

    weekdays: list[int]
    opens: int | Unset = 0
    closes: int | Unset = 1440

    def to_dict(self) -> dict[str, Any]:
        weekdays = self.weekdays

        opens = self.opens

        closes = self.closes

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "weekdays": weekdays,
            }
        )
        if opens is not UNSET:
            field_dict["opens"] = opens
        if closes is not UNSET:
            field_dict["closes"] = closes

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        weekdays = cast(list[int], d.pop("weekdays"))

        opens = d.pop("opens", UNSET)

        closes = d.pop("closes", UNSET)

        hours_body = cls(
            weekdays=weekdays,
            opens=opens,
            closes=closes,
        )

        return hours_body

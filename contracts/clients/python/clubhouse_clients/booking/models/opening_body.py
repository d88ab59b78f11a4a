from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="OpeningBody")


@_attrs_define
class OpeningBody:
    """One stretch of a weekday, in minutes after local midnight; 1560 is 02:00 the next morning.

    Attributes:
        weekday (int): 0 is Monday.
        opens (int):
        closes (int):
    """

    weekday: int
    opens: int
    closes: int

    def to_dict(self) -> dict[str, Any]:
        weekday = self.weekday

        opens = self.opens

        closes = self.closes

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "weekday": weekday,
                "opens": opens,
                "closes": closes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        weekday = d.pop("weekday")

        opens = d.pop("opens")

        closes = d.pop("closes")

        opening_body = cls(
            weekday=weekday,
            opens=opens,
            closes=closes,
        )

        return opening_body

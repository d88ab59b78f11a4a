from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ShiftBody")


@_attrs_define
class ShiftBody:
    """Working time, in minutes after local midnight; an end past 1440 lies on the next day.

    Attributes:
        starts_minute (int):
        ends_minute (int):
    """

    starts_minute: int
    ends_minute: int

    def to_dict(self) -> dict[str, Any]:
        starts_minute = self.starts_minute

        ends_minute = self.ends_minute

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "starts_minute": starts_minute,
                "ends_minute": ends_minute,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        starts_minute = d.pop("starts_minute")

        ends_minute = d.pop("ends_minute")

        shift_body = cls(
            starts_minute=starts_minute,
            ends_minute=ends_minute,
        )

        return shift_body

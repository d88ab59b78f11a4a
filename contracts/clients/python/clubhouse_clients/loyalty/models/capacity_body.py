from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CapacityBody")


@_attrs_define
class CapacityBody:
    """Another capacity.

    Attributes:
        capacity (int):
    """

    capacity: int

    def to_dict(self) -> dict[str, Any]:
        capacity = self.capacity

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "capacity": capacity,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        capacity = d.pop("capacity")

        capacity_body = cls(
            capacity=capacity,
        )

        return capacity_body

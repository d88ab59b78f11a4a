from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.grounds_body_grounds_item import (
    GroundsBodyGroundsItem,
    check_grounds_body_grounds_item,
)

T = TypeVar("T", bound="GroundsBody")


@_attrs_define
class GroundsBody:
    """The criteria of a major complaint that hold, of those people judge (rule C5).

    Attributes:
        grounds (list[GroundsBodyGroundsItem]):
    """

    grounds: list[GroundsBodyGroundsItem]

    def to_dict(self) -> dict[str, Any]:
        grounds = []
        for grounds_item_data in self.grounds:
            grounds_item: str = grounds_item_data
            grounds.append(grounds_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "grounds": grounds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        grounds = []
        _grounds = d.pop("grounds")
        for grounds_item_data in _grounds:
            grounds_item = check_grounds_body_grounds_item(grounds_item_data)

            grounds.append(grounds_item)

        grounds_body = cls(
            grounds=grounds,
        )

        return grounds_body

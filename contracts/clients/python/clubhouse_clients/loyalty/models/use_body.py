from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="UseBody")


@_attrs_define
class UseBody:
    """Where a benefit is taken.

    Attributes:
        venue_id (str):
    """

    venue_id: str

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        use_body = cls(
            venue_id=venue_id,
        )

        return use_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AttitudeBody")


@_attrs_define
class AttitudeBody:
    """A supervisor's assessment for a month.

    Attributes:
        venue_id (str):
        month (str):
        attitude (int):
    """

    venue_id: str
    month: str
    attitude: int

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        month = self.month

        attitude = self.attitude

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "month": month,
                "attitude": attitude,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        month = d.pop("month")

        attitude = d.pop("attitude")

        attitude_body = cls(
            venue_id=venue_id,
            month=month,
            attitude=attitude,
        )

        return attitude_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CorrectionBody")


@_attrs_define
class CorrectionBody:
    """Points to add or (negative) take away.

    Attributes:
        reason (str):
        venue_id (str):
        points (int):
    """

    reason: str
    venue_id: str
    points: int

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        venue_id = self.venue_id

        points = self.points

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
                "venue_id": venue_id,
                "points": points,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = d.pop("reason")

        venue_id = d.pop("venue_id")

        points = d.pop("points")

        correction_body = cls(
            reason=reason,
            venue_id=venue_id,
            points=points,
        )

        return correction_body

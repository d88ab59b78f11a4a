from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CorrectionView")


@_attrs_define
class CorrectionView:
    """A correction that waits for a second person.

    Attributes:
        correction_id (str):
        points (int):
        reason (str):
        proposed_by (str):
    """

    correction_id: str
    points: int
    reason: str
    proposed_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        correction_id = self.correction_id

        points = self.points

        reason = self.reason

        proposed_by = self.proposed_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "correction_id": correction_id,
                "points": points,
                "reason": reason,
                "proposed_by": proposed_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        correction_id = d.pop("correction_id")

        points = d.pop("points")

        reason = d.pop("reason")

        proposed_by = d.pop("proposed_by")

        correction_view = cls(
            correction_id=correction_id,
            points=points,
            reason=reason,
            proposed_by=proposed_by,
        )

        correction_view.additional_properties = d
        return correction_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PlannedBody")


@_attrs_define
class PlannedBody:
    """Who is called, and by whom.

    Attributes:
        guest_id (str):
        assigned_to (str):
    """

    guest_id: str
    assigned_to: str

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        assigned_to = self.assigned_to

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "guest_id": guest_id,
                "assigned_to": assigned_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        assigned_to = d.pop("assigned_to")

        planned_body = cls(
            guest_id=guest_id,
            assigned_to=assigned_to,
        )

        return planned_body

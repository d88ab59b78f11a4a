from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="InspectionBody")


@_attrs_define
class InspectionBody:
    """A site inspection to come.

    Attributes:
        department_id (str):
        inspect_at (datetime.datetime):
    """

    department_id: str
    inspect_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        department_id = self.department_id

        inspect_at = self.inspect_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department_id": department_id,
                "inspect_at": inspect_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department_id = d.pop("department_id")

        inspect_at = datetime.datetime.fromisoformat(d.pop("inspect_at"))

        inspection_body = cls(
            department_id=department_id,
            inspect_at=inspect_at,
        )

        return inspection_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="EmergencyAnswerBody")


@_attrs_define
class EmergencyAnswerBody:
    """Which department is on its way.

    Attributes:
        department_id (str):
    """

    department_id: str

    def to_dict(self) -> dict[str, Any]:
        department_id = self.department_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department_id": department_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department_id = d.pop("department_id")

        emergency_answer_body = cls(
            department_id=department_id,
        )

        return emergency_answer_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="QueryBody")


@_attrs_define
class QueryBody:
    """A question to a department that stalls.

    Attributes:
        department_id (str):
        question (str):
    """

    department_id: str
    question: str

    def to_dict(self) -> dict[str, Any]:
        department_id = self.department_id

        question = self.question

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department_id": department_id,
                "question": question,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department_id = d.pop("department_id")

        question = d.pop("question")

        query_body = cls(
            department_id=department_id,
            question=question,
        )

        return query_body

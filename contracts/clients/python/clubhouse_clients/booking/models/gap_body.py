from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="GapBody")


@_attrs_define
class GapBody:
    """What could not be answered.

    Attributes:
        field (str):
        question (str):
    """

    field: str
    question: str

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        question = self.question

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
                "question": question,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        question = d.pop("question")

        gap_body = cls(
            field=field,
            question=question,
        )

        return gap_body

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ExamBody")


@_attrs_define
class ExamBody:
    """An examination somebody sat.

    Attributes:
        venue_id (str):
        exam (str):
        held_on (datetime.date):
        score (int):
    """

    venue_id: str
    exam: str
    held_on: datetime.date
    score: int

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        exam = self.exam

        held_on = self.held_on.isoformat()

        score = self.score

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "exam": exam,
                "held_on": held_on,
                "score": score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        exam = d.pop("exam")

        held_on = datetime.date.fromisoformat(d.pop("held_on"))

        score = d.pop("score")

        exam_body = cls(
            venue_id=venue_id,
            exam=exam,
            held_on=held_on,
            score=score,
        )

        return exam_body

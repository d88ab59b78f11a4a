from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="GapView")


@_attrs_define
class GapView:
    """A gap and what became of it.

    Attributes:
        venue_id (str):
        gap_id (str):
        field (str):
        question (str):
        reported_at (datetime.datetime):
        reported_by (None | str):
        answer (None | str):
        answered_at (datetime.datetime | None):
    """

    venue_id: str
    gap_id: str
    field: str
    question: str
    reported_at: datetime.datetime
    reported_by: None | str
    answer: None | str
    answered_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        gap_id = self.gap_id

        field = self.field

        question = self.question

        reported_at = self.reported_at.isoformat()

        reported_by: None | str
        reported_by = self.reported_by

        answer: None | str
        answer = self.answer

        answered_at: None | str
        if isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "gap_id": gap_id,
                "field": field,
                "question": question,
                "reported_at": reported_at,
                "reported_by": reported_by,
                "answer": answer,
                "answered_at": answered_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        gap_id = d.pop("gap_id")

        field = d.pop("field")

        question = d.pop("question")

        reported_at = datetime.datetime.fromisoformat(d.pop("reported_at"))

        def _parse_reported_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reported_by = _parse_reported_by(d.pop("reported_by"))

        def _parse_answer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        answer = _parse_answer(d.pop("answer"))

        def _parse_answered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        answered_at = _parse_answered_at(d.pop("answered_at"))

        gap_view = cls(
            venue_id=venue_id,
            gap_id=gap_id,
            field=field,
            question=question,
            reported_at=reported_at,
            reported_by=reported_by,
            answer=answer,
            answered_at=answered_at,
        )

        gap_view.additional_properties = d
        return gap_view

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

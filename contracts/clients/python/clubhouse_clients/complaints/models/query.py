from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.query_level import QueryLevel, check_query_level
from ..types import UNSET, Unset

T = TypeVar("T", bound="Query")


@_attrs_define
class Query:
    """A question to a stalling department, on record (C25).

    Attributes:
        id (str):
        department_id (str):
        question (str):
        asked_by (str):
        asked_at (datetime.datetime):
        answer_by (datetime.datetime):
        level (QueryLevel | Unset):  Default: 'department'.
        answer (None | str | Unset):
        answered_at (datetime.datetime | None | Unset):
    """

    id: str
    department_id: str
    question: str
    asked_by: str
    asked_at: datetime.datetime
    answer_by: datetime.datetime
    level: QueryLevel | Unset = "department"
    answer: None | str | Unset = UNSET
    answered_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        department_id = self.department_id

        question = self.question

        asked_by = self.asked_by

        asked_at = self.asked_at.isoformat()

        answer_by = self.answer_by.isoformat()

        level: str | Unset = UNSET
        if not isinstance(self.level, Unset):
            level = self.level

        answer: None | str | Unset
        if isinstance(self.answer, Unset):
            answer = UNSET
        else:
            answer = self.answer

        answered_at: None | str | Unset
        if isinstance(self.answered_at, Unset):
            answered_at = UNSET
        elif isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "department_id": department_id,
                "question": question,
                "asked_by": asked_by,
                "asked_at": asked_at,
                "answer_by": answer_by,
            }
        )
        if level is not UNSET:
            field_dict["level"] = level
        if answer is not UNSET:
            field_dict["answer"] = answer
        if answered_at is not UNSET:
            field_dict["answered_at"] = answered_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        department_id = d.pop("department_id")

        question = d.pop("question")

        asked_by = d.pop("asked_by")

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        answer_by = datetime.datetime.fromisoformat(d.pop("answer_by"))

        _level = d.pop("level", UNSET)
        level: QueryLevel | Unset
        if isinstance(_level, Unset):
            level = UNSET
        else:
            level = check_query_level(_level)

        def _parse_answer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        answer = _parse_answer(d.pop("answer", UNSET))

        def _parse_answered_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        answered_at = _parse_answered_at(d.pop("answered_at", UNSET))

        query = cls(
            id=id,
            department_id=department_id,
            question=question,
            asked_by=asked_by,
            asked_at=asked_at,
            answer_by=answer_by,
            level=level,
            answer=answer,
            answered_at=answered_at,
        )

        query.additional_properties = d
        return query

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

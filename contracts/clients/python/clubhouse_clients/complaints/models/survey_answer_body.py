from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SurveyAnswerBody")


@_attrs_define
class SurveyAnswerBody:
    """The guest's answer.

    Attributes:
        score (int):
        code (None | str | Unset): From the guest's link; staff need none.
        remark (str | Unset):  Default: ''.
    """

    score: int
    code: None | str | Unset = UNSET
    remark: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        score = self.score

        code: None | str | Unset
        if isinstance(self.code, Unset):
            code = UNSET
        else:
            code = self.code

        remark = self.remark

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "score": score,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if remark is not UNSET:
            field_dict["remark"] = remark

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        score = d.pop("score")

        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        code = _parse_code(d.pop("code", UNSET))

        remark = d.pop("remark", UNSET)

        survey_answer_body = cls(
            score=score,
            code=code,
            remark=remark,
        )

        return survey_answer_body

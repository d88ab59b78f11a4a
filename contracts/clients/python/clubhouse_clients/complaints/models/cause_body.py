from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.cause_body_cause import CauseBodyCause, check_cause_body_cause
from ..types import UNSET, Unset

T = TypeVar("T", bound="CauseBody")


@_attrs_define
class CauseBody:
    """Whose fault it was (rule C11).

    Attributes:
        cause (CauseBodyCause):
        code (str):
        explanation (str | Unset): A guest's own cause is explained to them. Default: ''.
    """

    cause: CauseBodyCause
    code: str
    explanation: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        cause: str = self.cause

        code = self.code

        explanation = self.explanation

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cause": cause,
                "code": code,
            }
        )
        if explanation is not UNSET:
            field_dict["explanation"] = explanation

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cause = check_cause_body_cause(d.pop("cause"))

        code = d.pop("code")

        explanation = d.pop("explanation", UNSET)

        cause_body = cls(
            cause=cause,
            code=code,
            explanation=explanation,
        )

        return cause_body

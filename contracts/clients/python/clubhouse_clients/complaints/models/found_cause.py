from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.found_cause_cause import FoundCauseCause, check_found_cause_cause
from ..types import UNSET, Unset

T = TypeVar("T", bound="FoundCause")


@_attrs_define
class FoundCause:
    """Whose fault it was (C11). A guest's own is explained to them.

    Attributes:
        cause (FoundCauseCause):
        code (str):
        by (str):
        at (datetime.datetime):
        explanation (str | Unset):  Default: ''.
    """

    cause: FoundCauseCause
    code: str
    by: str
    at: datetime.datetime
    explanation: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cause: str = self.cause

        code = self.code

        by = self.by

        at = self.at.isoformat()

        explanation = self.explanation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cause": cause,
                "code": code,
                "by": by,
                "at": at,
            }
        )
        if explanation is not UNSET:
            field_dict["explanation"] = explanation

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cause = check_found_cause_cause(d.pop("cause"))

        code = d.pop("code")

        by = d.pop("by")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        explanation = d.pop("explanation", UNSET)

        found_cause = cls(
            cause=cause,
            code=code,
            by=by,
            at=at,
            explanation=explanation,
        )

        found_cause.additional_properties = d
        return found_cause

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

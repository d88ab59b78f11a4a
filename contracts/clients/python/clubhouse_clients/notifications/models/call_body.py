from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.call_body_outcome import CallBodyOutcome, check_call_body_outcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="CallBody")


@_attrs_define
class CallBody:
    """How the call went.

    Attributes:
        outcome (CallBodyOutcome):
        remark (str | Unset): Free of contact data. Default: ''.
    """

    outcome: CallBodyOutcome
    remark: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        outcome: str = self.outcome

        remark = self.remark

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if remark is not UNSET:
            field_dict["remark"] = remark

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = check_call_body_outcome(d.pop("outcome"))

        remark = d.pop("remark", UNSET)

        call_body = cls(
            outcome=outcome,
            remark=remark,
        )

        return call_body

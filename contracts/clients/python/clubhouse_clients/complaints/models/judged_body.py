from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="JudgedBody")


@_attrs_define
class JudgedBody:
    """How a suggestion was judged (rule C20).

    Attributes:
        sensible (bool):
        feasible (bool):
    """

    sensible: bool
    feasible: bool

    def to_dict(self) -> dict[str, Any]:
        sensible = self.sensible

        feasible = self.feasible

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sensible": sensible,
                "feasible": feasible,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        sensible = d.pop("sensible")

        feasible = d.pop("feasible")

        judged_body = cls(
            sensible=sensible,
            feasible=feasible,
        )

        return judged_body

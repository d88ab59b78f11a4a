from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.escalate_body_level import EscalateBodyLevel, check_escalate_body_level

T = TypeVar("T", bound="EscalateBody")


@_attrs_define
class EscalateBody:
    """The desk to send it up to.

    Attributes:
        level (EscalateBodyLevel):
    """

    level: EscalateBodyLevel

    def to_dict(self) -> dict[str, Any]:
        level: str = self.level

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "level": level,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        level = check_escalate_body_level(d.pop("level"))

        escalate_body = cls(
            level=level,
        )

        return escalate_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.inspected_body_responsibility import (
    InspectedBodyResponsibility,
    check_inspected_body_responsibility,
)

T = TypeVar("T", bound="InspectedBody")


@_attrs_define
class InspectedBody:
    """What the inspection found, and so decides.

    Attributes:
        found (str):
        responsibility (InspectedBodyResponsibility):
    """

    found: str
    responsibility: InspectedBodyResponsibility

    def to_dict(self) -> dict[str, Any]:
        found = self.found

        responsibility: str = self.responsibility

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "found": found,
                "responsibility": responsibility,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        found = d.pop("found")

        responsibility = check_inspected_body_responsibility(d.pop("responsibility"))

        inspected_body = cls(
            found=found,
            responsibility=responsibility,
        )

        return inspected_body

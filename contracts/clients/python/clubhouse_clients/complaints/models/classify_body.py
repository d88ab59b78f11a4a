from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.classify_body_responsibility import (
    ClassifyBodyResponsibility,
    check_classify_body_responsibility,
)

T = TypeVar("T", bound="ClassifyBody")


@_attrs_define
class ClassifyBody:
    """Who is responsible (rule C4).

    Attributes:
        responsibility (ClassifyBodyResponsibility):
    """

    responsibility: ClassifyBodyResponsibility

    def to_dict(self) -> dict[str, Any]:
        responsibility: str = self.responsibility

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "responsibility": responsibility,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        responsibility = check_classify_body_responsibility(d.pop("responsibility"))

        classify_body = cls(
            responsibility=responsibility,
        )

        return classify_body

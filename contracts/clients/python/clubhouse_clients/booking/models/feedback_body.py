from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FeedbackBody")


@_attrs_define
class FeedbackBody:
    """What the guest was told.

    Attributes:
        told (str):
    """

    told: str

    def to_dict(self) -> dict[str, Any]:
        told = self.told

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "told": told,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        told = d.pop("told")

        feedback_body = cls(
            told=told,
        )

        return feedback_body

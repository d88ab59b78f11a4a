from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MergeBody")


@_attrs_define
class MergeBody:
    """Merge another file into this one.

    Attributes:
        reason (str):
        merged_guest_id (str):
    """

    reason: str
    merged_guest_id: str

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        merged_guest_id = self.merged_guest_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
                "merged_guest_id": merged_guest_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = d.pop("reason")

        merged_guest_id = d.pop("merged_guest_id")

        merge_body = cls(
            reason=reason,
            merged_guest_id=merged_guest_id,
        )

        return merge_body

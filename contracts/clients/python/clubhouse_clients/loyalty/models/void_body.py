from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="VoidBody")


@_attrs_define
class VoidBody:
    """The receipt to take back.

    Attributes:
        reason (str):
        venue_id (str):
        receipt (str):
    """

    reason: str
    venue_id: str
    receipt: str

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        venue_id = self.venue_id

        receipt = self.receipt

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
                "venue_id": venue_id,
                "receipt": receipt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = d.pop("reason")

        venue_id = d.pop("venue_id")

        receipt = d.pop("receipt")

        void_body = cls(
            reason=reason,
            venue_id=venue_id,
            receipt=receipt,
        )

        return void_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReturnBody")


@_attrs_define
class ReturnBody:
    """Who took it, and how they proved it theirs and signed.

    Attributes:
        returned_to (str):
        receipt (str):
    """

    returned_to: str
    receipt: str

    def to_dict(self) -> dict[str, Any]:
        returned_to = self.returned_to

        receipt = self.receipt

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "returned_to": returned_to,
                "receipt": receipt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        returned_to = d.pop("returned_to")

        receipt = d.pop("receipt")

        return_body = cls(
            returned_to=returned_to,
            receipt=receipt,
        )

        return return_body

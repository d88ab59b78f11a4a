from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LineBody")


@_attrs_define
class LineBody:
    """One category's share of a bill.

    Attributes:
        category (str):
        amount_fen (int):
    """

    category: str
    amount_fen: int

    def to_dict(self) -> dict[str, Any]:
        category = self.category

        amount_fen = self.amount_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "category": category,
                "amount_fen": amount_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        category = d.pop("category")

        amount_fen = d.pop("amount_fen")

        line_body = cls(
            category=category,
            amount_fen=amount_fen,
        )

        return line_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SpendBody")


@_attrs_define
class SpendBody:
    """What the visit cost. The same receipt again corrects it.

    Attributes:
        receipt (str):
        spend_fen (int):
        excluded_fen (int | Unset): Part of it that earns no points. Default: 0.
    """

    receipt: str
    spend_fen: int
    excluded_fen: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        receipt = self.receipt

        spend_fen = self.spend_fen

        excluded_fen = self.excluded_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "receipt": receipt,
                "spend_fen": spend_fen,
            }
        )
        if excluded_fen is not UNSET:
            field_dict["excluded_fen"] = excluded_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        receipt = d.pop("receipt")

        spend_fen = d.pop("spend_fen")

        excluded_fen = d.pop("excluded_fen", UNSET)

        spend_body = cls(
            receipt=receipt,
            spend_fen=spend_fen,
            excluded_fen=excluded_fen,
        )

        return spend_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BillBody")


@_attrs_define
class BillBody:
    """The bill in question, in fen (rule C10).

    Attributes:
        total_fen (int):
        discountable_fen (int):
        minimum_spend_fen (int | Unset):  Default: 0.
        not_discountable (list[str] | Unset):
    """

    total_fen: int
    discountable_fen: int
    minimum_spend_fen: int | Unset = 0
    not_discountable: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        total_fen = self.total_fen

        discountable_fen = self.discountable_fen

        minimum_spend_fen = self.minimum_spend_fen

        not_discountable: list[str] | Unset = UNSET
        if not isinstance(self.not_discountable, Unset):
            not_discountable = self.not_discountable

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "total_fen": total_fen,
                "discountable_fen": discountable_fen,
            }
        )
        if minimum_spend_fen is not UNSET:
            field_dict["minimum_spend_fen"] = minimum_spend_fen
        if not_discountable is not UNSET:
            field_dict["not_discountable"] = not_discountable

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        total_fen = d.pop("total_fen")

        discountable_fen = d.pop("discountable_fen")

        minimum_spend_fen = d.pop("minimum_spend_fen", UNSET)

        not_discountable = cast(list[str], d.pop("not_discountable", UNSET))

        bill_body = cls(
            total_fen=total_fen,
            discountable_fen=discountable_fen,
            minimum_spend_fen=minimum_spend_fen,
            not_discountable=not_discountable,
        )

        return bill_body

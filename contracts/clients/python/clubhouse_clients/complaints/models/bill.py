from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Bill")


@_attrs_define
class Bill:
    """The bill in question (C10), in fen.

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
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total_fen = self.total_fen

        discountable_fen = self.discountable_fen

        minimum_spend_fen = self.minimum_spend_fen

        not_discountable: list[str] | Unset = UNSET
        if not isinstance(self.not_discountable, Unset):
            not_discountable = self.not_discountable

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
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

        bill = cls(
            total_fen=total_fen,
            discountable_fen=discountable_fen,
            minimum_spend_fen=minimum_spend_fen,
            not_discountable=not_discountable,
        )

        bill.additional_properties = d
        return bill

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

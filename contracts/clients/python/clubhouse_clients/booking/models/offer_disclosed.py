from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="OfferDisclosed")


@_attrs_define
class OfferDisclosed:
    """The offer as it was read out to the guest; later changes of the offer do not touch it (rule B7).

    Attributes:
        offer_id (str):
        title (str):
        discount_percent (int | Unset): Percent off the bill: 12 means the guest pays 88 %. Default: 0.
        minimum_spend_fen (int | Unset):  Default: 0.
        exclusions (list[str] | Unset): What the discount does not cover, e.g. ``seafood``, ``drinks``, ``specials``.
    """

    offer_id: str
    title: str
    discount_percent: int | Unset = 0
    minimum_spend_fen: int | Unset = 0
    exclusions: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        offer_id = self.offer_id

        title = self.title

        discount_percent = self.discount_percent

        minimum_spend_fen = self.minimum_spend_fen

        exclusions: list[str] | Unset = UNSET
        if not isinstance(self.exclusions, Unset):
            exclusions = self.exclusions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "offer_id": offer_id,
                "title": title,
            }
        )
        if discount_percent is not UNSET:
            field_dict["discount_percent"] = discount_percent
        if minimum_spend_fen is not UNSET:
            field_dict["minimum_spend_fen"] = minimum_spend_fen
        if exclusions is not UNSET:
            field_dict["exclusions"] = exclusions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        offer_id = d.pop("offer_id")

        title = d.pop("title")

        discount_percent = d.pop("discount_percent", UNSET)

        minimum_spend_fen = d.pop("minimum_spend_fen", UNSET)

        exclusions = cast(list[str], d.pop("exclusions", UNSET))

        offer_disclosed = cls(
            offer_id=offer_id,
            title=title,
            discount_percent=discount_percent,
            minimum_spend_fen=minimum_spend_fen,
            exclusions=exclusions,
        )

        offer_disclosed.additional_properties = d
        return offer_disclosed

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

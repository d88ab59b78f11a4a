from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RankView")


@_attrs_define
class RankView:
    """A venue's place by bookings made.

    Attributes:
        rank (int):
        venue_id (str):
        orders (int):
        effective (int):
        featured (bool):
    """

    rank: int
    venue_id: str
    orders: int
    effective: int
    featured: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rank = self.rank

        venue_id = self.venue_id

        orders = self.orders

        effective = self.effective

        featured = self.featured

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rank": rank,
                "venue_id": venue_id,
                "orders": orders,
                "effective": effective,
                "featured": featured,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        rank = d.pop("rank")

        venue_id = d.pop("venue_id")

        orders = d.pop("orders")

        effective = d.pop("effective")

        featured = d.pop("featured")

        rank_view = cls(
            rank=rank,
            venue_id=venue_id,
            orders=orders,
            effective=effective,
            featured=featured,
        )

        rank_view.additional_properties = d
        return rank_view

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="GiftBody")


@_attrs_define
class GiftBody:
    """A gift to offer.

    Attributes:
        name (str):
        points (int):
        value_fen (int):
        stock (int): How many were ever offered.
        venue_ids (list[str] | Unset):
        offered (bool | Unset):  Default: True.
    """

    name: str
    points: int
    value_fen: int
    stock: int
    venue_ids: list[str] | Unset = UNSET
    offered: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        points = self.points

        value_fen = self.value_fen

        stock = self.stock

        venue_ids: list[str] | Unset = UNSET
        if not isinstance(self.venue_ids, Unset):
            venue_ids = self.venue_ids

        offered = self.offered

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "points": points,
                "value_fen": value_fen,
                "stock": stock,
            }
        )
        if venue_ids is not UNSET:
            field_dict["venue_ids"] = venue_ids
        if offered is not UNSET:
            field_dict["offered"] = offered

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        points = d.pop("points")

        value_fen = d.pop("value_fen")

        stock = d.pop("stock")

        venue_ids = cast(list[str], d.pop("venue_ids", UNSET))

        offered = d.pop("offered", UNSET)

        gift_body = cls(
            name=name,
            points=points,
            value_fen=value_fen,
            stock=stock,
            venue_ids=venue_ids,
            offered=offered,
        )

        return gift_body

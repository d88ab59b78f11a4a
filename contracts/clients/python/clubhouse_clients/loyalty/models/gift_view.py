from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="GiftView")


@_attrs_define
class GiftView:
    """A gift, and how many are left.

    Attributes:
        name (str):
        points (int):
        value_fen (int):
        stock (int): How many were ever offered.
        gift_id (str):
        venue_ids (list[str] | Unset):
        offered (bool | Unset):  Default: True.
        left (int | None | Unset):
    """

    name: str
    points: int
    value_fen: int
    stock: int
    gift_id: str
    venue_ids: list[str] | Unset = UNSET
    offered: bool | Unset = True
    left: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        points = self.points

        value_fen = self.value_fen

        stock = self.stock

        gift_id = self.gift_id

        venue_ids: list[str] | Unset = UNSET
        if not isinstance(self.venue_ids, Unset):
            venue_ids = self.venue_ids

        offered = self.offered

        left: int | None | Unset
        if isinstance(self.left, Unset):
            left = UNSET
        else:
            left = self.left

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "points": points,
                "value_fen": value_fen,
                "stock": stock,
                "gift_id": gift_id,
            }
        )
        if venue_ids is not UNSET:
            field_dict["venue_ids"] = venue_ids
        if offered is not UNSET:
            field_dict["offered"] = offered
        if left is not UNSET:
            field_dict["left"] = left

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        points = d.pop("points")

        value_fen = d.pop("value_fen")

        stock = d.pop("stock")

        gift_id = d.pop("gift_id")

        venue_ids = cast(list[str], d.pop("venue_ids", UNSET))

        offered = d.pop("offered", UNSET)

        def _parse_left(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        left = _parse_left(d.pop("left", UNSET))

        gift_view = cls(
            name=name,
            points=points,
            value_fen=value_fen,
            stock=stock,
            gift_id=gift_id,
            venue_ids=venue_ids,
            offered=offered,
            left=left,
        )

        return gift_view

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wish_body_use import WishBodyUse, check_wish_body_use
from ..types import UNSET, Unset

T = TypeVar("T", bound="WishBody")


@_attrs_define
class WishBody:
    """What a guest wants for points; exactly one kind of use (rule L6).

    Attributes:
        use (WishBodyUse):
        venue_id (str):
        points (int | None | Unset): Not for gifts: they state their price.
        gift_id (None | str | Unset):
        receipt (None | str | Unset): Of the bill to reduce.
        bill_fen (int | None | Unset): Of the bill to reduce.
    """

    use: WishBodyUse
    venue_id: str
    points: int | None | Unset = UNSET
    gift_id: None | str | Unset = UNSET
    receipt: None | str | Unset = UNSET
    bill_fen: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        use: str = self.use

        venue_id = self.venue_id

        points: int | None | Unset
        if isinstance(self.points, Unset):
            points = UNSET
        else:
            points = self.points

        gift_id: None | str | Unset
        if isinstance(self.gift_id, Unset):
            gift_id = UNSET
        else:
            gift_id = self.gift_id

        receipt: None | str | Unset
        if isinstance(self.receipt, Unset):
            receipt = UNSET
        else:
            receipt = self.receipt

        bill_fen: int | None | Unset
        if isinstance(self.bill_fen, Unset):
            bill_fen = UNSET
        else:
            bill_fen = self.bill_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "use": use,
                "venue_id": venue_id,
            }
        )
        if points is not UNSET:
            field_dict["points"] = points
        if gift_id is not UNSET:
            field_dict["gift_id"] = gift_id
        if receipt is not UNSET:
            field_dict["receipt"] = receipt
        if bill_fen is not UNSET:
            field_dict["bill_fen"] = bill_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        use = check_wish_body_use(d.pop("use"))

        venue_id = d.pop("venue_id")

        def _parse_points(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        points = _parse_points(d.pop("points", UNSET))

        def _parse_gift_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        gift_id = _parse_gift_id(d.pop("gift_id", UNSET))

        def _parse_receipt(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        receipt = _parse_receipt(d.pop("receipt", UNSET))

        def _parse_bill_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        bill_fen = _parse_bill_fen(d.pop("bill_fen", UNSET))

        wish_body = cls(
            use=use,
            venue_id=venue_id,
            points=points,
            gift_id=gift_id,
            receipt=receipt,
            bill_fen=bill_fen,
        )

        return wish_body

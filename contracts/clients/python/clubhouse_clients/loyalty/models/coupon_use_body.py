from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CouponUseBody")


@_attrs_define
class CouponUseBody:
    """The bill a coupon reduces.

    Attributes:
        venue_id (str):
        receipt (str):
        bill_fen (int):
    """

    venue_id: str
    receipt: str
    bill_fen: int

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        receipt = self.receipt

        bill_fen = self.bill_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "receipt": receipt,
                "bill_fen": bill_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        receipt = d.pop("receipt")

        bill_fen = d.pop("bill_fen")

        coupon_use_body = cls(
            venue_id=venue_id,
            receipt=receipt,
            bill_fen=bill_fen,
        )

        return coupon_use_body

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CouponView")


@_attrs_define
class CouponView:
    """A coupon.

    Attributes:
        coupon_id (str):
        guest_id (str):
        kind (str):
        value_fen (int):
        minimum_spend_fen (int):
        expires_at (datetime.datetime):
        reason (str):
        status (str):
        receipt (None | str):
    """

    coupon_id: str
    guest_id: str
    kind: str
    value_fen: int
    minimum_spend_fen: int
    expires_at: datetime.datetime
    reason: str
    status: str
    receipt: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        coupon_id = self.coupon_id

        guest_id = self.guest_id

        kind = self.kind

        value_fen = self.value_fen

        minimum_spend_fen = self.minimum_spend_fen

        expires_at = self.expires_at.isoformat()

        reason = self.reason

        status = self.status

        receipt: None | str
        receipt = self.receipt

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "coupon_id": coupon_id,
                "guest_id": guest_id,
                "kind": kind,
                "value_fen": value_fen,
                "minimum_spend_fen": minimum_spend_fen,
                "expires_at": expires_at,
                "reason": reason,
                "status": status,
                "receipt": receipt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        coupon_id = d.pop("coupon_id")

        guest_id = d.pop("guest_id")

        kind = d.pop("kind")

        value_fen = d.pop("value_fen")

        minimum_spend_fen = d.pop("minimum_spend_fen")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        reason = d.pop("reason")

        status = d.pop("status")

        def _parse_receipt(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        receipt = _parse_receipt(d.pop("receipt"))

        coupon_view = cls(
            coupon_id=coupon_id,
            guest_id=guest_id,
            kind=kind,
            value_fen=value_fen,
            minimum_spend_fen=minimum_spend_fen,
            expires_at=expires_at,
            reason=reason,
            status=status,
            receipt=receipt,
        )

        coupon_view.additional_properties = d
        return coupon_view

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

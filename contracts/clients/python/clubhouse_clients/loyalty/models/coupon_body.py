from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CouponBody")


@_attrs_define
class CouponBody:
    """A coupon to issue.

    Attributes:
        guest_id (str):
        venue_id (str):
        kind (str):
        value_fen (int | Unset): Where the kind does not say it. Default: 0.
        reference (str | Unset):  Default: ''.
    """

    guest_id: str
    venue_id: str
    kind: str
    value_fen: int | Unset = 0
    reference: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        venue_id = self.venue_id

        kind = self.kind

        value_fen = self.value_fen

        reference = self.reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "guest_id": guest_id,
                "venue_id": venue_id,
                "kind": kind,
            }
        )
        if value_fen is not UNSET:
            field_dict["value_fen"] = value_fen
        if reference is not UNSET:
            field_dict["reference"] = reference

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        venue_id = d.pop("venue_id")

        kind = d.pop("kind")

        value_fen = d.pop("value_fen", UNSET)

        reference = d.pop("reference", UNSET)

        coupon_body = cls(
            guest_id=guest_id,
            venue_id=venue_id,
            kind=kind,
            value_fen=value_fen,
            reference=reference,
        )

        return coupon_body

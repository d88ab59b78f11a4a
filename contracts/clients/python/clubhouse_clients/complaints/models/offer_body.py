from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.offer_body_kind import OfferBodyKind, check_offer_body_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="OfferBody")


@_attrs_define
class OfferBody:
    """A remedy to put to the guest (rule C12).

    Attributes:
        kind (OfferBodyKind):
        message (str):
        value_fen (int | Unset):  Default: 0.
        points (int | Unset):  Default: 0.
        coupon (None | str | Unset):
    """

    kind: OfferBodyKind
    message: str
    value_fen: int | Unset = 0
    points: int | Unset = 0
    coupon: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        message = self.message

        value_fen = self.value_fen

        points = self.points

        coupon: None | str | Unset
        if isinstance(self.coupon, Unset):
            coupon = UNSET
        else:
            coupon = self.coupon

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "message": message,
            }
        )
        if value_fen is not UNSET:
            field_dict["value_fen"] = value_fen
        if points is not UNSET:
            field_dict["points"] = points
        if coupon is not UNSET:
            field_dict["coupon"] = coupon

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = check_offer_body_kind(d.pop("kind"))

        message = d.pop("message")

        value_fen = d.pop("value_fen", UNSET)

        points = d.pop("points", UNSET)

        def _parse_coupon(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        coupon = _parse_coupon(d.pop("coupon", UNSET))

        offer_body = cls(
            kind=kind,
            message=message,
            value_fen=value_fen,
            points=points,
            coupon=coupon,
        )

        return offer_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PartnerAnswerBody")


@_attrs_define
class PartnerAnswerBody:
    """What the partner said.

    Attributes:
        placed (bool):
        seat_number (str | Unset):  Default: ''.
        reason (str | Unset): Why not. Default: ''.
        offer_reconfirmed (bool | Unset): It will honour the disclosed offer (rule B7). Default: False.
    """

    placed: bool
    seat_number: str | Unset = ""
    reason: str | Unset = ""
    offer_reconfirmed: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        placed = self.placed

        seat_number = self.seat_number

        reason = self.reason

        offer_reconfirmed = self.offer_reconfirmed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "placed": placed,
            }
        )
        if seat_number is not UNSET:
            field_dict["seat_number"] = seat_number
        if reason is not UNSET:
            field_dict["reason"] = reason
        if offer_reconfirmed is not UNSET:
            field_dict["offer_reconfirmed"] = offer_reconfirmed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        placed = d.pop("placed")

        seat_number = d.pop("seat_number", UNSET)

        reason = d.pop("reason", UNSET)

        offer_reconfirmed = d.pop("offer_reconfirmed", UNSET)

        partner_answer_body = cls(
            placed=placed,
            seat_number=seat_number,
            reason=reason,
            offer_reconfirmed=offer_reconfirmed,
        )

        return partner_answer_body

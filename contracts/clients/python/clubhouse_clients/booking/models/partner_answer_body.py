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
    """

    placed: bool
    seat_number: str | Unset = ""
    reason: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        placed = self.placed

        seat_number = self.seat_number

        reason = self.reason

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

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        placed = d.pop("placed")

        seat_number = d.pop("seat_number", UNSET)

        reason = d.pop("reason", UNSET)

        partner_answer_body = cls(
            placed=placed,
            seat_number=seat_number,
            reason=reason,
        )

        return partner_answer_body

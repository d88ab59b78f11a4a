from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BillAskedBody")


@_attrs_define
class BillAskedBody:
    """A bill that asks for promotions.

    Attributes:
        guest_id (str):
        venue_id (str):
        receipt (str):
        bill_fen (int):
        party_size (int | Unset):  Default: 1.
    """

    guest_id: str
    venue_id: str
    receipt: str
    bill_fen: int
    party_size: int | Unset = 1

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        venue_id = self.venue_id

        receipt = self.receipt

        bill_fen = self.bill_fen

        party_size = self.party_size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "guest_id": guest_id,
                "venue_id": venue_id,
                "receipt": receipt,
                "bill_fen": bill_fen,
            }
        )
        if party_size is not UNSET:
            field_dict["party_size"] = party_size

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        venue_id = d.pop("venue_id")

        receipt = d.pop("receipt")

        bill_fen = d.pop("bill_fen")

        party_size = d.pop("party_size", UNSET)

        bill_asked_body = cls(
            guest_id=guest_id,
            venue_id=venue_id,
            receipt=receipt,
            bill_fen=bill_fen,
            party_size=party_size,
        )

        return bill_asked_body

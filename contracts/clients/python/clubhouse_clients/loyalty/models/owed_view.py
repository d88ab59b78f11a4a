from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OwedView")


@_attrs_define
class OwedView:
    """What one venue owes another.

    Attributes:
        debtor_venue_id (str):
        creditor_venue_id (str):
        points (int):
        amount_fen (int):
    """

    debtor_venue_id: str
    creditor_venue_id: str
    points: int
    amount_fen: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        debtor_venue_id = self.debtor_venue_id

        creditor_venue_id = self.creditor_venue_id

        points = self.points

        amount_fen = self.amount_fen

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "debtor_venue_id": debtor_venue_id,
                "creditor_venue_id": creditor_venue_id,
                "points": points,
                "amount_fen": amount_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        debtor_venue_id = d.pop("debtor_venue_id")

        creditor_venue_id = d.pop("creditor_venue_id")

        points = d.pop("points")

        amount_fen = d.pop("amount_fen")

        owed_view = cls(
            debtor_venue_id=debtor_venue_id,
            creditor_venue_id=creditor_venue_id,
            points=points,
            amount_fen=amount_fen,
        )

        owed_view.additional_properties = d
        return owed_view

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

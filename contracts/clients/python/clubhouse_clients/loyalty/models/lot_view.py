from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LotView")


@_attrs_define
class LotView:
    """Points that came together and end together.

    Attributes:
        lot_id (str):
        venue_id (str):
        origin (str):
        reference (str):
        available (int):
        held (int):
        earned_at (datetime.datetime):
        expires_at (datetime.datetime):
    """

    lot_id: str
    venue_id: str
    origin: str
    reference: str
    available: int
    held: int
    earned_at: datetime.datetime
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        lot_id = self.lot_id

        venue_id = self.venue_id

        origin = self.origin

        reference = self.reference

        available = self.available

        held = self.held

        earned_at = self.earned_at.isoformat()

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "lot_id": lot_id,
                "venue_id": venue_id,
                "origin": origin,
                "reference": reference,
                "available": available,
                "held": held,
                "earned_at": earned_at,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        lot_id = d.pop("lot_id")

        venue_id = d.pop("venue_id")

        origin = d.pop("origin")

        reference = d.pop("reference")

        available = d.pop("available")

        held = d.pop("held")

        earned_at = datetime.datetime.fromisoformat(d.pop("earned_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        lot_view = cls(
            lot_id=lot_id,
            venue_id=venue_id,
            origin=origin,
            reference=reference,
            available=available,
            held=held,
            earned_at=earned_at,
            expires_at=expires_at,
        )

        lot_view.additional_properties = d
        return lot_view

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

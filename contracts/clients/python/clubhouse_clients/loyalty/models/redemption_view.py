from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RedemptionView")


@_attrs_define
class RedemptionView:
    """A use of points.

    Attributes:
        redemption_id (str):
        use (str):
        points (int):
        value_fen (int):
        venue_id (str):
        reference (str):
        until (datetime.datetime): Confirm, or once confirmed reverse, before this.
        confirmed (bool):
    """

    redemption_id: str
    use: str
    points: int
    value_fen: int
    venue_id: str
    reference: str
    until: datetime.datetime
    confirmed: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        redemption_id = self.redemption_id

        use = self.use

        points = self.points

        value_fen = self.value_fen

        venue_id = self.venue_id

        reference = self.reference

        until = self.until.isoformat()

        confirmed = self.confirmed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "redemption_id": redemption_id,
                "use": use,
                "points": points,
                "value_fen": value_fen,
                "venue_id": venue_id,
                "reference": reference,
                "until": until,
                "confirmed": confirmed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        redemption_id = d.pop("redemption_id")

        use = d.pop("use")

        points = d.pop("points")

        value_fen = d.pop("value_fen")

        venue_id = d.pop("venue_id")

        reference = d.pop("reference")

        until = datetime.datetime.fromisoformat(d.pop("until"))

        confirmed = d.pop("confirmed")

        redemption_view = cls(
            redemption_id=redemption_id,
            use=use,
            points=points,
            value_fen=value_fen,
            venue_id=venue_id,
            reference=reference,
            until=until,
            confirmed=confirmed,
        )

        redemption_view.additional_properties = d
        return redemption_view

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

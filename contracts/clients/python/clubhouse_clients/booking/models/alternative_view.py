from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.hold_view import HoldView


T = TypeVar("T", bound="AlternativeView")


@_attrs_define
class AlternativeView:
    """Something that is free instead; sending `hold` as it is holds it (rule B3).

    Attributes:
        why (str): `resource`, `time` or `venue`.
        venue_id (str):
        venue_name (str):
        item (str):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        hold (HoldView): A request that is ready to be sent.
    """

    why: str
    venue_id: str
    venue_name: str
    item: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    hold: HoldView
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        why = self.why

        venue_id = self.venue_id

        venue_name = self.venue_name

        item = self.item

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        hold = self.hold.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "why": why,
                "venue_id": venue_id,
                "venue_name": venue_name,
                "item": item,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "hold": hold,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.hold_view import HoldView

        d = dict(src_dict)
        why = d.pop("why")

        venue_id = d.pop("venue_id")

        venue_name = d.pop("venue_name")

        item = d.pop("item")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        hold = HoldView.from_dict(d.pop("hold"))

        alternative_view = cls(
            why=why,
            venue_id=venue_id,
            venue_name=venue_name,
            item=item,
            starts_at=starts_at,
            ends_at=ends_at,
            hold=hold,
        )

        alternative_view.additional_properties = d
        return alternative_view

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.booking_view import BookingView
    from ..models.hold_view import HoldView


T = TypeVar("T", bound="AlternativeView")


@_attrs_define
class AlternativeView:
    """Something that is free instead; sending `hold` as it is takes it (rule B3).

    Attributes:
        why (str): `resource`, `time` or `venue`.
        venue_id (str):
        venue_name (str):
        item (str):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        hold (HoldView): A request that is ready to be sent.
        held (BookingView | None | Unset): Its hold, if `hold_alternatives` was asked for: `hold` confirms it.
    """

    why: str
    venue_id: str
    venue_name: str
    item: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    hold: HoldView
    held: BookingView | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.booking_view import BookingView

        why = self.why

        venue_id = self.venue_id

        venue_name = self.venue_name

        item = self.item

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        hold = self.hold.to_dict()

        held: dict[str, Any] | None | Unset
        if isinstance(self.held, Unset):
            held = UNSET
        elif isinstance(self.held, BookingView):
            held = self.held.to_dict()
        else:
            held = self.held

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
        if held is not UNSET:
            field_dict["held"] = held

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.booking_view import BookingView
        from ..models.hold_view import HoldView

        d = dict(src_dict)
        why = d.pop("why")

        venue_id = d.pop("venue_id")

        venue_name = d.pop("venue_name")

        item = d.pop("item")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        hold = HoldView.from_dict(d.pop("hold"))

        def _parse_held(data: object) -> BookingView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                held_type_0 = BookingView.from_dict(data)

                return held_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BookingView | None | Unset, data)

        held = _parse_held(d.pop("held", UNSET))

        alternative_view = cls(
            why=why,
            venue_id=venue_id,
            venue_name=venue_name,
            item=item,
            starts_at=starts_at,
            ends_at=ends_at,
            hold=hold,
            held=held,
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

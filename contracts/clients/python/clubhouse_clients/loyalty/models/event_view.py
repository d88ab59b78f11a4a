from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.event_view_least_tier import (
    EventViewLeastTier,
    check_event_view_least_tier,
)

if TYPE_CHECKING:
    from ..models.sign_up_view import SignUpView


T = TypeVar("T", bound="EventView")


@_attrs_define
class EventView:
    """An event for members.

    Attributes:
        member_event_id (str):
        venue_id (str):
        title (str):
        starts_at (datetime.datetime):
        capacity (int):
        seats_taken (int):
        least_tier (EventViewLeastTier):
        cancelled (bool):
        sign_ups (list[SignUpView]): For staff; guests see their own only.
    """

    member_event_id: str
    venue_id: str
    title: str
    starts_at: datetime.datetime
    capacity: int
    seats_taken: int
    least_tier: EventViewLeastTier
    cancelled: bool
    sign_ups: list[SignUpView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        member_event_id = self.member_event_id

        venue_id = self.venue_id

        title = self.title

        starts_at = self.starts_at.isoformat()

        capacity = self.capacity

        seats_taken = self.seats_taken

        least_tier: str = self.least_tier

        cancelled = self.cancelled

        sign_ups = []
        for sign_ups_item_data in self.sign_ups:
            sign_ups_item = sign_ups_item_data.to_dict()
            sign_ups.append(sign_ups_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "member_event_id": member_event_id,
                "venue_id": venue_id,
                "title": title,
                "starts_at": starts_at,
                "capacity": capacity,
                "seats_taken": seats_taken,
                "least_tier": least_tier,
                "cancelled": cancelled,
                "sign_ups": sign_ups,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sign_up_view import SignUpView

        d = dict(src_dict)
        member_event_id = d.pop("member_event_id")

        venue_id = d.pop("venue_id")

        title = d.pop("title")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        capacity = d.pop("capacity")

        seats_taken = d.pop("seats_taken")

        least_tier = check_event_view_least_tier(d.pop("least_tier"))

        cancelled = d.pop("cancelled")

        sign_ups = []
        _sign_ups = d.pop("sign_ups")
        for sign_ups_item_data in _sign_ups:
            sign_ups_item = SignUpView.from_dict(sign_ups_item_data)

            sign_ups.append(sign_ups_item)

        event_view = cls(
            member_event_id=member_event_id,
            venue_id=venue_id,
            title=title,
            starts_at=starts_at,
            capacity=capacity,
            seats_taken=seats_taken,
            least_tier=least_tier,
            cancelled=cancelled,
            sign_ups=sign_ups,
        )

        event_view.additional_properties = d
        return event_view

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

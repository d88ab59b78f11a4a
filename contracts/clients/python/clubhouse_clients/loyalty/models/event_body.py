from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.event_body_least_tier import (
    EventBodyLeastTier,
    check_event_body_least_tier,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="EventBody")


@_attrs_define
class EventBody:
    """An event to publish.

    Attributes:
        venue_id (str):
        title (str):
        starts_at (datetime.datetime):
        capacity (int):
        least_tier (EventBodyLeastTier | Unset):  Default: 'ordinary'.
    """

    venue_id: str
    title: str
    starts_at: datetime.datetime
    capacity: int
    least_tier: EventBodyLeastTier | Unset = "ordinary"

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        title = self.title

        starts_at = self.starts_at.isoformat()

        capacity = self.capacity

        least_tier: str | Unset = UNSET
        if not isinstance(self.least_tier, Unset):
            least_tier = self.least_tier

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "title": title,
                "starts_at": starts_at,
                "capacity": capacity,
            }
        )
        if least_tier is not UNSET:
            field_dict["least_tier"] = least_tier

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        title = d.pop("title")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        capacity = d.pop("capacity")

        _least_tier = d.pop("least_tier", UNSET)
        least_tier: EventBodyLeastTier | Unset
        if isinstance(_least_tier, Unset):
            least_tier = UNSET
        else:
            least_tier = check_event_body_least_tier(_least_tier)

        event_body = cls(
            venue_id=venue_id,
            title=title,
            starts_at=starts_at,
            capacity=capacity,
            least_tier=least_tier,
        )

        return event_body

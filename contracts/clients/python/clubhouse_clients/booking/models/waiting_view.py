from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WaitingView")


@_attrs_define
class WaitingView:
    """Somebody who waits.

    Attributes:
        waiting_id (str):
        venue_id (str):
        guest_id (str):
        status (str):
        tier (str):
        kind (str):
        category (str):
        party_size (int):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        joined_at (datetime.datetime):
        booking_id (None | str): The hold that is offered: confirm it to take it.
    """

    waiting_id: str
    venue_id: str
    guest_id: str
    status: str
    tier: str
    kind: str
    category: str
    party_size: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    joined_at: datetime.datetime
    booking_id: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        waiting_id = self.waiting_id

        venue_id = self.venue_id

        guest_id = self.guest_id

        status = self.status

        tier = self.tier

        kind = self.kind

        category = self.category

        party_size = self.party_size

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        joined_at = self.joined_at.isoformat()

        booking_id: None | str
        booking_id = self.booking_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "waiting_id": waiting_id,
                "venue_id": venue_id,
                "guest_id": guest_id,
                "status": status,
                "tier": tier,
                "kind": kind,
                "category": category,
                "party_size": party_size,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "joined_at": joined_at,
                "booking_id": booking_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        waiting_id = d.pop("waiting_id")

        venue_id = d.pop("venue_id")

        guest_id = d.pop("guest_id")

        status = d.pop("status")

        tier = d.pop("tier")

        kind = d.pop("kind")

        category = d.pop("category")

        party_size = d.pop("party_size")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        joined_at = datetime.datetime.fromisoformat(d.pop("joined_at"))

        def _parse_booking_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        booking_id = _parse_booking_id(d.pop("booking_id"))

        waiting_view = cls(
            waiting_id=waiting_id,
            venue_id=venue_id,
            guest_id=guest_id,
            status=status,
            tier=tier,
            kind=kind,
            category=category,
            party_size=party_size,
            starts_at=starts_at,
            ends_at=ends_at,
            joined_at=joined_at,
            booking_id=booking_id,
        )

        waiting_view.additional_properties = d
        return waiting_view

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

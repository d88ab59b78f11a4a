from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.visit_view_tier import VisitViewTier, check_visit_view_tier

T = TypeVar("T", bound="VisitView")


@_attrs_define
class VisitView:
    """A paid visit.

    Attributes:
        visit_id (str):
        guest_id (str):
        venue_id (str):
        receipt (str):
        at (datetime.datetime):
        spend_fen (int):
        earning_fen (int):
        points (int):
        tier (VisitViewTier):
        policy_version (int):
        booking_id (None | str):
        revision (int):
        status (str):
    """

    visit_id: str
    guest_id: str
    venue_id: str
    receipt: str
    at: datetime.datetime
    spend_fen: int
    earning_fen: int
    points: int
    tier: VisitViewTier
    policy_version: int
    booking_id: None | str
    revision: int
    status: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        visit_id = self.visit_id

        guest_id = self.guest_id

        venue_id = self.venue_id

        receipt = self.receipt

        at = self.at.isoformat()

        spend_fen = self.spend_fen

        earning_fen = self.earning_fen

        points = self.points

        tier: str = self.tier

        policy_version = self.policy_version

        booking_id: None | str
        booking_id = self.booking_id

        revision = self.revision

        status = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "visit_id": visit_id,
                "guest_id": guest_id,
                "venue_id": venue_id,
                "receipt": receipt,
                "at": at,
                "spend_fen": spend_fen,
                "earning_fen": earning_fen,
                "points": points,
                "tier": tier,
                "policy_version": policy_version,
                "booking_id": booking_id,
                "revision": revision,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        visit_id = d.pop("visit_id")

        guest_id = d.pop("guest_id")

        venue_id = d.pop("venue_id")

        receipt = d.pop("receipt")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        spend_fen = d.pop("spend_fen")

        earning_fen = d.pop("earning_fen")

        points = d.pop("points")

        tier = check_visit_view_tier(d.pop("tier"))

        policy_version = d.pop("policy_version")

        def _parse_booking_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        booking_id = _parse_booking_id(d.pop("booking_id"))

        revision = d.pop("revision")

        status = d.pop("status")

        visit_view = cls(
            visit_id=visit_id,
            guest_id=guest_id,
            venue_id=venue_id,
            receipt=receipt,
            at=at,
            spend_fen=spend_fen,
            earning_fen=earning_fen,
            points=points,
            tier=tier,
            policy_version=policy_version,
            booking_id=booking_id,
            revision=revision,
            status=status,
        )

        visit_view.additional_properties = d
        return visit_view

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ClosureView")


@_attrs_define
class ClosureView:
    """A closure and what became of the bookings in its way.

    Attributes:
        closure_id (str):
        resource_ids (list[str]):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        reason (str):
        settled (bool): Every booking in the way has been accounted for.
        moved (list[str]):
        displaced (list[str]): No equal place is free: the guest must be called.
    """

    closure_id: str
    resource_ids: list[str]
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    reason: str
    settled: bool
    moved: list[str]
    displaced: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        closure_id = self.closure_id

        resource_ids = self.resource_ids

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        reason = self.reason

        settled = self.settled

        moved = self.moved

        displaced = self.displaced

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "closure_id": closure_id,
                "resource_ids": resource_ids,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "reason": reason,
                "settled": settled,
                "moved": moved,
                "displaced": displaced,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        closure_id = d.pop("closure_id")

        resource_ids = cast(list[str], d.pop("resource_ids"))

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        reason = d.pop("reason")

        settled = d.pop("settled")

        moved = cast(list[str], d.pop("moved"))

        displaced = cast(list[str], d.pop("displaced"))

        closure_view = cls(
            closure_id=closure_id,
            resource_ids=resource_ids,
            starts_at=starts_at,
            ends_at=ends_at,
            reason=reason,
            settled=settled,
            moved=moved,
            displaced=displaced,
        )

        closure_view.additional_properties = d
        return closure_view

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

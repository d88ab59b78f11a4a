from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="QuotaView")


@_attrs_define
class QuotaView:
    """An agent's current week.

    Attributes:
        staff_id (str):
        venue_id (str):
        week_starts_on (datetime.date):
        owed (int):
        made (int):
        missing (int):
    """

    staff_id: str
    venue_id: str
    week_starts_on: datetime.date
    owed: int
    made: int
    missing: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        staff_id = self.staff_id

        venue_id = self.venue_id

        week_starts_on = self.week_starts_on.isoformat()

        owed = self.owed

        made = self.made

        missing = self.missing

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "staff_id": staff_id,
                "venue_id": venue_id,
                "week_starts_on": week_starts_on,
                "owed": owed,
                "made": made,
                "missing": missing,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        staff_id = d.pop("staff_id")

        venue_id = d.pop("venue_id")

        week_starts_on = datetime.date.fromisoformat(d.pop("week_starts_on"))

        owed = d.pop("owed")

        made = d.pop("made")

        missing = d.pop("missing")

        quota_view = cls(
            staff_id=staff_id,
            venue_id=venue_id,
            week_starts_on=week_starts_on,
            owed=owed,
            made=made,
            missing=missing,
        )

        quota_view.additional_properties = d
        return quota_view

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

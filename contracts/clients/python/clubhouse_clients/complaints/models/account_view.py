from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.account_view_level import AccountViewLevel, check_account_view_level

if TYPE_CHECKING:
    from ..models.segment_view import SegmentView


T = TypeVar("T", bound="AccountView")


@_attrs_define
class AccountView:
    """A clock, and how it came to stand where it stands.

    Attributes:
        clock (str):
        department_id (None | str):
        cycle (int):
        level (AccountViewLevel):
        status (str):
        unit (str):
        allowed (float):
        used (float):
        due_at (datetime.datetime):
        segments (list[SegmentView]):
    """

    clock: str
    department_id: None | str
    cycle: int
    level: AccountViewLevel
    status: str
    unit: str
    allowed: float
    used: float
    due_at: datetime.datetime
    segments: list[SegmentView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        clock = self.clock

        department_id: None | str
        department_id = self.department_id

        cycle = self.cycle

        level: str = self.level

        status = self.status

        unit = self.unit

        allowed = self.allowed

        used = self.used

        due_at = self.due_at.isoformat()

        segments = []
        for segments_item_data in self.segments:
            segments_item = segments_item_data.to_dict()
            segments.append(segments_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "clock": clock,
                "department_id": department_id,
                "cycle": cycle,
                "level": level,
                "status": status,
                "unit": unit,
                "allowed": allowed,
                "used": used,
                "due_at": due_at,
                "segments": segments,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.segment_view import SegmentView

        d = dict(src_dict)
        clock = d.pop("clock")

        def _parse_department_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department_id = _parse_department_id(d.pop("department_id"))

        cycle = d.pop("cycle")

        level = check_account_view_level(d.pop("level"))

        status = d.pop("status")

        unit = d.pop("unit")

        allowed = d.pop("allowed")

        used = d.pop("used")

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        segments = []
        _segments = d.pop("segments")
        for segments_item_data in _segments:
            segments_item = SegmentView.from_dict(segments_item_data)

            segments.append(segments_item)

        account_view = cls(
            clock=clock,
            department_id=department_id,
            cycle=cycle,
            level=level,
            status=status,
            unit=unit,
            allowed=allowed,
            used=used,
            due_at=due_at,
            segments=segments,
        )

        account_view.additional_properties = d
        return account_view

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

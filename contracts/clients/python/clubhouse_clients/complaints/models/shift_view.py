from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.shift_view_status import ShiftViewStatus, check_shift_view_status

if TYPE_CHECKING:
    from ..models.due import Due


T = TypeVar("T", bound="ShiftView")


@_attrs_define
class ShiftView:
    """A handover as it stands.

    Attributes:
        id (str):
        venue_id (str):
        staff_id (str):
        relief_id (str):
        prepared_at (datetime.datetime):
        case_ids (list[str]):
        due (list[Due]):
        announcements (list[str]):
        status (ShiftViewStatus):
        acknowledged_at (datetime.datetime | None):
        released_at (datetime.datetime | None):
    """

    id: str
    venue_id: str
    staff_id: str
    relief_id: str
    prepared_at: datetime.datetime
    case_ids: list[str]
    due: list[Due]
    announcements: list[str]
    status: ShiftViewStatus
    acknowledged_at: datetime.datetime | None
    released_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        venue_id = self.venue_id

        staff_id = self.staff_id

        relief_id = self.relief_id

        prepared_at = self.prepared_at.isoformat()

        case_ids = self.case_ids

        due = []
        for due_item_data in self.due:
            due_item = due_item_data.to_dict()
            due.append(due_item)

        announcements = self.announcements

        status: str = self.status

        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        released_at: None | str
        if isinstance(self.released_at, datetime.datetime):
            released_at = self.released_at.isoformat()
        else:
            released_at = self.released_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "venue_id": venue_id,
                "staff_id": staff_id,
                "relief_id": relief_id,
                "prepared_at": prepared_at,
                "case_ids": case_ids,
                "due": due,
                "announcements": announcements,
                "status": status,
                "acknowledged_at": acknowledged_at,
                "released_at": released_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.due import Due

        d = dict(src_dict)
        id = d.pop("id")

        venue_id = d.pop("venue_id")

        staff_id = d.pop("staff_id")

        relief_id = d.pop("relief_id")

        prepared_at = datetime.datetime.fromisoformat(d.pop("prepared_at"))

        case_ids = cast(list[str], d.pop("case_ids"))

        due = []
        _due = d.pop("due")
        for due_item_data in _due:
            due_item = Due.from_dict(due_item_data)

            due.append(due_item)

        announcements = cast(list[str], d.pop("announcements"))

        status = check_shift_view_status(d.pop("status"))

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

        def _parse_released_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                released_at_type_0 = datetime.datetime.fromisoformat(data)

                return released_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        released_at = _parse_released_at(d.pop("released_at"))

        shift_view = cls(
            id=id,
            venue_id=venue_id,
            staff_id=staff_id,
            relief_id=relief_id,
            prepared_at=prepared_at,
            case_ids=case_ids,
            due=due,
            announcements=announcements,
            status=status,
            acknowledged_at=acknowledged_at,
            released_at=released_at,
        )

        shift_view.additional_properties = d
        return shift_view

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

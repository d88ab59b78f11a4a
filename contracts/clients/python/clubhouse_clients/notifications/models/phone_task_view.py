from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.call_view import CallView


T = TypeVar("T", bound="PhoneTaskView")


@_attrs_define
class PhoneTaskView:
    """A call to make.

    Attributes:
        id (str):
        guest_id (str):
        venue_id (None | str):
        kind (str):
        status (str):
        opened_at (datetime.datetime):
        call_by (datetime.datetime):
        calls (list[CallView]):
    """

    id: str
    guest_id: str
    venue_id: None | str
    kind: str
    status: str
    opened_at: datetime.datetime
    call_by: datetime.datetime
    calls: list[CallView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        guest_id = self.guest_id

        venue_id: None | str
        venue_id = self.venue_id

        kind = self.kind

        status = self.status

        opened_at = self.opened_at.isoformat()

        call_by = self.call_by.isoformat()

        calls = []
        for calls_item_data in self.calls:
            calls_item = calls_item_data.to_dict()
            calls.append(calls_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "guest_id": guest_id,
                "venue_id": venue_id,
                "kind": kind,
                "status": status,
                "opened_at": opened_at,
                "call_by": call_by,
                "calls": calls,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.call_view import CallView

        d = dict(src_dict)
        id = d.pop("id")

        guest_id = d.pop("guest_id")

        def _parse_venue_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        venue_id = _parse_venue_id(d.pop("venue_id"))

        kind = d.pop("kind")

        status = d.pop("status")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        call_by = datetime.datetime.fromisoformat(d.pop("call_by"))

        calls = []
        _calls = d.pop("calls")
        for calls_item_data in _calls:
            calls_item = CallView.from_dict(calls_item_data)

            calls.append(calls_item)

        phone_task_view = cls(
            id=id,
            guest_id=guest_id,
            venue_id=venue_id,
            kind=kind,
            status=status,
            opened_at=opened_at,
            call_by=call_by,
            calls=calls,
        )

        phone_task_view.additional_properties = d
        return phone_task_view

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

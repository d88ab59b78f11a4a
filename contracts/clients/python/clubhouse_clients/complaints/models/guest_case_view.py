from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.guest_case_view_kind import GuestCaseViewKind, check_guest_case_view_kind
from ..models.guest_case_view_status import (
    GuestCaseViewStatus,
    check_guest_case_view_status,
)

if TYPE_CHECKING:
    from ..models.progress import Progress
    from ..models.remedy import Remedy


T = TypeVar("T", bound="GuestCaseView")


@_attrs_define
class GuestCaseView:
    """A case as its guest sees it.

    Attributes:
        id (str):
        number (str):
        kind (GuestCaseViewKind):
        venue_id (str):
        category (str):
        status (GuestCaseViewStatus):
        opened_at (datetime.datetime):
        first_promised_at (datetime.datetime):
        guest_due_at (datetime.datetime):
        cycle (int):
        progress (list[Progress]):
        remedies (list[Remedy]):
        result (str):
    """

    id: str
    number: str
    kind: GuestCaseViewKind
    venue_id: str
    category: str
    status: GuestCaseViewStatus
    opened_at: datetime.datetime
    first_promised_at: datetime.datetime
    guest_due_at: datetime.datetime
    cycle: int
    progress: list[Progress]
    remedies: list[Remedy]
    result: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        number = self.number

        kind: str = self.kind

        venue_id = self.venue_id

        category = self.category

        status: str = self.status

        opened_at = self.opened_at.isoformat()

        first_promised_at = self.first_promised_at.isoformat()

        guest_due_at = self.guest_due_at.isoformat()

        cycle = self.cycle

        progress = []
        for progress_item_data in self.progress:
            progress_item = progress_item_data.to_dict()
            progress.append(progress_item)

        remedies = []
        for remedies_item_data in self.remedies:
            remedies_item = remedies_item_data.to_dict()
            remedies.append(remedies_item)

        result = self.result

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "kind": kind,
                "venue_id": venue_id,
                "category": category,
                "status": status,
                "opened_at": opened_at,
                "first_promised_at": first_promised_at,
                "guest_due_at": guest_due_at,
                "cycle": cycle,
                "progress": progress,
                "remedies": remedies,
                "result": result,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.progress import Progress
        from ..models.remedy import Remedy

        d = dict(src_dict)
        id = d.pop("id")

        number = d.pop("number")

        kind = check_guest_case_view_kind(d.pop("kind"))

        venue_id = d.pop("venue_id")

        category = d.pop("category")

        status = check_guest_case_view_status(d.pop("status"))

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        first_promised_at = datetime.datetime.fromisoformat(d.pop("first_promised_at"))

        guest_due_at = datetime.datetime.fromisoformat(d.pop("guest_due_at"))

        cycle = d.pop("cycle")

        progress = []
        _progress = d.pop("progress")
        for progress_item_data in _progress:
            progress_item = Progress.from_dict(progress_item_data)

            progress.append(progress_item)

        remedies = []
        _remedies = d.pop("remedies")
        for remedies_item_data in _remedies:
            remedies_item = Remedy.from_dict(remedies_item_data)

            remedies.append(remedies_item)

        result = d.pop("result")

        guest_case_view = cls(
            id=id,
            number=number,
            kind=kind,
            venue_id=venue_id,
            category=category,
            status=status,
            opened_at=opened_at,
            first_promised_at=first_promised_at,
            guest_due_at=guest_due_at,
            cycle=cycle,
            progress=progress,
            remedies=remedies,
            result=result,
        )

        guest_case_view.additional_properties = d
        return guest_case_view

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

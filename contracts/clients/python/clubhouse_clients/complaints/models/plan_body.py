from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.plan_body_mode import PlanBodyMode, check_plan_body_mode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.planned_body import PlannedBody


T = TypeVar("T", bound="PlanBody")


@_attrs_define
class PlanBody:
    """A plan of callbacks to existing members: who, what, when, by which channel (rule C21).

    Attributes:
        venue_id (str):
        purpose (str):
        due_at (datetime.datetime):
        calls (list[PlannedBody]):
        mode (PlanBodyMode | Unset):  Default: 'phone'.
    """

    venue_id: str
    purpose: str
    due_at: datetime.datetime
    calls: list[PlannedBody]
    mode: PlanBodyMode | Unset = "phone"

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        purpose = self.purpose

        due_at = self.due_at.isoformat()

        calls = []
        for calls_item_data in self.calls:
            calls_item = calls_item_data.to_dict()
            calls.append(calls_item)

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "purpose": purpose,
                "due_at": due_at,
                "calls": calls,
            }
        )
        if mode is not UNSET:
            field_dict["mode"] = mode

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.planned_body import PlannedBody

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        purpose = d.pop("purpose")

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        calls = []
        _calls = d.pop("calls")
        for calls_item_data in _calls:
            calls_item = PlannedBody.from_dict(calls_item_data)

            calls.append(calls_item)

        _mode = d.pop("mode", UNSET)
        mode: PlanBodyMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = check_plan_body_mode(_mode)

        plan_body = cls(
            venue_id=venue_id,
            purpose=purpose,
            due_at=due_at,
            calls=calls,
            mode=mode,
        )

        return plan_body

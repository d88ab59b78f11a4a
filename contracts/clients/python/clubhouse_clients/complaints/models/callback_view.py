from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.callback_view_mode import CallbackViewMode, check_callback_view_mode
from ..models.callback_view_reason import CallbackViewReason, check_callback_view_reason

if TYPE_CHECKING:
    from ..models.attempt import Attempt


T = TypeVar("T", bound="CallbackView")


@_attrs_define
class CallbackView:
    """A callback owed to a guest.

    Attributes:
        id (str):
        reason (CallbackViewReason):
        venue_id (str):
        guest_id (str):
        mode (CallbackViewMode):
        assigned_to (str):
        due_at (datetime.datetime):
        case_id (None | str):
        cycle (int | None):
        plan_id (None | str):
        purpose (str):
        status (str):
        attempts (list[Attempt]):
    """

    id: str
    reason: CallbackViewReason
    venue_id: str
    guest_id: str
    mode: CallbackViewMode
    assigned_to: str
    due_at: datetime.datetime
    case_id: None | str
    cycle: int | None
    plan_id: None | str
    purpose: str
    status: str
    attempts: list[Attempt]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        reason: str = self.reason

        venue_id = self.venue_id

        guest_id = self.guest_id

        mode: str = self.mode

        assigned_to = self.assigned_to

        due_at = self.due_at.isoformat()

        case_id: None | str
        case_id = self.case_id

        cycle: int | None
        cycle = self.cycle

        plan_id: None | str
        plan_id = self.plan_id

        purpose = self.purpose

        status = self.status

        attempts = []
        for attempts_item_data in self.attempts:
            attempts_item = attempts_item_data.to_dict()
            attempts.append(attempts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "reason": reason,
                "venue_id": venue_id,
                "guest_id": guest_id,
                "mode": mode,
                "assigned_to": assigned_to,
                "due_at": due_at,
                "case_id": case_id,
                "cycle": cycle,
                "plan_id": plan_id,
                "purpose": purpose,
                "status": status,
                "attempts": attempts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attempt import Attempt

        d = dict(src_dict)
        id = d.pop("id")

        reason = check_callback_view_reason(d.pop("reason"))

        venue_id = d.pop("venue_id")

        guest_id = d.pop("guest_id")

        mode = check_callback_view_mode(d.pop("mode"))

        assigned_to = d.pop("assigned_to")

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        def _parse_cycle(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        cycle = _parse_cycle(d.pop("cycle"))

        def _parse_plan_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        plan_id = _parse_plan_id(d.pop("plan_id"))

        purpose = d.pop("purpose")

        status = d.pop("status")

        attempts = []
        _attempts = d.pop("attempts")
        for attempts_item_data in _attempts:
            attempts_item = Attempt.from_dict(attempts_item_data)

            attempts.append(attempts_item)

        callback_view = cls(
            id=id,
            reason=reason,
            venue_id=venue_id,
            guest_id=guest_id,
            mode=mode,
            assigned_to=assigned_to,
            due_at=due_at,
            case_id=case_id,
            cycle=cycle,
            plan_id=plan_id,
            purpose=purpose,
            status=status,
            attempts=attempts,
        )

        callback_view.additional_properties = d
        return callback_view

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

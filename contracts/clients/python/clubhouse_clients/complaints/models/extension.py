from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Extension")


@_attrs_define
class Extension:
    """A deadline moved with the guest's agreement (C9).

    Attributes:
        at (datetime.datetime):
        by (str):
        reason (str):
        previous_due_at (datetime.datetime):
        due_at (datetime.datetime):
    """

    at: datetime.datetime
    by: str
    reason: str
    previous_due_at: datetime.datetime
    due_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        by = self.by

        reason = self.reason

        previous_due_at = self.previous_due_at.isoformat()

        due_at = self.due_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "by": by,
                "reason": reason,
                "previous_due_at": previous_due_at,
                "due_at": due_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        reason = d.pop("reason")

        previous_due_at = datetime.datetime.fromisoformat(d.pop("previous_due_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        extension = cls(
            at=at,
            by=by,
            reason=reason,
            previous_due_at=previous_due_at,
            due_at=due_at,
        )

        extension.additional_properties = d
        return extension

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

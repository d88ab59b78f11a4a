from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AuditRow")


@_attrs_define
class AuditRow:
    """Who did what, to what, when and why.

    Attributes:
        id (str):
        at (datetime.datetime):
        subject (str):
        action (str):
        target (str):
        reason (str):
        traceparent (None | str):
    """

    id: str
    at: datetime.datetime
    subject: str
    action: str
    target: str
    reason: str
    traceparent: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        at = self.at.isoformat()

        subject = self.subject

        action = self.action

        target = self.target

        reason = self.reason

        traceparent: None | str
        traceparent = self.traceparent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "at": at,
                "subject": subject,
                "action": action,
                "target": target,
                "reason": reason,
                "traceparent": traceparent,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        subject = d.pop("subject")

        action = d.pop("action")

        target = d.pop("target")

        reason = d.pop("reason")

        def _parse_traceparent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        traceparent = _parse_traceparent(d.pop("traceparent"))

        audit_row = cls(
            id=id,
            at=at,
            subject=subject,
            action=action,
            target=target,
            reason=reason,
            traceparent=traceparent,
        )

        audit_row.additional_properties = d
        return audit_row

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

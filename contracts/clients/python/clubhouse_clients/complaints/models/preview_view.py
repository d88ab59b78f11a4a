from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.preview_view_level import PreviewViewLevel, check_preview_view_level
from ..models.preview_view_previous_level import (
    PreviewViewPreviousLevel,
    check_preview_view_previous_level,
)
from ..models.preview_view_previous_severity import (
    PreviewViewPreviousSeverity,
    check_preview_view_previous_severity,
)
from ..models.preview_view_severity import (
    PreviewViewSeverity,
    check_preview_view_severity,
)

T = TypeVar("T", bound="PreviewView")


@_attrs_define
class PreviewView:
    """What a change of severity would do.

    Attributes:
        severity (PreviewViewSeverity):
        previous_severity (PreviewViewPreviousSeverity):
        due_at (datetime.datetime):
        previous_due_at (datetime.datetime):
        level (PreviewViewLevel):
        previous_level (PreviewViewPreviousLevel):
    """

    severity: PreviewViewSeverity
    previous_severity: PreviewViewPreviousSeverity
    due_at: datetime.datetime
    previous_due_at: datetime.datetime
    level: PreviewViewLevel
    previous_level: PreviewViewPreviousLevel
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        severity: str = self.severity

        previous_severity: str = self.previous_severity

        due_at = self.due_at.isoformat()

        previous_due_at = self.previous_due_at.isoformat()

        level: str = self.level

        previous_level: str = self.previous_level

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "severity": severity,
                "previous_severity": previous_severity,
                "due_at": due_at,
                "previous_due_at": previous_due_at,
                "level": level,
                "previous_level": previous_level,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        severity = check_preview_view_severity(d.pop("severity"))

        previous_severity = check_preview_view_previous_severity(
            d.pop("previous_severity")
        )

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        previous_due_at = datetime.datetime.fromisoformat(d.pop("previous_due_at"))

        level = check_preview_view_level(d.pop("level"))

        previous_level = check_preview_view_previous_level(d.pop("previous_level"))

        preview_view = cls(
            severity=severity,
            previous_severity=previous_severity,
            due_at=due_at,
            previous_due_at=previous_due_at,
            level=level,
            previous_level=previous_level,
        )

        preview_view.additional_properties = d
        return preview_view

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

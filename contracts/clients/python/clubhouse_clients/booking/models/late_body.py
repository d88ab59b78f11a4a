from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LateBody")


@_attrs_define
class LateBody:
    """When the late party will come.

    Attributes:
        expected_at (datetime.datetime):
    """

    expected_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        expected_at = self.expected_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "expected_at": expected_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        expected_at = datetime.datetime.fromisoformat(d.pop("expected_at"))

        late_body = cls(
            expected_at=expected_at,
        )

        return late_body

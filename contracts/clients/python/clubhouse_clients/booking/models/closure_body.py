from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ClosureBody")


@_attrs_define
class ClosureBody:
    """A time in which the venue, or some of its resources, is shut.

    Attributes:
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        reason (str):
        resource_ids (list[str] | Unset): None: the whole venue.
    """

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    reason: str
    resource_ids: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        reason = self.reason

        resource_ids: list[str] | Unset = UNSET
        if not isinstance(self.resource_ids, Unset):
            resource_ids = self.resource_ids

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "starts_at": starts_at,
                "ends_at": ends_at,
                "reason": reason,
            }
        )
        if resource_ids is not UNSET:
            field_dict["resource_ids"] = resource_ids

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        reason = d.pop("reason")

        resource_ids = cast(list[str], d.pop("resource_ids", UNSET))

        closure_body = cls(
            starts_at=starts_at,
            ends_at=ends_at,
            reason=reason,
            resource_ids=resource_ids,
        )

        return closure_body

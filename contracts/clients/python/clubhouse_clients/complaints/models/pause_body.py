from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.pause_body_reason import PauseBodyReason, check_pause_body_reason

T = TypeVar("T", bound="PauseBody")


@_attrs_define
class PauseBody:
    """Why the clocks stop, and until when at the latest.

    Attributes:
        reason (PauseBodyReason):
        until (datetime.datetime):
    """

    reason: PauseBodyReason
    until: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        reason: str = self.reason

        until = self.until.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
                "until": until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = check_pause_body_reason(d.pop("reason"))

        until = datetime.datetime.fromisoformat(d.pop("until"))

        pause_body = cls(
            reason=reason,
            until=until,
        )

        return pause_body

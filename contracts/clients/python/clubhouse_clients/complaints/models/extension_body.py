from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ExtensionBody")


@_attrs_define
class ExtensionBody:
    """A later deadline, which the guest was told of and agreed to (rule C9).

    Attributes:
        until (datetime.datetime):
        reason (str):
        agreed (bool):
    """

    until: datetime.datetime
    reason: str
    agreed: bool

    def to_dict(self) -> dict[str, Any]:
        until = self.until.isoformat()

        reason = self.reason

        agreed = self.agreed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "until": until,
                "reason": reason,
                "agreed": agreed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        until = datetime.datetime.fromisoformat(d.pop("until"))

        reason = d.pop("reason")

        agreed = d.pop("agreed")

        extension_body = cls(
            until=until,
            reason=reason,
            agreed=agreed,
        )

        return extension_body

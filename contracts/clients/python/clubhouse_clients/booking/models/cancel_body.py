from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.cancel_body_by import CancelBodyBy, check_cancel_body_by
from ..types import UNSET, Unset

T = TypeVar("T", bound="CancelBody")


@_attrs_define
class CancelBody:
    """Why it is called off, and by whom; a guest can only cancel for themselves.

    Attributes:
        by (CancelBodyBy | Unset):  Default: 'guest'.
        reason (str | Unset):  Default: ''.
    """

    by: CancelBodyBy | Unset = "guest"
    reason: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        by: str | Unset = UNSET
        if not isinstance(self.by, Unset):
            by = self.by

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if by is not UNSET:
            field_dict["by"] = by
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _by = d.pop("by", UNSET)
        by: CancelBodyBy | Unset
        if isinstance(_by, Unset):
            by = UNSET
        else:
            by = check_cancel_body_by(_by)

        reason = d.pop("reason", UNSET)

        cancel_body = cls(
            by=by,
            reason=reason,
        )

        return cancel_body

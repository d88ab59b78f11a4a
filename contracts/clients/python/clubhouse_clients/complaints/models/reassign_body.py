from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReassignBody")


@_attrs_define
class ReassignBody:
    """Cases that change hands, and why; the move is recorded on each.

    Attributes:
        case_ids (list[str]):
        owner_id (str):
        reason (str):
    """

    case_ids: list[str]
    owner_id: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        case_ids = self.case_ids

        owner_id = self.owner_id

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "case_ids": case_ids,
                "owner_id": owner_id,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_ids = cast(list[str], d.pop("case_ids"))

        owner_id = d.pop("owner_id")

        reason = d.pop("reason")

        reassign_body = cls(
            case_ids=case_ids,
            owner_id=owner_id,
            reason=reason,
        )

        return reassign_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="IncidentBody")


@_attrs_define
class IncidentBody:
    """A leak of personal data. Do not repeat the leaked data here.

    Attributes:
        what (str):
        guest_ids (list[str] | Unset):
    """

    what: str
    guest_ids: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        what = self.what

        guest_ids: list[str] | Unset = UNSET
        if not isinstance(self.guest_ids, Unset):
            guest_ids = self.guest_ids

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "what": what,
            }
        )
        if guest_ids is not UNSET:
            field_dict["guest_ids"] = guest_ids

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        what = d.pop("what")

        guest_ids = cast(list[str], d.pop("guest_ids", UNSET))

        incident_body = cls(
            what=what,
            guest_ids=guest_ids,
        )

        return incident_body

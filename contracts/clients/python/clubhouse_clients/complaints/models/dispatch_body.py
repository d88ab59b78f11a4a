from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DispatchBody")


@_attrs_define
class DispatchBody:
    """The departments that get the case; several investigate jointly.

    Attributes:
        department_ids (list[str]):
        note (str | Unset):  Default: ''.
    """

    department_ids: list[str]
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        department_ids = self.department_ids

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department_ids": department_ids,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department_ids = cast(list[str], d.pop("department_ids"))

        note = d.pop("note", UNSET)

        dispatch_body = cls(
            department_ids=department_ids,
            note=note,
        )

        return dispatch_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DepartmentBody")


@_attrs_define
class DepartmentBody:
    """A department of a venue.

    Attributes:
        venue_id (str):
        name (str):
        head_id (str):
        active (bool | Unset):  Default: True.
    """

    venue_id: str
    name: str
    head_id: str
    active: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        name = self.name

        head_id = self.head_id

        active = self.active

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "name": name,
                "head_id": head_id,
            }
        )
        if active is not UNSET:
            field_dict["active"] = active

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        name = d.pop("name")

        head_id = d.pop("head_id")

        active = d.pop("active", UNSET)

        department_body = cls(
            venue_id=venue_id,
            name=name,
            head_id=head_id,
            active=active,
        )

        return department_body

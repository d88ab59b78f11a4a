from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="MatterBody")


@_attrs_define
class MatterBody:
    """What the case is about.

    Attributes:
        category (str):
        about (str | Unset):  Default: ''.
    """

    category: str
    about: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        category = self.category

        about = self.about

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "category": category,
            }
        )
        if about is not UNSET:
            field_dict["about"] = about

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        category = d.pop("category")

        about = d.pop("about", UNSET)

        matter_body = cls(
            category=category,
            about=about,
        )

        return matter_body

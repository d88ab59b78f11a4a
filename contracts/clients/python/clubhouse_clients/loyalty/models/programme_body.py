from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ProgrammeBody")


@_attrs_define
class ProgrammeBody:
    """The programme whose rate a guest earns by.

    Attributes:
        programme (str):
    """

    programme: str

    def to_dict(self) -> dict[str, Any]:
        programme = self.programme

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "programme": programme,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        programme = d.pop("programme")

        programme_body = cls(
            programme=programme,
        )

        return programme_body

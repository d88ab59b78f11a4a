from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReadBody")


@_attrs_define
class ReadBody:
    """The messages you have seen; what came meanwhile is not among them, and so stays unread.

    Attributes:
        items (list[str]): Ids, as `GET /inbox` lists them.
    """

    items: list[str]

    def to_dict(self) -> dict[str, Any]:
        items = self.items

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        items = cast(list[str], d.pop("items"))

        read_body = cls(
            items=items,
        )

        return read_body

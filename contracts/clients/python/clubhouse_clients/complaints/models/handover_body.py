from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HandoverBody")


@_attrs_define
class HandoverBody:
    """A shift to hand over: every open case of the caller, promises falling due, announcements.

    Attributes:
        venue_id (str):
        relief_id (str):
        announcements (list[str] | Unset):
    """

    venue_id: str
    relief_id: str
    announcements: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        relief_id = self.relief_id

        announcements: list[str] | Unset = UNSET
        if not isinstance(self.announcements, Unset):
            announcements = self.announcements

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "relief_id": relief_id,
            }
        )
        if announcements is not UNSET:
            field_dict["announcements"] = announcements

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        relief_id = d.pop("relief_id")

        announcements = cast(list[str], d.pop("announcements", UNSET))

        handover_body = cls(
            venue_id=venue_id,
            relief_id=relief_id,
            announcements=announcements,
        )

        return handover_body

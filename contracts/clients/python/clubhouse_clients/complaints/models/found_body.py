from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FoundBody")


@_attrs_define
class FoundBody:
    """Something that was found.

    Attributes:
        kind (str):
        venue_id (str):
        found_at (datetime.datetime):
        color (str | Unset):  Default: ''.
        brand (str | Unset):  Default: ''.
        place (str | Unset):  Default: ''.
        description (str | Unset):  Default: ''.
    """

    kind: str
    venue_id: str
    found_at: datetime.datetime
    color: str | Unset = ""
    brand: str | Unset = ""
    place: str | Unset = ""
    description: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        venue_id = self.venue_id

        found_at = self.found_at.isoformat()

        color = self.color

        brand = self.brand

        place = self.place

        description = self.description

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "venue_id": venue_id,
                "found_at": found_at,
            }
        )
        if color is not UNSET:
            field_dict["color"] = color
        if brand is not UNSET:
            field_dict["brand"] = brand
        if place is not UNSET:
            field_dict["place"] = place
        if description is not UNSET:
            field_dict["description"] = description

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        venue_id = d.pop("venue_id")

        found_at = datetime.datetime.fromisoformat(d.pop("found_at"))

        color = d.pop("color", UNSET)

        brand = d.pop("brand", UNSET)

        place = d.pop("place", UNSET)

        description = d.pop("description", UNSET)

        found_body = cls(
            kind=kind,
            venue_id=venue_id,
            found_at=found_at,
            color=color,
            brand=brand,
            place=place,
            description=description,
        )

        return found_body

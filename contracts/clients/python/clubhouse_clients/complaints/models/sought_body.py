from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SoughtBody")


@_attrs_define
class SoughtBody:
    """Something a guest misses.

    Attributes:
        kind (str):
        venue_id (str):
        last_seen_at (datetime.datetime):
        color (str | Unset):  Default: ''.
        brand (str | Unset):  Default: ''.
        place (str | Unset):  Default: ''.
        description (str | Unset):  Default: ''.
        guest_id (None | str | Unset):
        case_id (None | str | Unset):
    """

    kind: str
    venue_id: str
    last_seen_at: datetime.datetime
    color: str | Unset = ""
    brand: str | Unset = ""
    place: str | Unset = ""
    description: str | Unset = ""
    guest_id: None | str | Unset = UNSET
    case_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        venue_id = self.venue_id

        last_seen_at = self.last_seen_at.isoformat()

        color = self.color

        brand = self.brand

        place = self.place

        description = self.description

        guest_id: None | str | Unset
        if isinstance(self.guest_id, Unset):
            guest_id = UNSET
        else:
            guest_id = self.guest_id

        case_id: None | str | Unset
        if isinstance(self.case_id, Unset):
            case_id = UNSET
        else:
            case_id = self.case_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "venue_id": venue_id,
                "last_seen_at": last_seen_at,
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
        if guest_id is not UNSET:
            field_dict["guest_id"] = guest_id
        if case_id is not UNSET:
            field_dict["case_id"] = case_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        venue_id = d.pop("venue_id")

        last_seen_at = datetime.datetime.fromisoformat(d.pop("last_seen_at"))

        color = d.pop("color", UNSET)

        brand = d.pop("brand", UNSET)

        place = d.pop("place", UNSET)

        description = d.pop("description", UNSET)

        def _parse_guest_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        guest_id = _parse_guest_id(d.pop("guest_id", UNSET))

        def _parse_case_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        case_id = _parse_case_id(d.pop("case_id", UNSET))

        sought_body = cls(
            kind=kind,
            venue_id=venue_id,
            last_seen_at=last_seen_at,
            color=color,
            brand=brand,
            place=place,
            description=description,
            guest_id=guest_id,
            case_id=case_id,
        )

        return sought_body

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FreeView")


@_attrs_define
class FreeView:
    """A place that takes the party, and when a visit could begin there, earliest first.

    Attributes:
        venue_id (str):
        venue_name (str):
        resource_id (str): The first of them.
        name (str):
        category (str):
        capacity (int):
        price_fen (int):
        starts (list[datetime.datetime]):
        resource_ids (list[str] | Unset): What is given together; name them to hold these very ones.
    """

    venue_id: str
    venue_name: str
    resource_id: str
    name: str
    category: str
    capacity: int
    price_fen: int
    starts: list[datetime.datetime]
    resource_ids: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        venue_name = self.venue_name

        resource_id = self.resource_id

        name = self.name

        category = self.category

        capacity = self.capacity

        price_fen = self.price_fen

        starts = []
        for starts_item_data in self.starts:
            starts_item = starts_item_data.isoformat()
            starts.append(starts_item)

        resource_ids: list[str] | Unset = UNSET
        if not isinstance(self.resource_ids, Unset):
            resource_ids = self.resource_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "venue_name": venue_name,
                "resource_id": resource_id,
                "name": name,
                "category": category,
                "capacity": capacity,
                "price_fen": price_fen,
                "starts": starts,
            }
        )
        if resource_ids is not UNSET:
            field_dict["resource_ids"] = resource_ids

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        venue_name = d.pop("venue_name")

        resource_id = d.pop("resource_id")

        name = d.pop("name")

        category = d.pop("category")

        capacity = d.pop("capacity")

        price_fen = d.pop("price_fen")

        starts = []
        _starts = d.pop("starts")
        for starts_item_data in _starts:
            starts_item = datetime.datetime.fromisoformat(starts_item_data)

            starts.append(starts_item)

        resource_ids = cast(list[str], d.pop("resource_ids", UNSET))

        free_view = cls(
            venue_id=venue_id,
            venue_name=venue_name,
            resource_id=resource_id,
            name=name,
            category=category,
            capacity=capacity,
            price_fen=price_fen,
            starts=starts,
            resource_ids=resource_ids,
        )

        free_view.additional_properties = d
        return free_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

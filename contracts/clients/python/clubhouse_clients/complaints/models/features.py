from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Features")


@_attrs_define
class Features:
    """What a thing looks like. `kind` is a code of the house's own list; the rest are free words.

    Attributes:
        kind (str):
        color (str | Unset):  Default: ''.
        brand (str | Unset):  Default: ''.
        place (str | Unset):  Default: ''.
        description (str | Unset):  Default: ''.
    """

    kind: str
    color: str | Unset = ""
    brand: str | Unset = ""
    place: str | Unset = ""
    description: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        color = self.color

        brand = self.brand

        place = self.place

        description = self.description

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
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

        color = d.pop("color", UNSET)

        brand = d.pop("brand", UNSET)

        place = d.pop("place", UNSET)

        description = d.pop("description", UNSET)

        features = cls(
            kind=kind,
            color=color,
            brand=brand,
            place=place,
            description=description,
        )

        features.additional_properties = d
        return features

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

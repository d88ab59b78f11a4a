from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.kind import Kind, check_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.opening_body import OpeningBody


T = TypeVar("T", bound="ResourceBody")


@_attrs_define
class ResourceBody:
    """Something to book.

    Attributes:
        id (str):
        kind (Kind): What is booked. ``staff`` are the people who perform services; they are claimed, never asked for.
        name (str):
        capacity (int):
        category (str | Unset):  Default: ''.
        slot_minutes (int | Unset): Its claim grid; 1440 is by the night. Default: 30.
        least_party (int | Unset):  Default: 1.
        shared (bool | Unset):  Default: False.
        setup_minutes (int | Unset):  Default: 0.
        cleaning_minutes (int | Unset):  Default: 0.
        features (list[str] | Unset):
        combines_with (list[str] | Unset):
        performers (list[str] | Unset):
        needs_category (None | str | Unset):
        shifts (list[OpeningBody] | Unset):
        price_fen (int | Unset):  Default: 0.
    """

    id: str
    kind: Kind
    name: str
    capacity: int
    category: str | Unset = ""
    slot_minutes: int | Unset = 30
    least_party: int | Unset = 1
    shared: bool | Unset = False
    setup_minutes: int | Unset = 0
    cleaning_minutes: int | Unset = 0
    features: list[str] | Unset = UNSET
    combines_with: list[str] | Unset = UNSET
    performers: list[str] | Unset = UNSET
    needs_category: None | str | Unset = UNSET
    shifts: list[OpeningBody] | Unset = UNSET
    price_fen: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind: str = self.kind

        name = self.name

        capacity = self.capacity

        category = self.category

        slot_minutes = self.slot_minutes

        least_party = self.least_party

        shared = self.shared

        setup_minutes = self.setup_minutes

        cleaning_minutes = self.cleaning_minutes

        features: list[str] | Unset = UNSET
        if not isinstance(self.features, Unset):
            features = self.features

        combines_with: list[str] | Unset = UNSET
        if not isinstance(self.combines_with, Unset):
            combines_with = self.combines_with

        performers: list[str] | Unset = UNSET
        if not isinstance(self.performers, Unset):
            performers = self.performers

        needs_category: None | str | Unset
        if isinstance(self.needs_category, Unset):
            needs_category = UNSET
        else:
            needs_category = self.needs_category

        shifts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.shifts, Unset):
            shifts = []
            for shifts_item_data in self.shifts:
                shifts_item = shifts_item_data.to_dict()
                shifts.append(shifts_item)

        price_fen = self.price_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "name": name,
                "capacity": capacity,
            }
        )
        if category is not UNSET:
            field_dict["category"] = category
        if slot_minutes is not UNSET:
            field_dict["slot_minutes"] = slot_minutes
        if least_party is not UNSET:
            field_dict["least_party"] = least_party
        if shared is not UNSET:
            field_dict["shared"] = shared
        if setup_minutes is not UNSET:
            field_dict["setup_minutes"] = setup_minutes
        if cleaning_minutes is not UNSET:
            field_dict["cleaning_minutes"] = cleaning_minutes
        if features is not UNSET:
            field_dict["features"] = features
        if combines_with is not UNSET:
            field_dict["combines_with"] = combines_with
        if performers is not UNSET:
            field_dict["performers"] = performers
        if needs_category is not UNSET:
            field_dict["needs_category"] = needs_category
        if shifts is not UNSET:
            field_dict["shifts"] = shifts
        if price_fen is not UNSET:
            field_dict["price_fen"] = price_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opening_body import OpeningBody

        d = dict(src_dict)
        id = d.pop("id")

        kind = check_kind(d.pop("kind"))

        name = d.pop("name")

        capacity = d.pop("capacity")

        category = d.pop("category", UNSET)

        slot_minutes = d.pop("slot_minutes", UNSET)

        least_party = d.pop("least_party", UNSET)

        shared = d.pop("shared", UNSET)

        setup_minutes = d.pop("setup_minutes", UNSET)

        cleaning_minutes = d.pop("cleaning_minutes", UNSET)

        features = cast(list[str], d.pop("features", UNSET))

        combines_with = cast(list[str], d.pop("combines_with", UNSET))

        performers = cast(list[str], d.pop("performers", UNSET))

        def _parse_needs_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        needs_category = _parse_needs_category(d.pop("needs_category", UNSET))

        _shifts = d.pop("shifts", UNSET)
        shifts: list[OpeningBody] | Unset = UNSET
        if _shifts is not UNSET:
            shifts = []
            for shifts_item_data in _shifts:
                shifts_item = OpeningBody.from_dict(shifts_item_data)

                shifts.append(shifts_item)

        price_fen = d.pop("price_fen", UNSET)

        resource_body = cls(
            id=id,
            kind=kind,
            name=name,
            capacity=capacity,
            category=category,
            slot_minutes=slot_minutes,
            least_party=least_party,
            shared=shared,
            setup_minutes=setup_minutes,
            cleaning_minutes=cleaning_minutes,
            features=features,
            combines_with=combines_with,
            performers=performers,
            needs_category=needs_category,
            shifts=shifts,
            price_fen=price_fen,
        )

        return resource_body
